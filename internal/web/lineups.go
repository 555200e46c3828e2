package web

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/rank"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/prose"
)

// Line-ups are laid out over all that is held. Who asks before that is done sees a
// page that says so and asks again.
const (
	layingOut = 3 * time.Second
	mostOther = 60 // earlier occasions to compare with
	mostLater = 20 // and later ones, the next
)

// waitingPage says that something is being worked out.
type waitingPage struct{ What string }

// soon runs what may take long; where it does, the page says so and is asked for
// again, and false is returned.
func (d *desk) soon(w http.ResponseWriter, r *http.Request, what string, do func(context.Context) error) (bool, error) {
	ctx, cancel := context.WithTimeout(r.Context(), layingOut)
	defer cancel()
	err := do(ctx)
	if errors.Is(err, context.DeadlineExceeded) && r.Context().Err() == nil {
		w.Header().Set("Refresh", "2")
		return false, d.write(w, r, http.StatusServiceUnavailable, "waiting", "A moment", waitingPage{what})
	}
	return err == nil, err
}

// lineupsPage is a list of line-ups by class of occasion.
type lineupsPage struct {
	list
	LineUps []app.LineUp
	Classes string
}

func (d *desk) lineups(w http.ResponseWriter, r *http.Request) error {
	f := newFilter(r.URL.Query())
	lf := app.LineUpFilter{Person: f.text("person", "Person", "a name"), Class: f.text("class", "Class", "its id, as below")}
	lf.From, lf.Until = f.period()
	lf.Outlet, lf.Lang = f.text("outlet", "Outlet", ""), strings.ToLower(f.text("lang", "Language", "en"))
	if f.err != nil {
		return f.err
	}
	from, err := counting("lineups", r.URL.Query().Get("cursor"))
	if err != nil {
		return err
	}
	var found *app.LineUps
	done, err := d.soon(w, r, "The line-ups of all that is held", func(ctx context.Context) (err error) {
		found, err = d.app.LineUpsNewest(ctx, lf, from, pageSize, d.options.Knows)
		return err
	})
	if !done {
		return err
	}
	p := &lineupsPage{LineUps: found.LineUps}
	classes := maps.Clone(found.Classes)
	delete(classes, "")
	p.Classes = prose.Tallied(classes)
	next := ""
	if to := from + len(p.LineUps); to < found.More {
		next = "lineups:" + strconv.Itoa(to)
	}
	words := prose.Count(found.More, "line-up") + ", the newest first."
	if n := found.Classes[""]; n > 0 {
		words += " " + prose.Thousands(n) + " of no class."
	}
	p.list = newList(r, f, words, found.Searched, next)
	return d.show(w, r, "lineups", "Line-ups", p)
}

// lineupPage is two line-ups of one class side by side.
type lineupPage struct {
	LineUp     app.LineUp
	None       string // why there is none
	Report     string
	Difference *rank.Difference // nil where there is nothing to compare with
	Left       []standing       // the earlier
	Right      []standing
	Lines      []joint
	Height     int
	Others     []app.LineUp // of the class, the latest first
	Other      string
	Searched   app.Searched
	More       []app.LineUp // other line-ups of the report
}

// standing is somebody's place in one of two line-ups.
type standing struct {
	Place    int // 0 for who is told of out of order
	Name     string
	Role     string
	Post     string
	State    string // kept, moved, in or out
	Last     string // day on which who came in was there before
	Evidence finding.Evidence
	Passed   string // whom he stands before now, and behind
}

// joint is a line between one name's places, in rows from 0.
type joint struct {
	Y1, Y2 int
	State  string
	Name   string
}

// Sizes of the drawing between two line-ups, which stand in rows.
const (
	rowHeight = 28
	rowMiddle = rowHeight / 2
)

func (d *desk) lineup(w http.ResponseWriter, r *http.Request) error {
	name, err := id(r)
	if err != nil {
		return err
	}
	p := &lineupPage{Other: strings.TrimSpace(r.URL.Query().Get("other"))}
	done, err := d.soon(w, r, "The line-ups of all that is held", func(ctx context.Context) error {
		shown, err := d.app.Show(ctx, name)
		if err != nil {
			return err
		}
		p.Report = shown.ID
		found, err := d.app.LineUp(ctx, name, p.Other, app.LineUpFilter{}, d.options.Knows)
		if rostrum.ErrorCode(err) == rostrum.CodeNotFound && p.Other == "" {
			p.None = prose.Plain(err.Error())
			return nil
		}
		if err != nil {
			return err
		}
		at := slices.IndexFunc(found.LineUps, func(l app.LineUp) bool { return l.Difference != nil })
		at = max(at, 0)
		p.LineUp, p.Searched = found.LineUps[at], found.Searched
		p.More = slices.Delete(slices.Clone(found.LineUps), at, at+1)
		return p.compare(ctx, d)
	})
	if !done {
		return err
	}
	if p.None != "" {
		return d.show(w, r, "lineup", "No line-up", p)
	}
	return d.show(w, r, "lineup", "Line-up: "+p.LineUp.Name+" of "+p.LineUp.Day, p)
}

