package novelty_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/novelty"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/internal/ledger/ledgertest"
	"github.com/rostrum-watch/rostrum/profiles"
)

func vellmar(t testing.TB) *novelty.Knowledge {
	t.Helper()
	terms, err := ledger.LoadTerms(profiles.FS, "vdb-en")
	if err != nil {
		t.Fatal(err)
	}
	k, err := novelty.Load(profiles.FS, terms)
	if err != nil || k == nil {
		t.Fatalf("found %v, %v", k, err)
	}
	return k
}

// archive makes reports of lines "day text"; [x] mentions a person, {x} a title of the
// steward, <x> a body.
func archive(lines ...string) *holding.Series {
	kinds := map[rune]string{']': rostrum.MentionPerson, '}': rostrum.MentionTitle, '>': rostrum.MentionOrganisation}
	var all []*holding.Report
	for i, line := range lines {
		day, raw, _ := strings.Cut(line, " ")
		r := &holding.Report{ID: fmt.Sprintf("%s-%03d", day, i), Outlet: "VDB", Lang: "en", Published: day, Known: day, Version: fmt.Sprintf("sha256:%03d", i), Coverage: "unknown", Kind: rostrum.KindNews, Title: "News"}
		var text strings.Builder
		from := 0
		for _, c := range raw {
			switch c {
			case '[', '{', '<':
				from = text.Len()
			case ']', '}', '>':
				m := rostrum.Mention{Kind: kinds[c], Name: text.String()[from:], At: rostrum.Span{Field: rostrum.FieldText, Start: from, End: text.Len()}}
				if c == '}' {
					m.Referent, m.Voice = "Brannoc Ost Ludrik", rostrum.VoiceOwn
				}
				r.Mentions = append(r.Mentions, m)
			default:
				text.WriteRune(c)
			}
		}
		r.Text = text.String()
		all = append(all, r)
	}
	return holding.SeriesOf(all)[0]
}

func TestFindings(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"founded-in-the-passive", "A Harbour Dues Board of Vellmar was called into being.", "body_first_held Harbour Dues Board; body_founded Harbour Dues Board of Vellmar"},
		{"founded-by-somebody", "The Commonwealth calls into being a Board of Wells.", "body_founded Board of Wells"},
		{"founded-elsewhere", "The Harrish Dominion calls into being a Board of Wells.", ""},
		{"founded-long-ago", "In 1987 the Commonwealth called into being a Board of Wells.", ""},
		{"named", "Guests saw the Upper Sarn Weather Bureau of Vellmar.", "body_first_held Upper Sarn Weather Bureau"},
		{"mentioned", "He spoke at length. Then he rose. He went on. He thanked the <Reed Cutters Guild>.", "body_first_held Reed Cutters Guild"},
		{"left", "[Joss Ost Tern] laid down the post of keeper of the lamps.", "post_left Joss Ost Tern"},
		{"left-by-nobody", "The hen laid down an egg.", ""},
		{"too-far-behind", "They laid down the new planks on the jetty. [Joss Ost Tern] watched.", ""},
		{"title", "The {patient steward} spoke.", "title_first_held Brannoc Ost Ludrik"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			s := archive("2031-01-01 " + c.text)
			for _, f := range novelty.Findings(vellmar(t), s) {
				got = append(got, f.Kind+" "+f.Subject)
				e := f.Evidence[0]
				if e.At.Quote(&rostrum.Report{Text: s.Reports[0].Text}) != e.Quote || f.Rule == "" || f.Coverage.Denominator == "" {
					t.Errorf("found %+v", f)
				}
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("found    %s\nexpected %s", s, c.want)
			}
		})
	}
}

// TestFindings_title reads a title off the words before a name, once it is known to
// be one, and tells it once.
func TestFindings_title(t *testing.T) {
	k := vellmar(t)
	if len(k.Leaders) == 0 {
		t.Skip("the profile names no leader")
	}
	leader := strings.Join(k.Leaders[0], " ")
	found := novelty.Findings(k, archive("2031-01-01 The {patient steward} spoke.", "2031-01-02 A song of patient ["+leader+"].", "2031-01-03 A song of patient ["+leader+"].", "2031-01-04 A song of loud ["+leader+"]."))
	if len(found) != 2 || found[1].Known != "2031-01-02" || !strings.Contains(found[1].Says, "“patient” is said of") {
		t.Errorf("found %+v", found)
	}
}

