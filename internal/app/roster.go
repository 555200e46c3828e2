package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/roster"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// RollFilter says of what identities are asked.
type RollFilter struct {
	Knowledge []*roster.Knowledge // of every profile there is
	Outlet    string              // only of this, in large letters or small
	AsOf      string              // as known at the end of this day; "" for all that is held
}

// rolled is who is who in the reports of one outlet in one language.
type rolled struct {
	roll    *roster.Roll
	reports int
}

// rolls gives who is who, as far as it is settled; each series is a roll of its own.
// They are shared: nobody changes them.
func (a *App) rolls(ctx context.Context, f RollFilter) ([]rolled, error) {
	var out []rolled
	for _, k := range f.Knowledge {
		if k.Outlet == "" || f.Outlet != "" && !strings.EqualFold(k.Outlet, f.Outlet) {
			continue
		}
		r, err := a.rollOf(ctx, k, f.AsOf)
		if err != nil {
			return nil, err
		}
		if r.reports > 0 {
			out = append(out, r)
		}
	}
	return out, nil
}

// rollOf settles who is who in the reports of one outlet in one language, known by the
// end of a day, "" for all.
func (a *App) rollOf(ctx context.Context, k *roster.Knowledge, asOf string) (rolled, error) {
	state, err := a.state(ctx)
	if err != nil {
		return rolled{}, err
	}
	return a.known.get(ctx, state, shelved{strings.ToLower(k.Outlet), k.Lang, asOf}, func(ctx context.Context) (rolled, error) {
		rulings, err := a.allRulings(ctx)
		if err != nil {
			return rolled{}, err
		}
		r := rolled{roll: roster.New(k, ruledBy(rulings, asOf))}
		err = a.store.Walk(ctx, store.WalkFilter{Outlet: k.Outlet, Lang: k.Lang, To: asOf, Text: true, NoPlans: true, NoActs: true}, func(h *holding.Report) error {
			if asOf == "" || h.Known <= asOf {
				r.roll.Add(h)
				r.reports++
			}
			return nil
		})
		r.roll.Persons() // which settles
		return r, err
	})
}

// people tells who is who in the reports of an outlet in a language, as all that is
// known by the end of a day shows, "" for all; nil where nobody can say.
func (a *App) people(ctx context.Context, outlet, lang, asOf string) (*roster.Own, error) {
	if a.Rosters == nil {
		return nil, nil
	}
	k, err := a.Rosters(outlet, lang)
	if k == nil || err != nil {
		return nil, err
	}
	r, err := a.rollOf(ctx, k, asOf)
	if err != nil {
		return nil, err
	}
	own := r.roll.Own()
	return &own, nil
}

// ruledBy leaves out the rulings that were made after a day, "" for none: what
// analysts said later was not known either.
func ruledBy(rulings []rostrum.Ruling, day string) []rostrum.Ruling {
	if day == "" {
		return rulings
	}
	return slices.DeleteFunc(rulings, func(r rostrum.Ruling) bool { return len(r.When) >= len(day) && r.When[:len(day)] > day })
}

// Who is the answer of App.Who.
type Who struct {
	Query   string           `json:"query"`
	AsOf    string           `json:"as_of"`
	Persons []*roster.Person `json:"persons"` // that have a page
	// Others counts people of the name who hold no public office: they are found in
	// texts, and have no page.
	Others   int      `json:"others"`
	Searched Searched `json:"searched"`
}

// Who finds the persons whom a name in any spelling may mean.
func (a *App) Who(ctx context.Context, f RollFilter, query string) (*Who, error) {
	rolls, err := a.rolls(ctx, f)
	if err != nil {
		return nil, err
	}
	w := &Who{Query: query, AsOf: f.AsOf, Persons: []*roster.Person{}}
	for _, r := range rolls {
		for _, p := range r.roll.Find(query) {
			if p.Public {
				w.Persons = append(w.Persons, p)
			} else {
				w.Others++
			}
		}
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{To: f.AsOf, Outlet: f.Outlet})
	if err != nil {
		return nil, err
	}
	w.Searched = *s
	return w, nil
}

