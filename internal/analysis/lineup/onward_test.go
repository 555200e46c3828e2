package lineup_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/eval/corpus"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// TestBegin goes on with a book of the samples.
func TestBegin(t *testing.T) { goesOn(t, "vdb-en", samples) }

// TestBegin_whole goes on with a book of a year of an archive.
func TestBegin_whole(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a year of reports")
	}
	whole.Only(t)
	goesOn(t, "kcna-en", "../../../../shared/corpus/kcna-2011.jsonl.gz")
}

// goesOn goes on with a book from days drawn at random, twice in succession, and lays
// out what a book from nothing does.
func goesOn(t *testing.T, profile, file string) {
	t.Helper()
	s, k := corpus.Read(t, profile, "unknown", file)
	all := lineup.New(s, k, nil)
	rng := rand.New(rand.NewPCG(3, 4))
	for range 6 {
		at := rng.IntN(len(s.Days) - 1)
		first, second := s.Days[at].Day, s.Days[at+rng.IntN(len(s.Days)-1-at)].Day
		b := lineup.Begin(s, k, "", nil)
		day := ""
		for _, next := range []string{first, second} {
			b.Until(next)
			var w pack.Writer
			b.Keep(&w)
			r := pack.NewReader(w.Bytes())
			b = lineup.Begin(s, k, next, r)
			if r.Err() != nil {
				t.Fatal(r.Err())
			}
			day = next
		}
		b.Until(holding.End)
		sameBook(t, b, all, day)
	}
}

func sameBook(t *testing.T, b, whole *lineup.Book, day string) {
	t.Helper()
	if len(b.People) != len(whole.People) {
		t.Fatalf("after %s: found %d people, expected %d", day, len(b.People), len(whole.People))
	}
	words := func(l *lineup.LineUp) string {
		s := fmt.Sprint(l.Number, l.ClassID(), l.Type, l.Day, l.Last, l.Stated, l.Known, l.Report.ID, l.Event, l.Leader, l.Officials, l.Places, l.Also, l.Ranked(), l.Evidence(-1))
		for _, p := range l.Places {
			s += fmt.Sprint(l.Evidence(p.Person))
		}
		return s
	}
	for p := range b.People {
		if !reflect.DeepEqual(b.People[p], whole.People[p]) {
			t.Errorf("after %s: found %+v, expected %+v", day, b.People[p], whole.People[p])
		}
		var got, want []string
		for _, s := range b.Seen[p] {
			got = append(got, fmt.Sprint(s.LineUp.Number, s.Known, s.Evidence()))
		}
		for _, s := range whole.Seen[p] {
			if s.Known > day {
				want = append(want, fmt.Sprint(s.LineUp.Number, s.Known, s.Evidence()))
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("after %s, %s is seen\nfound    %q\nexpected %q", day, b.People[p].Name, got, want)
		}
		since := whole.People[p].Since
		if got, want := b.Named(p, holding.Plus(since, 1), holding.End), whole.Named(p, holding.Plus(since, 1), holding.End); !reflect.DeepEqual(got, want) {
			t.Errorf("after %s, %s is named in\nfound    %q\nexpected %q", day, b.People[p].Name, got, want)
		}
		if got, want := b.Called(p, day), whole.Called(p, day); got != want {
			t.Errorf("on %s: found %q, expected %q", day, got, want)
		}
	}
	later := 0
	for _, l := range whole.LineUps {
		switch {
		case l.Known > day && (later >= len(b.LineUps) || words(b.LineUps[later]) != words(l)):
			t.Errorf("after %s: line-up %d is another", day, l.Number)
			later++
		case l.Known > day:
			later++
		case l.Order() != "" && words(b.At(l.Number)) != words(l):
			t.Errorf("by %s:\nfound    %s\nexpected %s", day, words(b.At(l.Number)), words(l))
		}
	}
	if later != len(b.LineUps) {
		t.Errorf("after %s: found %d line-ups, expected %d", day, len(b.LineUps), later)
	}
}
