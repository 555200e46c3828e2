package app

import (
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/internal/occasion"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Guide is what profiles say that a brief needs beside records, loaded when it is
// asked for. Each may be nil: then records alone tell.
type Guide struct {
	Digest func() string // of the profiles: a brief that was made by others is not theirs
	Terms  func() (TermsOf, error)
	// Occasions tells what is news, and what looks back.
	Occasions func() (Knowledge, error)
}

// digest tells the profiles from others.
func (g *Guide) digest() string {
	if g.Digest == nil {
		return ""
	}
	return g.Digest()
}

// knowledge gives what profiles say of occasions, each looked up once.
func (g *Guide) knowledge() (Knowledge, error) {
	if g.Occasions == nil {
		return func(string, string) *occasion.Knowledge { return nil }, nil
	}
	know, err := g.Occasions()
	if err != nil {
		return nil, err
	}
	return once(know), nil
}

// once looks up what a profile knows once for each outlet and language, whatever the
// letters of the outlet. It is for one goroutine.
func once[T any](know func(outlet, lang string) T) func(outlet, lang string) T {
	known := map[[2]string]T{}
	return func(outlet, lang string) T {
		name := [2]string{strings.ToLower(outlet), lang}
		k, ok := known[name]
		if !ok {
			k = know(outlet, lang)
			known[name] = k
		}
		return k
	}
}

// sides tells whom words are meant for. It is for one goroutine.
type sides struct {
	// reader gives what cuts reports of a series into words, nil where no profile does.
	reader func(outlet, lang string) *ledger.Reader
}

func (g *Guide) sides() (*sides, error) {
	if g.Terms == nil {
		return &sides{func(string, string) *ledger.Reader { return nil }}, nil
	}
	terms, err := g.Terms()
	if err != nil {
		return nil, err
	}
	return &sides{once(func(outlet, lang string) *ledger.Reader {
		if t := terms(outlet, lang); t != nil && t.Terms != nil {
			return ledger.NewReader(t.Terms)
		}
		return nil
	})}, nil
}

// mostEmptyWords is how many words that say nothing stand before the one whom a sentence
// wants to do something: "the enemy should", "for the enemy, all that it needs to do".
const mostEmptyWords = 2

// others tells whether a directive wants something of an enemy or of foreigners, by its
// addressee, or, where it has none, by an enemy with whom the sentence begins.
func (s *sides) others(t *ToldAct) bool {
	r := s.reader(t.Outlet, t.Lang)
	if r == nil {
		return false
	}
	if t.Addressee != nil {
		words := slices.DeleteFunc(r.Words(*t.Addressee), func(w ledger.Word) bool { return empty(r, *t.Addressee, w) })
		if ledger.AnyIn(r.Adversaries, words) || ledger.AnyIn(r.Enemies, words) {
			return true
		}
		// the own state's people abroad are named with the land they live in
		named := func(names map[string]bool) bool {
			return slices.ContainsFunc(words, func(w ledger.Word) bool { return w.Big && names[w.Word] })
		}
		return named(r.Lands) && !named(r.Home)
	}
	words := r.Words(t.Evidence)
	for i := 0; i < len(words) && i <= mostEmptyWords; i++ {
		if !empty(r, t.Evidence, words[i]) {
			return ledger.OpenedBy(r.Adversaries, words[i:]) || ledger.OpenedBy(r.Enemies, words[i:])
		}
	}
	return false
}

// empty tells whether a word of a passage says nothing of whom words are meant for. What
// is spelled in capitals is a name, or a part of one, though a pronoun may have its
// letters.
func empty(r *ledger.Reader, passage string, w ledger.Word) bool {
	spelled := passage[w.Start:w.End]
	return r.Empty[w.Word] && (!w.Big || spelled != strings.ToUpper(spelled))
}

// argued are the kinds of reports in which the outlet wants something itself.
var argued = []string{rostrum.KindCommentary, rostrum.KindStatement, rostrum.KindDocument, rostrum.KindSpeech}

// retold tells whether a report only tells, in the outlet's name, what somebody wants
// of others: nobody of the own state does.
func retold(t *ToldAct) bool {
	return store.Fold(t.Speaker) == store.Fold(t.Outlet) && !slices.Contains(argued, t.Kind)
}