// TestFindings_causal plays an archive of some months to some days, and mixes the
// order in which its reports came in.
func TestFindings_causal(t *testing.T) {
	var lines []string
	for d := range 120 {
		lines = append(lines, holding.Plus("2031-01-01", d)+fmt.Sprintf(" The Commonwealth calls into being a Number%c Board of Wells. He thanked the <Reed Guild %d>. The {steward number%d} spoke.", 'A'+d%26, d/9, d/11))
	}
	s := archive(lines...)
	whole := novelty.Findings(vellmar(t), s)
	if !slices.ContainsFunc(whole, func(f finding.Finding) bool { return f.Kind == novelty.Body && f.Known > "2031-04-01" }) ||
		slices.ContainsFunc(whole, func(f finding.Finding) bool { return f.Kind == novelty.Title && f.Known < "2031-03-31" }) {
		t.Errorf("firsts within 90 held days, or none behind them: %+v", whole)
	}
	same := func(what string, found, want []finding.Finding) {
		a, _ := json.Marshal(found)
		b, _ := json.Marshal(want)
		if string(a) != string(b) {
			t.Errorf("%s:\nfound    %s\nexpected %s", what, a, b)
		}
	}
	for _, day := range []string{"2031-01-20", "2031-04-10"} {
		same(day, novelty.Findings(vellmar(t), s.Until(day)), slices.DeleteFunc(slices.Clone(whole), func(f finding.Finding) bool { return f.Known > day }))
	}
	told, _ := goOn(t, s)
	same("going on", told, whole)
	reports := slices.Clone(s.Reports)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
	same("shuffled", novelty.Findings(vellmar(t), holding.SeriesOf(reports)[0]), whole)
}

// goOn plays a series in steps of some days, each by what the step before kept.
func goOn(t *testing.T, s *holding.Series) ([]finding.Finding, *novelty.Ledger) {
	t.Helper()
	known := vellmar(t)
	return ledgertest.GoOn(t, s, func() *novelty.Ledger { return novelty.New(known) })
}

func TestLoad_mistakes(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"unknown", "founded: [x]\nfounding: [x]", "x/novelty.yaml:2:1: N001 there is no key \"founding\"; keys are founded, formed, left, bodies (did you mean \"founded\"?)"},
		{"empty", "founded: [a, '']", "x/novelty.yaml:1:14: N001 expected words, found \"\""},
		{"two-words", "bodies: [a b]", "x/novelty.yaml:1:10: N001 expected one word, found \"a b\""},
		{"no-list", "left: a", "x/novelty.yaml:1:7: N001"},
		{"twice", "left: [a]\nleft: [b]", "N001"},
		{"no-yaml", "left: [a", "x/novelty.yaml:1"},
		{"all-at-once", "left: ['']\nbodies: [a b]", "x/novelty.yaml:2:10: N001 expected one word"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := novelty.Load(fstest.MapFS{"x/profile.yaml": {Data: []byte("outlet: X\nlang: en")}, "x/novelty.yaml": {Data: []byte(c.file)}}, &ledger.Terms{Profile: "x"})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("found    %v\nexpected %s", err, c.want)
			}
		})
	}
	if k, err := novelty.Load(fstest.MapFS{"x/profile.yaml": {Data: []byte("outlet: X\nlang: en")}}, &ledger.Terms{Profile: "x"}); k != nil || err != nil {
		t.Errorf("found %v, %v", k, err)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte("founded: [a b]\nbodies: [c]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		k, err := novelty.Load(fstest.MapFS{"x/profile.yaml": {Data: []byte("outlet: X\nlang: en")}, "x/novelty.yaml": {Data: data}}, &ledger.Terms{Profile: "x", Lang: "en"})
		if (k == nil) == (err == nil) {
			t.Errorf("found %v, %v", k, err)
		}
	})
}

// FuzzFindings reads any text.
func FuzzFindings(f *testing.F) {
	k := vellmar(f)
	f.Add("A Board of Wells was called into being. Mt. Sarn stood. [Joss Ost Tern] laid down a post.")
	f.Fuzz(func(t *testing.T, text string) { novelty.Findings(k, archive("2031-01-01 "+text)) })
}
