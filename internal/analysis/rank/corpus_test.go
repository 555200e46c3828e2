package rank_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/analysis/rank"
	"github.com/rostrum-watch/rostrum/internal/eval/corpus"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/finding"
)

const kcna2011 = "../../../../shared/corpus/kcna-2011.jsonl.gz"

func person(t *testing.T, b *lineup.Book, name string) int {
	t.Helper()
	p, ok := b.Find(name)
	if !ok {
		t.Fatalf("nobody is called %s", name)
	}
	return p
}

// TestControls_whole2011 holds what is known of 2011 from outside: a pass that was
// noticed then, and two places that only look like a fall or a rise.
func TestControls_whole2011(t *testing.T) {
	whole.Only(t)
	s, k := corpus.Read(t, "kcna-en", "unknown", kcna2011)
	b := corpus.Book(t, "kcna-en", s, k)
	un, ho := person(t, b, "Kim Jong Un"), person(t, b, "Ri Yong Ho")
	found := rank.Findings(b, rank.Default).Findings

	t.Run("Kim Jong Un passes Ri Yong Ho", func(t *testing.T) {
		p := rank.Between(b, un, ho, "")
		i := slices.IndexFunc(p.Orders, func(o rank.PairOrder) bool { return o.Order == "leadership" })
		if i < 0 {
			t.Fatal("no list of the leadership has both")
		}
		f := p.Orders[i].Flip
		if f == nil || f.First != "Kim Jong Un" || f.Last != "2011-02-14" || f.Since != "2011-02-15" {
			t.Fatalf("last flip %+v; want Kim Jong Un first since 2011-02-15, Ri Yong Ho last on 2011-02-14", f)
		}
		if len(f.Evidence) == 0 || f.Evidence[0].Report != "kcna-2011-02-15-015" {
			t.Errorf("evidence %v", f.Evidence)
		}
		if !slices.ContainsFunc(found, func(f finding.Finding) bool {
			return f.Kind == rank.KindFlip && f.Subject == "Kim Jong Un" && f.Day == "2011-02-15" && strings.Contains(f.Says, "Ri Yong Ho")
		}) {
			t.Error("no finding says so")
		}
	})
	t.Run("Jang Song Thaek in the funeral committee", func(t *testing.T) {
		jang := person(t, b, "Jang Song Thaek")
		var list *lineup.LineUp
		for _, l := range b.LineUps {
			if l.ClassID() == "funeral-committee" && l.Report.Published == "2011-12-19" {
				list = l
			}
		}
		if list == nil {
			t.Fatal("no funeral committee of 2011-12-19")
		}
		if place := slices.Index(list.Ranked(), jang) + 1; place != 19 {
			t.Errorf("place %d, want 19", place)
		}
		for _, f := range found {
			if f.Subject == "Jang Song Thaek" && f.Known >= "2011-12-19" {
				t.Errorf("a place in a roster is no fall: %s", f.Says)
			}
		}
	})
	t.Run("Kim Kyong Hui at the bier", func(t *testing.T) {
		i := slices.IndexFunc(found, func(f finding.Finding) bool { return f.Subject == "Kim Kyong Hui" && f.Known == "2011-12-20" })
		if i < 0 {
			t.Fatal("not found")
		}
		if f := found[i]; f.Kind != rank.KindRise || !strings.Contains(f.Says, "class: at the bier") || !strings.Contains(f.Says, "another (leadership)") {
			t.Errorf("%s: %s", f.Kind, f.Says)
		}
	})
}

// TestFindings_wholeCausal plays the archive up to some days: what was found by then is
// what the whole archive shows as known by then.
func TestFindings_wholeCausal(t *testing.T) {
	whole.Only(t)
	s, k := corpus.Read(t, "kcna-en", "unknown", kcna2011)
	all := rank.Findings(lineup.New(s, k, nil), rank.Default).Findings
	for _, day := range []string{"2011-03-01", "2011-05-28", "2011-08-31", "2011-12-20"} {
		part := rank.Findings(lineup.New(s.Until(day), k, nil), rank.Default).Findings
		var want []finding.Finding
		for _, f := range all {
			if f.Known <= day {
				want = append(want, f)
			}
		}
		if !reflect.DeepEqual(part, want) {
			t.Errorf("by %s: found %v, the whole archive has %v", day, part, want)
		}
	}
}
