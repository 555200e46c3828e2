package eval

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/phrase"
	"github.com/rostrum-watch/rostrum/internal/analysis/wordbook"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/language"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/profiles"
)

// headline is a line of the corpus of headlines.
type headline struct{ Published, Title, Lang string }

// headlines reads the headlines of 1997 to 2014 with the language of each; none
// where they are not at hand.
var headlines = sync.OnceValues(func() ([]headline, error) {
	f, err := os.Open(sharedDir + "/corpus/kcna-headlines-1997-2014.jsonl.gz")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	recogniser, err := language.New(profiles.FS)
	if err != nil {
		return nil, err
	}
	var all []headline
	for lines := bufio.NewScanner(z); lines.Scan(); {
		var h headline
		if err := json.Unmarshal(lines.Bytes(), &h); err != nil {
			return nil, err
		}
		h.Lang = recogniser.Recognise(h.Title, "")
		all = append(all, h)
	}
	slices.SortStableFunc(all, func(a, b headline) int { return strings.Compare(a.Published, b.Published) })
	return all, nil
})

// headlineCorpus reads the headlines of a span in one language, and what the
// profile lists of wordings.
func headlineCorpus(t *testing.T, lang, from, to string) (*phrase.Corpus, []phrase.Term, func(string, rostrum.Span) string) {
	t.Helper()
	all, err := headlines()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Skip("no headlines in ../shared")
	}
	books, err := wordbook.Load(profiles.FS)
	if err != nil {
		t.Fatal(err)
	}
	k := slices.IndexFunc(books, func(b *wordbook.Book) bool { return b.Outlet == "KCNA" && b.Lang == lang })
	w := &phrase.Words{Lang: search.LangOf(lang), Plural: books[k].Plural, Edges: map[string]bool{}, Names: map[string]bool{}, Outside: map[string]bool{}}
	for _, e := range books[k].Edges {
		key := strings.Join(search.Words(e), " ")
		w.Edges[key], w.Names[key] = true, strings.ToLower(e) != e
	}
	for _, o := range books[k].Outside {
		w.Outside[search.Fold(o)] = true
	}
	for _, u := range append([]string{"Kim Jong Il", "Kim Il Sung", "Kim Jong Un", "Kim Jong Suk"}, books[k].Units...) {
		w.Units = append(w.Units, search.Words(u))
	}
	var terms []phrase.Term
	for _, r := range books[k].Renderings {
		term := phrase.Term{Name: r.Term}
		for _, x := range r.Wordings {
			for _, words := range x.Words {
				term.Wordings = append(term.Wordings, phrase.Wording{Words: words, From: x.From, To: x.To})
			}
		}
		terms = append(terms, term)
	}
	c := phrase.NewCorpus("KCNA", lang, w)
	titles := map[string]*rostrum.Report{}
	for i, h := range all {
		if h.Lang == lang && h.Published >= from && h.Published <= to {
			id := fmt.Sprint(i)
			titles[id] = &rostrum.Report{Title: h.Title}
			c.Add(w.Read(&phrase.Source{Head: phrase.Head{ID: id, Published: h.Published, Known: h.Published, Coverage: "unknown", Headline: true}, Title: h.Title}))
		}
	}
	return c, terms, func(id string, at rostrum.Span) string { return at.Quote(titles[id]) }
}

// about are the findings whose words or sentence hold some words.
func about(t *testing.T, lang, from, to string, listed bool, words ...string) []string {
	t.Helper()
	c, terms, quote := headlineCorpus(t, lang, from, to)
	if !listed {
		terms = nil
	}
	var out []string
	for _, f := range c.NewLedger(rostrum.FieldTitle, rostrum.OwnVoices, terms).Findings("", "", []string{phrase.Born, phrase.Died, phrase.Rendering, phrase.Reworded}, quote, 10000, false) {
		for _, w := range words {
			if strings.Contains(strings.ToLower(f.Subject+" "+f.Says), w) {
				out = append(out, f.Kind+" | "+f.Subject+" | "+f.Day+" | "+f.Says)
				break
			}
		}
	}
	return out
}

// TestControl_songunWhole: in April 2003 "army-based" became "Songun". What is found of
// it, without a list, is perhaps a new rendering, and not the death of a policy.
func TestControl_songunWhole(t *testing.T) {
	whole.Only(t)
	found := about(t, "en", "1999-06-01", "2004-04-30", false, "army-based policy")
	t.Log(strings.Join(found, "\n"))
	if !slices.ContainsFunc(found, func(s string) bool {
		return strings.HasPrefix(s, phrase.Rendering) && strings.Contains(s, "2003-04-03") && strings.Contains(s, `they have "Songun`)
	}) {
		t.Error("the new rendering of April 2003 is not found")
	}
	for _, s := range found {
		if strings.HasPrefix(s, phrase.Died) {
			t.Errorf("told as a death: %s", s)
		}
	}
}

// TestControl_guidanceWhole: from November 2009 to the end of 2010 headlines had
// "inspects" where they had "field guidance" before and after; the Spanish ones kept
// their word throughout.
func TestControl_guidanceWhole(t *testing.T) {
	whole.Only(t)
	found := about(t, "en", "2007-06-01", "2011-06-30", false, "field guidance")
	t.Log(strings.Join(found, "\n"))
	if !slices.ContainsFunc(found, func(s string) bool {
		return strings.HasPrefix(s, phrase.Rendering) && strings.Contains(s, "| 2009-10-2") && strings.Contains(s, `they have "Kim Jong Il Inspects`)
	}) {
		t.Error("the new rendering of November 2009 is not found")
	}
	for _, s := range found {
		if strings.HasPrefix(s, phrase.Died) || strings.HasPrefix(s, phrase.Born) {
			t.Errorf("told as a birth or a death: %s", s)
		}
	}
	c, _, _ := headlineCorpus(t, "es", "2007-06-01", "2011-06-30")
	for _, year := range []string{"2009", "2010"} {
		if used, of := c.Among("dirige", rostrum.FieldTitle, phrase.Filter{From: year + "-01-01", To: year + "-12-31"}); used < 50 {
			t.Errorf("the Spanish word was not kept: %d of %d headlines of %s", used, of, year)
		}
	}
}

// TestControl_volumeWhole: in February 2011 the outlet began to publish twice as much a
// day. No phrase bursts or is born of that.
func TestControl_volumeWhole(t *testing.T) {
	whole.Only(t)
	c, terms, quote := headlineCorpus(t, "en", "2009-01-01", "2011-12-31")
	for _, f := range c.NewLedger(rostrum.FieldTitle, rostrum.OwnVoices, terms).Findings("", "", []string{phrase.Burst, phrase.Born}, quote, 10000, false) {
		if f.Day >= "2011-02-01" && f.Day <= "2011-04-30" {
			t.Errorf("%s of the change of volume: %s %s", f.Kind, f.Day, f.Says)
		}
	}
}
