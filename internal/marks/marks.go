// Package marks says what stands where in the text of a report: people, posts,
// names, the passages on which records rest and those that gave none, as spans
// that may overlap; and cuts a text by them.
//
// Key types: Mark (a stretch with its kind and, where it belongs to one, the name
// of its record), Segment (a stretch over which the same marks lie). Names and Records
// gather the marks of an extraction, Flat leaves one mark over each place, Cut cuts.
//
// What it does not do: it colours nothing and writes no HTML.
package marks

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
)

// Kinds of marks beside those of mentions.
const (
	Post   = "post"
	Event  = "event"
	Plan   = "plan"
	Act    = "act"
	Unread = "unread"
	Sought = "sought" // what somebody looks for
)

// Mark is a stretch of one field, in bytes.
type Mark struct {
	Start, End int
	Kind       string
	Record     string // event:2, event:2/3, plan:1, act:4, or ""
	Label      string // type, status, act or role, or ""
}

// Names gathers what is named in a field, in order: people, posts and sites, and
// passages that were not read; with all, other names too.
func Names(x *rostrum.Extraction, field, text string, all bool) []Mark {
	g := gathering{field: field, text: text}
	for i := range x.Events {
		for j, a := range x.Events[i].Participants {
			person := rostrum.PersonName(i, j)
			g.add(a.At, rostrum.MentionPerson, person, a.Role)
			for _, post := range a.PostAt {
				g.add(post, Post, person, "")
			}
		}
	}
	for i := range x.Events {
		if site := x.Events[i].Site; site != nil && *site != "" {
			for from := 0; ; {
				at := strings.Index(text[from:], *site)
				if at < 0 {
					break
				}
				g.add(rostrum.Span{Field: field, Start: from + at, End: from + at + len(*site)}, rostrum.MentionSite, "", "")
				from += at + len(*site)
			}
		}
	}
	for _, m := range x.Mentions {
		if all || m.Kind == rostrum.MentionPerson || m.Kind == rostrum.MentionSite {
			g.add(m.At, m.Kind, "", "")
		}
	}
	for _, u := range x.Unread {
		g.add(u.At, Unread, "", u.Why)
	}
	return g.sorted()
}

// Records gathers the passages on which events, plan claims and acts rest, in order.
func Records(x *rostrum.Extraction, field, text string) []Mark {
	g := gathering{field: field, text: text}
	for i, e := range x.Events {
		g.add(e.At, Event, rostrum.RecordName(rostrum.RecordEvent, i), e.Type)
	}
	for i, p := range x.Plans {
		g.add(p.At, Plan, rostrum.RecordName(rostrum.RecordPlan, i), p.Status)
	}
	for i, a := range x.Acts {
		g.add(a.At, Act, rostrum.RecordName(rostrum.RecordAct, i), a.Act)
	}
	return g.sorted()
}

// gathering collects the marks of one field.
type gathering struct {
	field, text string
	found       []Mark
}

func (g *gathering) add(s rostrum.Span, kind, record, label string) {
	if s.Field == g.field && s.Start >= 0 && s.End <= len(g.text) && s.Start < s.End {
		g.found = append(g.found, Mark{s.Start, s.End, kind, record, label})
	}
}

func (g *gathering) sorted() []Mark {
	sort.SliceStable(g.found, func(i, j int) bool { return g.found[i].Start < g.found[j].Start })
	return g.found
}

// Flat leaves over each place the mark that comes first.
func Flat(found []Mark) []Mark {
	var flat []Mark
	end := 0
	for _, m := range found {
		if m.Start = max(m.Start, end); m.Start < m.End {
			flat = append(flat, m)
			end = m.End
		}
	}
	return flat
}

// Within marks spans as what was sought, in a part of a field, counted from its
// beginning; of those that overlap, what is not marked yet.
func Within(all []rostrum.Span, field string, from, to int) []Mark {
	var found []Mark
	end := 0
	for _, m := range all {
		if m.Field != field || m.End <= from || m.Start >= to {
			continue
		}
		start, stop := max(m.Start-from, end), min(m.End, to)-from
		if start < stop {
			found = append(found, Mark{Start: start, End: stop, Kind: Sought})
			end = stop
		}
	}
	return found
}

// Segment is a stretch of a text over which the same marks lie.
type Segment struct {
	Start, End int
	Over       []*Mark // those that lie over it, in the order given
	Begins     []*Mark // those of them that begin here
}

// Cut cuts text[from:to] where marks begin and end. Bounds within a character move
// to its beginning, so that no segment holds half of one.
func Cut(text string, from, to int, all []Mark) []Segment {
	bounds := []int{from, to}
	var over []*Mark
	starts, ends := make([]int, 0, len(all)), make([]int, 0, len(all))
	for i := range all {
		m := &all[i]
		start, end := whole(text, m.Start), whole(text, m.End)
		if end <= from || start >= to || start >= end {
			continue
		}
		over, starts, ends = append(over, m), append(starts, start), append(ends, end)
		bounds = append(bounds, max(start, from), min(end, to))
	}
	slices.Sort(bounds)
	bounds = slices.Compact(bounds)
	var cut []Segment
	for i := 1; i < len(bounds); i++ {
		s := Segment{Start: bounds[i-1], End: bounds[i]}
		for j, m := range over {
			if starts[j] <= s.Start && ends[j] >= s.End {
				s.Over = append(s.Over, m)
				if starts[j] == s.Start || s.Start == from && starts[j] < from {
					s.Begins = append(s.Begins, m)
				}
			}
		}
		cut = append(cut, s)
	}
	return cut
}

// whole moves a place within a character to its beginning.
func whole(text string, at int) int {
	at = max(0, min(at, len(text)))
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}
