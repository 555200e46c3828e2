package pronouncement

import (
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// Pack says of what consists what the days that are closed leave to those that come.
// Findings are not among it: those of a ledger that was read are of the days that are
// added then.
func (l *Ledger) Pack(c *pack.Coder) {
	pack.Listed(c, &l.all, func(c *pack.Coder, p **Pronouncement) {
		if c.Reading() {
			*p = &Pronouncement{}
		}
		(*p).pack(c)
	})
	pack.Table(c, &l.rungs, (*pack.Coder).String, (*pack.Coder).String)
	pack.Counts(c, &l.counts)
	if c.Reading() {
		for _, p := range l.all {
			l.versions[p.Version] = p
		}
	}
}

func (p *Pronouncement) pack(c *pack.Coder) {
	for _, s := range []*string{&p.Report, &p.Version, &p.Published, &p.Title, &p.Kind, &p.Given, &p.By, &p.Rung, &p.Quote, &p.known} {
		c.String(s)
	}
	pack.Strings(c, &p.About)
	pack.Strings(c, &p.Acts)
	c.Span(&p.At)
	answers := p.Answered != nil
	if c.Bool(&answers); answers {
		if c.Reading() {
			p.Answered = &Answered{}
		}
		c.String(&p.Answered.Day)
		pack.Int(c, &p.Answered.Days)
		c.Span(&p.Answered.At)
		c.String(&p.Answered.Quote)
	}
	pack.Strings(c, &p.Also)
	if c.Reading() { // none is a list too
		p.About, p.Also = append([]string{}, p.About...), append([]string{}, p.Also...)
	}
}
