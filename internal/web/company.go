package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/analysis/company"
	"github.com/rostrum-watch/rostrum/internal/app"
)

// companyPage is who is named together beyond chance, in a year and the year before.
type companyPage struct {
	Sub    []place
	Person string
	Of     string // the person's name
	Until  string
	*app.Company
	Ties   []tie  // of the person, or of all, the least likely by chance first; a page of them
	All    int    // how many there are
	First  string // address of the first page, on another
	Next   string // address of the next page, or ""
	People []company.Member
	New    []tie // ties that the year before had not
	Gone   []tie // and those that it had
	Signed string
}

// InHundred is how many of a hundred ties may be there by chance.
func (p *companyPage) InHundred() string { return fmt.Sprintf("%.0f", 100*p.Network.Rate) }

// tie is two people who are named together beyond chance, and how it was the year
// before.
type tie struct {
	company.Tie
	Before string // how often together the year before, "" where not beyond chance
}

// How much of a network a page draws and lists.
const (
	mostDrawnTies = 160
	mostTies      = 40 // that are new, or gone
	mostMembers   = 40
)

func (p *companyPage) charted() bool { return p.Network != nil && len(p.Network.Ties) > 0 }

func (d *desk) company(w http.ResponseWriter, r *http.Request) error {
	f := newFilter(r.URL.Query())
	p := &companyPage{Sub: lineUpPages, Person: f.text("person", "Person", ""), Signed: d.analyst(r)}
	until := f.text("until", "Until", "")
	_, p.Until = f.stretch("until", until)
	if f.err != nil {
		return f.err
	}
	done, err := d.soon(w, r, "The company of people in all that is held", func(ctx context.Context) (err error) {
		p.Company, err = d.app.Companions(ctx, p.Person, p.Until, d.options.Knows)
		return err
	})
	if !done {
		return err
	}
	next, err := p.rows(f.query.Get("cursor"))
	if err != nil {
		return err
	}
	turn := newList(r, f, "", p.Searched, next)
	p.First, p.Next = turn.First, turn.Next
	title := "Company"
	if p.Person != "" {
		if p.Of = p.Person; p.About != nil {
			p.Of = p.About.Name
		}
		title += " of " + clip(p.Of, 80)
	}
	return d.show(w, r, "company", title, p)
}

// rows are what stands beneath the picture: a page of ties, and on the first what differs
// from the year before.
func (p *companyPage) rows(cursor string) (next string, err error) {
	all := p.Network.Ties
	if p.About != nil {
		all = p.About.Beside
	}
	before := map[[2]string]*company.Tie{}
	if p.Earlier != nil {
		for i := range p.Earlier.Ties {
			t := &p.Earlier.Ties[i]
			before[[2]string{t.A, t.B}], before[[2]string{t.B, t.A}] = t, t
		}
	}
	p.All = len(all)
	if all, next, err = cutPage(all, "company", cursor); err != nil {
		return "", err
	}
	for _, t := range all {
		p.Ties = append(p.Ties, withBefore(t, before))
	}
	p.People = p.Network.People[:min(mostMembers, len(p.Network.People))]
	if p.Change == nil {
		return next, nil
	}
	mine := func(t company.Tie) bool {
		return p.About == nil || t.A == p.About.Name || t.B == p.About.Name
	}
	for _, t := range p.Change.New {
		if mine(t) && len(p.New) < mostTies {
			p.New = append(p.New, tie{Tie: t})
		}
	}
	for _, t := range p.Change.Gone {
		if mine(t) && len(p.Gone) < mostTies {
			p.Gone = append(p.Gone, tie{Tie: t})
		}
	}
	return next, nil
}

func withBefore(t company.Tie, before map[[2]string]*company.Tie) tie {
	one := tie{Tie: t}
	if b := before[[2]string{t.A, t.B}]; b != nil {
		one.Before = timesExpected(b)
	}
	return one
}

// node and edge are a network as a chart takes it.
type node struct {
	Name  string  `json:"name"`
	Size  float64 `json:"size"` // centrality, from 0 to 1 of the greatest
	Group int     `json:"group"`
	Words string  `json:"words"`
}

type edge struct {
	A        string `json:"a"`
	B        string `json:"b"`
	Together int    `json:"together"`
	New      bool   `json:"new,omitempty"`
}

// Picture is the network, the strongest ties of it; around a person, where one is
// asked for.
func (p *companyPage) Picture() map[string]any {
	ties := p.Network.Ties
	if p.About != nil {
		beside := map[string]bool{p.About.Name: true}
		for _, t := range p.About.Beside {
			beside[t.A], beside[t.B] = true, true
		}
		ties = slices.DeleteFunc(slices.Clone(ties), func(t company.Tie) bool { return !beside[t.A] || !beside[t.B] })
	}
	ties = ties[:min(mostDrawnTies, len(ties))]
	fresh := map[[2]string]bool{}
	if p.Change != nil {
		for _, t := range p.Change.New {
			fresh[[2]string{t.A, t.B}] = true
		}
	}
	there := map[string]bool{}
	edges := make([]edge, len(ties))
	for i, t := range ties {
		there[t.A], there[t.B] = true, true
		edges[i] = edge{t.A, t.B, t.Together, fresh[[2]string{t.A, t.B}]}
	}
	nodes := []node{}
	most := 0.0
	for _, m := range p.Network.People {
		most = max(most, m.Centrality)
	}
	for _, m := range p.Network.People {
		if there[m.Name] {
			nodes = append(nodes, node{m.Name, m.Centrality / most, m.Group, strings.TrimSpace(memberWords(m))})
		}
	}
	return map[string]any{"nodes": nodes, "edges": edges}
}
