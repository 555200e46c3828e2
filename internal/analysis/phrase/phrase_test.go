package phrase

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// vellmar is what phrases of the invented state's English are made of.
func vellmar() *Words {
	return &Words{Lang: search.English, Plural: []string{"s"}, Edges: map[string]bool{"the": true, "of": true, "to": true, "a": true, "us": true, "in": true, "vdb": true},
		Names: map[string]bool{"vdb": true}, Outside: map[string]bool{"friday": true}, Units: [][]string{{"torvane", "ost", "halric"}}}
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The tours of counsel", "~the tour ~of counsel"},
		{"Torvane Ost Halric's tours, again", "torvane ost halric tour | again"},
		{"U.S. ploughs", "us. plough"},
		{"US ploughs and us", "us. plough and ~us"},
		{"tractor-works go", "tractor work go"},
		{"in 2031 on Friday", "~in | on |"},
		{"successfully, success", "successfully | success"},
		{"declarations declaration", "declaration declaration"},
		{"VDB reports", "~vdb report"},
		{`the "plough law" falls`, "~the plough law fall"},
		{"a – b", "~a | b"},
		{"", ""},
	} {
		var got []string
		list, _ := vellmar().tokens(nil, c.text, 0, len(c.text), nil, nil)
		for _, x := range list {
			switch {
			case x.key == "":
				got = append(got, "|")
			case x.edge:
				got = append(got, "~"+x.key)
			default:
				got = append(got, x.key)
			}
			if x.start > x.end || x.end > len(c.text) {
				t.Errorf("%q: token %q at %d to %d", c.text, x.key, x.start, x.end)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: %q, want %q", c.text, s, c.want)
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"U.S. ploughs' tours, 3 of them", "\xff'.s", "a.b.c. D", "Torvane Ost Halric's"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		list, _ := vellmar().tokens(nil, s, 0, len(s), []rostrum.Span{{Field: rostrum.FieldTitle, Start: 1, End: 3}}, nil)
		for _, x := range list {
			if x.start < last || x.end < x.start || x.end > len(s) {
				t.Fatalf("%q: token at %d to %d behind %d", s, x.start, x.end, last)
			}
			last = x.start
		}
	})
}

// TestRecurring holds what is counted length by length against counting all there is.
func TestRecurring(t *testing.T) {
	lot := rand.New(rand.NewPCG(1, 2))
	c := NewCorpus("VDB", "en", vellmar())
	letters := strings.Fields("plough mill grain of steel the ox")
	for d := range 60 {
		var w []string
		for range 4 + lot.IntN(12) {
			w = append(w, letters[lot.IntN(len(letters))])
			if lot.IntN(6) == 0 {
				w = append(w, ";")
			}
		}
		c.Add(c.words.Read(&Source{Head: Head{ID: fmt.Sprint(d), Published: "2031-01-01", Known: "2031-01-01"}, Title: strings.Join(w, " ")}))
	}
	s := c.streamOf(c.Reports, rostrum.FieldTitle, ownVoices)
	want := map[string]map[int32]bool{}
	for d := 0; d+1 < len(s.from); d++ {
		list := s.words[s.from[d]:s.from[d+1]]
		for i := range list {
			for n := 1; n <= Longest && i+n <= len(list) && !slices.Contains(list[i:i+n], 0); n++ {
				key := fmt.Sprint(list[i : i+n])
				if want[key] == nil {
					want[key] = map[int32]bool{}
				}
				want[key][int32(d)] = true
			}
		}
	}
	table := c.recurring(s, 3)
	found := 0
	for n := 1; n <= Longest; n++ {
		for id := 1; id < len(table[n]); id++ {
			words := table.wordsOf(n, uint32(id))
			uses := want[fmt.Sprint(words)]
			if len(uses) < 3 {
				t.Fatalf("%v recurs in %d reports", words, len(uses))
			}
			found++
			if g := &table[n][id]; g.listed && len(g.uses) != len(uses) {
				t.Errorf("%v: %d uses, want %d", words, len(g.uses), len(uses))
			}
		}
	}
	for key, uses := range want {
		if len(uses) >= 3 {
			found--
		} else {
			delete(want, key)
		}
	}
	if found != 0 {
		t.Errorf("%d grams too many or too few", found)
	}
}

