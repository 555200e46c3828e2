package edit

import (
	"cmp"
	"fmt"
	"slices"
	"sort"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

const (
	// neighbours is how many reports of the days around one are asked whether they
	// were found again, reach how many days those are at most, and fewest how many
	// there must be: of a handful, a page that was not read may be all.
	neighbours, reach, fewest = 100, 14, 20
	// found is the share of them that must have been found; foundComplete where the
	// capture declares that nothing is missing, when fewer do too.
	found, foundComplete = 0.8, 0.6
)

// dated is the reports of a series by day of publication.
type dated struct {
	days []string // sorted
	of   map[string][]*sighted
}

// sighted is a report with what is known of where it is.
type sighted struct {
	*holding.History
	last    string // day of the last capture that was
	missing string // day on which it was told not to be found again, or ""
}

// withdrawals plays the captures of each series day by day, and tells which reports
// are not found again where those around them are, and which are found after all.
func (a *archive) withdrawals() []finding.Finding {
	bySeries := map[[2]string][]*holding.History{}
	for _, h := range a.Histories {
		if h.Published != "" {
			bySeries[series(h)] = append(bySeries[series(h)], h)
		}
	}
	names := make([][2]string, 0, len(bySeries))
	for name := range bySeries {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	var all []finding.Finding
	for _, name := range names {
		all = append(all, a.play(bySeries[name])...)
	}
	return all
}

// capture is one capture of a report.
type capture struct {
	day      string
	coverage string
	of       *sighted
}

// play goes through the days on which a series was captured.
func (a *archive) play(histories []*holding.History) []finding.Finding {
	d := dated{of: map[string][]*sighted{}}
	var captures []capture
	for _, h := range histories {
		s := &sighted{History: h}
		if d.of[h.Published] == nil {
			d.days = append(d.days, h.Published)
		}
		d.of[h.Published] = append(d.of[h.Published], s)
		for i := range h.Captures {
			if day := h.Captures[i].Day(); day != "" {
				captures = append(captures, capture{day, h.Captures[i].Coverage, s})
			}
		}
	}
	slices.Sort(d.days)
	slices.SortFunc(captures, func(a, b capture) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.of.Published, b.of.Published), cmp.Compare(a.of.Report, b.of.Report))
	})
	var all []finding.Finding
	for i := 0; i < len(captures); {
		day := captures[i].day
		complete := true
		again := map[string]bool{} // days of publication of which something was seen again
		var back []*sighted
		for ; i < len(captures) && captures[i].day == day; i++ {
			c := &captures[i]
			if c.of.last != "" && c.of.last < day {
				again[c.of.Published] = true
			}
			if c.of.missing != "" {
				back = append(back, c.of)
				c.of.missing = ""
			}
			c.of.last = day
			complete = complete && c.coverage == holding.CoverageComplete
		}
		if len(back) > 0 {
			all = append(all, a.returned(back, day))
		}
		all = append(all, a.missing(&d, again, day, complete)...)
	}
	return all
}

// missing tells which reports of days that were looked at again were not found.
func (a *archive) missing(d *dated, again map[string]bool, day string, complete bool) []finding.Finding {
	from := holding.Plus(day, 1-Window)
	var gone []*sighted
	looked, seen := map[*sighted]bool{}, 0
	for _, published := range d.days {
		if !again[published] {
			continue
		}
		for _, s := range d.of[published] {
			if s.last == "" || s.last >= from || s.missing != "" {
				continue
			}
			others, met := d.around(published, s, from)
			share := found
			if complete {
				share = foundComplete
			} else if len(others) < fewest {
				continue
			}
			if len(met) == 0 || float64(len(met)) < share*float64(len(others)) {
				continue
			}
			gone = append(gone, s)
			for _, o := range others {
				looked[o] = true
			}
		}
	}
	if len(gone) == 0 {
		return nil
	}
	for _, s := range gone {
		s.missing = day
		looked[s] = true
	}
	for s := range looked {
		if s.last >= from {
			seen++
		}
	}
	return []finding.Finding{a.withdrawn(gone, from, day, len(looked), seen, complete)}
}

