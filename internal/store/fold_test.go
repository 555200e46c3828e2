package store_test

import (
	"testing"

	"github.com/rostrum-watch/rostrum/internal/store"
)

func TestFold(t *testing.T) {
	for s, want := range map[string]string{
		"":                 "",
		"kim":              "kim",
		"Kim Jong-un":      "kimjongun",
		"KIM  JONG UN’s":   "kimjonguns",
		"169th Unit":       "169thunit",
		"Élodie PÖHL":      "élodiepöhl",
		"김 정은":             "김정은",
		"Жуков\u00a0Г. К.": "жуковгк",
		"– . —":            "",
		"bad \xff byte":    "badbyte",
	} {
		if got := store.Fold(s); got != want {
			t.Errorf("Fold(%q) = %q, want %q", s, got, want)
		}
		if got := store.Fold(store.Fold(s)); got != want {
			t.Errorf("folding %q again gives %q", s, got)
		}
	}
}
