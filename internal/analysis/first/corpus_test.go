package first_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum/internal/analysis/first"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/eval/corpus"
)

func TestDev(t *testing.T) {
	s, k := corpus.Read(t, "kcna-en", "unknown", "../../../../shared/corpus/kcna-2011.jsonl.gz", "../../../../shared/corpus/kcna-2024.jsonl.gz")
	b := lineup.New(s, k, nil)
	t0 := time.Now()
	r := first.Findings(b, first.Settings{})
	fmt.Println("first", time.Since(t0), len(r))
	for _, f := range r {
		fmt.Println(f.Known, f.Kind, f.Says, f.Evidence[0].Report)
	}
}
