package roster

import (
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
)

// Part is what is one person's by an office that its reports share: somebody whose
// reports give offices that none of them gives together is joined of several.
type Part struct {
	Label   string           // an office and a report that gives it, as reasons have it
	Anchors []rostrum.Anchor // one for each time that a report names the person, the first before all
	First   Seen
	Last    Seen
	Why     []string // why it is the person's
}

// Parts lists what a person was joined of, most reports first; what gives no office
// is no part. Nobody has any parts but who has two.
func (r *Roll) Parts(p *Person) []Part {
	var all []Part
	for _, g := range p.groups {
		for _, s := range g.strands {
			if s.floating || len(s.figures) == 0 {
				continue
			}
			figures := slices.Clone(s.figures)
			slices.SortFunc(figures, compareFigures)
			one := Part{Label: r.label(s), First: figures[0].seen(), Last: figures[len(figures)-1].seen()}
			one.Anchors = anchorsOf(figures)
			for _, reason := range p.Reasons {
				if reason.Decision == decidedSame && reason.Ruling == 0 && strings.Contains(reason.With, one.Label) && !slices.Contains(one.Why, reason.Why) {
					one.Why = append(one.Why, reason.Why)
				}
			}
			all = append(all, one)
		}
	}
	if len(all) < 2 {
		return nil
	}
	slices.SortStableFunc(all, func(a, b Part) int { return len(b.Anchors) - len(a.Anchors) })
	return all
}

// AnchorsOf names a person by every report that does, the first before all.
func (r *Roll) AnchorsOf(p *Person) []rostrum.Anchor { return anchorsOf(p.figures) }

func anchorsOf(figures []*figure) []rostrum.Anchor {
	all := make([]rostrum.Anchor, len(figures))
	for i, f := range figures {
		all[i] = rostrum.Anchor{Report: f.src.id, Name: f.name, Nth: f.twin}
	}
	return all
}
