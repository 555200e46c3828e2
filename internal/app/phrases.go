package app

import (
	"context"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/phrase"
	"github.com/rostrum-watch/rostrum/internal/analysis/wordbook"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// PassageReader tells whose words the sentences of a report are.
type PassageReader interface {
	// Passages fills in a report's passages, none where no profile reads its outlet
	// and language, the names of people in title and text that are no leaders', and
	// the titles of those that are. It is safe to call from several goroutines.
	Passages(outlet, lang string, s *phrase.Source)
	// Reads tells whether a profile reads an outlet in a language.
	Reads(outlet, lang string) bool
}

// corpora lays out what is held in the languages of an outlet ("" for all), so that its
// phrases can be counted. What they read again may fail later.
func (a *App) corpora(ctx context.Context, w Wordsmith, outlet string) (all []*phrase.Corpus, failed *error, err error) {
	failed = new(error)
	again := func(id string) *phrase.Source {
		found, err := a.sources(ctx, w.Reader, []string{id})
		if err == nil && found[id] == nil {
			err = rostrum.Errorf(rostrum.CodeNotFound, "words: the report %q is gone", id)
		}
		if err != nil {
			*failed = err
			return &phrase.Source{Head: phrase.Head{ID: id}}
		}
		return found[id]
	}
	err = a.concorded(ctx, w, func(concordances []*phrase.Concordance) error {
		for _, c := range concordances {
			if outlet == "" || strings.EqualFold(outlet, c.Outlet) {
				all = append(all, c.Corpus(again))
			}
		}
		return nil
	})
	return all, failed, err
}

// wordsOf makes what phrases of a book's language are made of.
func wordsOf(b *wordbook.Book, leaders Leaders) *phrase.Words {
	w := &phrase.Words{Lang: search.LangOf(b.Lang), Plural: b.Plural, Edges: map[string]bool{}, Names: map[string]bool{}, Outside: map[string]bool{}}
	for _, e := range b.Edges {
		key := strings.Join(search.Words(e), " ")
		w.Edges[key] = true
		w.Names[key] = strings.ToLower(e) != e
	}
	for _, o := range b.Outside {
		w.Outside[search.Fold(o)] = true
	}
	for _, name := range append(leaders[""], b.Units...) {
		w.Units = append(w.Units, search.Words(name))
	}
	return w
}

// terms are what a book knows of wordings.
func terms(b *wordbook.Book) []phrase.Term {
	var all []phrase.Term
	for _, r := range b.Renderings {
		t := phrase.Term{Name: r.Term}
		for _, w := range r.Wordings {
			for _, words := range w.Words {
				t.Wordings = append(t.Wordings, phrase.Wording{Words: words, From: w.From, To: w.To})
			}
		}
		all = append(all, t)
	}
	return all
}
