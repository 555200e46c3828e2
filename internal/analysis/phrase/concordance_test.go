package phrase

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// spoken are reports in sentences of several voices and speakers, some of many words so
// that numbers take a byte, two or three.
func spoken(rng *rand.Rand, reports int) []*Source {
	var out []*Source
	for n := range reports {
		s := &Source{Head: Head{ID: fmt.Sprintf("r-%04d", n), Version: "1", Published: isoOf(int32(15000 + rng.IntN(400))), Kind: []string{"news", "speech"}[rng.IntN(2)]}, Title: "Mill " + strange(rng)}
		s.Known = s.Published
		for range rng.IntN(6) {
			from := len(s.Text)
			for range 1 + rng.IntN(8) {
				s.Text += []string{"the mill", "grain", strange(rng), "mill's grain,", "of"}[rng.IntN(5)] + " "
			}
			p := Passage{At: rostrum.Span{Field: rostrum.FieldText, Start: from, End: len(s.Text)}, Voice: rostrum.Voices[rng.IntN(len(rostrum.Voices))]}
			if rng.IntN(2) == 0 {
				p.Speaker = []string{"Ost", "Tern"}[rng.IntN(2)]
			}
			s.Passages = append(s.Passages, p)
		}
		if rng.IntN(4) == 0 {
			s.Titles = []rostrum.Mention{{Name: "miller", Referent: "Ost", Voice: rostrum.VoiceOwn, At: rostrum.Span{Field: rostrum.FieldTitle, End: 4}}}
		}
		out = append(out, s)
	}
	return out
}

// strange is one of 20,000 words.
func strange(rng *rand.Rand) string {
	n := rng.IntN(20000)
	word := []byte("qx")
	for range 4 {
		word = append(word, byte('a'+n%12))
		n /= 12
	}
	return string(word)
}

// naive counts what Series counts by going through all words of a corpus.
func naive(c *Corpus, words, field string, o Filter) (reports, comparable int, voices map[string]int) {
	voices = map[string]int{}
	numbers := c.wordsIn(c.words, words)
	for _, r := range c.Reports {
		heard := map[string]bool{}
		for i := range r.Runs {
			if _, ok := r.in(&r.Runs[i], numbers); ok && r.Runs[i].Field == field && o.takes(&r.Head) {
				heard[r.Runs[i].Voice] = true
			}
		}
		for v := range heard {
			voices[v]++
		}
	}
	reports, comparable = c.Among(words, field, o)
	return reports, comparable, voices
}