func TestSurvive(t *testing.T) {
	f := &field{}
	var all []candidate
	for i, p := range []float64{1e-9, 0.9, 0.003, 0.5, 1e-5} {
		all = append(all, candidate{p: &tracked{name: fmt.Sprint(i)}, chance: p})
	}
	kept := f.survive(all, 0.01)
	if len(kept) != 2 || kept[0].chance != 1e-9 || kept[1].chance != 1e-5 {
		t.Errorf("survived: %+v", kept)
	}
	if f.survive(nil, 0.01) != nil {
		t.Error("something survives of nothing")
	}
}

func TestTail(t *testing.T) {
	for _, c := range []struct {
		k, n int
		p    float64
		want float64
	}{{0, 5, 0.3, 1}, {5, 5, 0.5, 1.0 / 32}, {1, 2, 0.5, 0.75}, {6, 5, 0.5, 0}, {2, 2, 1, 1}} {
		if got := tail(c.k, c.n, c.p); got < c.want-1e-9 || got > c.want+1e-9 {
			t.Errorf("tail(%d, %d, %v) = %v, want %v", c.k, c.n, c.p, got, c.want)
		}
	}
}

// years makes an invented archive of headlines, some every day, with what say adds
// to some of them.
func years(from string, days int, daily func(day int) int, say func(day, k int) string) *Corpus {
	c := NewCorpus("VDB", "en", vellmar())
	start, _ := time.Parse(time.DateOnly, from)
	lot := rand.New(rand.NewPCG(7, 7))
	nouns := strings.Fields("bread rail coal flax wool salt brick stone glass timber tallow barley linen copper rope")
	verbs := strings.Fields("rises falls arrives leaves opens closes grows thaws freezes burns floats sinks")
	for d := range days {
		day := start.AddDate(0, 0, d).Format(time.DateOnly)
		for k := range daily(d) {
			title := say(d, k)
			if title == "" {
				title = nouns[lot.IntN(len(nouns))] + " " + verbs[lot.IntN(len(verbs))] + " beside " + nouns[lot.IntN(len(nouns))]
			}
			c.Add(c.words.Read(&Source{Head: Head{ID: fmt.Sprintf("%s-%02d", day, k), Published: day, Known: day, Coverage: "complete", Headline: true}, Title: title}))
		}
	}
	return c
}

func always(n int) func(int) int { return func(int) int { return n } }

// quoted gives back nothing: phrases then stand as they are compared.
func quoted(string, rostrum.Span) string { return "" }

// kinds lists the changes of a ledger as kind, words and day.
func kinds(l *Ledger) []string {
	var out []string
	for _, c := range l.Changes {
		out = append(out, fmt.Sprintf("%s %q %s", c.Kind, c.Phrase.Words, isoOf(c.day)))
	}
	return out
}

func has(list []string, want string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return strings.HasPrefix(s, want) })
}

func TestBirthAndDeath(t *testing.T) {
	c := years("2031-01-01", 2000, always(8), func(d, k int) string {
		switch {
		case k == 0 && d%9 == 0 && d < 900:
			return "hammer of harvest struck"
		case k == 1 && d%9 == 3 && d > 800:
			return "comet seen over harbour"
		}
		return ""
	})
	got := kinds(c.NewLedger(rostrum.FieldTitle, ownVoices, nil))
	for _, want := range []string{`phrase died "hammer of harvest struck" 2033-06-1`, `phrase born "comet seen over harbour" 2033-03-1`} {
		if !has(got, want) {
			t.Errorf("not found: %s; found %v", want, got)
		}
	}
	if len(got) > 4 {
		t.Errorf("found too much: %v", got)
	}
}

