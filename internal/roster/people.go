package roster

import (
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Own is the own state's people of a roll: the one answer to whose an appearance
// is that analyses which follow people have, whatever they count.
type Own struct{ roll *Roll }

// Own gives the own state's people. As long as no more reports are added, several
// goroutines may ask.
func (r *Roll) Own() Own {
	r.build()
	return Own{r}
}

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

// Whose tells what somebody is called who stands at such a place, and whether that
// is one of the own state's people. False where the place gives no name.
func (o Own) Whose(h *holding.Report, event, place int) (label string, own, ok bool) {
	if h.Events[event].Participants[place].Name == nil {
		return "", false, false
	}
	r, ok := o.roll.Resolve(h.ID, event+1, place+1)
	if !ok {
		return "", false, false
	}
	return o.roll.labels[r.Person], r.Own, true
}

// Label is what a person is called by Whose, "" where nobody has the id.
func (o Own) Label(id string) string {
	o.roll.build()
	return o.roll.labels[id]
}

// call calls everybody by name: of those who bear one, the person named in most
// reports, and the others by id.
func (r *Roll) call() {
	r.labels = map[string]string{}
	bearer := map[string]*Person{}
	for _, p := range r.list {
		key := strings.Join(nameWords(p.Name), " ")
		if q := bearer[key]; q == nil || p.Reports > q.Reports || p.Reports == q.Reports && p.ID < q.ID {
			bearer[key] = p
		}
	}
	for _, p := range r.list {
		r.labels[p.ID] = p.ID
		if bearer[strings.Join(nameWords(p.Name), " ")] == p {
			r.labels[p.ID] = p.Name
		}
	}
}
