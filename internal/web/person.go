package web

import (
	"context"
	"net/http"
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/roster"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// personPage is who somebody is, as far as reports tell: people who hold or held a
// public office of the own state, or stand in line-ups with a leader. Others have
// no page; they are found in texts.
type personPage struct {
	*app.Who
	Of     []onePerson
	Signed string // analyst whose name goes with what leaves the tool
}

// onePerson is one of the people whom a name may mean.
type onePerson struct {
	*roster.Person
	Appearances *appearances
	*portrait
}

// appearances are the events at which a name stands.
type appearances struct {
	Name  string
	Of    *store.Person // counts, nil where there are none
	Years []year
	Days  []store.Day // oldest first, for the chart
	Cut   bool        // there are more events than are drawn
}

// year is a year with how many events it has.
type year struct {
	Year   string
	Events int
}

func (p *personPage) charted() bool {
	return slices.ContainsFunc(p.Of, func(o onePerson) bool { return len(o.Appearances.Days)+len(o.Tenures)+len(o.Standing) > 0 })
}

// mostDrawn is how many events of a person a page draws.
const mostDrawn = 2000

func (d *desk) person(w http.ResponseWriter, r *http.Request) error {
	name := r.URL.Query().Get("name")
	if name == "" {
		return rostrum.Errorf(rostrum.CodeInvalid, "expected the name of a person in the address")
	}
	p := &personPage{Signed: d.analyst(r)}
	done, err := d.soon(w, r, "The people of all that is held", func(ctx context.Context) (err error) {
		p.Who, err = d.app.Who(ctx, app.RollFilter{Knowledge: d.options.Rolls}, name)
		return err
	})
	if !done {
		return err
	}
	for _, one := range p.Persons {
		a, err := d.appearances(r.Context(), one.Name)
		if err != nil {
			return err
		}
		of, err := d.portray(r, one)
		if err != nil {
			return err
		}
		p.Of = append(p.Of, onePerson{one, a, of})
	}
	return d.show(w, r, "person", clip(name, 100), p)
}

// notFound tells whether something was sought and is not there.
func notFound(err error) bool { return err != nil && rostrum.ErrorCode(err) == rostrum.CodeNotFound }

// appearances tells on which days a name stands at events.
func (d *desk) appearances(ctx context.Context, name string) (*appearances, error) {
	people, err := d.app.People(ctx, store.EventFilter{Person: name, Limit: 1})
	if err != nil {
		return nil, err
	}
	a := &appearances{Name: name}
	if len(people.People) > 0 {
		a.Of = &people.People[0]
	}
	if a.Days, a.Cut, err = d.app.EventDays(ctx, name, mostDrawn); err != nil {
		return nil, err
	}
	for _, day := range a.Days {
		if n := len(a.Years); n == 0 || a.Years[n-1].Year != day.Day[:4] {
			a.Years = append(a.Years, year{Year: day.Day[:4]})
		}
		a.Years[len(a.Years)-1].Events += day.Reports
	}
	return a, nil
}
