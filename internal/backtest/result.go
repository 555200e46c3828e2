package backtest

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// Result is how findings stand against a list.
type Result struct {
	Changes  []Outcome `json:"changes"` // in the order of the list
	Listed   int       `json:"listed"`
	Found    int       `json:"found"`
	Alarmed  int       `json:"alarmed"`  // of those found: by a finding that raises an alarm
	Unsought int       `json:"unsought"` // of those not found: no analysis finds a kind that shows theirs
	// MedianDelay is that of those found, in reports; -1 where none was.
	MedianDelay int `json:"median_delay"`
	// Wrong is findings of what must never be found.
	Wrong []Alarm `json:"wrong"`
	// Alarms counts those raised at the default setting, by what they are.
	Alarms Alarms `json:"alarms"`
	// Unlisted is the alarms that are on no list and were not judged right.
	Unlisted []finding.Finding `json:"unlisted"`
	Months   int               `json:"months"`          // that have held days
	PerMonth float64           `json:"false_per_month"` // alarms judged wrong, never to be raised, or judged by nobody
}

// Outcome is what became of a change.
type Outcome struct {
	Change
	Found bool   `json:"found"`
	Kind  string `json:"by_kind,omitempty"` // of the finding that was first
	Known string `json:"known,omitempty"`
	Says  string `json:"says,omitempty"`
	Delay int    `json:"delay"` // in reports
	Days  int    `json:"days"`
	// Alarm says that a finding that raises an alarm shows it.
	Alarm bool `json:"alarm"`
	// Held is false where the store has not the first report.
	Held bool `json:"held"`
}

// Alarm is a finding that must never be found.
type Alarm struct {
	Never   string          `json:"never"` // id
	What    string          `json:"what"`
	Finding finding.Finding `json:"finding"`
}

// Alarms counts alarms.
type Alarms struct {
	All      int `json:"all"`
	Listed   int `json:"listed"` // of a change on the list
	Right    int `json:"right"`  // judged so by a reader
	Wrong    int `json:"wrong"`  // judged so, or never to be raised
	Unjudged int `json:"unjudged"`
}

// Against holds findings against a list; sought is the kinds that were looked for, and
// alarm tells which findings are told by themselves.
func Against(f *File, series []*holding.Series, all []finding.Finding, sought []string, alarm func(*finding.Finding) bool) *Result {
	r := &Result{Listed: len(f.Changes), MedianDelay: -1, Wrong: []Alarm{}, Unlisted: []finding.Finding{}}
	places := placesOf(series)
	listed := make([]bool, len(all))
	var delays []int
	for i := range f.Changes {
		c := &f.Changes[i]
		o := Outcome{Change: *c, Held: places[c.Reports[0]] != nil}
		kinds := f.Kinds[c.Kind]
		for k := range all {
			one := &all[k]
			if !slices.Contains(kinds, one.Kind) || !c.shownBy(one) {
				continue
			}
			listed[k] = true
			o.Alarm = o.Alarm || alarm(one)
			delay := places.delay(c, one)
			if !o.Found || delay < o.Delay || delay == o.Delay && one.Known < o.Known {
				o.Found, o.Kind, o.Known, o.Says, o.Delay, o.Days = true, one.Kind, one.Known, one.Says, delay, holding.Between(c.Day, one.Known)
			}
		}
		if o.Found {
			r.Found++
			if o.Alarm {
				r.Alarmed++
			}
			delays = append(delays, o.Delay)
		} else if !slices.ContainsFunc(kinds, func(k string) bool { return slices.Contains(sought, k) }) {
			r.Unsought++
		}
		r.Changes = append(r.Changes, o)
	}
	if slices.Sort(delays); len(delays) > 0 {
		r.MedianDelay = delays[len(delays)/2]
	}
	for k := range all {
		one := &all[k]
		var never *Never
		if !listed[k] {
			never = f.never(one)
		}
		if never != nil {
			r.Wrong = append(r.Wrong, Alarm{never.ID, never.What, *one})
		}
		if !alarm(one) {
			continue
		}
		r.Alarms.All++
		switch right, judged := f.judged(one); {
		case never != nil, judged && !right:
			r.Alarms.Wrong++
		case listed[k]:
			r.Alarms.Listed++
			continue
		case judged:
			r.Alarms.Right++
			continue
		default:
			r.Alarms.Unjudged++
		}
		r.Unlisted = append(r.Unlisted, *one)
	}
	months := map[string]bool{}
	for _, s := range series {
		for _, d := range s.Days {
			if d.Held {
				months[d.Day[:len("2006-01")]] = true
			}
		}
	}
	if r.Months = len(months); r.Months > 0 {
		r.PerMonth = float64(r.Alarms.Wrong+r.Alarms.Unjudged) / float64(r.Months)
	}
	return r
}

// shownBy tells whether a finding shows a change.
func (c *Change) shownBy(f *finding.Finding) bool {
	if f.Known < c.Day || f.Known > holding.Plus(c.Day, Patience) {
		return false
	}
	about := append([]string{c.Subject}, c.Also...)
	if slices.ContainsFunc(about, func(words string) bool { return has(f.Subject, words) }) {
		return true
	}
	if !slices.ContainsFunc(f.Evidence, func(e finding.Evidence) bool { return slices.Contains(c.Reports, e.Report) }) {
		return false
	}
	said := f.Says
	for i := range f.Evidence {
		said += "\n" + f.Evidence[i].Quote
	}
	return slices.ContainsFunc(about, func(words string) bool { return has(said, words) })
}

// has tells whether words stand in a row in a text.
func has(text, words string) bool {
	return strings.Contains(" "+strings.Join(search.Words(text), " ")+" ", " "+strings.Join(search.Words(words), " ")+" ")
}

// never is the entry that a finding must not be, if any.
func (f *File) never(one *finding.Finding) *Never {
	if slices.Contains(f.Hedged, one.Kind) {
		return nil
	}
	for i := range f.Never {
		n := &f.Never[i]
		if one.Known < n.From || one.Known > n.To || n.Subject != "" && !has(one.Subject, n.Subject) {
			continue
		}
		for _, kind := range n.Kinds {
			if slices.Contains(f.Kinds[kind], one.Kind) {
				return n
			}
		}
	}
	return nil
}

// judged is what a reader says of a finding.
func (f *File) judged(one *finding.Finding) (right, judged bool) {
	for i := range f.Judged {
		if j := &f.Judged[i]; j.Kind == one.Kind && j.Subject == one.Subject && j.Known == one.Known {
			return j.Right, true
		}
	}
	return false, false
}

// places tells where reports stand in their series.
type places map[string]*place

type place struct {
	series *holding.Series
	at     int
}

func placesOf(series []*holding.Series) places {
	all := places{}
	for _, s := range series {
		for i, r := range s.Reports {
			all[r.ID] = &place{s, i}
		}
	}
	return all
}

// delay is how many reports after the first that shows a change a finding came.
func (p places) delay(c *Change, f *finding.Finding) int {
	first := p[c.Reports[0]]
	if first == nil {
		return 0
	}
	last, published := first.at, first.series.Reports[first.at].Published
	for i := range f.Evidence {
		if e := p[f.Evidence[i].Report]; e != nil && e.series == first.series && e.at > last {
			last, published = e.at, e.series.Reports[e.at].Published
		}
	}
	if f.Known > published && f.Known > c.Day {
		all := first.series.Reports
		end := sort.Search(len(all), func(i int) bool { return cmp.Compare(all[i].Published, f.Known) > 0 })
		last = max(last, end-1)
	}
	return last - first.at
}
