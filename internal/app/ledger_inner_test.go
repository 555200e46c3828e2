package app

import "testing"

func TestHas(t *testing.T) {
	texts := []string{"new houses in the village", "an old mill"}
	for query, want := range map[string]bool{
		"":                      true,
		"houses new":            true,
		"mill village":          true,
		"house":                 false,
		`"new houses" mill`:     true,
		`mill “Houses in”`:      true,
		`"houses new"`:          false,
		`"village an"`:          false,
		`houses "old mill" new`: true,
		`"new houses`:           true,
		`new houses"`:           true,
	} {
		if got := has(query, texts...); got != want {
			t.Errorf("%s: %t", query, got)
		}
	}
}
