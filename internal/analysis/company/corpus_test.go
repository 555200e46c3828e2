package company_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum/internal/analysis/company"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/eval/corpus"
)

func TestDev(t *testing.T) {
	s, k := corpus.Read(t, "kcna-en", "unknown", "../../../../shared/corpus/kcna-2011.jsonl.gz")
	b := lineup.New(s, k, nil)
	t0 := time.Now()
	n := company.Of(b, company.Default)
	fmt.Println("company", time.Since(t0), len(n.People), len(n.Ties), n.Groups, n.Pairs, n.Occasions)
	for _, m := range n.People[:60] {
		fmt.Println(m)
	}
	for _, m := range n.Ties[:40] {
		fmt.Println(m.A, m.B, m.Together, m.Expected)
	}
}