// TestConcordance holds what a concordance finds against going through all words, as it
// is, tidied, and kept in parts and restored; and what is laid out of it against the
// reports themselves.
func TestConcordance(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	w := &Words{Edges: map[string]bool{"of": true, "the": true}}
	sources := spoken(rng, 3000)
	c := NewConcordance("VDB", "en", w)
	c.partOf = 500
	of := map[string]*Source{}
	for i, s := range sources {
		if i%3 == 0 { // a version of before
			old := *s
			old.Title, old.Version = "Mill "+strange(rng), "0"
			c.Add(w.Read(&old), 0)
		}
		if i%7 == 0 && i > 0 { // it comes again
			c.Add(w.Read(of[sources[i-1].ID]), 1)
		}
		c.Add(w.Read(s), 1)
		of[s.ID] = s
	}
	c.Order()
	all := NewCorpus("VDB", "en", w)
	slices.SortFunc(sources, func(a, b *Source) int { return strings.Compare(a.Published+a.ID, b.Published+b.ID) })
	for _, s := range sources {
		all.Add(w.Read(s))
	}
	asked := []string{"mill", "the mill", "mill grain", "grain", "of the mill", "never"}
	for range 200 {
		asked = append(asked, strange(rng))
	}
	check := func(how string, c *Concordance) {
		t.Helper()
		found := 0
		for _, words := range asked {
			for _, o := range []Filter{{}, {Voices: ownVoices}, {From: isoOf(15100), To: isoOf(15200), Voices: []string{rostrum.VoiceAdversary}}, {Kinds: []string{"speech"}}} {
				series := c.Series(words, []string{rostrum.FieldTitle, rostrum.FieldText}, o)
				if all.wordsIn(w, words) == nil { // it may know words of what is no more
					if slices.ContainsFunc(series, func(s *Series) bool { return s.Reports > 0 || len(s.Voices) > 0 }) {
						t.Fatalf("%s: %q is found, which no report has", how, words)
					}
					continue
				}
				for _, s := range series {
					reports, comparable, voices := naive(all, words, s.Field, o)
					months := 0
					for _, m := range s.Months {
						months += m.Comparable
					}
					if s.Reports != reports || s.Comparable != comparable || months != comparable || !reflect.DeepEqual(s.Voices, voices) {
						t.Fatalf("%s: %q in %s %+v: %d of %d (%d by month) %v, want %d of %d %v", how, words, s.Field, o, s.Reports, s.Comparable, months, s.Voices, reports, comparable, voices)
					}
					o.Latest = 2
					if short := c.Series(words, []string{s.Field}, o)[0]; short.Reports != s.Reports || !slices.Equal(short.Uses, s.Uses[max(0, len(s.Uses)-2):]) {
						t.Fatalf("%s: the latest uses of %q are %+v", how, words, short.Uses)
					}
					o.Latest = 0
					for _, u := range s.Uses[:min(3, len(s.Uses))] {
						found++
						if use, ok := c.Locate(of[u.Report], words, s.Field, o.Voices); !ok || use.Place != u {
							t.Fatalf("%s: %q stands in %+v, want %+v", how, words, use.Place, u)
						}
					}
				}
			}
		}
		if found < 200 {
			t.Errorf("%s: %d uses show little", how, found)
		}
		laid := c.Corpus(func(id string) *Source { return of[id] })
		for i, r := range laid.Reports {
			want, full := all.Reports[i], laid.full(r)
			if !reflect.DeepEqual(r.Head, want.Head) || !slices.Equal(full.starts, want.starts) || len(full.words) != len(want.words) || len(r.titles) != len(want.titles) {
				t.Fatalf("%s: report %d is %+v, want %+v", how, i, r, want)
			}
		}
		if len(laid.Reports) != len(all.Reports) {
			t.Errorf("%s: %d reports, want %d", how, len(laid.Reports), len(all.Reports))
		}
		for _, field := range []string{rostrum.FieldTitle, rostrum.FieldText} {
			a, b := laid.OpenLedger(field, nil, nil, nil), all.OpenLedger(field, nil, nil, nil)
			if x, y := inWords(a.f), inWords(b.f); !slices.Equal(x, y) || field == rostrum.FieldText && len(x) == 0 {
				t.Errorf("%s: %d phrases recur in %s, want %d", how, len(x), field, len(y))
			}
		}
	}
	check("as added", c)
	again := restored(t, c, of)
	check("restored", again)
	before := len(c.entries)
	c.Tidy()
	if len(c.entries) == before || len(c.entries) != c.Len() {
		t.Errorf("tidied from %d to %d entries of %d reports", before, len(c.entries), c.Len())
	}
	check("tidied", c)

	// what a report said before is not restored, nor one that is not held
	old := *of["r-0001"]
	old.Version = "2"
	of["r-0001"] = &old
	delete(of, "r-0002")
	again = restored(t, c, of)
	if again.Len() != c.Len()-2 || again.Holds(&Head{ID: "r-0001", Version: "1"}, 1) || !again.Holds(&Head{ID: "r-0003", Version: "1", Published: "2031-01-01"}, 1) || again.Holds(&Head{ID: "r-0003", Version: "1"}, 2) {
		t.Errorf("%d of %d reports were restored", again.Len(), c.Len())
	}
}

