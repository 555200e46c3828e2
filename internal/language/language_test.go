package language

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/read"
	"github.com/rostrum-watch/rostrum/profiles"
)

func open(t testing.TB) *Recogniser {
	t.Helper()
	r, err := New(profiles.FS)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRecogniser_Recognise(t *testing.T) {
	r := open(t)
	data, err := os.ReadFile("testdata/samples.txt")
	if err != nil {
		t.Fatal(err)
	}
	covered := map[string]bool{}
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		parts := strings.Split(line, "|")
		if len(parts) != 3 {
			t.Fatalf("samples.txt:%d: expected code | title | text", i+1)
		}
		want, title, text := strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1]), strings.ReplaceAll(strings.TrimSpace(parts[2]), `\n`, "\n")
		covered[want] = true
		if got := r.Recognise(title, text); got != want {
			t.Errorf("samples.txt:%d: got %s, want %s: %s | %s", i+1, got, want, title, text)
		}
	}
	for _, code := range r.Languages() {
		if !covered[code] {
			t.Errorf("samples.txt has no sample of %s", code)
		}
	}
}

func TestRecogniser_Recognise_accentOfItsOwn(t *testing.T) {
	r := open(t)
	decomposed := "La delegacio\u0301n partio\u0301 ayer hacia la regio\u0301n del norte."
	if got := r.Recognise("", decomposed); got != "es" {
		t.Errorf("got %s", got)
	}
}

func TestNew(t *testing.T) {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	cases := []struct {
		name string
		fs   fstest.MapFS
		code rostrum.Code
		want string
	}{
		{"no-files", fstest.MapFS{"languages/README.md": file("x")}, rostrum.CodeNotFound, "expected files such as languages/en.txt, found none"},
		{"bad-weight", fstest.MapFS{"languages/xx.txt": file("# x\nfoo = much")}, rostrum.CodeInvalid,
			`languages/xx.txt:2:7: expected a weight such as 0.5 after '=', found "much"`},
		{"doubled", fstest.MapFS{"languages/xx.txt": file("más\r\n mas = 2\r\n")}, rostrum.CodeInvalid,
			`languages/xx.txt:2:2: "mas" stands in line 1 already (case and accents do not count)`},
		{"two-words", fstest.MapFS{"languages/xx.txt": file("of the")}, rostrum.CodeInvalid,
			`languages/xx.txt:1:1: expected one word of letters only, found "of the" (an apostrophe parts words)`},
		{"no-word", fstest.MapFS{"languages/xx.txt": file(" = 3")}, rostrum.CodeInvalid, `languages/xx.txt:1:1: expected a word before '='`},
		{"script-case", fstest.MapFS{"languages/xx.txt": file("@hangul")}, rostrum.CodeInvalid,
			`languages/xx.txt:1:1: expected the Unicode name of a script, found "hangul"; perhaps "Hangul"`},
		{"script-unknown", fstest.MapFS{"languages/xx.txt": file("@Runes")}, rostrum.CodeInvalid,
			`languages/xx.txt:1:1: expected the Unicode name of a script, such as Cyrillic, found "Runes"`},
		{"two-characters", fstest.MapFS{"languages/xx.txt": file("~ñá")}, rostrum.CodeInvalid,
			`languages/xx.txt:1:1: expected one character beyond ASCII after '~', found "ñá"`},
		{"ending-too-short", fstest.MapFS{"languages/xx.txt": file("-s")}, rostrum.CodeInvalid,
			`languages/xx.txt:1:1: expected an ending of 2 to 6 bytes of letters after '-', found "s"`},
		{"word-too-long", fstest.MapFS{"languages/xx.txt": file(strings.Repeat("a", 25))}, rostrum.CodeInvalid,
			`languages/xx.txt:1:1: expected a word of at most 24 bytes, found "aaaaaaaaaaaaaaaaaaaaaaaaa"`},
		{"file-name", fstest.MapFS{"languages/english.txt": file("the")}, rostrum.CodeInvalid,
			"languages/english.txt:1:1: expected a file named by a language code of two or three letters, such as en.txt"},
		{"several", fstest.MapFS{"languages/xx.txt": file("-s\nok\n~n")}, rostrum.CodeInvalid,
			`languages/xx.txt:1:1: expected an ending of 2 to 6 bytes of letters after '-', found "s"` + "\n" +
				`languages/xx.txt:3:1: expected one character beyond ASCII after '~', found "n"`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := New(c.fs)
			if err == nil || err.Error() != c.want || rostrum.ErrorCode(err) != c.code {
				t.Errorf("got  %v (%s)\nwant %s (%s)", err, rostrum.ErrorCode(err), c.want, c.code)
			}
		})
	}
}

