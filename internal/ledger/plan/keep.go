package plan

import (
	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// Pack says of what consists what the days that are closed leave to those that come.
// Findings are not among it: those of a ledger that was read are of the days that are
// added then.
func (l *Ledger) Pack(c *pack.Coder) {
	l.words.Pack(c)
	l.names.Pack(c)
	pack.Table(c, &l.index, (*pack.Coder).String, func(c *pack.Coder, places *[]int) { pack.Listed(c, places, pack.Int[int]) })
	pack.Counts(c, &l.ids)
	pack.Listed(c, &l.entries, func(c *pack.Coder, e **Entry) {
		if c.Reading() {
			*e = &Entry{}
		}
		(*e).pack(c)
	})
}

func (e *Entry) pack(c *pack.Coder) {
	for _, s := range []*string{&e.ID, &e.Name, &e.Plan, &e.Organisation, &e.Assigner, &e.Horizon, &e.Voice, &e.Referent, &e.State, &e.Since, &e.First, &e.Last} {
		c.String(s)
	}
	pack.Int(c, &e.Reports)
	pack.Listed(c, &e.Claims, func(c *pack.Coder, one **Claim) {
		if c.Reading() {
			*one = &Claim{}
		}
		(*one).pack(c)
	})
	e.named.Pack(c)
	c.Bool(&e.whole)
	pack.Strings(c, &e.days)
	c.Bool(&e.quota)
	pack.Int(c, &e.place)
	c.Bool(&e.overdue)
	c.Bool(&e.silent)
	pack.Set(c, &e.texts)
	pack.Counts(c, &e.sector)
	pack.Counts(c, &e.where)
	if c.Reading() { // as add leaves them
		e.Sectors, e.Provinces = most(e.sector, 1), most(e.where, 2)
	}
}

func (k *Claim) pack(c *pack.Coder) {
	for _, s := range []*string{&k.Report, &k.Version, &k.Published, &k.Known, &k.Title, &k.Linked} {
		c.String(s)
	}
	pack.Int(c, &k.Number)
	c.Bool(&k.Part)
	packPlan(c, &k.Plan)
	k.f.pack(c)
}

func packPlan(c *pack.Coder, p *rostrum.Plan) {
	for _, s := range []*string{&p.Plan, &p.Status, &p.Voice, &p.Referent, &p.Evidence, &p.Formula} {
		c.String(s)
	}
	for _, s := range []**string{&p.Subject, &p.Assigner, &p.Horizon, &p.Value} {
		c.Maybe(s)
	}
	c.Span(&p.At)
	c.Float(&p.Confidence)
}

func (f *features) pack(c *pack.Coder) {
	for _, names := range []*[]ledger.Name{&f.objects, &f.topic, &f.around, &f.near, &f.holders} {
		ledger.PackNames(c, names)
	}
	c.Bool(&f.more)
	for _, b := range []*ledger.Bag{&f.words, &f.lead, &f.all, &f.who} {
		ledger.PackBag(c, b)
	}
	c.Bool(&f.quota)
	c.String(&f.period)
	for _, s := range []*[]string{&f.places, &f.provinces, &f.sectors} {
		pack.Strings(c, s)
	}
}