// around is the reports published around a day that were captured before a capture
// that began on from, and those of them that it found. The day's own come first, then
// those of days further off, until they are enough.
func (d *dated) around(published string, but *sighted, from string) (others, met []*sighted) {
	add := func(day string) {
		for _, s := range d.of[day] {
			if s == but || s.first() == "" || s.first() >= from {
				continue
			}
			others = append(others, s)
			if s.last >= from {
				met = append(met, s)
			}
		}
	}
	add(published)
	for n := 1; n <= reach && len(others) < neighbours; n++ {
		add(holding.Plus(published, -n))
		add(holding.Plus(published, n))
	}
	return others, met
}

// first is the day of the first capture that has one.
func (s *sighted) first() string {
	i := sort.Search(len(s.Captures), func(i int) bool { return s.Captures[i].Day() != "" })
	if i == len(s.Captures) {
		return ""
	}
	return s.Captures[i].Day()
}

// withdrawn is the finding that reports are not found again.
func (a *archive) withdrawn(gone []*sighted, from, day string, looked, seen int, complete bool) finding.Finding {
	f := a.about(gone, KindWithdrawn, day)
	f.Value = float64(len(gone))
	what := "1 report is"
	if len(gone) > 1 {
		what = fmt.Sprintf("%d reports are", len(gone))
	}
	f.Says = fmt.Sprintf("%s not found again by the captures until %s, which found %d of the %d reports published around the same days and captured before.", what, day, seen, looked)
	f.Coverage.Reports = looked
	f.Coverage.Denominator = fmt.Sprintf("%d reports published around the same days and captured before", looked)
	if complete {
		f.Coverage.Coverage = holding.CoverageComplete
	}
	return f
}

// returned is the finding that withdrawn reports are there again.
func (a *archive) returned(back []*sighted, day string) finding.Finding {
	f := a.about(back, KindReturned, day)
	f.Says = fmt.Sprintf("%d of the reports that were not found again are there on %s.", len(back), day)
	f.Coverage.Reports = len(back)
	f.Coverage.Denominator = fmt.Sprintf("%d reports that were not found again", len(back))
	return f
}

// about begins a finding about reports, which it shows by their titles.
func (a *archive) about(list []*sighted, kind, day string) finding.Finding {
	slices.SortFunc(list, func(a, b *sighted) int {
		return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.Report, b.Report))
	})
	first, last := list[0], list[len(list)-1]
	f := finding.Finding{Kind: kind, Subject: first.Report, Day: day, Known: day, Rule: kind,
		Coverage: finding.Coverage{Outlet: first.Outlet, Lang: first.Lang, From: first.Published, To: last.Published, Coverage: "unknown"}}
	if len(list) > 1 {
		f.Subject = fmt.Sprintf("%s, %s: %d reports", first.Outlet, first.Lang, len(list))
	}
	for _, s := range list {
		f.Evidence = append(f.Evidence, a.title(s))
	}
	return f
}

// title is the title of the last text that a report had by the day of its last
// capture that was played, or the beginning of the text.
func (a *archive) title(s *sighted) finding.Evidence {
	e := finding.Evidence{Report: s.Report, Published: s.Published, At: rostrum.Span{Field: rostrum.FieldTitle}}
	for i := len(s.Captures) - 1; i >= 0; i-- {
		if s.Captures[i].Day() > s.last {
			continue
		}
		e.Version = s.Captures[i].Version
		v := a.version(s.Report, e.Version)
		switch {
		case v == nil:
		case v.Title != "":
			e.At.End, e.Quote = len(v.Title), v.Title
		case len(v.Events) > 0:
			e.At, e.Quote = v.Events[0].At, v.Events[0].Evidence
		}
		return e
	}
	return e
}