func TestNew_invented(t *testing.T) {
	r, err := New(fstest.MapFS{
		"languages/aa.txt": {Data: []byte("\ufefffoo\nbar = 0.5\n-zen\n")},
		"languages/bb.txt": {Data: []byte("BAR\nbaz\nquux = -1\n@Greek = 0.5\n~ø = 2\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Languages(); !slices.Equal(got, []string{"aa", "bb"}) {
		t.Errorf("Languages: %v", got)
	}
	cases := []struct{ text, want string }{{"foo", "aa"}, {"bár", "bb"}, {"Bár", "und"}, {"bar", "bb"}, {"foo bar", "aa"}, {"foo bar bar", "und"}, {`baz foo`, "und"}, {`baz "foo"`, "bb"}, {`baz “foo”`, "bb"}, {"foo foo", "aa"}, {"bar quux", "und"}, {"rabazen", "aa"}, {"λόγος", "bb"}, {"Ø", "bb"}, {"", "und"}}
	for _, c := range cases {
		if got := r.Recognise(c.text, ""); got != c.want {
			t.Errorf("%q: got %s, want %s", c.text, got, c.want)
		}
	}
}

// TestRecogniser_Recognise_corpusWhole holds the counts that were read and found
// right: no item is doubtful, and none filed as Spanish is anything else.
func TestRecogniser_Recognise_corpusWhole(t *testing.T) {
	whole.Only(t)
	r := open(t)
	got := map[string]int{}
	eachReport(t, func(rep *rostrum.Report) {
		got[rep.Lang+">"+r.Recognise(rep.Title, rep.Text)]++
	})
	for key, n := range map[string]int{"en>en": 11293, "en>es": 832, "es>es": 719} {
		if got[key] != n {
			t.Errorf("%s: got %d, want %d (all: %v)", key, got[key], n, got)
		}
	}
}

func eachReport(t testing.TB, f func(*rostrum.Report)) {
	t.Helper()
	const dir = "../../../shared/corpus"
	paths := []string{filepath.Join(dir, "kcna-2011.jsonl.gz"), filepath.Join(dir, "kcna-2024.jsonl.gz")}
	if _, err := os.Stat(paths[0]); err != nil {
		t.Skipf("no corpus in %s", dir)
	}
	for r := read.New(paths, nil, read.Options{}); ; {
		rep, err := r.Next()
		if err == io.EOF {
			return
		}
		f(rep)
	}
}

func BenchmarkRecogniser_Recognise(b *testing.B) {
	r := open(b)
	var all []*rostrum.Report
	eachReport(b, func(rep *rostrum.Report) { all = append(all, rep) })
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		rep := all[i%len(all)]
		r.Recognise(rep.Title, rep.Text)
		i++
	}
}

func FuzzRecognise(f *testing.F) {
	r := open(f)
	for _, s := range []string{"Kim Jong Il Visits Farm", "El pueblo", "第一", "Ｆ", "\xff\xfe", "e\u0301", strings.Repeat("the ", 300)} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, title, text string) {
		got := r.Recognise(title, text)
		if got != Undetermined && !slices.Contains(r.Languages(), got) {
			t.Errorf("got %q", got)
		}
		if again := r.Recognise(title, text); again != got {
			t.Errorf("got %q, then %q", got, again)
		}
	})
}

func FuzzNew(f *testing.F) {
	f.Add("the\n# x\nin = 0.5\n-tion\n~ñ = 2\n@Greek")
	f.Add("=\n- = 1\n~\n@\n-\xff")
	f.Fuzz(func(t *testing.T, data string) {
		r, err := New(fstest.MapFS{"languages/xx.txt": {Data: []byte(data)}})
		if err == nil {
			r.Recognise(data, data)
		} else if rostrum.ErrorCode(err) != rostrum.CodeInvalid {
			t.Errorf("%v", err)
		}
	})
}
