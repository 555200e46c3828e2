package plan

import (
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// Claim is one plan claim of an entry.
type Claim struct {
	Report    string `json:"report"`
	Version   string `json:"version"`
	Published string `json:"published"`
	Known     string `json:"known"`
	Title     string `json:"title"`
	Number    int    `json:"number"` // of the record, as show counts it
	Part      bool   `json:"part"`   // of a part of the plan, or of what is done for it
	Linked    string `json:"linked"` // by what it belongs to the entry: "" for the first, else name, quota, words
	rostrum.Plan

	f features
}

// features are what claims are compared by.
type features struct {
	objects   []ledger.Name // named in the plan's own words
	topic     []ledger.Name // what its report is about, by the title; for a bare claim, also what is named beside or before it
	around    []ledger.Name // named beside it in the passage
	near      []ledger.Name // things named in the title or just before, of a claim that names none
	holders   []ledger.Name // who carries it out
	more      bool          // the subject says more than the name of a body
	words     ledger.Bag    // of the plan, beside names and what plans have in common
	lead      ledger.Bag    // of these, those before the first name
	all       ledger.Bag    // of the plan, names too
	who       ledger.Bag    // of the subject
	places    []string      // named in the passage
	quota     bool
	period    string
	provinces []string
	sectors   []string
}

// before is how far back, in bytes, a name may stand that a bare claim is about.
const before = 500

// read makes the features of a plan claim.
func (l *Ledger) read(r *holding.Report, p *rostrum.Plan) features {
	f := features{}
	words := l.reader.Words(p.Plan)
	skip := func(field string, from int) func(start, end int) bool { return others(r, field, from) }
	at := p.At.Start + max(strings.Index(p.Evidence, p.Plan), 0)
	f.objects = slices.DeleteFunc(l.strong(l.reader.Names(p.Plan, words, skip(p.At.Field, at))), func(n ledger.Name) bool { return n.Head != "" && !n.Thing })
	if p.Subject != nil {
		subject := l.reader.Words(*p.Subject)
		from := p.At.Start
		if i := strings.Index(p.Evidence, *p.Subject); i >= 0 {
			from += i
		}
		f.holders = l.strong(l.reader.Names(*p.Subject, subject, skip(p.At.Field, from)))
		f.more = len(f.holders) > 0 && len(subject) > len(l.reader.Words(f.holders[0].Text))+1
		f.who = l.reader.Content(subject, false)
	}
	var named ledger.Bag
	for i := range f.objects {
		named = append(named, f.objects[i].Bag(l.reader)...)
	}
	slices.Sort(named)
	f.words = l.reader.Content(words, true).Without(named)
	f.lead = f.words
	if len(f.objects) > 0 {
		before := slices.IndexFunc(words, func(w ledger.Word) bool { return w.Start >= f.objects[0].Start })
		f.lead = l.reader.Content(words[:max(before, 0)], true).Without(named)
	}
	f.all = append(append(f.all, l.reader.Content(words, true)...), named...)
	slices.Sort(f.all)
	f.all = slices.Compact(f.all)
	passage := l.reader.Words(p.Evidence)
	f.quota = l.isQuota(words, p, &f)
	if p.Horizon != nil {
		f.period = *p.Horizon
	}
	f.around = slices.DeleteFunc(l.strong(l.reader.Names(p.Evidence, passage, skip(p.At.Field, p.At.Start))), func(n ledger.Name) bool { return n.Head == "" })
	f.topic = l.topic(r, p, &f)
	f.places = l.places(r, p)
	f.provinces = ledger.Which(l.reader.Provinces, passage)
	f.sectors = ledger.Which(l.reader.Sectors, append(slices.Clone(passage), l.reader.Words(r.Title)...))
	return f
}

// isQuota tells whether a claim is of what is set for a time: its last noun says
// so, and it names nothing else.
func (l *Ledger) isQuota(words []ledger.Word, p *rostrum.Plan, f *features) bool {
	for i, w := range words {
		if l.reader.Quota[w.Word] && i < 8 {
			return len(f.objects) == 0 && (p.Horizon != nil || p.Value != nil || len(f.words) == 0)
		}
	}
	return false
}

// topic names what a claim may be about that names nothing itself: what the title
// names, and, where it is bare, what its passage names or what stands just before.
func (l *Ledger) topic(r *holding.Report, p *rostrum.Plan, f *features) []ledger.Name {
	var names []ledger.Name
	bare := len(f.objects) == 0 && len(f.words) == 0
	nearest := -1
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if m.Kind != rostrum.MentionSite && m.Kind != rostrum.MentionOrganisation {
			continue
		}
		switch {
		case m.At.Field == rostrum.FieldTitle:
			names = append(names, l.mention(m.Name)...)
		case p.At.Field == m.At.Field && m.At.End <= p.At.Start && m.At.Start >= p.At.Start-before:
			if nearest < 0 || m.At.Start >= r.Mentions[nearest].At.Start {
				nearest = i
			}
		}
	}
	if len(f.objects) == 0 && len(f.around) == 0 {
		f.near = slices.Clone(names)
		if nearest >= 0 {
			f.near = append(f.near, l.mention(r.Mentions[nearest].Name)...)
		}
		f.near = slices.DeleteFunc(l.strong(f.near), func(n ledger.Name) bool { return !n.Thing })
	}
	if bare {
		for _, n := range f.around {
			if !slices.ContainsFunc(f.holders, func(h ledger.Name) bool { return h.Key() == n.Key() }) {
				names = append(names, n)
			}
		}
		if nearest >= 0 && len(f.holders) == 0 {
			names = append(names, l.mention(r.Mentions[nearest].Name)...)
		}
	}
	return slices.DeleteFunc(l.strong(names), func(n ledger.Name) bool { return !n.Thing })
}

// places are the names of places in a passage, but for those that stand in so many
// that they tell nothing.
func (l *Ledger) places(r *holding.Report, p *rostrum.Plan) []string {
	var all []string
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if m.Kind == rostrum.MentionPlace && m.At.Field == p.At.Field && m.At.Start >= p.At.Start && m.At.End <= p.At.End {
			all = append(all, search.FoldName(m.Name))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (l *Ledger) mention(name string) []ledger.Name {
	var named []ledger.Name
	for _, n := range l.reader.Names(name, l.reader.Words(name), nil) {
		if n.Head != "" {
			named = append(named, n)
		}
	}
	return named
}

// others tells of places in a passage, which begins at from, that name people or
// titles.
func others(r *holding.Report, field string, from int) func(start, end int) bool {
	return func(start, end int) bool {
		for i := range r.Mentions {
			m := &r.Mentions[i]
			if (m.Kind == rostrum.MentionPerson || m.Kind == rostrum.MentionTitle) && m.At.Field == field && m.At.Start < from+end && from+start < m.At.End {
				return true
			}
		}
		return false
	}
}

// strong leaves out names that stand in so many claims that they tell nothing.
func (l *Ledger) strong(names []ledger.Name) []ledger.Name {
	return slices.DeleteFunc(names, func(n ledger.Name) bool {
		rarest := 0.0
		for _, w := range n.Own {
			rarest = max(rarest, l.names.Of(w))
		}
		return rarest < leastName
	})
}

// leastName is what the rarest of a name's own words must tell at least: one that
// stands in a twentieth of the claims is a country, or a party.
const leastName = 3.0
