package app

import (
	"context"
	"runtime"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/analysis/phrase"
	"github.com/rostrum-watch/rostrum/internal/analysis/wordbook"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/store"
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

// corpora reads what is held of an outlet ("" for all) into readings, one corpus
// for each outlet and language of which the books know something.
func (a *App) corpora(ctx context.Context, reader PassageReader, books []*wordbook.Book, outlet string) ([]*phrase.Corpus, error) {
	words := map[[2]string]*phrase.Words{}
	var all []*phrase.Corpus
	of := map[[2]string]*phrase.Corpus{}
	for _, b := range books {
		key := [2]string{strings.ToLower(b.Outlet), b.Lang}
		words[key] = wordsOf(b, a.leaders)
		of[key] = phrase.NewCorpus(b.Outlet, b.Lang, words[key])
		all = append(all, of[key])
	}
	type job struct {
		key  [2]string
		r    *holding.Report
		done chan *phrase.Reading
		err  error // a panic
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	jobs, order := make(chan *job, 64), make(chan *job, 256)
	for range runtime.GOMAXPROCS(0) {
		go func() {
			for j := range jobs {
				var read *phrase.Reading
				j.err = guarded(func() error { read = reading(reader, words[j.key], j.r); return nil })
				j.done <- read
			}
		}()
	}
	failed := make(chan error, 1)
	go func() {
		defer close(order)
		defer close(jobs)
		failed <- guarded(func() error {
			return a.store.Walk(ctx, store.WalkFilter{Outlet: outlet, Text: true, NoEvents: true, NoPlans: true, NoActs: true, NoMentions: true}, func(r *holding.Report) error {
				key := [2]string{strings.ToLower(r.Outlet), r.Lang}
				if words[key] == nil || r.Published == "" {
					return nil
				}
				j := &job{key: key, r: r, done: make(chan *phrase.Reading, 1)}
				select {
				case jobs <- j:
				case <-ctx.Done():
					return ctx.Err()
				}
				select {
				case order <- j:
				case <-ctx.Done():
					return ctx.Err()
				}
				return nil
			})
		})
	}()
	for j := range order {
		r := <-j.done
		if j.err != nil {
			return nil, j.err
		}
		of[j.key].Add(r)
	}
	return all, <-failed
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
