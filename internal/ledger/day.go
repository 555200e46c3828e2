package ledger

import (
	"cmp"
	"slices"

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

	whole *holding.Series
	until *holding.Series
}

// Keeper is a ledger that days are added to.
type Keeper interface {
	Add(*holding.Report)
	Close(*Day)
}

// Play adds to a ledger the days of a series on which reports became known, in
// order: those after a day, up to which it was played before, or all for "".
// Reports without a day, and headlines, are left out.
func Play(l Keeper, s *holding.Series, after string) {
	week := -1
	reports := slices.DeleteFunc(slices.Clone(s.Reports), func(r *holding.Report) bool {
		if r.Published == "" || r.Headline {
			return true
		}
		done := after != "" && known(r) <= after
		if done {
			week = max(week, weekOf(known(r)))
		}
		return done
	})
	slices.SortStableFunc(reports, func(a, b *holding.Report) int { return cmp.Compare(known(a), known(b)) })
	for first := 0; first < len(reports); {
		last := first
		for last < len(reports) && known(reports[last]) == known(reports[first]) {
			last++
		}
		d := &Day{Day: known(reports[first]), Reports: reports[first:last], whole: s}
		d.Week = weekOf(d.Day) != week
		week = weekOf(d.Day)
		for _, r := range d.Reports {
			l.Add(r)
		}
		l.Close(d)
		first = last
	}
}

func weekOf(day string) int { return holding.Between(epoch, day) / 7 }

// epoch is a Monday.
const epoch = "1900-01-01"

func known(r *holding.Report) string { return cmp.Or(r.Known, r.Published) }

// Until is the series as it was at the end of the day.
func (d *Day) Until() *holding.Series {
	if d.until == nil {
		d.until = d.whole.Until(d.Day)
	}
	return d.until
}

// Coverage is what a finding of the day rests on that looked at what was
// published from a day on.
func (d *Day) Coverage(from, denominator string) finding.Coverage {
	s := d.Until()
	reports := 0
	for _, r := range s.Reports {
		if r.Published >= from && !r.Headline {
			reports++
		}
	}
	return finding.Coverage{Outlet: s.Outlet, Lang: s.Lang, From: from, To: d.Day, Coverage: s.Coverage(from, d.Day), Reports: reports,
		HeldDays: s.HeldDays(from, d.Day), Denominator: denominator}
}

// Passage is the evidence of a record of a report.
func Passage(report, version, published string, at rostrum.Span, quote string) finding.Evidence {
	return finding.Evidence{Report: report, Version: version, Published: published, At: at, Quote: quote}
}
