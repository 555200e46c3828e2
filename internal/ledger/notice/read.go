package notice

import (
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
)

// voices in which a state gives notice, its papers and people among them.
var voices = []string{rostrum.VoiceOwn, rostrum.VoiceOfficial, rostrum.VoiceHome}

// issuing are kinds of reports in which a body gives notice: what it threatens one
// side with is one notice. A commentary may carry several.
var issuing = []string{rostrum.KindStatement, rostrum.KindDocument, rostrum.KindMessage}

// units cuts the acts of a report into what may be one notice each, in the order
// of the text.
func (l *Ledger) units(r *holding.Report) []*unit {
	var all []*unit
	together := map[[2]string]*unit{} // by speaker and referent
	for first := 0; first < len(r.Acts); {
		last := first + 1
		for last < len(r.Acts) && r.Acts[last].At == r.Acts[first].At {
			last++
		}
		acts := r.Acts[first:last]
		s, kinds := sentence(acts, first)
		first = last
		if len(kinds) == 0 || !slices.Contains(voices, acts[0].Voice) || !gives(r, &acts[0], kinds) {
			continue
		}
		lead := &acts[0]
		bag := l.reader.Content(l.reader.Words(s.Quote), false)
		joint := hostile(&s, lead.Referent)
		side := [2]string{lead.Speaker, lead.Referent}
		if u := together[side]; joint && u != nil && slices.Contains(issuing, r.Kind) {
			l.extend(r, u, s, kinds, bag)
			continue
		}
		u := &unit{referent: lead.Referent, voice: lead.Voice, hostile: joint,
			v: &Vehicle{Report: r.ID, Version: r.Version, Published: r.Published, Known: r.Known, Title: r.Title, Kind: r.Kind, By: lead.Speaker, Rung: l.reader.Rung(r, lead.Speaker)}}
		u.bodies = l.bodies(lead.Speaker)
		l.extend(r, u, s, kinds, bag)
		all = append(all, u)
		if joint {
			together[side] = u
		}
	}
	return all
}

// hostile tells whether a sentence threatens, or promises the enemy something.
func hostile(s *Sentence, referent string) bool {
	return slices.Contains(s.Acts, rostrum.ActThreat) || slices.Contains(s.Acts, rostrum.ActPledge) && referent == rostrum.ReferentAdversary
}

// gives tells whether a report gives notice with an act: a courtesy does not, and
// what the outlet tells of others in its own words is theirs.
func gives(r *holding.Report, a *rostrum.Act, kinds []string) bool {
	switch {
	case slices.Contains(kinds, rostrum.ActThreat):
		return true
	case r.Kind == rostrum.KindPressEcho || r.Kind == rostrum.KindAnecdote:
		return false
	case r.Kind == rostrum.KindMessage:
		return slices.Contains(kinds, rostrum.ActDirective) && a.Referent == rostrum.ReferentAdversary
	case strings.EqualFold(a.Speaker, r.Outlet):
		return r.Kind == rostrum.KindCommentary || r.Kind == rostrum.KindStatement || r.Kind == rostrum.KindDocument
	}
	return a.Referent != rostrum.ReferentForeign
}

// sentence joins the acts of one sentence that make a notice.
func sentence(acts []rostrum.Act, first int) (s Sentence, kinds []string) {
	for i := range acts {
		a := &acts[i]
		if !slices.Contains(Kinds, a.Act) {
			continue
		}
		kinds = append(kinds, a.Act)
		s.Acts = append(s.Acts, a.Act)
		s.Numbers = append(s.Numbers, first+i+1)
		if s.Condition == "" && a.Condition != nil {
			s.Condition = *a.Condition
		}
		if s.Addressee == "" && a.Addressee != nil {
			s.Addressee = *a.Addressee
		}
	}
	s.At, s.Quote = acts[0].At, acts[0].Evidence
	return s, kinds
}

// extend adds a sentence to a unit.
func (l *Ledger) extend(r *holding.Report, u *unit, s Sentence, kinds []string, bag ledger.Bag) {
	u.v.Sentences = append(u.v.Sentences, s)
	for _, k := range kinds {
		if !slices.Contains(u.kinds, k) {
			u.kinds = append(u.kinds, k)
		}
	}
	u.bags = append(u.bags, bag)
	words := l.reader.Words(s.Quote)
	again, document := ledger.AnyIn(l.reader.Again, words), ledger.AnyIn(l.reader.Documents, words)
	u.repeats = u.repeats || again
	u.named = u.named || document
	if again || document {
		u.leans = true
	}
	u.cited = append(u.cited, l.cited(r, s)...)
	if u.due == "" {
		u.due = l.due(r, s, words)
	}
}

// cited are the bodies that a sentence names, by the mentions of its report and by
// who is said to speak in it.
func (l *Ledger) cited(r *holding.Report, s Sentence) []ledger.Name {
	var names []ledger.Name
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if m.Kind == rostrum.MentionOrganisation && m.At.Field == s.At.Field && m.At.Start >= s.At.Start && m.At.End <= s.At.End {
			names = append(names, l.bodies(m.Name)...)
		}
	}
	for i := range r.Acts {
		if r.Acts[i].At == s.At {
			names = append(names, l.bodies(r.Acts[i].Speaker)...)
			break
		}
	}
	return names
}

// bodies are the names in the designation of a speaker: of the body, and of what
// it belongs to.
func (l *Ledger) bodies(speaker string) []ledger.Name {
	return slices.DeleteFunc(l.reader.Names(speaker, l.reader.Words(speaker), nil), func(n ledger.Name) bool { return len(n.Own)+len(n.Sort) < 1 })
}

// due is the day by which a sentence says that something is to be done.
func (l *Ledger) due(r *holding.Report, s Sentence, words []ledger.Word) string {
	if l.dates == nil || !ledger.AnyIn(l.reader.Dues, words) {
		return ""
	}
	for _, d := range l.dates(s.Quote, r.Published) {
		before := words[:0:0]
		for _, w := range words {
			if w.End <= d.Start {
				before = append(before, w)
			}
		}
		for _, p := range l.reader.Dues {
			if n := len(before) - len(p); n >= 0 && p.In(before[n:]) && d.From >= r.Published[:min(len(r.Published), len(d.From))] {
				return d.From
			}
		}
	}
	return ""
}

// sameBody tells whether two names are of one body: the same words, or the first
// letters of one.
func sameBody(a, b *ledger.Name) bool {
	if a.Text == "" || b.Text == "" {
		return false
	}
	if initials(a) == strings.ToLower(b.Text) || initials(b) == strings.ToLower(a.Text) {
		return true
	}
	x, y := whole(a), whole(b)
	return len(x) > 0 && len(x) == len(y) && len(x.Common(y)) == len(x)
}

func whole(n *ledger.Name) ledger.Bag {
	b := append(slices.Clone(n.Own), n.Sort...)
	slices.Sort(b)
	return slices.Compact(b)
}

// initials are the first letters of a name of three words and more.
func initials(n *ledger.Name) string {
	fields := strings.Fields(n.Text)
	if len(fields) < 3 {
		return ""
	}
	var b strings.Builder
	for _, f := range fields {
		b.WriteString(strings.ToLower(f[:1]))
	}
	return b.String()
}
