package roster

import (
	"fmt"
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Kinds of findings, as docs/methods/identity.md names them.
const (
	FindingNewPost    = "new_post"      // a person is given an office that no earlier report gives
	FindingHeldPost   = "new_post_held" // the same, where an earlier one may only not be held
	FindingFirst      = "first_named"   // an official is named whom no earlier report names
	FindingFirstHeld  = "first_named_held"
	FindingAgain      = "named_again" // an official is named again after longer than ever before
	FindingNewHolder  = "new_holder"  // an office that one person holds is given to another
	FindingTwoHolders = "two_holders" // and then to the one before again
)

// FindingKinds lists them.
var FindingKinds = []string{FindingNewPost, FindingHeldPost, FindingFirst, FindingFirstHeld, FindingAgain, FindingNewHolder, FindingTwoHolders}

const (
	// settling is how many held days a series, or what follows a gap in it, has
	// behind it before a first is called one.
	settling = 90
	// rare is in how many reports a name stands at most that may be another, ill
	// spelled.
	rare = 2
	// contested is within how many days an office that is given by turns is a
	// conflict.
	contested = 400
)

// Findings plays a series day by day and tells what each day's reports show of
// offices, in the order in which it could be known. What it says of a day depends
// only on what was known by then.
func Findings(k *Knowledge, rulings []rostrum.Ruling, s *holding.Series) []finding.Finding {
	found := Begin(k, rulings, s, "", nil).Until(holding.End)
	finding.Sort(found)
	return found
}

// day tells what the reports of one day show.
func (p *Player) day(day string, reports []*holding.Report) {
	r := p.roll
	fresh := map[string]bool{}
	for _, h := range reports {
		fresh[h.ID] = true
	}
	keys := map[string]bool{}
	for _, h := range reports {
		for _, e := range h.Events {
			for _, a := range e.Participants {
				if a.Name != nil {
					key, home := r.k.keyed(*a.Name)
					if home {
						keys[key] = true
					}
				}
			}
		}
	}
	for _, key := range sortedKeys(keys) {
		e := r.entry(key)
		if e == nil || !newOffice(e, fresh) && !p.mayContest(e, fresh) && !p.rested(e, fresh) {
			continue
		}
		for _, g := range r.settle(e) {
			p.group(day, g, fresh)
		}
		e.groups = nil // nobody asks before the next figure comes
	}
	// what was given today counts as given from tomorrow on
	for _, key := range sortedKeys(keys) {
		if e := r.entry(key); e != nil {
			now, _ := e.today(fresh)
			if e.sorted {
				now = slices.Clone(now)
				slices.SortFunc(now, compareFigures)
			}
			for _, f := range now {
				for i := range f.posts {
					if o := f.posts[i].office(); o != "" && f.posts[i].One && !f.posts[i].Past {
						p.lists[o] = append(p.given(o), f)
					}
				}
			}
		}
	}
}

// newOffice tells whether today's reports give a name an office for the first time.
func newOffice(e *entry, fresh map[string]bool) bool {
	now, before := e.today(fresh)
	for _, f := range now {
		for i := range f.posts {
			if o := f.posts[i].office(); o != "" && !before.given[o] {
				return true
			}
		}
	}
	return false
}

// mayContest tells whether today's reports give a name an office that was given to
// another last.
func (p *Player) mayContest(e *entry, fresh map[string]bool) bool {
	now, _ := e.today(fresh)
	for _, f := range now {
		for i := range f.posts {
			if given := p.given(f.posts[i].office()); len(given) > 0 && given[len(given)-1].key != e.key {
				return true
			}
		}
	}
	return false
}

// group tells what today's reports show of one person.
func (p *Player) group(day string, g *group, fresh map[string]bool) {
	r := p.roll
	person := r.person([]*group{g})
	if !person.Public {
		return
	}
	p.named(day, person, g, fresh)
	done := map[string]bool{}
	for _, f := range g.figures {
		if !fresh[f.src.id] || f.citizen || f.src.published == "" {
			continue
		}
		for i := range f.posts {
			q := &f.posts[i]
			o := q.office()
			if o == "" || q.group || q.Past || !q.known || r.k.citizens[q.Head] || done[o] || !r.official(q) {
				continue
			}
			done[o] = true
			earlier := heldBefore(r, g, q, fresh)
			if earlier == nil {
				p.newPost(day, person, f, q)
			}
			if q.One && r.k.tree[q.Org] != nil {
				p.holder(day, g, person, f, q, earlier)
			}
		}
	}
}

// rested tells whether nobody of a name was named in the reports before today's for
// long, or ever.
func (p *Player) rested(e *entry, fresh map[string]bool) bool {
	figures, before := e.today(fresh)
	now := ""
	for _, f := range figures {
		if now == "" || f.src.published < now {
			now = f.src.published
		}
	}
	return before.last == "" || holding.Between(before.last, now) >= rest
}

// rest is how many held days somebody is not named for, to be named again.
const rest = 60

// leastBefore is on how many days somebody was named before that.
const leastBefore = 2

// named tells of an official who is named for the first time, or again after longer
// than ever before, wherever it is: a list that says nothing of who was present
// names him too.
func (p *Player) named(day string, person *Person, g *group, fresh map[string]bool) {
	var now *figure
	var before []string // days of earlier figures
	var last *figure
	for _, f := range g.figures {
		switch {
		case f.src.published == "":
		case fresh[f.src.id]:
			if now == nil || f.src.published < now.src.published {
				now = f
			}
		default:
			if n := len(before); n == 0 || before[n-1] != f.src.published {
				before = append(before, f.src.published)
			}
			if last == nil || f.src.published > last.src.published {
				last = f
			}
		}
	}
	if now == nil || now.citizen || !now.home {
		return
	}
	held, c := p.coverage(day)
	stretch, ok := held.StretchOf(now.src.published)
	evidence := []finding.Evidence{now.named()}
	if last == nil && p.roll.maybeBefore(now) {
		return // that may have been he
	}
	if last == nil {
		kind, first := FindingFirst, "for the first time"
		if !ok || held.HeldDays(stretch.From, now.src.published) <= settling {
			kind, first = FindingFirstHeld, "first held"
		}
		p.found = append(p.found, finding.Finding{Kind: kind, Subject: person.Name, Day: now.src.published, Known: day, Rule: FindingFirst, Coverage: c, Evidence: evidence,
			Says: fmt.Sprintf("%s is named %s in the %d reports in %s held since %s", person.Name, first, c.Reports, c.Lang, c.From)})
		return
	}
	slices.Sort(before)
	between := func(a, b string) int { return held.HeldDays(holding.Plus(a, 1), holding.Plus(b, -1)) }
	gap := between(last.src.published, now.src.published)
	if len(before) < leastBefore || !ok || last.src.published < stretch.From || last.src.published >= now.src.published || gap < rest {
		return
	}
	for i := 1; i < len(before); i++ {
		if before[i-1] >= stretch.From && between(before[i-1], before[i]) >= gap {
			return
		}
	}
	p.found = append(p.found, finding.Finding{Kind: FindingAgain, Subject: person.Name, Day: now.src.published, Known: day, Rule: FindingAgain, Value: float64(gap), Coverage: c,
		Evidence: append(evidence, last.named()),
		Says:     fmt.Sprintf("%s is named again, for the first time since %s: in no report of the %d held days between, longer than ever before", person.Name, last.src.published, gap)})
}

// named is the passage that names somebody.
func (f *figure) named() finding.Evidence {
	return finding.Evidence{Report: f.src.id, Version: f.src.version, Published: f.src.published, At: f.at, Quote: f.quote}
}

// official tells whether an office is one whose changes are told: of a body that
// the profile knows, or that lies in one, or whose name says that it is public.
func (r *Roll) official(q *Post) bool {
	return r.k.tree[q.Org] != nil || r.k.within(q.Org) != "" || !q.beside && r.publicOffice(&figure{posts: []Post{*q}})
}

// heldBefore is the last figure of a person before today that gives an office, in
// whatever wording.
func heldBefore(r *Roll, g *group, q *Post, fresh map[string]bool) *figure {
	for _, f := range slices.Backward(g.figures) {
		if fresh[f.src.id] {
			continue
		}
		for i := range f.posts {
			if !f.posts[i].Past && r.like(&f.posts[i], q) {
				return f
			}
		}
	}
	return nil
}

// newPost tells of an office that a person is given for the first time.
func (p *Player) newPost(day string, person *Person, f *figure, q *Post) {
	held, c := p.coverage(day)
	kind, first := FindingNewPost, "for the first time"
	if s, ok := held.StretchOf(f.src.published); !ok || held.HeldDays(s.From, f.src.published) <= settling {
		kind, first = FindingHeldPost, "first held"
	}
	p.found = append(p.found, finding.Finding{Kind: kind, Subject: person.Name, Day: f.src.published, Known: day,
		Says: fmt.Sprintf("%s is given the office “%s” %s in the %d reports in %s held since %s", person.Name, p.roll.OfficeName(q), first, c.Reports, c.Lang, c.From),
		Rule: FindingNewPost, Coverage: c, Evidence: []finding.Evidence{f.evidence(q)}})
}

// holder tells of an office that one person holds and that another was given last.
func (p *Player) holder(day string, g *group, person *Person, f *figure, q *Post, earlier *figure) {
	given := p.given(q.office())
	var last *figure // of another
	for _, x := range slices.Backward(given) {
		if x.key != f.key && x.holds() {
			last = x
			break
		}
	}
	if last == nil || (len(g.figures) <= rare || len(p.roll.entry(last.key).figures) <= rare) && p.roll.spelledNear(last.key, f.key) {
		return // a slip of the pen may be at work: that is judged, not told
	}
	gone := holding.Between(last.src.published, f.src.published)
	_, c := p.coverage(day)
	office := p.roll.OfficeName(q)
	switch {
	case earlier == nil && gone <= oneTenure:
		p.found = append(p.found, finding.Finding{Kind: FindingNewHolder, Subject: person.Name, Day: f.src.published, Known: day,
			Says: fmt.Sprintf("%s is given the office “%s”, which %s was given last on %s", person.Name, office, last.name, last.src.published),
			Rule: FindingNewHolder, Coverage: c, Evidence: []finding.Evidence{f.evidence(q), last.evidence(q)}})
	case earlier != nil && compareFigures(earlier, last) < 0 && gone <= contested && holding.Between(earlier.src.published, f.src.published) <= contested:
		p.found = append(p.found, finding.Finding{Kind: FindingTwoHolders, Subject: office, Day: f.src.published, Known: day,
			Says: fmt.Sprintf("“%s” is given to %s, to %s on %s, and to %s before that on %s: one person holds it", office, person.Name, last.name, last.src.published, person.Name, earlier.src.published),
			Rule: FindingTwoHolders, Coverage: c, Evidence: []finding.Evidence{f.evidence(q), last.evidence(q), earlier.evidence(q)}})
	}
}

func (f *figure) evidence(q *Post) finding.Evidence {
	s := f.giving(q)
	return finding.Evidence{Report: s.Report, Version: s.Version, Published: s.Day, At: s.At, Quote: s.Quote}
}

// coverage is the series as it was on a day, and what a finding of it is counted
// over.
func (p *Player) coverage(day string) (*holding.Series, finding.Coverage) {
	if p.on != day {
		p.until, p.on = p.known.Series(p.series.Outlet, p.series.Lang), day
	}
	u := p.until
	c := finding.Coverage{Outlet: u.Outlet, Lang: u.Lang, To: day, Reports: p.n}
	if len(u.Days) > 0 {
		c.From = u.Days[0].Day
		c.HeldDays = u.HeldDays(c.From, day)
		c.Coverage = u.Coverage(c.From, day)
	}
	c.Denominator = fmt.Sprintf("%d reports in %s on %d held days", c.Reports, c.Lang, c.HeldDays)
	return u, c
}
