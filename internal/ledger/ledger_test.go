package ledger_test

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/profiles"
)

func terms(t testing.TB, name string) *ledger.Terms {
	t.Helper()
	read, err := ledger.LoadTerms(profiles.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func TestLoadTerms(t *testing.T) {
	names := 0
	dirs, err := fs.ReadDir(profiles.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		if _, err := fs.Stat(profiles.FS, dir.Name()+"/"+ledger.File); err != nil {
			continue
		}
		names++
		read := terms(t, dir.Name())
		if len(read.Empty) == 0 || len(read.Sectors) == 0 || len(read.Ladder) == 0 || len(read.Things) == 0 {
			t.Errorf("%s: %d empty words, %d sectors, %d rungs, %d things", dir.Name(), len(read.Empty), len(read.Sectors), len(read.Ladder), len(read.Things))
		}
	}
	if names < 3 {
		t.Errorf("%d profiles have %s", names, ledger.File)
	}
	if e := terms(t, "english").Enemies; !slices.ContainsFunc(e, func(p ledger.Phrase) bool { return slices.Equal(p, ledger.Phrase{"hostile", "forces"}) }) {
		t.Errorf("enemies at large are those of the cues: found %v", e)
	}
	v := terms(t, "vdb-en")
	if v.Outlet != "VDB" || v.Ladder[0].Name != "government" || !v.Quota["plan"] || !v.Quota["haul"] {
		t.Errorf("vdb-en inherits words and adds its own: found %+v", v.Ladder)
	}
}

// folder is one of a profile with one file of terms.
func folder(terms string) fs.FS {
	return fstest.MapFS{"p/profile.yaml": {Data: []byte("outlet: X\nlang: en\n")}, "p/ledger.yaml": {Data: []byte(terms)}}
}

func TestLoadTerms_mistakes(t *testing.T) {
	for _, c := range []struct{ name, terms, want string }{
		{"unknown-key", "quotas: [plan]\n", `p/ledger.yaml:1:1: L001 there is no key "quotas"; keys are empty, `},
		{"twice", "quota: [plan]\nempty: [a]\nquota: [goal]\n", `p/ledger.yaml:3:1: L001 the key "quota" is given twice`},
		{"no-list", "quota: plan\n", "p/ledger.yaml:1:8: L001 quota: takes a list, as in [a, b]"},
		{"two-words", "empty: [the, of course]\n", `p/ledger.yaml:1:14: L001 empty: expected one word, found "of course"`},
		{"no-words", "answers: [\"--\"]\n", `p/ledger.yaml:1:11: L001 answers: expected words, found "--"`},
		{"no-names", "sectors: [coal]\n", "p/ledger.yaml:1:10: L001 sectors: takes names with lists, as in {ministry: [ministry]}"},
		{"name-twice", "provinces:\n  North: [north]\n  North: [upper]\n", `p/ledger.yaml:3:3: L001 the key "North" is given twice`},
		{"no-condition", "ladder:\n  official: [\"(persons)\"]\n", `p/ledger.yaml:2:14: L001 ladder: "(persons)" is no condition; there are (person), (outlet), (commentary)`},
		{"no-yaml", "empty: [a\n", "p/ledger.yaml:"},
		{"no-keys", "- a\n", `p/ledger.yaml:1:1: L001 expected keys with values: empty, general`},
		{"all-at-once", "quota: plan\nempty: the\n", "p/ledger.yaml:2:8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ledger.LoadTerms(folder(c.terms), "p")
			if !errors.As(err, new(profile.Diagnostics)) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("found %v, expected %s", err, c.want)
			}
		})
	}
}

func TestLoadTerms_ring(t *testing.T) {
	fsys := fstest.MapFS{"a/profile.yaml": {Data: []byte("inherits: [b]\n")}, "b/profile.yaml": {Data: []byte("inherits: [a]\n")}}
	if _, err := ledger.LoadTerms(fsys, "a"); err == nil || !strings.Contains(err.Error(), "a → b → a") {
		t.Errorf("found %v", err)
	}
	if _, err := ledger.LoadTerms(fsys, "c"); err == nil {
		t.Error("a profile that is not there has terms")
	}
}

// FuzzLoadTerms reads whatever stands in a file of terms without failing otherwise
// than by an error that names the file.
func FuzzLoadTerms(f *testing.F) {
	f.Add("empty: [a, the]\nsectors: {coal: [coal, pit]}\nladder:\n  top: [\"(person)\", state]\n")
	f.Add("empty: {a: b}\n")
	f.Add("? [x]\n: y\n")
	f.Add("a: &a [*a]\n")
	f.Fuzz(func(t *testing.T, s string) {
		read, err := ledger.LoadTerms(folder(s), "p")
		if (err == nil) == (read == nil) || err != nil && !strings.Contains(err.Error(), "p/ledger.yaml") {
			t.Errorf("found %v, %v", read, err)
		}
	})
}