// restored is what was kept of a concordance, as it is held.
func restored(t *testing.T, c *Concordance, of map[string]*Source) *Concordance {
	t.Helper()
	out := NewConcordance(c.Outlet, c.Lang, c.words)
	out.partOf = c.partOf
	var list pack.Writer
	c.KeepLexicon(&list)
	_, parts := c.Parts()
	if n := out.RestoreLexicon(pack.NewReader(list.Bytes())); n != parts || n < 5 {
		t.Fatalf("%d parts, want %d", n, parts)
	}
	for n := range parts {
		var part pack.Writer
		c.KeepPart(&part, n)
		if !out.RestorePart(pack.NewReader(part.Bytes()), headsOf(of)) {
			t.Fatalf("part %d is not restored", n)
		}
	}
	out.Order()
	return out
}

func headsOf(of map[string]*Source) func(id string) (*Head, int64) {
	return func(id string) (*Head, int64) {
		s := of[id]
		if s == nil {
			return nil, 0
		}
		return &s.Head, 1
	}
}

// TestRestorePart wants nothing of a part that is cut off, or was written with other
// words.
func TestRestorePart(t *testing.T) {
	w := &Words{}
	rng := rand.New(rand.NewPCG(8, 8))
	write := func(sources []*Source) (lexicon, part []byte, of map[string]*Source) {
		c := NewConcordance("VDB", "en", w)
		of = map[string]*Source{}
		for _, s := range sources {
			c.Add(w.Read(s), 1)
			of[s.ID] = s
		}
		var a, b pack.Writer
		c.KeepLexicon(&a)
		c.KeepPart(&b, 0)
		return a.Bytes(), b.Bytes(), of
	}
	list, part, of := write(spoken(rng, 20))
	other, _, _ := write(spoken(rng, 40))
	restore := func(list, part []byte) (*Concordance, bool) {
		c := NewConcordance("VDB", "en", w)
		c.RestoreLexicon(pack.NewReader(list))
		return c, c.RestorePart(pack.NewReader(part), headsOf(of))
	}
	if c, ok := restore(list, part); !ok || c.Len() != 20 {
		t.Fatalf("not restored: %d reports", c.Len())
	}
	for n := range part {
		if c, ok := restore(list, part[:n]); ok || c.Len() > 0 || len(c.entries) > 0 {
			t.Fatalf("%d bytes of %d pass for a part", n, len(part))
		}
	}
	if c, ok := restore(other, part); ok || c.Len() > 0 {
		t.Error("a part is read with the words of another")
	}
}

func FuzzRestorePart(f *testing.F) {
	w := &Words{}
	c := NewConcordance("VDB", "en", w)
	of := map[string]*Source{}
	for _, s := range spoken(rand.New(rand.NewPCG(9, 9)), 3) {
		c.Add(w.Read(s), 1)
		of[s.ID] = s
	}
	var list, part pack.Writer
	c.KeepLexicon(&list)
	c.KeepPart(&part, 0)
	f.Add(list.Bytes(), part.Bytes())
	f.Fuzz(func(t *testing.T, list, part []byte) {
		c := NewConcordance("VDB", "en", w)
		c.RestoreLexicon(pack.NewReader(list))
		c.RestorePart(pack.NewReader(part), headsOf(of))
		c.Order()
		c.Series("mill grain", []string{rostrum.FieldTitle, rostrum.FieldText}, Filter{})
		c.Names([]string{"mill", "mill grain"}, Filter{}, 4)
		c.Corpus(nil)
	})
}

func BenchmarkConcordance(b *testing.B) {
	w := &Words{Edges: map[string]bool{"of": true, "the": true}}
	c := NewConcordance("VDB", "en", w)
	for _, s := range spoken(rand.New(rand.NewPCG(7, 7)), 20000) {
		c.Add(w.Read(s), 1)
	}
	c.Order()
	for _, words := range []string{"the mill", "qxabca"} {
		b.Run(words, func(b *testing.B) {
			for b.Loop() {
				c.Series(words, []string{rostrum.FieldTitle, rostrum.FieldText}, Filter{})
			}
		})
	}
}