// OfficeLine is an office with those who were given it.
type OfficeLine struct {
	Office   string           `json:"office"`
	Name     string           `json:"name"`
	One      bool             `json:"one"`
	Tenures  []*roster.Tenure `json:"tenures"`  // by first report
	Standing []string         `json:"standing"` // ids of those whose tenure no report ends, by last report, the latest first
}

// Offices is the answer of App.Offices.
type Offices struct {
	Query    string       `json:"query"`
	AsOf     string       `json:"as_of"`
	Offices  []OfficeLine `json:"offices"`
	Searched Searched     `json:"searched"`
}

// Offices tells who was given the offices that a wording may mean.
func (a *App) Offices(ctx context.Context, f RollFilter, query string) (*Offices, error) {
	rolls, err := a.rolls(ctx, f)
	if err != nil {
		return nil, err
	}
	o := &Offices{Query: query, AsOf: f.AsOf, Offices: []OfficeLine{}}
	for _, r := range rolls {
		for _, office := range r.roll.FindOffices(query) {
			ts := slices.DeleteFunc(r.roll.Holders(office), func(t *roster.Tenure) bool { return !r.roll.Person(t.Person).Public })
			if len(ts) == 0 {
				continue
			}
			line := OfficeLine{Office: office, Name: ts[0].Name, One: ts[0].One, Tenures: ts, Standing: []string{}}
			standing := roster.Standing(ts)
			slices.SortStableFunc(standing, func(a, b *roster.Tenure) int { return strings.Compare(b.Last.Day, a.Last.Day) })
			for _, t := range standing {
				line.Standing = append(line.Standing, t.Person)
			}
			o.Offices = append(o.Offices, line)
		}
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{To: f.AsOf, Outlet: f.Outlet})
	if err != nil {
		return nil, err
	}
	o.Searched = *s
	return o, nil
}

// Bodies is the answer of App.Bodies.
type Bodies struct {
	Query         string        `json:"query"`
	AsOf          string        `json:"as_of"`
	Organisations []roster.Body `json:"organisations"`
	Searched      Searched      `json:"searched"`
}

// Bodies lists organisations with their offices.
func (a *App) Bodies(ctx context.Context, f RollFilter, query string) (*Bodies, error) {
	rolls, err := a.rolls(ctx, f)
	if err != nil {
		return nil, err
	}
	b := &Bodies{Query: query, AsOf: f.AsOf, Organisations: []roster.Body{}}
	for _, r := range rolls {
		b.Organisations = append(b.Organisations, r.roll.Bodies(query)...)
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{To: f.AsOf, Outlet: f.Outlet})
	if err != nil {
		return nil, err
	}
	b.Searched = *s
	return b, nil
}

// Said is who rules, and why.
type Said struct {
	By, Why string
	When    time.Time
}

// Merge keeps an analyst's word that two people are one. Each is named by id, or
// by a name that one person has.
func (a *App) Merge(ctx context.Context, f RollFilter, one, other string, s Said) (*rostrum.Ruling, error) {
	rolls, err := a.rolls(ctx, f)
	if err != nil {
		return nil, err
	}
	r, p, err := pick(rolls, one)
	if err != nil {
		return nil, err
	}
	q, err := pickIn(r, other)
	if err != nil {
		return nil, err
	}
	if p == q {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "%s and %s are one person already: %s", one, other, p.ID)
	}
	of := r.roll.AnchorOf(p)
	return a.rule(ctx, &rostrum.Ruling{Sort: rostrum.RulingSame, Of: &of, And: []rostrum.Anchor{r.roll.AnchorOf(q)}}, s)
}