func TestNames(t *testing.T) {
	r := ledger.NewReader(terms(t, "vdb-en"))
	for _, c := range []struct{ passage, want string }{
		{"the Bellhurst Tractor Works in Lower Sarn", "Bellhurst Tractor Works|Lower Sarn"},
		{"The Corrand Ford Power House No. 2 was opened", "Corrand Ford Power House No. 2"},
		{"Spring ploughing stands at two thirds", ""},
		{"New houses for the town", ""},
		{"the Iskerby ferry landing and the Isker", "Iskerby|Isker"},
		{"the Iskerby landing", "Iskerby landing"},
		{"April 5 Weaving Mill", "April 5 Weaving Mill"},
		{"Greyfell, Haldrun and Oranmar", "Greyfell|Haldrun|Oranmar"},
		{"", ""},
	} {
		var found []string
		for _, n := range r.Names(c.passage, r.Words(c.passage), nil) {
			found = append(found, n.Text)
			if c.passage[n.Start:n.End] != n.Text {
				t.Errorf("%q: %q does not stand at %d", c.passage, n.Text, n.Start)
			}
		}
		if got := strings.Join(found, "|"); got != c.want {
			t.Errorf("%q: found %q, expected %q", c.passage, got, c.want)
		}
	}
}

func TestAgree(t *testing.T) {
	r := ledger.NewReader(terms(t, "vdb-en"))
	name := func(s string) *ledger.Name {
		n := r.Names("x "+s, r.Words("x "+s), nil)
		if len(n) != 1 {
			t.Fatalf("%q: %d names", s, len(n))
		}
		return &n[0]
	}
	for _, c := range []struct {
		a, b string
		want ledger.Agreement
	}{
		{"Bellhurst Tractor Works", "Bellhurst Works", ledger.Same},
		{"Bellhurst Tractor Works", "Bellhurst Colliery", ledger.Apart},
		{"Bellhurst Works", "Oranmar Works", ledger.Apart},
		{"Greyfell", "Greyfell Colliery", ledger.Place},
		{"Greyfell Pit No. 3", "Greyfell Pit No. 2", ledger.Apart},
		{"Greyfell Pit No. 3", "Greyfell Pit", ledger.Same},
		{"Corrand Ford", "Corrand Ford", ledger.Same},
	} {
		if got := ledger.Agree(name(c.a), name(c.b)); got != c.want {
			t.Errorf("%s, %s: found %d, expected %d", c.a, c.b, got, c.want)
		}
		if got := ledger.Agree(name(c.b), name(c.a)); got != c.want {
			t.Errorf("%s, %s: found %d, expected %d", c.b, c.a, got, c.want)
		}
	}
}

func TestRung(t *testing.T) {
	r := ledger.NewReader(terms(t, "vdb-en"))
	report := &holding.Report{Outlet: "VDB", Kind: rostrum.KindStatement, Mentions: []rostrum.Mention{{Kind: rostrum.MentionPerson, Name: "Eldrun Ost Corvan"}}}
	comment := *report
	comment.Kind = rostrum.KindCommentary
	for _, c := range []struct {
		report  *holding.Report
		speaker string
		want    string
	}{
		{report, "Council of Works", "government"}, {report, "Herald of the Superintendency of Outer Affairs", "spokesman"}, {report, "Superintendency of Outer Affairs", "ministry"},
		{report, "eldrun ost-corvan", "named official"}, {report, "Common Banner", "commentary"}, {report, "vdb", "unsigned"}, {report, "a farmer", ""}, {&comment, "a farmer", "commentary"},
	} {
		if got := r.Rung(c.report, c.speaker); got != c.want {
			t.Errorf("%s: found %q, expected %q", c.speaker, got, c.want)
		}
	}
	if !r.Above("government", "ministry") || r.Above("ministry", "ministry") || r.Above("", "unsigned") {
		t.Error("the ladder does not stand in its order")
	}
}

func TestSentence(t *testing.T) {
	text := "It is so. The U.S. Navy came. \"Go,\" he said.\nNext line"
	for _, c := range []struct{ at, want string }{
		{"so", "It is so."}, {"Navy", "The U.S. Navy came."}, {"he said", "\"Go,\" he said."}, {"Next", "Next line"},
	} {
		i := strings.Index(text, c.at)
		from, to := ledger.Sentence(text, i, i+len(c.at))
		if got := text[from:to]; got != c.want {
			t.Errorf("%s: found %q, expected %q", c.at, got, c.want)
		}
	}
}

func TestBag(t *testing.T) {
	a, b := ledger.Bag{"a", "b", "d"}, ledger.Bag{"b", "c", "d"}
	if got := strings.Join(a.Common(b), ""); got != "bd" {
		t.Errorf("in common: %s", got)
	}
	if got := strings.Join(a.Without(b), ""); got != "a" {
		t.Errorf("without: %s", got)
	}
	w := ledger.NewWeights()
	for range 50 {
		w.Add(ledger.Bag{"b"})
	}
	if rare, common := w.Of("a"), w.Of("b"); rare <= common {
		t.Errorf("a rare word tells %f, a frequent one %f", rare, common)
	}
	if share, _ := w.Alike(a, a); share < 0.999 {
		t.Errorf("a bag is like itself: %f", share)
	}
	if share, weight := w.Alike(a, nil); share != 0 || weight != 0 {
		t.Errorf("nothing is like nothing: %f", share)
	}
}
