package novelty

import (
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// Pack says of what consists what the days that are closed leave to those that come.
// Findings are not among it: those of a ledger that was read are of the days that are
// added then.
func (l *Ledger) Pack(c *pack.Coder) {
	for _, set := range []*map[string]bool{&l.titles, &l.vocab, &l.bodies} {
		pack.Set(c, set)
	}
	pack.Counts(c, &l.of)
	for _, days := range []*map[string]string{&l.founded, &l.left} {
		pack.Table(c, days, (*pack.Coder).String, (*pack.Coder).String)
	}
}
