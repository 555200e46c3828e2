package app

import (
	"context"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/absence"
	"github.com/rostrum-watch/rostrum/internal/analysis/company"
	"github.com/rostrum-watch/rostrum/internal/analysis/first"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/analysis/rank"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Knows gives what a profile knows of line-ups, by outlet and language; nil where
// no profile reads them.
type Knows func(outlet, lang string) *lineup.Knowledge

// LineUpFilter selects what analyses of line-ups read and show; empty fields
// select all.
type LineUpFilter struct {
	Outlet string // in large letters or small
	Lang   string
	Until  string // what was known at the end of this day
	From   string // first day on which what is shown became known
	Person string // only about this person, by name
	Class  string // only line-ups of this class, by its id
	Kinds  []string
	Limit  int // 0 is store.DefaultLimit
}

// LineUps is the answer of App.LineUps.
type LineUps struct {
	LineUps  []LineUp       `json:"line_ups"` // by the day they became known
	Classes  map[string]int `json:"classes"`  // line-ups by class, those that are not shown too
	More     int            `json:"more"`     // that are not shown
	Searched Searched       `json:"searched"`
	Signature
}

// LineUp is the own state's people at one occasion.
type LineUp struct {
	Class      string           `json:"class"` // "" where it is of none
	Name       string           `json:"name"`
	Order      string           `json:"order"`
	Day        string           `json:"day"` // days that the occasion can have been on
	DayTo      string           `json:"day_to"`
	Known      string           `json:"known"`
	Report     string           `json:"report"`
	Event      int              `json:"event"`
	Site       *string          `json:"site"`
	Leader     string           `json:"leader"` // whose company it is, or ""
	Also       []string         `json:"also"`   // other reports of it
	People     []LineUpPerson   `json:"people"`
	Difference *rank.Difference `json:"difference,omitempty"`
}

// LineUpPerson is one of a line-up.
type LineUpPerson struct {
	Name     string           `json:"name"`
	Place    int              `json:"place"` // from 1, of the list; 0 for who is told of out of order
	Role     string           `json:"role"`
	Post     string           `json:"post"`
	Evidence finding.Evidence `json:"evidence"`
}

// lookedAt counts what books were made of.
func (a *App) lookedAt(ctx context.Context, f LineUpFilter) (*Searched, error) {
	return a.searchedReports(ctx, store.ReportFilter{To: f.Until, Outlet: f.Outlet, Lang: f.Lang})
}

// LineUps lists the line-ups that f selects.
func (a *App) LineUps(ctx context.Context, f LineUpFilter, knows Knows) (*LineUps, error) {
	books, err := a.books(ctx, f, knows)
	if err != nil {
		return nil, err
	}
	out := &LineUps{LineUps: []LineUp{}, Classes: map[string]int{}}
	limit := limitOf(f.Limit)
	known := false
	for _, b := range books {
		person, ok := -1, true
		if f.Person != "" {
			person, ok = b.Find(f.Person)
		}
		if _, there := b.Knowledge.Class(f.Class); there || f.Class == "" {
			known = true
		}
		for _, l := range b.LineUps {
			if !ok || person >= 0 && !l.Has(person) || l.Known < f.From {
				continue
			}
			out.Classes[l.ClassID()]++
			if f.Class != "" && l.ClassID() != f.Class || f.Class == "" && l.Class == nil {
				continue
			}
			if len(out.LineUps) == limit {
				out.More++
				continue
			}
			out.LineUps = append(out.LineUps, lineUpOf(b, l))
		}
	}
	if !known && len(books) > 0 {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "--class: no profile of what is held has a class %q", f.Class)
	}
	s, err := a.lookedAt(ctx, f)
	if err != nil {
		return nil, err
	}
	out.Searched = *s
	return out, nil
}

func limitOf(limit int) int {
	if limit == 0 {
		limit = store.DefaultLimit
	}
	return min(limit, store.MaxLimit)
}

func lineUpOf(b *lineup.Book, l *lineup.LineUp) LineUp {
	v := LineUp{Class: l.ClassID(), Name: l.Of(), Order: l.Order(), Day: l.Day, DayTo: l.Last, Known: l.Known, Report: l.Report.ID, Event: l.Event + 1,
		Site: l.Report.Events[l.Event].Site, Also: append([]string{}, l.Also...), People: []LineUpPerson{}}
	if l.Leader >= 0 {
		v.Leader = b.People[l.Leader].Name
	}
	place := 0
	for _, p := range l.Places {
		one := LineUpPerson{Name: b.People[p.Person].Name, Role: p.Role, Post: p.Post, Evidence: l.Evidence(p.Person)}
		if p.Ranked && p.Person != l.Leader {
			place++
			one.Place = place
		}
		v.People = append(v.People, one)
	}
	return v
}

