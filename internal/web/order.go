package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/rank"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/prose"
)

// orderPage is where lists put people: bands of all in one order, or two people list
// by list.
type orderPage struct {
	Sub      []place
	A, B     string
	Pairs    []*rank.Pair
	Lists    []bothIn // that both are in, of this page
	Next     string
	First    string
	Orders   []chosen // of which there are standings
	Days     []chosen // on which
	Standing *app.OrderStanding
	Searched app.Searched
	Signed   string
}

// bothIn is a list that both of two people are in.
type bothIn struct {
	Pair *rank.Pair
	*rank.Both
}

// chosen is something that can be chosen.
type chosen struct {
	Value, Name string
	Is          bool
}

func (p *orderPage) charted() bool { return p.Standing != nil }

// band is a span on a chart: a name, from, to, and words.
type band struct {
	Name  string `json:"name"`
	From  any    `json:"from"`
	To    any    `json:"to"`
	Words string `json:"words,omitempty"`
	Path  string `json:"path,omitempty"`
}

// Bands are the places of a standing as a chart takes them.
func (p *orderPage) Bands() []band {
	bands := make([]band, len(p.Standing.Standing))
	for i, s := range p.Standing.Standing {
		bands[i] = band{Name: s.Name, From: s.From, To: s.To, Words: prose.Count(s.Lists, "list"), Path: personURL(s.ID)}
	}
	return bands
}

func (d *desk) order(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	p := &orderPage{Sub: lineUpPages, A: strings.TrimSpace(q.Get("a")), B: strings.TrimSpace(q.Get("b")), Signed: d.analyst(r)}
	if (p.A == "") != (p.B == "") {
		return rostrum.Errorf(rostrum.CodeInvalid, "expected two names, found one; without any, all of an order are shown")
	}
	if p.A != "" {
		done, err := d.soon(w, r, "The line-ups of all that is held", func(ctx context.Context) error {
			found, err := d.app.OrderOf(ctx, p.A, p.B, d.options.Knows)
			if err == nil {
				p.Pairs, p.Searched = found.Pairs, found.Searched
			}
			return err
		})
		if !done {
			return err
		}
		if err := p.turn(r); err != nil {
			return err
		}
		return d.show(w, r, "order", "Order: "+clip(p.A, 60)+" and "+clip(p.B, 60), p)
	}
	var all *app.Standings
	done, err := d.soon(w, r, "The standings in all that is held", func(ctx context.Context) (err error) {
		all, err = d.app.Standings(ctx, d.options.Knows)
		return err
	})
	if !done {
		return err
	}
	p.Searched = all.Searched
	if err := p.choose(all, q.Get("order"), q.Get("until")); err != nil {
		return err
	}
	return d.show(w, r, "order", "Order", p)
}

// turn is the page of the lists that both are in, the newest first.
func (p *orderPage) turn(r *http.Request) error {
	var all []bothIn
	for _, pair := range p.Pairs {
		for i := range pair.Lists {
			all = append(all, bothIn{pair, &pair.Lists[i]})
		}
	}
	slices.Reverse(all)
	var next string
	var err error
	p.Lists, next, err = cutPage(all, "order", r.URL.Query().Get("cursor"))
	l := newList(r, newFilter(r.URL.Query()), "", p.Searched, next)
	p.Next, p.First = l.Next, l.First
	return err
}

// choose finds the standing that is asked for: the order with most people, at its
// last day, where none is.
func (p *orderPage) choose(all *app.Standings, order, until string) error {
	latest := map[string]*app.OrderStanding{}
	var keys []string
	key := func(o *app.OrderStanding) string { return o.Outlet + "/" + o.Lang + "/" + o.Order }
	for i := range all.Orders {
		o := &all.Orders[i]
		if latest[key(o)] == nil {
			keys = append(keys, key(o))
		}
		latest[key(o)] = o
	}
	if order == "" {
		most := 0
		for _, k := range keys {
			if n := len(latest[k].Standing); n > most {
				order, most = k, n
			}
		}
	}
	if order != "" && latest[order] == nil {
		return rostrum.Errorf(rostrum.CodeInvalid, "order: expected one of %s; found %q", strings.Join(keys, ", "), clip(order, 100))
	}
	for _, k := range keys {
		p.Orders = append(p.Orders, chosen{k, latest[k].Outlet + ": " + latest[k].Name, k == order})
	}
	for i := range all.Orders {
		if o := &all.Orders[i]; key(o) == order {
			if o.Until == until || until == "" {
				p.Standing = o
			}
			p.Days = append(p.Days, chosen{Value: o.Until, Name: o.Until})
		}
	}
	slices.Reverse(p.Days)
	if p.Standing == nil && order != "" {
		return rostrum.Errorf(rostrum.CodeInvalid, "until: expected one of the days that can be chosen, found %q", clip(until, 100))
	}
	for i := range p.Days {
		p.Days[i].Is = p.Days[i].Value == p.Standing.Until
	}
	return nil
}
