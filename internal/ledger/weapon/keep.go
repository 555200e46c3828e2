package weapon

import (
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// Pack says of what consists what the days that are closed leave to those that come.
// Findings are not among it: those of a ledger that was read are of the days that are
// added then.
func (l *Ledger) Pack(c *pack.Coder) {
	pack.Table(c, &l.systems, (*pack.Coder).String, func(c *pack.Coder, s **System) {
		if c.Reading() {
			*s = &System{}
		}
		(*s).pack(c)
	})
	pack.Listed(c, &l.tests, func(c *pack.Coder, t **Test) {
		if c.Reading() {
			*t = &Test{}
		}
		(*t).pack(c)
	})
}

func (s *System) pack(c *pack.Coder) {
	for _, t := range []*string{&s.Name, &s.Side, &s.Last, &s.key} {
		c.String(t)
	}
	c.Bool(&s.Named)
	s.First.pack(c)
	pack.Int(c, &s.Reports)
	pack.Counts(c, &s.Events)
	pack.Listed(c, &s.Figures, func(c *pack.Coder, f *Figure) {
		f.pack(c)
		c.String(&f.Figure)
	})
	pack.Counts(c, &s.sides)
	pack.Set(c, &s.texts)
	pack.Set(c, &s.days)
	if c.Reading() {
		s.Tests = []*Test{} // Systems fills them in
		if s.Figures == nil {
			s.Figures = []Figure{}
		}
	}
}

func (m *Mention) pack(c *pack.Coder) {
	for _, s := range []*string{&m.Report, &m.Version, &m.Published, &m.Quote} {
		c.String(s)
	}
	c.Span(&m.At)
}

func (t *Test) pack(c *pack.Coder) {
	for _, s := range []*string{&t.Date, &t.By, &t.Site, &t.Place, &t.Form} {
		c.String(s)
	}
	pack.Strings(c, &t.Systems)
	pack.Listed(c, &t.Reports, func(c *pack.Coder, m *Mention) { m.pack(c) })
	pack.Set(c, &t.versions)
}