// LineUp gives the line-ups of a report, each with what tells it from another:
// from the one of the other report, else from the latest before it of its class.
func (a *App) LineUp(ctx context.Context, report, other string, f LineUpFilter, knows Knows) (*LineUps, error) {
	id, err := a.idOf(ctx, report)
	if err != nil {
		return nil, err
	}
	otherID := ""
	if other != "" {
		if otherID, err = a.idOf(ctx, other); err != nil {
			return nil, err
		}
	}
	books, err := a.books(ctx, f, knows)
	if err != nil {
		return nil, err
	}
	out := &LineUps{LineUps: []LineUp{}, Classes: map[string]int{}}
	for _, b := range books {
		for _, l := range b.LineUps {
			if l.Report.ID != id && !slices.Contains(l.Also, id) {
				continue
			}
			out.Classes[l.ClassID()]++
			v := lineUpOf(b, l)
			before := rank.Previous(b, l)
			if otherID != "" {
				before = ofReport(b, otherID, l)
			}
			if before != nil {
				x, y := before, l
				if x.Known > y.Known || x.Known == y.Known && x.Last > y.Last {
					x, y = y, x
				}
				v.Difference = rank.Compare(b, x, y)
			}
			out.LineUps = append(out.LineUps, v)
		}
	}
	if len(out.LineUps) == 0 {
		return nil, rostrum.Errorf(rostrum.CodeNotFound, "%s tells of no occasion with people of the own state", report)
	}
	if otherID != "" && !slices.ContainsFunc(out.LineUps, func(l LineUp) bool { return l.Difference != nil }) {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "%s and %s tell of no occasions of one class; only like is compared with like", report, other)
	}
	s, err := a.lookedAt(ctx, f)
	if err != nil {
		return nil, err
	}
	out.Searched = *s
	q := newQuoter(a)
	for i := range out.LineUps {
		l := &out.LineUps[i]
		for j := range l.People {
			if err := q.fill(ctx, &l.People[j].Evidence); err != nil {
				return nil, err
			}
		}
		if l.Difference == nil {
			continue
		}
		for _, list := range [][]rank.Member{l.Difference.Entrants, l.Difference.Exits} {
			for j := range list {
				if err := q.fill(ctx, &list[j].Evidence); err != nil {
					return nil, err
				}
			}
		}
		for _, m := range l.Difference.Moves {
			if err := q.fillAll(ctx, m.Evidence); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// ofReport is the line-up of another report that is of the class of one.
func ofReport(b *lineup.Book, id string, l *lineup.LineUp) *lineup.LineUp {
	for _, o := range b.LineUps {
		if o != l && (o.Report.ID == id || slices.Contains(o.Also, id)) && o.Class == l.Class && l.Class != nil {
			return o
		}
	}
	return nil
}

// idOf is the id under which a report is held that is known by this one.
func (a *App) idOf(ctx context.Context, id string) (string, error) {
	r, err := a.store.Report(ctx, id)
	if err != nil {
		return "", err
	}
	return r.ID, nil
}

// Pairs is the answer of App.Order.
type Pairs struct {
	Pairs    []*rank.Pair `json:"pairs"` // one for each series that has both
	Searched Searched     `json:"searched"`
	Signature
}

// Order tells who of two people stands before the other, in which lists.
func (a *App) Order(ctx context.Context, x, y string, f LineUpFilter, knows Knows) (*Pairs, error) {
	books, err := a.books(ctx, f, knows)
	if err != nil {
		return nil, err
	}
	out := &Pairs{Pairs: []*rank.Pair{}}
	missing := []string{x, y}
	q := newQuoter(a)
	for _, b := range books {
		i, okX := b.Find(x)
		j, okY := b.Find(y)
		if okX {
			missing = slices.DeleteFunc(missing, func(s string) bool { return s == x })
		}
		if okY {
			missing = slices.DeleteFunc(missing, func(s string) bool { return s == y })
		}
		if !okX || !okY {
			continue
		}
		if i == j {
			return nil, rostrum.Errorf(rostrum.CodeInvalid, "expected two people, found %q and %q, who are one", x, y)
		}
		p := rank.Between(b, i, j, "")
		for k := range p.Lists {
			if err := q.fillAll(ctx, p.Lists[k].Evidence); err != nil {
				return nil, err
			}
		}
		for k := range p.Orders {
			if flip := p.Orders[k].Flip; flip != nil {
				if err := q.fillAll(ctx, flip.Evidence); err != nil {
					return nil, err
				}
			}
		}
		out.Pairs = append(out.Pairs, p)
	}
	if len(missing) > 0 {
		return nil, rostrum.Errorf(rostrum.CodeNotFound, "nobody of the own state who is called %s stands in a line-up that is held", strings.Join(missing, " or "))
	}
	s, err := a.lookedAt(ctx, f)
	if err != nil {
		return nil, err
	}
	out.Searched = *s
	return out, nil
}

// Moves finds places that differ from the lists before, and orders that changed.
func (a *App) Moves(ctx context.Context, f LineUpFilter, s rank.Settings, knows Knows) (*LineUpFindings, error) {
	return a.find(ctx, f, knows, func(b *lineup.Book) ([]finding.Finding, error) { return rank.Findings(b, s).Findings, nil })
}

// Firsts finds what is there for the first time in what is held, and who is
// there again.
func (a *App) Firsts(ctx context.Context, f LineUpFilter, s first.Settings, knows Knows) (*LineUpFindings, error) {
	return a.find(ctx, f, knows, func(b *lineup.Book) ([]finding.Finding, error) { return first.Findings(b, s), nil })
}

// find gathers findings of all series that f selects.
func (a *App) find(ctx context.Context, f LineUpFilter, knows Knows, find func(*lineup.Book) ([]finding.Finding, error)) (*LineUpFindings, error) {
	books, err := a.books(ctx, f, knows)
	if err != nil {
		return nil, err
	}
	out := &LineUpFindings{Findings: []finding.Finding{}}
	if err := someone(books, f.Person); err != nil {
		return nil, err
	}
	for _, b := range books {
		found, err := find(b)
		if err != nil {
			return nil, err
		}
		out.Findings = append(out.Findings, found...)
	}
	if err := a.choose(ctx, out, f); err != nil {
		return nil, err
	}
	s, err := a.lookedAt(ctx, f)
	if err != nil {
		return nil, err
	}
	out.Searched = *s
	return out, nil
}

// someone wants somebody of a name in one of the books.
func someone(books []*lineup.Book, name string) error {
	if name == "" {
		return nil
	}
	for _, b := range books {
		if _, ok := b.Find(name); ok {
			return nil
		}
	}
	return rostrum.Errorf(rostrum.CodeNotFound, "nobody of the own state who is called %s stands in a line-up that is held", name)
}

// choose keeps of findings what f selects, and fills in their quotes.
func (a *App) choose(ctx context.Context, out *LineUpFindings, f LineUpFilter) error {
	person := store.Fold(f.Person)
	out.Findings = slices.DeleteFunc(out.Findings, func(one finding.Finding) bool {
		return one.Known < f.From || person != "" && store.Fold(one.Subject) != person || len(f.Kinds) > 0 && !slices.Contains(f.Kinds, one.Kind)
	})
	finding.Sort(out.Findings)
	if limit := limitOf(f.Limit); len(out.Findings) > limit {
		out.More = len(out.Findings) - limit
		out.Findings = out.Findings[out.More:] // the latest are those that matter
	}
	q := newQuoter(a)
	for i := range out.Findings {
		if err := q.fillAll(ctx, out.Findings[i].Evidence); err != nil {
			return err
		}
	}
	return nil
}

// Absences is the answer of App.Absences.
type Absences struct {
	LineUpFindings
	// Open are the runs of occasions without somebody that go on.
	Open []absence.Run `json:"open"`
	// Gaps are those of the leader who was asked for.
	Gaps []absence.Gap `json:"gaps"`
	// Expected is how many findings there would be if nobody's habit changed.
	Expected float64 `json:"expected"`
}

// Absences finds who was not named where he was expected, and gaps of leaders.
func (a *App) Absences(ctx context.Context, f LineUpFilter, s absence.Settings, knows Knows) (*Absences, error) {
	books, err := a.books(ctx, f, knows)
	if err != nil {
		return nil, err
	}
	if err := someone(books, f.Person); err != nil {
		return nil, err
	}
	out := &Absences{Open: []absence.Run{}, Gaps: []absence.Gap{}}
	out.LineUpFindings.Findings = []finding.Finding{}
	q := newQuoter(a)
	for _, b := range books {
		cited, err := a.citedActivities(ctx, b, f)
		if err != nil {
			return nil, err
		}
		of := s
		if a.Rosters != nil {
			k, err := a.Rosters(b.Series.Outlet, b.Series.Lang)
			if err != nil {
				return nil, err
			}
			of.Offices = officesBy(k)
		}
		r := absence.Findings(b, cited, of)
		out.LineUpFindings.Findings = append(out.LineUpFindings.Findings, r.Findings...)
		out.Expected += r.Expected
		p, ok := -1, false
		if f.Person != "" {
			p, ok = b.Find(f.Person)
		}
		for _, o := range r.Open {
			if f.Person == "" || ok && o.Person == b.People[p].Name {
				out.Open = append(out.Open, o)
			}
		}
		if ok && b.People[p].Leader {
			out.Gaps = append(out.Gaps, absence.Gaps(b, p, cited)...)
		}
	}
	if limit := limitOf(f.Limit); len(out.Open) > limit {
		out.Open = out.Open[:limit]
	}
	for i := range out.Open {
		if err := q.fill(ctx, &out.Open[i].Last); err != nil {
			return nil, err
		}
		if err := q.fillAll(ctx, out.Open[i].Evidence); err != nil {
			return nil, err
		}
	}
	if err := a.choose(ctx, &out.LineUpFindings, f); err != nil {
		return nil, err
	}
	searched, err := a.lookedAt(ctx, f)
	if err != nil {
		return nil, err
	}
	out.Searched = *searched
	return out, nil
}

// citedActivities are those of people of a book that digests name and no report
// held tells of.
func (a *App) citedActivities(ctx context.Context, b *lineup.Book, f LineUpFilter) ([]absence.Cited, error) {
	var out []absence.Cited
	for cursor := ""; ; {
		page, err := a.store.FindCited(ctx, store.CitedFilter{To: f.Until, Sorts: []string{store.CitedPress}, Outlet: b.Series.Outlet, Limit: store.MaxLimit, Cursor: cursor})
		if err != nil {
			return nil, err
		}
		for _, c := range page.Items {
			if c.Report.Lang != b.Series.Lang || c.Day == "" {
				continue
			}
			for _, p := range absence.CitedIn(b, c.Quote, c.Report.Published) {
				out = append(out, absence.Cited{Person: p, Day: c.Day, Known: c.Report.Published})
			}
		}
		if cursor = page.Next; cursor == "" {
			return out, nil
		}
	}
}

// Company is the answer of App.Company.
type Company struct {
	Network  *company.Network `json:"network"`
	About    *company.About   `json:"about,omitempty"`  // who was asked for
	Change   *company.Change  `json:"change,omitempty"` // since an earlier period
	Before   *Period          `json:"before,omitempty"` // that period
	Searched Searched         `json:"searched"`

	Earlier      *company.Network `json:"-"` // of that period, where App.Companions is asked
	AboutEarlier *company.About   `json:"-"`
}

// lastYear is the year before a period's end where none is given: frequencies
// change, and people who were there at different times would seem to keep apart.
// The end is somebody's last occasion where he is asked for.
func lastYear(b *lineup.Book, person int, s company.Settings) company.Settings {
	if s.From != "" {
		return s
	}
	if days := b.Days(); s.To == "" && len(days) > 0 {
		s.To = days[len(days)-1]
		if person >= 0 {
			if seen := b.Seen[person]; len(seen) > 0 {
				s.To = seen[len(seen)-1].Known
			}
		}
	}
	s.From = holding.Plus(s.To, -364)
	if days := b.Days(); len(days) > 0 {
		s.From = max(s.From, days[0])
	}
	return s
}

// Period is a span of days.
type Period struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Company finds who is named together beyond chance. before, if given, is an
// earlier period to compare with.
func (a *App) Company(ctx context.Context, f LineUpFilter, s company.Settings, before *Period, knows Knows) (*Company, error) {
	f.Until = s.To
	books, err := a.books(ctx, f, knows)
	if err != nil {
		return nil, err
	}
	if err := someone(books, f.Person); err != nil {
		return nil, err
	}
	out := &Company{}
	for _, b := range books {
		p, ok := -1, false
		if f.Person != "" {
			if p, ok = b.Find(f.Person); !ok {
				continue
			}
		}
		n := company.Of(b, lastYear(b, p, s))
		if out.Network != nil && n.Occasions <= out.Network.Occasions {
			continue // of several series, the one that has most of it
		}
		out.Network, out.Change, out.About = n, nil, nil
		if ok {
			out.About, _ = n.About(p)
		}
		if before != nil {
			out.Before = before
			out.Change = company.Compare(company.Of(b, company.Settings{From: before.From, To: before.To, Rate: s.Rate}), n)
		}
	}
	if out.Network == nil {
		out.Network = &company.Network{People: []company.Member{}, Ties: []company.Tie{}, Rate: s.Rate}
	}
	searched, err := a.lookedAt(ctx, f)
	if err != nil {
		return nil, err
	}
	out.Searched = *searched
	return out, nil
}
