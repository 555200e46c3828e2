package ledger

import (
	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Day is a day on which reports became known, with what is held at its end.
type Day struct {
	Day     string
	Reports []*holding.Report // in the order of publication
	// Week says that this is the first such day of its week: what takes counting
	// is looked at once a week.
	Week bool

	in    *holding.Series   // that is played
	known *holding.Calendar // what was known by now
	until *holding.Series
}

// Keeper is a ledger that days are added to.
type Keeper interface {
	Add(*holding.Report)
	Close(*Day)
}

// Play adds to a ledger all days of a series on which reports became known.
func Play(l Keeper, s *holding.Series) { Start(l, s, "").Until(holding.End) }

// Playing is a ledger to which days of a series are added, in order.
type Playing struct {
	ledger   Keeper
	in       *holding.Series
	course   *holding.Course
	calendar holding.Calendar // of what was known by now
	week     int              // of the last day
}

// Start goes on with a ledger after a day up to which it was played before; "" is
// before all. Of the reports known by then, nothing but their days is looked at.
// Reports without a day, and headlines, are left out.
func Start(l Keeper, s *holding.Series, after string) *Playing {
	p := &Playing{ledger: l, in: s, course: s.Course(after), week: -1}
	last := ""
	for _, r := range s.Reports {
		if on := r.KnownOn(); counts(r) && on <= after {
			p.calendar.Add(r)
			last = max(last, on)
		}
	}
	if last != "" {
		p.week = weekOf(last)
	}
	return p
}

// Until adds the days up to one, and with it.
func (p *Playing) Until(day string) {
	for {
		d := &Day{in: p.in, known: &p.calendar}
		on, _, reports := p.course.Next(day)
		if reports == nil {
			return
		}
		d.Day = on
		for _, r := range reports {
			if counts(r) {
				d.Reports = append(d.Reports, r)
			}
		}
		if len(d.Reports) == 0 {
			continue
		}
		d.Week, p.week = weekOf(d.Day) != p.week, weekOf(d.Day)
		for _, r := range d.Reports {
			p.calendar.Add(r)
			p.ledger.Add(r)
		}
		p.ledger.Close(d)
	}
}

func counts(r *holding.Report) bool { return r.Published != "" && !r.Headline }

func weekOf(day string) int { return holding.Between(epoch, day) / 7 }

// epoch is a Monday.
const epoch = "1900-01-01"

// Until is the series as it was at the end of the day, without reports.
func (d *Day) Until() *holding.Series {
	if d.until == nil {
		d.until = d.known.Series(d.in.Outlet, d.in.Lang)
	}
	return d.until
}

// Coverage is what a finding of the day rests on that looked at what was
// published from a day on.
func (d *Day) Coverage(from, denominator string) finding.Coverage {
	s := d.Until()
	return finding.Coverage{Outlet: s.Outlet, Lang: s.Lang, From: from, To: d.Day, Coverage: s.Coverage(from, d.Day), Reports: s.From(from),
		HeldDays: s.HeldDays(from, d.Day), Denominator: denominator}
}

// Passage is the evidence of a record of a report.
func Passage(report, version, published string, at rostrum.Span, quote string) finding.Evidence {
	return finding.Evidence{Report: report, Version: version, Published: published, At: at, Quote: quote}
}
