package app

import (
	"github.com/rostrum-watch/rostrum/internal/analysis/absence"
	"github.com/rostrum-watch/rostrum/internal/roster"
)

// officesBy reads the offices that one person holds out of posts, each post once; nil
// where nobody can.
func officesBy(k *roster.Knowledge) func(post string) []absence.Office {
	if k == nil {
		return nil
	}
	known := map[string][]absence.Office{}
	return func(post string) []absence.Office {
		out, ok := known[post]
		if !ok {
			for _, o := range k.HeldAlone(post) {
				out = append(out, absence.Office{Key: o.Key, Name: o.Name})
			}
			known[post] = out
		}
		return out
	}
}
