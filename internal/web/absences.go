package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/absence"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// lineUpPages are the pages about who stands where, wordPages those about words.
var (
	lineUpPages = []place{{"/lineups", "Line-ups"}, {"/order", "Order"}, {"/absences", "Absences"}, {"/company", "Company"}, {"/firsts", "Firsts"}}
	wordPages   = []place{{"/phrases", "Phrases"}, {"/phrase", "A phrase"}, {"/titles", "Titles"}, {"/names", "Names"}, {"/alike", "Like with like"}}
)

// absencesPage is who is not named where he was expected.
type absencesPage struct {
	list
	Sub    []place
	Runs   []absentLine
	Gaps   []gapLine
	Told   int
	Signed string
}

// CouldBe words what else the runs of the page may come from.
func (p *absencesPage) CouldBe() string {
	return prose.CouldBe(&finding.Finding{Kind: absence.KindAbsence, Coverage: p.Runs[0].Coverage})
}

// absentLine is a run of occasions without somebody.
type absentLine struct {
	absence.Run
	Share   string // missed, beside what is expected by habit
	By      string // what the occasions were
	Chance  string
	Finding bool
}

// gapLine is how long nothing of a leader is told.
type gapLine struct {
	absence.Gap
	Days string
}

func absentLines(all []absence.Run) []absentLine {
	lines := make([]absentLine, len(all))
	for i, run := range all {
		l := absentLine{Run: run, Finding: run.Found != ""}
		l.Share = fmt.Sprintf("%s; by habit named at %.1f of them", prose.Thousands(run.Missed), run.Expected)
		var by []string
		for _, c := range run.Classes {
			by = append(by, fmt.Sprintf("%s: %d missed; named at %d of %d before", c.Name, c.Missed, c.Named, c.Of))
		}
		l.By = strings.Join(by, " · ")
		l.Chance = "none given: coverage is not complete"
		if run.Chance != nil {
			l.Chance = fmt.Sprintf("%.2g by habit", *run.Chance)
		}
		lines[i] = l
	}
	return lines
}

func gapLines(all []absence.Gap) []gapLine {
	lines := make([]gapLine, len(all))
	for i, g := range all {
		l := gapLine{Gap: g, Days: prose.Count(g.Most, "day")}
		if g.Least != g.Most {
			l.Days = fmt.Sprintf("%d to %d days", g.Least, g.Most)
		}
		lines[i] = l
	}
	return lines
}

func (d *desk) absences(w http.ResponseWriter, r *http.Request) error {
	f := newFilter(r.URL.Query())
	person, class := f.text("person", "Person", "a name"), f.text("class", "Occasion", "part of the class, as below")
	only := f.yes("findings", "Only runs that are findings")
	if f.err != nil {
		return f.err
	}
	var found *app.Absences
	done, err := d.soon(w, r, "Absences in all that is held", func(ctx context.Context) (err error) {
		found, err = d.app.OpenAbsences(ctx, d.options.Knows)
		return err
	})
	if !done {
		return err
	}
	p := &absencesPage{Sub: lineUpPages, Signed: d.analyst(r), Told: len(found.Findings)}
	runs := slices.Clone(found.Open)
	runs = slices.DeleteFunc(runs, func(run absence.Run) bool {
		return person != "" && !strings.Contains(store.Fold(run.Person), store.Fold(person)) || only && run.Found == "" ||
			class != "" && !slices.ContainsFunc(run.Classes, func(c absence.ClassRun) bool { return strings.Contains(store.Fold(c.Name), store.Fold(class)) })
	})
	page, next, err := cutPage(runs, "absences", f.query.Get("cursor"))
	if err != nil {
		return err
	}
	p.Runs = absentLines(page)
	if person == "" && f.query.Get("cursor") == "" {
		p.Gaps = gapLines(found.Gaps)
	}
	words := prose.Count(len(runs), "run") + " of occasions that go on."
	if found.Expected > 0 {
		words += fmt.Sprintf(" If nobody's habit changed, chance alone would make %.1f findings of all that is held.", found.Expected)
	}
	p.list = newList(r, f, words, found.Searched, next)
	return d.show(w, r, "absences", "Absences", p)
}

// cutPage is a page of a list that is at hand whole: its cursors count.
func cutPage[T any](all []T, name, cursor string) (page []T, next string, err error) {
	from, err := counting(name, cursor)
	if err != nil {
		return nil, "", err
	}
	from = min(from, len(all))
	to := min(from+pageSize, len(all))
	if to < len(all) {
		next = name + ":" + strconv.Itoa(to)
	}
	return all[from:to], next, nil
}

// counting is where the page of a list begins by its cursor, which counts.
func counting(name, cursor string) (int, error) {
	if cursor == "" {
		return 0, nil
	}
	of, at, _ := strings.Cut(cursor, ":")
	from, err := strconv.Atoi(at)
	if of != name || err != nil || from < 0 {
		return 0, rostrum.Errorf(rostrum.CodeInvalid, "cursor: expected one that the same list gave, found %q", clip(cursor, 100))
	}
	return from, nil
}