// Split keeps an analyst's word that what some reports say of a person is said of
// another of the name.
func (a *App) Split(ctx context.Context, f RollFilter, one string, reports []string, s Said) (*rostrum.Ruling, error) {
	rolls, err := a.rolls(ctx, f)
	if err != nil {
		return nil, err
	}
	r, p, err := pick(rolls, one)
	if err != nil {
		return nil, err
	}
	ruling := &rostrum.Ruling{Sort: rostrum.RulingTwo}
	for _, id := range reports {
		anchor, ok := r.roll.AnchorIn(p, id)
		if !ok {
			return nil, rostrum.Errorf(rostrum.CodeNotFound, "report %s: does not name %s (%s)", id, p.Name, p.ID)
		}
		ruling.And = append(ruling.And, anchor)
	}
	of, ok := r.roll.AnchorBut(p, reports)
	if !ok {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "%s: expected some of the reports that name the person, found all of them", p.ID)
	}
	ruling.Of = &of
	return a.rule(ctx, ruling, s)
}

// Unrule takes a ruling back. Only who made it can.
func (a *App) Unrule(ctx context.Context, id int64, s Said) (*rostrum.Ruling, error) {
	found, err := a.store.FindRulings(ctx, store.RulingFilter{ID: id})
	if err != nil {
		return nil, err
	}
	if id < 1 || len(found.Items) == 0 {
		return nil, rostrum.Errorf(rostrum.CodeNotFound, "ruling %d: there is none", id)
	}
	of := &found.Items[0]
	switch {
	case of.Sort == rostrum.RulingWithdrawn:
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "ruling %d: takes a ruling back itself; make that one again instead", id)
	case store.Fold(of.By) != store.Fold(s.By):
		return nil, rostrum.Errorf(rostrum.CodeConflict, "ruling %d: expected %s, who made it, to take it back, found %s", id, of.By, s.By)
	}
	return a.rule(ctx, &rostrum.Ruling{Sort: rostrum.RulingWithdrawn, Withdraws: id}, s)
}

// rule keeps a ruling.
func (a *App) rule(ctx context.Context, r *rostrum.Ruling, s Said) (*rostrum.Ruling, error) {
	by, why, err := signed(s.By, s.Why)
	if err != nil {
		return nil, err
	}
	r.By, r.Why, r.When = by, why, s.When.UTC().Format(time.RFC3339)
	r.ID, err = a.store.Rule(ctx, r)
	return r, err
}

// Ruled is the answer of App.Rulings.
type Ruled struct {
	Rulings []rostrum.Ruling `json:"rulings"`
	Next    string           `json:"next,omitempty"`
}

// Rulings lists what analysts said of who is who.
func (a *App) Rulings(ctx context.Context, f store.RulingFilter) (*Ruled, error) {
	found, err := a.store.FindRulings(ctx, f)
	if err != nil {
		return nil, err
	}
	return &Ruled{Rulings: found.Items, Next: found.Next}, nil
}

func (a *App) allRulings(ctx context.Context) ([]rostrum.Ruling, error) {
	var all []rostrum.Ruling
	f := store.RulingFilter{Limit: store.MaxLimit}
	err := pages(&f.Cursor, func() (*store.Page[rostrum.Ruling], error) { return a.store.FindRulings(ctx, f) }, func(r rostrum.Ruling) { all = append(all, r) })
	return all, err
}

// pick finds the one person whom an id or a name means, and the roll that the
// person is in.
func pick(rolls []rolled, query string) (rolled, *roster.Person, error) {
	for _, r := range rolls {
		if len(r.roll.Find(query)) > 0 {
			p, err := pickIn(r, query)
			return r, p, err
		}
	}
	return rolled{}, nil, rostrum.Errorf(rostrum.CodeNotFound, "%s: no report held names such a person", query)
}

func pickIn(r rolled, query string) (*roster.Person, error) {
	found := r.roll.Find(query)
	if len(found) == 1 {
		return found[0], nil
	}
	if len(found) == 0 {
		return nil, rostrum.Errorf(rostrum.CodeNotFound, "%s: no report of the same outlet names such a person", query)
	}
	var ids []string
	for _, p := range found {
		ids = append(ids, p.ID)
	}
	return nil, rostrum.Errorf(rostrum.CodeConflict, "%s: expected one person, found %d: %s", query, len(found), strings.Join(ids, ", "))
}
