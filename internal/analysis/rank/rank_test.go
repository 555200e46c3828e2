package rank_test

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/analysis/rank"
	"github.com/rostrum-watch/rostrum/internal/eval/corpus"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

const samples = "../../../profiles/vdb-en/samples/reports.jsonl"

const leader = "Torvane Ost Halric"

// tours makes an archive of tours of counsel, one a day, with these companions.
func tours(t *testing.T, coverage string, lists ...[]string) *lineup.Book {
	t.Helper()
	_, k := corpus.Knowledge(t, "vdb-en")
	site := "the Works"
	var reports []*holding.Report
	for i, list := range lists {
		day := holding.Plus("2031-01-01", i)
		e := rostrum.Event{Type: rostrum.TypeInspection, Form: "made a tour of counsel at", Site: &site, Date: &day}
		for j, name := range append([]string{leader}, list...) {
			role := rostrum.RoleCompanion
			if j == 0 {
				role = rostrum.RolePrincipal
			}
			full := name
			if j > 0 {
				full = name + " Ost Tolven"
			}
			e.Participants = append(e.Participants, rostrum.Appearance{Name: &full, Role: role})
		}
		reports = append(reports, &holding.Report{ID: fmt.Sprintf("t%02d", i), Outlet: "VDB", Lang: "en", Published: day, Known: day, Title: "Tour", Kind: rostrum.KindNews,
			Status: rostrum.StatusExtracted, Coverage: coverage, Events: []rostrum.Event{e}})
	}
	return lineup.New(holding.SeriesOf(reports)[0], k, nil)
}

func names(members []rank.Member) (out []string) {
	for _, m := range members {
		out = append(out, m.Name)
	}
	return out
}

func TestCompare(t *testing.T) {
	b := tours(t, "complete", []string{"Arn", "Bel", "Cor", "Dag"}, []string{"Dag", "Arn", "Bel", "Eld"})
	d := rank.Compare(b, b.LineUps[0], b.LineUps[1])
	if got := names(d.Entrants); !reflect.DeepEqual(got, []string{"Eld Ost Tolven"}) {
		t.Errorf("entrants %v", got)
	}
	if got := names(d.Exits); !reflect.DeepEqual(got, []string{"Cor Ost Tolven"}) {
		t.Errorf("exits %v", got)
	}
	if len(d.Moves) != 1 || d.Moves[0].Name != "Dag Ost Tolven" || d.Moves[0].From != 3 || d.Moves[0].To != 1 || len(d.Moves[0].Passed) != 2 {
		t.Errorf("moves %+v; the one who moved is Dag, past two", d.Moves)
	}
	if d.Change.Value != 2.0/5 || d.Shift.Value != 2.0/3 {
		t.Errorf("change %v of people, %v of pairs", d.Change.Value, d.Shift.Value)
	}
	if d.Change.P != nil {
		t.Error("a chance out of one earlier line-up")
	}
}

// TestCompare_chance: what a class does all the time is no surprise, what it never
// did is; and no chance is told where coverage is not complete.
func TestCompare_chance(t *testing.T) {
	same := []string{"Arn", "Bel", "Cor", "Dag", "Eld"}
	var lists [][]string
	for range 12 {
		lists = append(lists, same)
	}
	lists = append(lists, []string{"Fen", "Gar", "Hol", "Dag", "Eld"})
	for _, coverage := range []string{"complete", "sample", "unknown"} {
		b := tours(t, coverage, lists...)
		n := len(b.LineUps)
		changed, usual := rank.Compare(b, b.LineUps[n-2], b.LineUps[n-1]), rank.Compare(b, b.LineUps[n-3], b.LineUps[n-2])
		if changed.Change.AsMuch != 0 || changed.Change.Of != 66 || usual.Change.AsMuch != usual.Change.Of {
			t.Errorf("%s: as much in %d of %d, and %d of %d", coverage, changed.Change.AsMuch, changed.Change.Of, usual.Change.AsMuch, usual.Change.Of)
		}
		if complete := coverage == "complete"; (changed.Change.P != nil) != complete {
			t.Errorf("%s: a chance is told: %v", coverage, changed.Change.P != nil)
		}
	}
}

func TestBetween(t *testing.T) {
	ab, ba := []string{"Arn", "Bel", "Cor"}, []string{"Bel", "Arn", "Cor"}
	b := tours(t, "unknown", ab, ab, ab, ba, []string{"Arn", "Cor"}, ba, ba)
	x, _ := b.Find("Arn Ost Tolven")
	y, _ := b.Find("Bel Ost Tolven")
	p := rank.Between(b, x, y, "")
	if len(p.Lists) != 6 || len(p.Classes) != 1 || p.Classes[0].AFirst != 3 || p.Classes[0].BFirst != 3 {
		t.Fatalf("%+v", p)
	}
	if f := p.Classes[0].Flip; f == nil || f.First != "Bel Ost Tolven" || f.Last != "2031-01-03" || f.Since != "2031-01-04" || f.Before != 3 || f.After != 3 {
		t.Errorf("flip %+v", f)
	}
	if early := rank.Between(b, x, y, "2031-01-03"); len(early.Lists) != 3 || early.Classes[0].Flip != nil {
		t.Errorf("as known on the third day: %+v", early)
	}
}

// TestBetween_samples: in the invented state, somebody passes somebody.
func TestBetween_samples(t *testing.T) {
	s, k := corpus.Read(t, "vdb-en", "unknown", samples)
	b := lineup.New(s, k, nil)
	x, _ := b.Find("Pellavar Ost Fael")
	y, _ := b.Find("Brannoc Ost Ludrik")
	p := rank.Between(b, x, y, "")
	for _, o := range p.Orders {
		if o.Order == "stewards" {
			if o.Flip == nil || o.Flip.First != "Pellavar Ost Fael" || o.Flip.Since != "2031-04-09" {
				t.Errorf("flip %+v", o.Flip)
			}
			return
		}
	}
	t.Error("no list of stewards has both")
}

// TestFit: who always stands first has a band at the top, who is here and there a
// wide one.
func TestFit(t *testing.T) {
	var lists [][]string
	for i := range 20 {
		if i%2 == 0 {
			lists = append(lists, []string{"Arn", "Eld", "Bel", "Cor", "Dag"})
		} else {
			lists = append(lists, []string{"Arn", "Bel", "Cor", "Dag", "Eld"})
		}
	}
	b := tours(t, "unknown", lists...)
	band := map[string]rank.Standing{}
	for _, s := range rank.Fit(b, "stewards", "2031-12-31") {
		band[s.Name[:3]] = s
	}
	if a := band["Arn"]; a.From != 1 || a.To != 1 || a.Of != 5 || a.Lists != 20 {
		t.Errorf("always first: %+v", a)
	}
	if e := band["Eld"]; e.To-e.From < 1 || e.From < 2 {
		t.Errorf("here and there: %+v", e)
	}
	if !(band["Bel"].To < band["Dag"].From+1 && band["Bel"].From < band["Dag"].From) {
		t.Errorf("Bel %+v, Dag %+v", band["Bel"], band["Dag"])
	}
	if again := rank.Fit(b, "stewards", "2031-12-31"); !reflect.DeepEqual(again, rank.Fit(b, "stewards", "2031-12-31")) {
		t.Error("another fit of the same lists")
	}
}
