package finding

import (
	"fmt"
	"testing"
)

func TestSort(t *testing.T) {
	all := []Finding{{Known: "2", Kind: "a"}, {Known: "1", Kind: "b", Subject: "y"}, {Known: "1", Kind: "b", Subject: "x", Day: "2"}, {Known: "1", Kind: "b", Subject: "x", Day: "1", Says: "q"}, {Known: "1", Kind: "b", Subject: "x", Day: "1", Says: "p"}}
	Sort(all)
	got := ""
	for _, f := range all {
		got += fmt.Sprintf("%s%s%s%s%s ", f.Known, f.Kind, f.Subject, f.Day, f.Says)
	}
	if want := "1bx1p 1bx1q 1bx2 1by 2a "; got != want {
		t.Errorf("found %q, expected %q", got, want)
	}
}