// TestRenderingOfOneThing wants a wording that takes the place of another to be no
// death and no birth.
func TestRenderingOfOneThing(t *testing.T) {
	places := strings.Fields("mill works quay kiln forge yard")
	say := func(d, k int) string {
		if k != 0 || d%6 != 0 {
			return ""
		}
		where := places[d/6%len(places)]
		if d < 900 {
			return "Torvane Ost Halric gives wise counsel to " + where
		}
		return "Torvane Ost Halric inspects " + where
	}
	c := years("2031-01-01", 1500, always(8), say)
	l := c.NewLedger(rostrum.FieldTitle, ownVoices, nil)
	got := kinds(l)
	if !has(got, Rendering) || has(got, Died) || has(got, Born) {
		t.Fatalf("found %v", got)
	}
	for _, x := range l.Findings("", "", nil, quoted, 100, false) {
		if x.Kind == Rendering && !strings.Contains(x.Says, "That is a change of words.") {
			t.Errorf("says %s", x.Says)
		}
	}
	listed := []Term{{Name: "radgang", Wordings: []Wording{{Words: "gives wise counsel", To: "2033-06"}, {Words: "inspects", From: "2033-07"}}}}
	if got := kinds(c.NewLedger(rostrum.FieldTitle, ownVoices, listed)); has(got, Died) || has(got, Born) {
		t.Errorf("with a list: %v", got)
	}
}

// TestVolume wants no burst and no birth of a doubling of what is published.
func TestVolume(t *testing.T) {
	c := years("2031-01-01", 1000, func(d int) int {
		if d < 500 {
			return 8
		}
		return 16
	}, func(d, k int) string {
		switch {
		case k%8 == 0 && d%3 == 0:
			return "plough follows forge today"
		case k == 12:
			return "comets beyond border " // comes with what is new
		}
		return ""
	})
	for _, s := range kinds(c.NewLedger(rostrum.FieldTitle, ownVoices, nil)) {
		t.Errorf("found %s", s)
	}
}

func TestBurst(t *testing.T) {
	c := years("2031-01-01", 1200, always(8), func(d, k int) string {
		if k == 0 && (d%60 == 0 || d > 800 && d < 890 && d%4 == 0) {
			return "flood warning from hills"
		}
		return ""
	})
	got := kinds(c.NewLedger(rostrum.FieldTitle, ownVoices, nil))
	if !has(got, `phrase burst "flood warn from hill" 2033-03`) && !has(got, Burst) {
		t.Errorf("found %v", got)
	}
}

// TestCausal plays an archive that ends early, and wants what was known by then to
// be the same.
func TestCausal(t *testing.T) {
	whole := years("2031-01-01", 1600, always(6), func(d, k int) string {
		switch {
		case k == 0 && d%8 == 0 && d < 700:
			return "hammer of harvest struck"
		case k == 1 && d%8 == 1 && d > 650:
			return "comet seen over harbour"
		case k == 2 && d > 1000 && d < 1060 && d%3 == 0, k == 2 && d%70 == 0:
			return "flood warning from hills"
		}
		return ""
	})
	all := whole.NewLedger(rostrum.FieldTitle, ownVoices, nil).Findings("", "", nil, quoted, 1000, false)
	for _, end := range []string{"2032-06-30", "2033-05-17", "2034-02-01", "2034-12-31"} {
		part := NewCorpus("VDB", "en", whole.words)
		part.number, part.keys, part.edge = whole.number, whole.keys, whole.edge
		for _, r := range whole.Reports {
			if r.Published <= end {
				part.Reports = append(part.Reports, r)
			}
		}
		got := part.NewLedger(rostrum.FieldTitle, ownVoices, nil).Findings("", "", nil, quoted, 1000, false)
		n := 0
		for _, x := range all {
			if x.Known <= end {
				if n >= len(got) || fmt.Sprint(got[n]) != fmt.Sprint(x) {
					t.Fatalf("until %s: want %v, found %v", end, x, got)
				}
				n++
			}
		}
		if n != len(got) {
			t.Errorf("until %s: found %d, want %d", end, len(got), n)
		}
	}
}

