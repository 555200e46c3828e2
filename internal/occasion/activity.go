package occasion

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Units are what a rule counts.
const (
	ByReport   = "report"   // reports that first tell of an occasion
	ByOccasion = "occasion" // occasions
	BySite     = "site"     // places, each leg of a trip
	ByDay      = "day"      // days
)

// Units lists what a rule can count.
var Units = []string{ByReport, ByOccasion, BySite, ByDay}

// Rule says how activities are counted.
type Rule struct {
	Unit string // ByReport, …
	// Event counts by the day of the occasion rather than that of publication.
	Event bool
	// Apart are types of events that count by themselves where they follow another
	// occasion in one report.
	Apart []string
}

// String names the rule in words.
func (r Rule) String() string {
	s := "by " + r.Unit
	if r.Event {
		s += ", days of the event"
	} else {
		s += ", days of publication"
	}
	if len(r.Apart) > 0 {
		s += ", apart: " + strings.Join(r.Apart, ", ")
	}
	return s
}

// Activity is a row: something that one person did in public, as a rule counts.
type Activity struct {
	Published  string   `json:"published"` // of the first report
	Date       *string  `json:"date"`      // as stated; null where none is
	DateTo     *string  `json:"date_to"`
	NotBefore  string   `json:"not_before"` // bounds: with a stated date the same as it
	NotAfter   string   `json:"not_after"`
	Type       string   `json:"type"`
	Sector     string   `json:"sector"` // "" where the profile says nothing
	Site       *string  `json:"site"`
	Place      *string  `json:"place"`
	Legs       []string `json:"legs"`       // places of one trip, as told one after the other
	Role       string   `json:"role"`       // of the person asked for
	Companions []string `json:"companions"` // of the own state, in the order first listed
	Reports    []string `json:"reports"`    // that bring it, the first before all, then those in other languages
	Mentions   []string `json:"mentions"`   // that look back at it
	Further    []string `json:"further"`    // types of other occasions told with it
	// Differs is what reports say otherwise than the fullest.
	Differs []Difference `json:"differs"`
	// Gap is how many days lie between the row before and this one.
	Gap *Gap `json:"gap"`
	at  *Telling
}

// Gap is a number of days without an activity, at least and at most.
type Gap struct {
	Least int `json:"least"`
	Most  int `json:"most"`
}

// Evidence is the words by which the fullest report tells of it.
func (a *Activity) Evidence() finding.Evidence {
	t := a.at
	return finding.Evidence{Report: t.Report.ID, Version: t.Report.Version, Published: t.Report.Published, At: t.Event.At, Quote: t.Event.Evidence}
}

// told is what one report tells of somebody.
type told struct {
	report *holding.Report
	first  *Telling // that is news
	occ    *Occasion
	all    []placed // news with the person present
}

type placed struct {
	t *Telling
	o *Occasion
}

// presence are the roles in which somebody is there.
var presence = []string{rostrum.RolePrincipal, rostrum.RoleCompanion, rostrum.RoleSpeaker, rostrum.RoleCounterpart, rostrum.RoleHost, rostrum.RoleAttendee}

// listedRoles are those of people who count as company.
var listedRoles = []string{rostrum.RoleCompanion, rostrum.RoleAttendee, rostrum.RoleSpeaker}

// roleOf gives the role in which somebody is present, "" where he is not.
func (t *Telling) roleOf(person string) string {
	for i, m := range t.who() {
		a := &t.Event.Participants[i]
		if m.key != person || !slices.Contains(presence, a.Role) {
			continue
		}
		if t.know != nil && a.Role == rostrum.RolePrincipal && t.know.away.in(cut(t.Event.Form)) {
			return ""
		}
		return a.Role
	}
	return ""
}

