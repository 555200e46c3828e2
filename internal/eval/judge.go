package eval

import (
	"sort"
	"strings"
	"unicode"

	"github.com/rostrum-watch/rostrum"
)

// Verdict is one record of the engine, judged.
type Verdict struct {
	Report string
	Kind   string // as in internal/confidence
	Type   string // of the event; the role of an appearance, the status of a plan claim, the act
	Family string // of the formula that found it
	Right  bool
}

// Count sums up a comparison: what both have, what only the engine has, what
// only the readers have.
type Count struct{ Both, Extra, Missing int }

// F1 is the harmonic mean of precision and recall; 1 where there was nothing to
// find and nothing was found.
func (c Count) F1() float64 {
	d := 2*c.Both + c.Extra + c.Missing
	if d == 0 {
		return 1
	}
	return 2 * float64(c.Both) / float64(d)
}

func (c *Count) add(o Count) {
	c.Both += o.Both
	c.Extra += o.Extra
	c.Missing += o.Missing
}

// Judged is what one report, or many, came to.
type Judged struct {
	Verdicts     []Verdict
	Events       Count
	Appearances  Count
	Roles        int // appearances of both whose role agrees
	BothListings int
	Plans        Count
	Statuses     int   // plan claims of both whose status agrees
	Performers   Count // who carries out a plan that both have
	Assigners    Count // who set it
	Acts         Count
}

// Judge compares the engine's events of a report with those that readers found.
// An event is right when it can be paired with one of theirs: the same type,
// and a person in common or the same passage. An appearance is right when its
// event's list can be paired with one of theirs that holds the person in the
// same role. People without a name are in no annotation and are passed over.
func Judge(id string, gold, found []rostrum.Event, family map[string]string) Judged {
	var out Judged
	g, f := lists(gold), lists(found)
	events := pair(len(g), len(f), func(i, j int) float64 { return likeEvents(&g[i], &f[j]) })
	company := pair(len(g), len(f), func(i, j int) float64 { return likeLists(&g[i], &f[j]) })
	out.Events = Count{len(events), len(f) - len(events), len(g) - len(events)}
	isPaired := map[int]bool{}
	for _, p := range events {
		isPaired[p.found] = true
	}
	listed := map[int]int{}
	partnered := map[int]bool{}
	for _, p := range company {
		listed[p.found] = p.gold
		partnered[p.gold] = true
	}
	for i := range g {
		if !partnered[i] {
			out.Appearances.Missing += len(g[i].people)
		}
	}
	for j := range f {
		e := f[j].event
		out.Verdicts = append(out.Verdicts, Verdict{id, "event", e.Type, family[e.Formula], isPaired[j]})
		i, ok := listed[j]
		both := 0
		for _, a := range f[j].people {
			right := false
			if ok {
				for _, b := range g[i].people {
					if b.key == a.key {
						both++
						out.BothListings++
						right = b.Role == a.Role
						if right {
							out.Roles++
						}
						break
					}
				}
			}
			out.Verdicts = append(out.Verdicts, Verdict{id, "appearance", a.Role, family[a.Formula], right})
		}
		out.Appearances.Both += both
		out.Appearances.Extra += len(f[j].people) - both
		if ok {
			out.Appearances.Missing += len(g[i].people) - both
		}
	}
	return out
}

// JudgeAll judges every annotated report.
func JudgeAll(gold []Article, predicted []*rostrum.Extraction, family map[string]string) Judged {
	var all Judged
	for i, found := range match(gold, predicted) {
		one := Judge(gold[i].ID, gold[i].Events, found.Events, family)
		judgePlans(&one, &gold[i], found, family)
		judgeActs(&one, &gold[i], found, family)
		all.Verdicts = append(all.Verdicts, one.Verdicts...)
		all.Events.add(one.Events)
		all.Appearances.add(one.Appearances)
		all.Roles += one.Roles
		all.BothListings += one.BothListings
		all.Plans.add(one.Plans)
		all.Statuses += one.Statuses
		all.Performers.add(one.Performers)
		all.Assigners.add(one.Assigners)
		all.Acts.add(one.Acts)
	}
	return all
}

