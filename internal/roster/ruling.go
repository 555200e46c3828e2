package roster

import (
	"slices"

	"github.com/rostrum-watch/rostrum"
)

// standing leaves out rulings that were taken back, and those that take back.
func standing(all []rostrum.Ruling) []rostrum.Ruling {
	back := map[int64]bool{}
	for _, r := range all {
		if r.Withdraws != 0 {
			back[r.Withdraws] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(r rostrum.Ruling) bool { return back[r.ID] || r.Sort == rostrum.RulingWithdrawn || r.Of == nil })
}

// anchors tells whether a figure is the one that an analyst means.
func (k *Knowledge) anchors(a *rostrum.Anchor, f *figure) bool {
	if a.Report != f.src.id || max(a.Nth, 1) != f.twin {
		return false
	}
	key, _ := k.keyed(a.Name)
	return key == f.key
}

// AnchorOf names a person by the first report that names it.
func (r *Roll) AnchorOf(p *Person) rostrum.Anchor {
	f := p.figures[0]
	return rostrum.Anchor{Report: f.src.id, Name: f.name, Nth: f.twin}
}

// AnchorIn names a person by a report, false where that does not name it.
func (r *Roll) AnchorIn(p *Person, report string) (rostrum.Anchor, bool) {
	for _, f := range p.figures {
		if f.src.id == report {
			return rostrum.Anchor{Report: f.src.id, Name: f.name, Nth: f.twin}, true
		}
	}
	return rostrum.Anchor{}, false
}

// pins numbers the figures of a name that analysts put apart.
func (r *Roll) pins(e *entry) map[*figure]int {
	var pins map[*figure]int
	for i := range r.rulings {
		w := &r.rulings[i]
		if w.Sort != rostrum.RulingTwo {
			continue
		}
		for j := range w.And {
			for _, f := range e.figures {
				if r.k.anchors(&w.And[j], f) {
					if pins == nil {
						pins = map[*figure]int{}
					}
					pins[f] = int(w.ID)
				}
			}
		}
	}
	return pins
}

// AnchorBut names a person by the first report that is none of some; false where
// all are.
func (r *Roll) AnchorBut(p *Person, reports []string) (rostrum.Anchor, bool) {
	for _, f := range p.figures {
		if !slices.Contains(reports, f.src.id) {
			return rostrum.Anchor{Report: f.src.id, Name: f.name, Nth: f.twin}, true
		}
	}
	return rostrum.Anchor{}, false
}