// Activities gives the rows of one person from one day to another, both included,
// as a rule counts.
func (g *Grouper) Activities(person string, from, to string, rule Rule) []Activity {
	person = Key(person)
	groups := g.rowsOf(person)
	var rows []Activity
	for _, group := range groups {
		rows = append(rows, g.count(group, person, rule)...)
	}
	rows = slices.DeleteFunc(rows, func(a Activity) bool {
		if rule.Event {
			return a.NotAfter < from && from != "" || to != "" && a.NotAfter > to
		}
		return a.Published < from || to != "" && a.Published > to
	})
	day := func(a *Activity) string {
		if rule.Event {
			return a.NotAfter
		}
		return a.Published
	}
	slices.SortStableFunc(rows, func(a, b Activity) int {
		return cmp.Or(cmp.Compare(day(&a), day(&b)), cmp.Compare(a.Reports[0], b.Reports[0]))
	})
	if rule.Unit == ByDay {
		rows = days(rows, day)
	}
	gaps(rows)
	return rows
}

// rowsOf gathers what reports tell of somebody: one group for each occasion that a
// report tells of first, with the reports that tell of the same.
func (g *Grouper) rowsOf(person string) [][]told {
	byReport := map[string]*told{}
	var order []*told
	seen := map[*Occasion]bool{}
	for _, o := range g.of[person] {
		if seen[o] {
			continue
		}
		seen[o] = true
		for _, t := range o.Tellings {
			if t.roleOf(person) == "" {
				continue
			}
			r := byReport[t.Report.ID]
			if r == nil {
				r = &told{report: t.Report}
				byReport[t.Report.ID] = r
				order = append(order, r)
			}
			r.all = append(r.all, placed{t, o})
		}
	}
	for _, r := range order {
		slices.SortFunc(r.all, func(a, b placed) int { return cmp.Compare(a.t.Number, b.t.Number) })
		r.first, r.occ = r.all[0].t, r.all[0].o
	}
	slices.SortFunc(order, func(a, b *told) int { return holding.Compare(a.report, b.report) })
	at := map[*Occasion]int{}
	var groups [][]told
	for _, r := range order {
		if i, ok := at[r.occ]; ok {
			groups[i] = append(groups[i], *r)
			continue
		}
		for _, p := range r.all {
			if _, ok := at[p.o]; !ok {
				at[p.o] = len(groups)
			}
		}
		groups = append(groups, []told{*r})
	}
	return groups
}

// count makes the rows of a group.
func (g *Grouper) count(group []told, person string, rule Rule) []Activity {
	var occasions []*Occasion
	for _, r := range group {
		for _, p := range r.all {
			if !slices.Contains(occasions, p.o) {
				occasions = append(occasions, p.o)
			}
		}
	}
	main := g.row(group, person, group[0].occ)
	for _, o := range occasions[1:] {
		main.Further = append(main.Further, o.fullest.Event.Type)
	}
	switch rule.Unit {
	case ByOccasion:
		rows := []Activity{main}
		for _, o := range occasions[1:] {
			rows = append(rows, g.row(group, person, o))
		}
		return rows
	case BySite:
		var rows []Activity
		for _, o := range occasions {
			row := g.row(group, person, o)
			if o != occasions[0] && (row.Site == nil || row.Type != main.Type || slices.Equal(key(row.Site), key(main.Site))) {
				continue // at the same place: a show at the end of a visit
			}
			if len(row.Legs) < 2 {
				rows = append(rows, row)
				continue
			}
			for _, leg := range row.Legs {
				one := row
				one.Site, one.Legs = &leg, []string{leg}
				rows = append(rows, one)
			}
		}
		return rows
	}
	rows := []Activity{main}
	for _, o := range occasions[1:] {
		if slices.Contains(rule.Apart, o.fullest.Event.Type) {
			rows = append(rows, g.row(group, person, o))
		}
	}
	return rows
}

func key(s *string) []string {
	if s == nil {
		return nil
	}
	return cut(*s)
}