// list is an event with its named people and the words of its evidence.
type list struct {
	event  *rostrum.Event
	people []person
	words  map[string]bool
}

type person struct {
	*rostrum.Appearance
	key string
}

func lists(events []rostrum.Event) []list {
	out := make([]list, len(events))
	for i := range events {
		e := &events[i]
		l := list{event: e, words: words(e.Evidence)}
		at := map[string]int{}
		for k := range e.Participants {
			a := &e.Participants[k]
			if a.Name == nil || *a.Name == "" {
				continue
			}
			p := person{a, squash(*a.Name)}
			// one named twice counts once, as he was named last
			if n, twice := at[p.key]; twice {
				l.people[n] = p
				continue
			}
			at[p.key] = len(l.people)
			l.people = append(l.people, p)
		}
		out[i] = l
	}
	return out
}

// shared returns how many people two lists have in common, and in all.
func shared(g, f *list) (both, all int) {
	all = len(g.people)
	for _, a := range f.people {
		found := false
		for _, b := range g.people {
			found = found || a.key == b.key
		}
		if found {
			both++
		} else {
			all++
		}
	}
	return both, all
}

// likeEvents is 0 where two events cannot be one, else 1 and more the more they
// agree.
func likeEvents(g, f *list) float64 {
	if g.event.Type != f.event.Type {
		return 0
	}
	both, all := shared(g, f)
	peopled := len(g.people) > 0 && len(f.people) > 0
	if peopled && both == 0 {
		return 0
	}
	near := samePassage(g.words, f.words)
	sameList := both == all
	if !peopled && !near && !(sameList && g.event.Type == rostrum.TypeStatement) {
		return 0
	}
	like := 1.0
	if all > 0 {
		like += float64(both) / float64(all)
	}
	if value(g.event.Date) == value(f.event.Date) {
		like++
	}
	if near {
		like++
	}
	return like
}

// likeLists is the likeness of two events as lists of people, whatever their
// types.
func likeLists(g, f *list) float64 {
	both, all := shared(g, f)
	if both == 0 {
		return 0
	}
	return float64(both)/float64(all) + likeEvents(g, f)
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// samePassage holds where the engine's words have half of the readers' and are
// not five times as many: neither one word nor the whole report.
func samePassage(gold, found map[string]bool) bool {
	both := 0
	for w := range gold {
		if found[w] {
			both++
		}
	}
	return both >= 1 && 2*both >= len(gold) && 5*both >= len(found)
}

type couple struct{ gold, found int }

// pair couples the likeliest first, each at most once; of equals the earlier.
func pair(gold, found int, like func(i, j int) float64) []couple {
	type cell struct {
		couple
		like float64
	}
	var cells []cell
	for i := range gold {
		for j := range found {
			if l := like(i, j); l > 0 {
				cells = append(cells, cell{couple{i, j}, l})
			}
		}
	}
	sort.SliceStable(cells, func(a, b int) bool { return cells[a].like > cells[b].like })
	var out []couple
	usedGold, usedFound := map[int]bool{}, map[int]bool{}
	for _, c := range cells {
		if !usedGold[c.gold] && !usedFound[c.found] {
			usedGold[c.gold], usedFound[c.found] = true, true
			out = append(out, c.couple)
		}
	}
	return out
}

// lower folds what two spellings of one text may differ in: case, curly quotes,
// full-width forms, no-break spaces.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			r -= 0xFEE0
		case r == '‘' || r == '’' || r == 'ʼ':
			return '\''
		case r == 0xA0 || r == 0x3000:
			return ' '
		}
		return unicode.ToLower(r)
	}, s)
}

func isLetter(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

// squash keeps letters and digits alone: what is left of a name however it is
// spaced.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if isLetter(r) {
			return r
		}
		return -1
	}, lower(s))
}

// light are words that any two English passages share.
var light = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("the a an of and in on at to for by with from as its his her their s") {
		m[w] = true
	}
	return m
}()

// words is the set of a passage's words but the light ones.
func words(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(lower(s), func(r rune) bool { return !isLetter(r) && r != '.' && r != '\'' }) {
		w = strings.TrimSuffix(strings.Trim(w, ".'"), "'s")
		if w != "" && !light[w] {
			out[w] = true
		}
	}
	return out
}