// compare lays the two line-ups out side by side, and lists what else can be
// compared.
func (p *lineupPage) compare(ctx context.Context, d *desk) error {
	if p.LineUp.Class != "" {
		before, err := d.app.LineUpsNewest(ctx, app.LineUpFilter{Class: p.LineUp.Class, Until: p.LineUp.Known}, 0, mostOther, d.options.Knows)
		if err != nil {
			return err
		}
		after, err := d.app.LineUpsNewest(ctx, app.LineUpFilter{Class: p.LineUp.Class, From: p.LineUp.Known}, 0, 0, d.options.Knows)
		if err != nil {
			return err
		}
		if after, err = d.app.LineUpsNewest(ctx, app.LineUpFilter{Class: p.LineUp.Class, From: p.LineUp.Known}, max(0, after.More-mostLater), mostLater, d.options.Knows); err != nil {
			return err
		}
		for _, l := range slices.Concat(after.LineUps, before.LineUps) {
			same := func(o app.LineUp) bool { return l.Report == o.Report && l.Event == o.Event }
			if !same(p.LineUp) && !slices.ContainsFunc(p.Others, same) {
				p.Others = append(p.Others, l)
			}
		}
	}
	p.Difference = p.LineUp.Difference
	if p.Difference == nil {
		p.Right = standingsOf(p.LineUp.People)
		return nil
	}
	before, after := p.LineUp, p.LineUp
	other, mine := p.Difference.Before, &before
	if p.Difference.Before.Report == p.LineUp.Report && p.Difference.Before.Event == p.LineUp.Event {
		other, mine = p.Difference.After, &after
	}
	found, err := d.app.LineUp(ctx, other.Report, "", app.LineUpFilter{}, d.options.Knows)
	if err != nil {
		return err
	}
	for _, l := range found.LineUps {
		if l.Event == other.Event {
			*mine = l
		}
	}
	p.Left, p.Right = standingsOf(before.People), standingsOf(after.People)
	p.mark()
	return nil
}

func standingsOf(people []app.LineUpPerson) []standing {
	all := make([]standing, len(people))
	for i, one := range people {
		all[i] = standing{Place: one.Place, Name: one.Name, Role: one.Role, Post: one.Post, State: "kept", Evidence: one.Evidence}
	}
	return all
}

// mark says of each who came, went or moved, and joins the names that are in both.
func (p *lineupPage) mark() {
	d := p.Difference
	moved := map[string]*rank.Move{}
	for i := range d.Moves {
		moved[d.Moves[i].Name] = &d.Moves[i]
	}
	in, out := map[string]*rank.Member{}, map[string]*rank.Member{}
	for i := range d.Entrants {
		in[d.Entrants[i].Name] = &d.Entrants[i]
	}
	for i := range d.Exits {
		out[d.Exits[i].Name] = &d.Exits[i]
	}
	left := map[string]int{}
	for i := range p.Left {
		s := &p.Left[i]
		left[s.Name] = i
		if out[s.Name] != nil {
			s.State = "out"
		} else if moved[s.Name] != nil {
			s.State = "moved"
		}
	}
	for i := range p.Right {
		s := &p.Right[i]
		if m := in[s.Name]; m != nil {
			s.State, s.Last = "in", m.Last
		} else if m := moved[s.Name]; m != nil {
			s.State = "moved"
			var parts []string
			if len(m.Passed) > 0 {
				parts = append(parts, "now before "+strings.Join(m.Passed, ", "))
			}
			if len(m.PassedBy) > 0 {
				parts = append(parts, "now behind "+strings.Join(m.PassedBy, ", "))
			}
			s.Passed = strings.Join(parts, "; ")
		}
		if j, ok := left[s.Name]; ok {
			p.Lines = append(p.Lines, joint{Y1: j*rowHeight + rowMiddle, Y2: i*rowHeight + rowMiddle, State: s.State, Name: s.Name})
		}
	}
	p.Height = max(len(p.Left), len(p.Right)) * rowHeight
}

// Who lists the people of a line-up, for a list.
func (p *lineupsPage) Who(l app.LineUp) string {
	const most = 8
	var names []string
	for i, one := range l.People {
		if i == most {
			break
		}
		names = append(names, one.Name)
	}
	line := strings.Join(names, ", ")
	if n := len(l.People) - len(names); n > 0 {
		line += " and " + prose.Thousands(n) + " more"
	}
	return line
}
