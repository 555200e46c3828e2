package roster

import (
	"slices"

	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Own is the own state's people of a roll: the one answer to whose an appearance
// is that analyses which follow people have, whatever they count.
type Own struct{ roll *Roll }

// Own gives the own state's people. Reports have to be added before.
func (r *Roll) Own() Own { return Own{r} }

// Resolve tells who stands at a place of the line-up of an event of a report, both
// from 0, and by which name. It is false for whoever is of another state, or stands
// there for another, and where the place gives no name.
func (o Own) Resolve(h *holding.Report, event, place int) (id, name string, ok bool) {
	a := &h.Events[event].Participants[place]
	if a.Name == nil {
		return "", "", false
	}
	r, ok := o.roll.Resolve(h.ID, event+1, place+1)
	if !ok || !r.Own {
		return "", "", false
	}
	return r.Person, *a.Name, true
}

// Search lists the persons of the own state whom a name may mean, in whatever
// spelling: most reports first.
func (o Own) Search(query string) []string {
	var ids []string
	for _, p := range o.roll.Find(query) {
		if p.own() && !slices.Contains(ids, p.ID) {
			ids = append(ids, p.ID)
		}
	}
	return ids
}
