package notice

import (
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// Pack says of what consists what the days that are closed leave to those that come.
// Findings are not among it: those of a ledger that was read are of the days that are
// added then.
func (l *Ledger) Pack(c *pack.Coder) {
	for _, w := range []*ledger.Weights{l.threats, l.others, l.told, l.bodied} {
		w.Pack(c)
	}
	pack.Counts(c, &l.ids)
	pack.Listed(c, &l.entries, func(c *pack.Coder, e **Entry) {
		if c.Reading() {
			*e = &Entry{}
		}
		(*e).pack(c)
	})
	l.packLines(c)
}

// packLines puts down lines by the places of what they point to.
func (l *Ledger) packLines(c *pack.Coder) {
	type place struct{ entry, unit, nth int }
	var places []place
	if !c.Reading() {
		at := map[*unit]int{}
		for _, e := range l.entries {
			for i, u := range e.units {
				at[u] = i
			}
		}
		for i := range l.lines.all {
			one := &l.lines.all[i]
			places = append(places, place{one.entry, at[one.unit], one.nth})
		}
	}
	pack.Listed(c, &places, func(c *pack.Coder, p *place) {
		pack.Int(c, &p.entry)
		pack.Int(c, &p.unit)
		pack.Int(c, &p.nth)
	})
	if !c.Reading() {
		return
	}
	for _, p := range places {
		u := l.entries[p.entry].units[p.unit]
		l.lines.add(line{entry: p.entry, unit: u, nth: p.nth, bag: u.bags[p.nth], day: u.v.Published, hostile: hostile(&u.v.Sentences[p.nth], u.referent)})
	}
}

func (e *Entry) pack(c *pack.Coder) {
	for _, s := range []*string{&e.ID, &e.Says, &e.By, &e.Rung, &e.Voice, &e.Referent, &e.Addressee, &e.Condition, &e.Due, &e.First, &e.Last} {
		c.String(s)
	}
	pack.Strings(c, &e.Kinds)
	pack.Int(c, &e.Reissued)
	pack.Listed(c, &e.Proposals, packProposal)
	pack.Int(c, &e.place)
	c.Bool(&e.overdue)
	pack.Listed(c, &e.units, func(c *pack.Coder, u **unit) {
		if c.Reading() {
			*u = &unit{v: &Vehicle{}}
		}
		(*u).pack(c)
	})
	var shown []int // vehicles, by the units that brought them
	for _, v := range e.Vehicles {
		shown = append(shown, slices.IndexFunc(e.units, func(u *unit) bool { return u.v == v }))
	}
	pack.Listed(c, &shown, pack.Int[int])
	if !c.Reading() {
		return
	}
	e.Outcome, e.Confirmed = OutcomeNone, []rostrum.NoticeOutcome{}
	if e.Proposals == nil {
		e.Proposals = []Proposal{}
	}
	for _, i := range shown {
		e.Vehicles = append(e.Vehicles, e.units[i].v)
	}
}

func packProposal(c *pack.Coder, p *Proposal) {
	for _, s := range []*string{&p.Report, &p.Version, &p.Published, &p.Title, &p.What, &p.Quote} {
		c.String(s)
	}
	c.Float(&p.Score)
	pack.Strings(c, &p.Shared)
	c.Span(&p.At)
}

func (u *unit) pack(c *pack.Coder) {
	u.v.pack(c)
	pack.Strings(c, &u.kinds)
	for _, s := range []*string{&u.referent, &u.voice, &u.due} {
		c.String(s)
	}
	pack.Listed(c, &u.bags, ledger.PackBag)
	ledger.PackNames(c, &u.bodies)
	ledger.PackNames(c, &u.cited)
	for _, b := range []*bool{&u.leans, &u.repeats, &u.named, &u.hostile} {
		c.Bool(b)
	}
}

func (v *Vehicle) pack(c *pack.Coder) {
	for _, s := range []*string{&v.Report, &v.Version, &v.Published, &v.Known, &v.Title, &v.Kind, &v.By, &v.Rung, &v.Joined} {
		c.String(s)
	}
	again := v.Repeats != nil
	if c.Bool(&again); again {
		if c.Reading() {
			v.Repeats = &Repeated{}
		}
		for _, s := range []*string{&v.Repeats.Quote, &v.Repeats.Report, &v.Repeats.Other} {
			c.String(s)
		}
		c.Float(&v.Repeats.Share)
	}
	pack.Listed(c, &v.Sentences, func(c *pack.Coder, s *Sentence) {
		pack.Strings(c, &s.Acts)
		pack.Listed(c, &s.Numbers, pack.Int[int])
		c.Span(&s.At)
		for _, t := range []*string{&s.Quote, &s.Condition, &s.Addressee} {
			c.String(t)
		}
	})
}
