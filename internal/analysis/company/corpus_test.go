package company_test

import (
	"testing"

	"github.com/rostrum-watch/rostrum/internal/analysis/company"
	"github.com/rostrum-watch/rostrum/internal/eval/corpus"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
)

// TestNetwork_whole2011 holds what is known of 2011: generals are with generals, and
// no chance is told where coverage is unknown.
func TestNetwork_whole2011(t *testing.T) {
	whole.Only(t)
	s, k := corpus.Read(t, "kcna-en", "unknown", "../../../../shared/corpus/kcna-2011.jsonl.gz")
	n := company.Of(corpus.Book(t, "kcna-en", s, k), company.Default)
	group, most := map[string]int{}, map[string]int{}
	for _, m := range n.People {
		if m.Occasions > most[m.Name] { // a vice-minister is called like the chief of staff
			group[m.Name], most[m.Name] = m.Group, m.Occasions
		}
	}
	for _, name := range []string{"Kim Won Hong", "Yun Jong Rin", "Kim Yong Chol"} {
		if g := group[name]; g == 0 || g != group["Ri Yong Ho"] {
			t.Errorf("%s is in group %d, Ri Yong Ho in %d", name, g, group["Ri Yong Ho"])
		}
	}
	for _, x := range n.Ties {
		if x.P != nil {
			t.Fatal("coverage is unknown, and a chance is told")
		}
		if float64(x.Together) <= x.Expected || len(x.Evidence) != 2 {
			t.Errorf("%+v", x)
		}
	}
}
