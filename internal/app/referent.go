package app

import (
	"context"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// EveryReferent is the word for all referents.
const EveryReferent = "all"

// nobody are the referents that are no person.
var nobody = []string{rostrum.ReferentOwn, rostrum.ReferentForeign, rostrum.ReferentAdversary}

// referents checks whom records are asked for about, and gives them as records have
// them: none, which is all, where one of them is EveryReferent. Who is none of a few
// words has to be a leader that a profile or the store knows, so that a name which
// is spelled wrong does not pass for one of whom nothing is said.
func (a *App) referents(ctx context.Context, asked []string) ([]string, error) {
	words := append(slices.Clone(nobody), EveryReferent)
	var all []string
	for _, v := range asked {
		i := slices.IndexFunc(words, func(w string) bool { return strings.EqualFold(w, strings.TrimSpace(v)) })
		if i >= 0 {
			all = append(all, words[i])
			continue
		}
		led, err := a.led(ctx, v, words)
		if err != nil {
			return nil, err
		}
		all = append(all, led)
	}
	if slices.Contains(all, EveryReferent) {
		return nil, nil
	}
	return all, nil
}

// leader checks the name of a leader in the same way.
func (a *App) leader(ctx context.Context, name string) (string, error) {
	return a.led(ctx, name, nil)
}

// led gives a leader's name as records have it; words are what might be meant
// beside leaders.
func (a *App) led(ctx context.Context, name string, words []string) (string, error) {
	leaders := map[string]string{} // as store.Fold leaves them -> as they are written
	for _, of := range a.leaders {
		for _, one := range of {
			leaders[store.Fold(one)] = capitalised(one)
		}
	}
	if one, ok := leaders[store.Fold(name)]; ok {
		return one, nil // without looking through the store
	}
	held, err := a.store.Referents(ctx)
	if err != nil {
		return "", err
	}
	for _, one := range held {
		if one != "" && !slices.Contains(nobody, one) {
			leaders[store.Fold(one)] = one
		}
	}
	if one, ok := leaders[store.Fold(name)]; ok {
		return one, nil
	}
	choices := append(slices.Clone(words), slices.Sorted(maps.Values(leaders))...)
	small := map[string]string{}
	for _, c := range choices {
		small[strings.ToLower(c)] = c
	}
	if near := grammar.Nearest(strings.ToLower(strings.TrimSpace(name)), slices.Sorted(maps.Keys(small))); near != "" {
		return "", rostrum.Errorf(rostrum.CodeInvalid, "referent: found %q, which is not known; did you mean %q?", name, small[near])
	}
	what := "a leader's full name"
	if len(words) > 0 {
		what = strings.Join(words, ", ") + " or " + what
	}
	if len(choices) > len(words) {
		what += " (" + strings.Join(choices[len(words):], ", ") + ")"
	}
	return "", rostrum.Errorf(rostrum.CodeInvalid, "referent: found %q, which is not known; expected %s", name, what)
}

// capitalised writes the words of a name with capital letters, as lists of names
// leave them out.
func capitalised(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		r := []rune(w)
		r[0] = unicode.ToUpper(r[0])
		words[i] = string(r)
	}
	return strings.Join(words, " ")
}