// row makes a row of one occasion of a group; its company is that of all that the
// reports tell.
func (g *Grouper) row(group []told, person string, o *Occasion) Activity {
	f := o.fullest
	if f.roleOf(person) == "" {
		for _, t := range o.Tellings {
			if t.roleOf(person) != "" {
				f = t
				break
			}
		}
	}
	a := Activity{Published: group[0].report.Published, Type: f.Event.Type, Place: f.Event.Place, Role: f.roleOf(person), Legs: []string{},
		Companions: []string{}, Reports: []string{}, Mentions: []string{}, Further: []string{}, Differs: o.Differences(), at: f}
	a.NotBefore, a.NotAfter = o.days()
	for _, t := range o.Tellings {
		if a.Date == nil && t.Event.Date != nil {
			a.Date, a.DateTo = t.Event.Date, t.Event.DateTo
		}
		if len(t.Legs) > len(a.Legs) {
			a.Legs = t.Legs
		}
	}
	if s := o.Site(); s != "" {
		a.Site = &s
	}
	a.Companions = company(group, person)
	for _, r := range group {
		a.Reports = append(a.Reports, r.report.ID)
	}
	for _, r := range group {
		for _, twin := range g.also(r.report.ID, "twin") {
			if !slices.Contains(a.Reports, twin) {
				a.Reports = append(a.Reports, twin)
			}
		}
	}
	for _, t := range o.Back {
		if !slices.Contains(a.Reports, t.Report.ID) && !slices.Contains(a.Mentions, t.Report.ID) {
			a.Mentions = append(a.Mentions, t.Report.ID)
		}
	}
	a.Sector = f.sector(a.Site)
	return a
}

// sector tells what an occasion counts as.
func (t *Telling) sector(site *string) string {
	foreign := false
	for _, m := range t.who() {
		foreign = foreign || m.key != "" && !m.own
	}
	words := cut(strings.Join([]string{given(site), given(t.Event.Place), t.Event.Evidence, t.Report.Title}, " . "))
	return t.know.sectorOf(t.Event.Type, words, foreign)
}

// company is the own state's people who are listed as company at any event of the
// reports, the fullest report first, in the order in which they stand there.
func company(group []told, person string) []string {
	all := []string{}
	seen := map[string]bool{person: true}
	for _, r := range fullestFirst(group) {
		for i, who := range r.first.cast {
			e := &r.report.Events[i]
			if slices.Contains(absent, e.Type) {
				continue
			}
			for j, m := range who {
				a := &e.Participants[j]
				if !m.own || !slices.Contains(listedRoles, a.Role) || seen[m.key] {
					continue
				}
				seen[m.key] = true
				all = append(all, *a.Name)
			}
		}
	}
	return all
}

func fullestFirst(group []told) []told {
	size := func(r *told) int {
		n := 0
		for i := range r.report.Events {
			n += len(r.report.Events[i].Participants)
		}
		return n
	}
	sorted := slices.Clone(group)
	slices.SortStableFunc(sorted, func(a, b told) int { return size(&b) - size(&a) })
	return sorted
}

// days joins rows of one day.
func days(rows []Activity, day func(*Activity) string) []Activity {
	var out []Activity
	for _, a := range rows {
		if n := len(out) - 1; n >= 0 && day(&out[n]) == day(&a) {
			one := &out[n]
			one.Further = append(append(one.Further, a.Type), a.Further...)
			for _, s := range a.Companions {
				if !slices.ContainsFunc(one.Companions, func(old string) bool { return Key(old) == Key(s) }) {
					one.Companions = append(one.Companions, s)
				}
			}
			one.Reports = append(one.Reports, a.Reports...)
			one.Mentions = append(one.Mentions, a.Mentions...)
			one.Differs = append(one.Differs, a.Differs...)
			continue
		}
		out = append(out, a)
	}
	return out
}

// gaps tells how many days lie between rows, at least and at most.
func gaps(rows []Activity) {
	for i := 1; i < len(rows); i++ {
		before, a := &rows[i-1], &rows[i]
		g := Gap{Most: max(holding.Between(before.NotBefore, a.NotAfter)-1, 0)}
		if before.NotAfter < a.NotBefore {
			g.Least = holding.Between(before.NotAfter, a.NotBefore) - 1
		}
		a.Gap = &g
	}
}
