package occasion

import "github.com/rostrum-watch/rostrum/internal/holding"

// People tells whose an appearance is: that of one place in the line-up of one
// event of a report, both from 0.
type People interface {
	// Whose gives what somebody is called: the same for whatever spelling, and for
	// nobody else; and whether that is one of the own state's people. It is false
	// where nobody can say.
	Whose(r *holding.Report, event, place int) (label string, own, ok bool)
}

// cast is who takes part in the events of a report.
type cast [][]member

type member struct {
	key string // "" without a name
	own bool
}

// castOf tells who takes part, by what the profile says of names where people, or
// nil, cannot say.
func castOf(r *holding.Report, people People, know *Knowledge) cast {
	all := make(cast, len(r.Events))
	for i := range r.Events {
		list := r.Events[i].Participants
		all[i] = make([]member, len(list))
		for j := range list {
			a := &list[j]
			if a.Name == nil {
				continue
			}
			if people != nil {
				if label, own, ok := people.Whose(r, i, j); ok {
					all[i][j] = member{Key(label), own}
					continue
				}
			}
			all[i][j] = member{Key(*a.Name), know.Own(*a.Name)}
		}
	}
	return all
}

// who is who takes part in what is told.
func (t *Telling) who() []member { return t.cast[t.Number-1] }
