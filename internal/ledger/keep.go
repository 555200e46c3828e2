package ledger

import "github.com/rostrum-watch/rostrum/internal/pack"

// Pack says of what a name consists.
func (n *Name) Pack(c *pack.Coder) {
	c.String(&n.Text)
	pack.Strings(c, &n.Own)
	pack.Strings(c, &n.Sort)
	c.String(&n.Head)
	c.String(&n.Number)
	c.Bool(&n.Thing)
	pack.Int(c, &n.Start)
	pack.Int(c, &n.End)
}

// PackNames says of what names consist.
func PackNames(c *pack.Coder, names *[]Name) {
	pack.Listed(c, names, func(c *pack.Coder, n *Name) { n.Pack(c) })
}

// PackBag says of what a bag consists.
func PackBag(c *pack.Coder, b *Bag) { pack.Strings(c, b) }

// Pack says of what weights consist.
func (w *Weights) Pack(c *pack.Coder) {
	pack.Counts(c, &w.of)
	pack.Int(c, &w.passages)
}
