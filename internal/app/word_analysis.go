package app

import (
	"math"
	"runtime"
	"strings"
	"sync"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/phrase"
	"github.com/rostrum-watch/rostrum/internal/analysis/wordbook"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// WordAnalysis finds what became of phrases and of leaders' titles, in the words of
// outlets and of those whom they publish.
func WordAnalysis() Analysis {
	return Analysis{
		Kinds: []Kind{
			{Name: phrase.Born, Means: "a phrase that was not used before is in steady use", Alarm: true},
			{Name: phrase.Died, Means: "a phrase that was in steady use is used no more", Alarm: true},
			{Name: phrase.Back, Means: "a phrase that was used no more is used again"},
			{Name: phrase.Burst, Means: "a phrase is used far more often for some months"},
			{Name: phrase.Rendering, Means: "a phrase gave way to another in the same company"},
			{Name: phrase.Reworded, Means: "a phrase came or went, but the same is said in other words"},
			{Name: phrase.TitleFirst, Means: "a leader is first given a title", Alarm: true, Least: phrase.StandsFirst},
			{Name: phrase.TitleDied, Means: "a leader is given a title no more"},
		},
		Texts: true,
		Find:  func(h *Holdings) []finding.Finding { return h.Profiles.Words.find(h.Series, h.Profiles.Leaders) },
	}
}

// find reads the series of which the books know something, and tells what became
// of their words.
func (w Wordsmith) find(series []*holding.Series, leaders Leaders) []finding.Finding {
	reports := map[string]*holding.Report{}
	var all []*phrase.Corpus
	for _, b := range w.Books {
		for _, s := range series {
			if strings.EqualFold(s.Outlet, b.Outlet) && s.Lang == b.Lang {
				all = append(all, w.read(s, b, leaders))
				for _, r := range s.Reports {
					reports[r.ID] = r
				}
			}
		}
	}
	quote := func(id string, at rostrum.Span) string {
		r := reports[id]
		return at.Quote(&rostrum.Report{Title: r.Title, Text: r.Text})
	}
	found := []finding.Finding{}
	for _, c := range all {
		if !w.Reader.Reads(c.Outlet, c.Lang) {
			continue // what nobody reads is a control for the rest
		}
		for _, field := range []string{rostrum.FieldTitle, rostrum.FieldText} {
			found = append(found, c.NewLedger(field, rostrum.OwnVoices, terms(bookOf(w.Books, c))).Findings("", "", nil, quote, math.MaxInt, false)...)
		}
		found = append(found, c.Titles(posts(bookOf(w.Books, c)), rostrum.OwnVoices, quote)...)
	}
	for i := range found {
		beside(&found[i], all, w.Books)
	}
	finding.Sort(found)
	return found
}

// read makes a corpus of a series.
func (w Wordsmith) read(s *holding.Series, b *wordbook.Book, leaders Leaders) *phrase.Corpus {
	words := wordsOf(b, leaders)
	readings := make([]*phrase.Reading, len(s.Reports))
	var readers sync.WaitGroup
	n := runtime.GOMAXPROCS(0)
	for k := range n {
		readers.Go(func() {
			for i := k; i < len(s.Reports); i += n {
				if s.Reports[i].Published != "" {
					readings[i] = reading(w.Reader, words, s.Reports[i])
				}
			}
		})
	}
	readers.Wait()
	c := phrase.NewCorpus(b.Outlet, b.Lang, words)
	for _, r := range readings {
		if r != nil {
			c.Add(r)
		}
	}
	return c
}

// reading makes of a report what phrases are counted in.
func reading(reader PassageReader, words *phrase.Words, r *holding.Report) *phrase.Reading {
	s := &phrase.Source{ID: r.ID, Version: r.Version, Published: r.Published, Known: r.Known, Kind: r.Kind,
		Topic: r.Topic, Coverage: r.Coverage, Title: r.Title, Text: r.Text, Headline: r.Headline}
	reader.Passages(r.Outlet, r.Lang, s)
	return words.Read(s)
}

// posts are the titles of leaders that a book lists.
func posts(b *wordbook.Book) []phrase.Post {
	var all []phrase.Post
	for _, t := range b.Titles {
		all = append(all, phrase.Post(t))
	}
	return all
}