func TestSeriesAndNames(t *testing.T) {
	c := NewConcordance("VDB", "en", vellmar())
	text := "Torvane Ost Halric made tours of counsel. The river tyrants of Corrand fret."
	a, b := &Source{Head: Head{ID: "a", Published: "2031-01-05", Known: "2031-01-05", Kind: "news"}, Title: "A Tour of Counsel", Text: text,
		Passages: []Passage{{At: rostrum.Span{Field: "text", Start: 0, End: 42}, Voice: rostrum.VoiceOwn}, {At: rostrum.Span{Field: "text", Start: 42, End: len(text)}, Voice: rostrum.VoiceHome, Speaker: "the Banner"}}}, &Source{Head: Head{ID: "b", Published: "2031-02-05", Known: "2031-02-05", Kind: "news"}, Title: "Bread", Text: "Bread.",
		Passages: []Passage{{At: rostrum.Span{Field: "text", Start: 0, End: 6}, Voice: rostrum.VoiceOwn}}}
	c.Add(c.words.Read(b), 1)
	c.Add(c.words.Read(a), 1)
	c.Order()
	s := c.Series("tour of counsel", []string{rostrum.FieldText}, Filter{Voices: ownVoices})[0]
	if s.Reports != 1 || s.Comparable != 2 || s.First != "2031-01-05" || len(s.Months) != 2 || s.Months[0].Rate != 1000 {
		t.Errorf("series %+v", s)
	}
	if use, ok := c.Locate(a, "tour of counsel", rostrum.FieldText, ownVoices); !ok || use.At.Quote(&rostrum.Report{Text: text}) != "tours of counsel" || use.Place != s.Uses[0] {
		t.Errorf("stands at %+v, %v, want %+v", use, ok, s.Uses[0])
	}
	if c.Series("never said", []string{rostrum.FieldText}, Filter{}) != nil {
		t.Error("a word that was never read has a series")
	}
	names := c.Names([]string{"Corrand", "river tyrants of Corrand", "unheard"}, Filter{}, 4)
	if len(names) != 1 || names[0].Name != "river tyrants of Corrand" || names[0].Texts[rostrum.VoiceHome] != 1 || names[0].Spans[0].Share != 1 {
		t.Errorf("names %+v", names)
	}
	called := []string{"Corrand", "river tyrants of Corrand"}
	if use, ok := c.LocateName(a, called, "river tyrants of Corrand", nil); !ok || use.At.Quote(&rostrum.Report{Text: text}) != "river tyrants of Corrand" || use.Place != names[0].Evidence.Place {
		t.Errorf("named at %+v, %v, want %+v", use, ok, names[0].Evidence)
	}
	if use, ok := c.LocateName(a, called, "Corrand", nil); ok {
		t.Errorf("named at %+v, which is part of a longer name", use)
	}
}

// TestOtherSpelling wants no birth of words that were written as one before, and none
// of a wording that comes up beside another of the same new thing.
func TestOtherSpelling(t *testing.T) {
	c := years("2031-01-01", 1500, always(8), func(d, k int) string {
		switch {
		case k == 0 && d%9 == 0 && d < 800:
			return "tollgates fret merchants"
		case k == 0 && d%9 == 0:
			return "toll gates fret merchants"
		case k == 1 && d > 700 && d < 730 && d%5 == 0:
			return "four river pact signed"
		case k == 1 && d > 730 && d%9 == 0:
			return "four valley pact signed"
		}
		return ""
	})
	for _, x := range kinds(c.NewLedger(rostrum.FieldTitle, ownVoices, nil)) {
		if strings.HasPrefix(x, Born) {
			t.Errorf("found %s", x)
		}
	}
}

// TestFrame wants no birth of what fills the free place of a frame that was always
// there, and one where the frame is new too.
func TestFrame(t *testing.T) {
	causes := strings.Fields("bridge ferry tollgate orchard lighthouse chapel aqueduct granary")
	for _, c := range []struct {
		before string
		born   bool
	}{{"Reeves of Vellmar called of the %s", false}, {"masons mend a %s", true}} {
		ledger := years("2031-01-01", 1500, always(8), func(d, k int) string {
			switch {
			case k == 0 && d%9 == 0 && d < 800:
				return fmt.Sprintf(c.before, causes[d/9%len(causes)])
			case k == 0 && d%9 == 0:
				return "Reeves of Vellmar called of the sluice"
			}
			return ""
		}).NewLedger(rostrum.FieldTitle, ownVoices, nil)
		if got := kinds(ledger); has(got, Born) != c.born {
			t.Errorf("before %q: found %v", c.before, got)
		}
	}
}
