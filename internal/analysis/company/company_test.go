package company

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/eval/corpus"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// TestAtLeast holds the tail of sums of unlike events against counting them out.
func TestAtLeast(t *testing.T) {
	p := []float64{0.1, 0.5, 0.9, 0.3, 0.7}
	for k := 1; k <= len(p); k++ {
		want := 0.0
		for set := range 1 << len(p) {
			chance, n := 1.0, 0
			for i, q := range p {
				if set>>i&1 == 1 {
					chance *= q
					n++
				} else {
					chance *= 1 - q
				}
			}
			if n >= k {
				want += chance
			}
		}
		if got := atLeast(p, k); math.Abs(got-want) > 1e-12 {
			t.Errorf("at least %d: %v, want %v", k, got, want)
		}
	}
}

// archive makes occasions of people who come by lot, but for two who come
// together.
func archive(t *testing.T, pairs bool) *lineup.Book {
	t.Helper()
	_, k := corpus.Knowledge(t, "vdb-en")
	rng := rand.New(rand.NewPCG(3, 5))
	site := "the Works"
	var reports []*holding.Report
	for i := range 150 {
		day := holding.Plus("2031-01-01", i)
		e := rostrum.Event{Type: rostrum.TypeInspection, Form: "made a tour of counsel at", Site: &site, Date: &day}
		add := func(j int) {
			name := fmt.Sprintf("%c%c Ost Tolven", 'A'+j/5, 'a'+j%5)
			e.Participants = append(e.Participants, rostrum.Appearance{Name: &name, Role: rostrum.RoleAttendee})
		}
		together := rng.Float64() < 0.3
		for j := range 40 {
			if come := rng.Float64() < 0.1+0.01*float64(j); j < 2 && pairs {
				if together {
					add(j)
				}
			} else if come {
				add(j)
			}
		}
		reports = append(reports, &holding.Report{ID: fmt.Sprintf("t%03d", i), Outlet: "VDB", Lang: "en", Published: day, Known: day, Title: "Tour", Kind: rostrum.KindNews,
			Status: rostrum.StatusExtracted, Coverage: holding.CoverageComplete, Events: []rostrum.Event{e}})
	}
	return lineup.New(holding.SeriesOf(reports)[0], k, nil)
}

func TestOf(t *testing.T) {
	n := Of(archive(t, true), Default)
	if len(n.Ties) == 0 || n.Ties[0].A != "Aa Ost Tolven" || n.Ties[0].B != "Ab Ost Tolven" || n.Ties[0].P == nil || len(n.Ties[0].Evidence) != 2 {
		t.Fatalf("the two who come together are not the first tie: %+v", n.Ties)
	}
	if len(n.Ties) > 3 {
		t.Errorf("%d ties; all but one are by lot", len(n.Ties))
	}
	if again := Of(archive(t, true), Default); !reflect.DeepEqual(n, again) {
		t.Error("another network of the same archive")
	}
	if by := Of(archive(t, false), Default); len(by.Ties) > 1 {
		t.Errorf("%d ties among people who come by lot", len(by.Ties))
	}
}

// TestFit: in the model, everybody is at as many occasions as he was.
func TestFit(t *testing.T) {
	g := gather(archive(t, true), Default)
	g.fit()
	for i, d := range g.degree {
		sum := 0.0
		for k := range g.occasions {
			sum += g.chance(i, k)
		}
		if math.Abs(sum-float64(d)) > 0.05 {
			t.Errorf("%d occasions in the model, %d in the archive", int(sum), d)
		}
	}
}

func TestCompare(t *testing.T) {
	b := archive(t, true)
	early := Of(b, Settings{To: "2031-03-16", Rate: 0.01})
	late := Of(b, Settings{From: "2031-03-17", Rate: 0.01})
	if c := Compare(early, late); c.Kept != 1 || len(c.Gone) != 0 {
		t.Errorf("kept %d, gone %d; the one tie is in both halves", c.Kept, len(c.Gone))
	}
	p, _ := b.Find("Ab Ost Tolven")
	a, ok := late.About(p)
	if !ok || len(a.Beside) == 0 || a.Beside[0].A != "Ab Ost Tolven" || a.Beside[0].B != "Aa Ost Tolven" {
		t.Errorf("%+v", a)
	}
}
