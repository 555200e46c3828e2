package read

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"

	"github.com/rostrum-watch/rostrum"
)

// readAll reads one input from memory and checks what holds of every item.
func readAll(t testing.TB, data string, opts Options) []*rostrum.Report {
	t.Helper()
	return drain(t, New([]string{"-"}, strings.NewReader(data), opts))
}

func drain(t testing.TB, r *Reader) []*rostrum.Report {
	t.Helper()
	var all []*rostrum.Report
	for {
		rep, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("Next: %v", err)
		}
		var e *rostrum.Error
		if rep.Err != nil && !errors.As(rep.Err, &e) {
			t.Errorf("item %d: error of type %T", rep.Item, rep.Err)
		}
		all = append(all, rep)
	}
	if _, err := r.Next(); err != io.EOF {
		t.Errorf("Next after the end: %v", err)
	}
	return all
}

// summary puts down the reports in a form that a table can hold.
func summary(all []*rostrum.Report) string {
	var b strings.Builder
	for _, r := range all {
		fmt.Fprintf(&b, "%d %s|%s|%s", r.Item, r.ID, r.Title, r.Text)
		if r.Err != nil {
			fmt.Fprintf(&b, " !%v", r.Err)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func zip(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, s)
	w.Close()
	return b.String()
}

func utf16LE(s string) string {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

const two = `{"id":"a","title":"A","text":"one"}` + "\n" + `{"id":"b","title":"B","text":"two"}` + "\n"

const wantTwo = "1 a|A|one\n2 b|B|two\n"

func TestReader_Next(t *testing.T) {
	long := strings.Repeat("x", 300)
	cases := []struct{ name, in, want string }{
		{"empty", "", ""},
		{"white-space-only", " \n\r\n\t\n", ""},
		{"one-object-a-line", two, wantTwo},
		{"no-line-end-at-the-end", strings.TrimSpace(two), wantTwo},
		{"crlf-and-empty-lines", "\r\n\r\n" + strings.ReplaceAll(two, "\n", "\r\n\r\n"), wantTwo},
		{"byte-order-mark", "\ufeff" + two, wantTwo},
		{"byte-order-marks-of-files-put-together", "\ufeff" + strings.ReplaceAll(two, "\n", "\n\ufeff"), wantTwo},
		{"utf-16", utf16LE(two), wantTwo},
		{"gzip", zip(two), wantTwo},
		{"gzip-members-one-after-the-other", zip(two[:20]) + zip(two[20:]), wantTwo},
		{"gzip-in-gzip", zip(zip(two)), wantTwo},
		{"gzip-too-deep", zip(zip(zip(two))), "1 || !-: gzip within gzip, more than 2 deep\n"},
		{"no-line-end-between-two", strings.ReplaceAll(two, "\n", ""), wantTwo},
		{"braces-in-a-text-are-no-end", `{"id":"a","title":"A","text":"}{\"b"}`, "1 a|A|}{\"b\n"},
		{"array-in-one-line", "[" + strings.ReplaceAll(strings.TrimSpace(two), "\n", ",") + "]", wantTwo},
		{"empty-array", "[]", ""},
		{"array-over-several-lines", "[\n  {\n    \"id\": \"a\",\n    \"title\": \"A\",\n    \"text\": \"one\"\n  },\n  {\"id\":\"b\",\n \"title\":\"B\", \"text\":\"two\"}\n]\n", wantTwo},
		{"object-over-several-lines", "{\n  \"id\": \"a\",\n  \"title\": \"A\", \"more\": {\"x\": [1, {}]},\n  \"text\": \"one\"\n}\n", "1 a|A|one\n"},
		{"objects-over-several-lines", "{\n \"id\": \"a\",\n \"title\": \"A\", \"text\": \"one\"\n}\n{\n\"id\": \"b\",\n\"title\":\"B\",\"text\":\"two\"\n}\n", wantTwo},
		{"array-with-what-is-no-object", `[{"id":"a"}, 7, "x, y", {"id":"b"}]`,
			"1 a||\n2 || !-:1:14: expected an object, found '7'\n3 || !-:1:17: expected an object, found '\"'\n4 b||\n"},
		{"object-cut-in-an-array", "[\n  {\"id\":\"a\",\"text\":\"on\n  {\"id\":\"b\"},\n  {\"id\":\"c\"}\n]",
			"1 a|| !-:2:23: expected '\"' at the end of the value of text, found the end\n2 b||\n3 c||\n"},
		{"array-without-its-end", "[\n{\"id\":\"a\"},\n{\"id\":\"b\",\n  \"title\":", "1 a||\n2 b|| !-:4:11: expected a value, found the end\n"},
		{"first-line-cut-at-its-end", `{"id":"a","title":"A","te` + "\n" + `{"id":"b"}` + "\n", "1 a|A| !-:1:26: expected '\"' at the end of a key, found the end\n2 b||\n"},
		{"first-line-cut-after-a-comma", `{"id":"a",` + "\n" + `{"id":"b"}` + "\n", "1 a|| !-:1:11: expected a key in double quotes, found the end\n2 b||\n"},
		{"first-line-cut-at-its-beginning", `xt":"one"}` + "\n" + two, "1 || !-:1:1: expected an object, found 'x'\n2 a|A|one\n3 b|B|two\n"},
		{"line-in-the-middle-is-no-json", `{"id":"a"}` + "\nhello\n" + `{"id":"b"}`, "1 a||\n2 || !-:2:1: expected an object, found 'h'\n3 b||\n"},
		{"something-after-the-object", `{"id":"a"} x`, "1 a|| !-:1:12: expected nothing after the object, found 'x'\n"},
		{"text-is-no-string", `{"id":"a","text":12,"title":"A"}`, "1 a|| !-:1:18: expected a string for text, found '1'\n"},
		{"number-as-id", `{"id":12,"text":"x"}`, "1 12||x\n"},
		{"null-is-as-if-missing", `{"id":"a","title":null,"text":"x"}`, "1 a||x\n"},
		{"last-of-a-doubled-key", `{"id":"a","text":"x","text":"y"}`, "1 a||y\n"},
		{"raw-tab-in-a-string", "{\"id\":\"a\",\"text\":\"x\ty\"}", "1 a|| !-:1:20: expected no control character within the value of text, found '\\t'\n"},
		{"escapes", `{"id":"\u00e9\ud83d\ude00","text":"a\n\"b\"\\\/\t"}`, "1 é😀||a\n\"b\"\\/\t\n"},
		{"bad-escape", `{"id":"a","text":"\x"}`, "1 a|| !-:1:20: expected an escape such as \\n, \\\" or \\u00e9, found 'x'\n"},
		{"line-too-long", `{"id":"a","text":"` + long + `"}` + "\n" + `{"id":"b"}`, "1 a|| !-:1:1: longer than 256 bytes\n2 b||\n"},
		{"object-too-long-in-an-array", `[{"id":"a","text":"` + long + `]"},{"id":"b"}]`, "1 a|| !-:1:2: longer than 256 bytes\n2 b||\n"},
		{"nesting-too-deep", `{"id":"a","x":` + strings.Repeat("[", 100) + strings.Repeat("]", 100) + `}`, "1 a||\n"},

		{"plain-title-and-text", "Head\n\nBody one.\nBody two.\n", "1 |Head|Body one.\nBody two.\n\n"},
		{"plain-without-title", "Body one.\nBody two.\n", "1 ||Body one.\nBody two.\n\n"},
		{"plain-one-line", "Body", "1 ||Body\n"},
		{"plain-title-only", "Head\n\n", "1 |Head|\n"},
		{"plain-keeps-crlf-in-the-text", "Head\r\n\r\nOne.\r\nTwo.\r\n", "1 |Head|One.\r\nTwo.\r\n\n"},
		{"plain-header", "\ufeffTitle: Head: more\nDate: 2024-05-18\nID: x1\n\nBody\n", "1 x1|Head: more|Body\n\n"},
		{"plain-header-after-empty-lines", "\n \ntitle: Head\n\nBody", "1 |Head|Body\n"},
		{"plain-header-with-other-keys", "Author: N. N.\nTitle: Head\n  goes on\n\nBody", "1 |Head goes on|Body\n"},
		{"plain-header-without-empty-line", "Title: Head\nBody one.\n\nBody two.", "1 |Head|Body one.\n\nBody two.\n"},
		{"plain-header-only", "Title: Head", "1 |Head|\n"},
		{"plain-colon-in-a-title-is-no-header", "Capital: a city\n\nBody", "1 |Capital: a city|Body\n"},
		{"plain-time-is-no-header", "Title:x\nBody", "1 ||Title:x\nBody\n"},
		{"plain-bracket-first", "[Photo] Head\n\nBody", "1 |[Photo] Head|Body\n"},
		{"plain-gzip", zip("Head\n\nBody"), "1 |Head|Body\n"},
		{"plain-too-long", "Title: Head\n\n" + strings.Repeat(long, 3), "1 |Head|" + strings.Repeat(long, 1)[:243] + " !-:1:1: longer than 256 bytes\n"},

		{"html", " <!DOCTYPE html><html></html>", "1 || !-: expected JSONL or plain text, found HTML or XML\n"},
		{"zip", "PK\x03\x04abc", "1 || !-: expected JSONL or plain text, found a zip archive\n"},
		{"binary", "abc\x00def", "1 || !-: expected JSONL or plain text, found binary data\n"},
		{"gzip-header-cut", zip(two)[:5], "1 || !-: gzip header cannot be read: unexpected EOF\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for _, stdin := range []io.Reader{strings.NewReader(c.in), iotest.OneByteReader(strings.NewReader(c.in)), iotest.DataErrReader(strings.NewReader(c.in))} {
				got := summary(drain(t, New([]string{"-"}, stdin, Options{MaxItem: 256})))
				if got != c.want {
					t.Errorf("with %T\ngot  %q\nwant %q", stdin, got, c.want)
				}
			}
		})
	}
}

func TestReader_Next_brokenStream(t *testing.T) {
	whole := zip(strings.Repeat(two, 2000))
	all := readAll(t, whole[:len(whole)/2], Options{})
	last := all[len(all)-1]
	if len(all) < 100 || last.Err == nil || rostrum.ErrorCode(last.Err) != rostrum.CodeInvalid || !strings.Contains(last.Err.Error(), "gzip") {
		t.Errorf("truncated gzip: %d items, last %+v", len(all), last)
	}
	for _, r := range all[:len(all)-1] {
		if r.Err != nil {
			t.Errorf("item %d: %v", r.Item, r.Err)
		}
	}

	cut := zip(two)
	cases := []struct {
		name, want string
		stdin      io.Reader
		opts       Options
	}{
		{"checksum-missing", wantTwo + "3 || !-:3:1: expected more gzip data, found the end; the rest is lost\n", strings.NewReader(cut[:len(cut)-4]), Options{}},
		{"garbage-after-gzip", wantTwo + "3 || !-:3:1: gzip data cannot be read on: gzip: invalid header; the rest is lost\n", strings.NewReader(cut + "garbage, garbage"), Options{}},
		{"too-much", "1 a|A|one\n2 b|| !-:2:1: more than 50 bytes in one input; the rest was not read\n", strings.NewReader(two), Options{MaxTotal: 50}},
		{"just-enough", wantTwo, strings.NewReader(two), Options{MaxTotal: int64(len(two))}},
		{"too-much-plain", "1 |Head|Bod !-:1:1: more than 9 bytes in one input; the rest was not read\n", strings.NewReader("Head\n\nBody of it"), Options{MaxTotal: 9}},
		{"whole-object-before-a-failure", "1 a||\n2 || !-:1:11: cannot be read on: timeout; the rest is lost\n", failing(`{"id":"a"}`), Options{}},
		{"failure-in-an-object", "1 a|| !-:1:1: cannot be read on: timeout; the rest is lost\n", failing(`{"id":"a","t`), Options{}},
		{"failure-in-an-array", "1 a||\n2 b|| !-:1:13: cannot be read on: timeout; the rest is lost\n", failing(`[{"id":"a"},{"id":"b",`), Options{}},
		{"failure-at-once", "1 || !-: cannot be read: timeout\n", iotest.ErrReader(iotest.ErrTimeout), Options{}},
		{"failure-after-white-space", "1 || !-:1:1: cannot be read on: timeout; the rest is lost\n", failing(" \n "), Options{}},
		{"reader-that-gives-nothing", "1 || !-: cannot be read: multiple Read calls return no data or error\n", idle{}, Options{}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := summary(drain(t, New([]string{"-"}, c.stdin, c.opts))); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func failing(s string) io.Reader {
	return io.MultiReader(strings.NewReader(s), iotest.ErrReader(iotest.ErrTimeout))
}

type idle struct{}

func (idle) Read([]byte) (int, error) { return 0, nil }

func TestReader_Next_paths(t *testing.T) {
	dir := t.TempDir()
	write := func(name, data string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("b.txt", "Head\n\nBody")
	write("a/second.bin", zip(two))
	write("a/first", "")
	write("c", "<html>")
	write(".hidden/x", two)
	if err := os.Symlink(dir, filepath.Join(dir, "loop")); err != nil {
		t.Fatal(err)
	}
	missing := filepath.Join(dir, "missing")
	all := drain(t, New([]string{missing, dir, "-", filepath.Join(dir, "b.txt")}, strings.NewReader("{\"id\":\"in\"}"), Options{}))
	var got []string
	for _, r := range all {
		name, _ := filepath.Rel(dir, r.Input)
		if r.Input == "-" {
			name = "-"
		}
		got = append(got, fmt.Sprintf("%s %d %s %s", name, r.Item, r.ID+r.Title, rostrum.ErrorCode(r.Err)))
	}
	want := []string{"missing 1  unavailable", "a/second.bin 1 aA ", "a/second.bin 2 bB ", "b.txt 1 Head ", "c 1  unsupported",
		"loop 1  unsupported", "- 1 in ", "b.txt 1 Head "}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if msg := all[0].Err.Error(); msg != missing+": cannot be opened: no such file or directory" {
		t.Errorf("message %q", msg)
	}
}

func TestReader_Close(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(path, []byte(two), 0o644); err != nil {
		t.Fatal(err)
	}
	r := New([]string{path, path}, nil, Options{})
	if _, err := r.Next(); err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
	if _, err := r.Next(); err != io.EOF {
		t.Errorf("Next after Close: %v", err)
	}
	if all := drain(t, New([]string{"-"}, nil, Options{})); len(all) != 0 {
		t.Errorf("no stdin: %d items", len(all))
	}
}

func TestRaw_Report(t *testing.T) {
	opts := Options{Outlet: "Given", Hosts: map[string]string{"example.kp": "Herald", "voice.example.kp": "Voice"}}
	cases := []struct {
		name, in, outlet, published, retrieved string
		notes                                  []string
	}{
		{"all-there", `{"outlet":"O","published":"2024-02-29","retrieved":"2024-03-01T04:05:06Z","text":"x"}`, "O", "2024-02-29", "2024-03-01T04:05:06Z", nil},
		{"outlet-by-host", `{"url":"http://www.Example.kp:80/a?b","published":"2024-02-29","text":"x"}`, "Herald", "2024-02-29", "", nil},
		{"outlet-by-longest-host", `{"url":"//u@voice.example.kp","published":"2024-02-29","text":"x"}`, "Voice", "2024-02-29", "", nil},
		{"outlet-not-by-part-of-a-label", `{"url":"http://myexample.kp/","published":"2024-02-29","text":"x"}`, "Given", "2024-02-29", "", nil},
		{"time-becomes-day", `{"published":"2024-02-29T23:59:59+09:00","text":"x"}`, "Given", "2024-02-29", "", nil},
		{"no-date", `{"published":"","text":"x"}`, "Given", "", "", []string{"published: missing"}},
		{"no-such-day", `{"published":"2023-02-29","text":"x"}`, "Given", "", "", []string{`published: expected a date such as 2024-05-18, found "2023-02-29"`}},
		{"other-date-forms", `{"published":"18 May 2024","retrieved":"0001-01-01","text":"x"}`, "Given", "", "", []string{
			`published: expected a date such as 2024-05-18, found "18 May 2024"`, `retrieved: expected a date such as 2024-05-18, found "0001-01-01"`}},
		{"date-is-no-string", `{"published":20240518,"text":"x"}`, "Given", "", "", []string{"published: not a string"}},
		{"invalid-utf-8", "{\"published\":\"2024-02-29\",\"text\":\"x\xff\"}", "Given", "2024-02-29", "", []string{"text: what is no UTF-8 was replaced by U+FFFD"}},
		{"half-a-surrogate-pair", `{"published":"2024-02-29","title":"\ud800"}`, "Given", "2024-02-29", "", []string{"title: what is no UTF-8 was replaced by U+FFFD"}},
		{"nothing-known", `{"published":"2024-02-29","body":"x"}`, "Given", "2024-02-29", "", []string{"neither title nor text"}},
		{"plain-header", "Date: 2024-05-18\nURL: https://example.kp/x\nRetrieved: 2024-05-19\n\nx", "Herald", "2024-05-18", "2024-05-19", nil},
		{"plain-header-unended", "Date: 2024-05-18\nx", "Given", "2024-05-18", "", []string{"no empty line after the header"}},
		{"plain-invalid-utf-8", "Date: 2024-05-18\n\nx\xff\xfe", "Given", "2024-05-18", "", []string{"text: what is no UTF-8 was replaced by U+FFFD"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			all := readAll(t, c.in, opts)
			if len(all) != 1 || all[0].Err != nil {
				t.Fatalf("got %d items, %+v", len(all), all)
			}
			r := all[0]
			if r.Outlet != c.outlet || r.Published != c.published || r.Retrieved != c.retrieved || strings.Join(r.Notes, "\n") != strings.Join(c.notes, "\n") {
				t.Errorf("got outlet %q published %q retrieved %q notes %q", r.Outlet, r.Published, r.Retrieved, r.Notes)
			}
		})
	}
}

func TestReader_Next_doubled(t *testing.T) {
	all := readAll(t, two+two[:36], Options{Outlet: "O"})
	if len(all) != 3 || all[2].ID != "a" || all[2].Notes[0] != "doubled: the same as item 1 of this input" {
		t.Errorf("got %+v", all[len(all)-1])
	}
	for _, r := range all[:2] {
		if strings.Contains(strings.Join(r.Notes, " "), "doubled") {
			t.Errorf("item %d: %q", r.Item, r.Notes)
		}
	}
}

func TestReader_Next_saysTheSame(t *testing.T) {
	const first = `{"id":"a","title":"T","text":"He said \"text\": \\"}` + "\n"
	cases := []struct{ name, second, want string }{
		{"another-capture", `{"retrieved":"2031-01-02", "text" : "He said \"text\": \\","title":"T","id":"a"}`, "doubled: title and text are those of item 1 of this input"},
		{"another-title", `{"id":"a","title":"U","text":"He said \"text\": \\"}`, ""},
		{"another-text", `{"id":"a","title":"T","text":"He said \"text\": \\\\"}`, ""},
		{"no-text", `{"id":"a","title":"T"}`, ""},
		{"empty-text", `{"id":"a","title":"T","text":""}`, ""},
		{"cut-within-the-text", `{"id":"a","title":"T","text":"He said \"`, ""},
		{"no-string", `{"id":"a","title":"T","text":5}`, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			all := readAll(t, first+c.second+"\n", Options{Outlet: "O"})
			if len(all) != 2 {
				t.Fatalf("%d items", len(all))
			}
			got := ""
			for _, n := range all[1].Notes {
				if strings.HasPrefix(n, "doubled") {
					got = n
				}
			}
			if got != c.want {
				t.Errorf("got %q", all[1].Notes)
			}
		})
	}
}

func TestReader_Empty(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a": "", "b": "x", "c": " \n", "d": "[]"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	none := t.TempDir()
	r := New([]string{dir, none, "-"}, strings.NewReader(""), Options{})
	if all := drain(t, r); len(all) != 1 {
		t.Errorf("%d items", len(all))
	}
	want := []string{filepath.Join(dir, "a"), filepath.Join(dir, "c"), filepath.Join(dir, "d"), none, "-"}
	if got := r.Empty(); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBrokenOff(t *testing.T) {
	const said = "The stewards toured the works and praised those who had built it"
	for _, c := range []struct{ name, text, want string }{
		{"whole", said + ".", ""},
		{"quoted", said + ".\u201d", ""},
		{"end-mark", said + ". -0-", ""},
		{"full-width", said + "\u3002", ""},
		{"within-a-sentence", said, "those who had built it"},
		{"behind-a-comma", said + ",\n ", "those who had built it,"},
		{"dots", "See more...", "See more..."},
		{"ellipsis", said + " \u2026", "those who had built it \u2026"},
		{"signature", said + ".\nTorvane Ost Halric\nAldermoor, May 3", ""},
		{"copyright", said + ".\nCopyright 2031 Voice of the Banner. All Rights Reserved", ""},
		{"cut-before-copyright", said + "\n\n\u00a9 Voice of the Banner 2031, all rights reserved", "those who had built it"},
		{"a-few-words", "Aldermoor", ""},
		{"empty", "", ""},
	} {
		if got := brokenOff(c.text); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestReader_Next_samples(t *testing.T) {
	for _, r := range drain(t, New([]string{"testdata/samples"}, nil, Options{})) {
		if r.Err != nil || r.Outlet == "" || r.Published == "" || r.Title == "" || r.Text == "" || len(r.Notes) > 0 {
			t.Errorf("%s item %d: %+v", r.Input, r.Item, r)
		}
	}
}

// TestReader_Progress wants all bytes of files to have been read in the end, and
// nothing to be said where nobody knows.
func TestReader_Progress(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.jsonl": `{"title":"A"}` + "\n", "sub/b.jsonl": `{"title":"B"}` + "\n" + `{"title":"C"}` + "\n", ".hidden": "x"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := New([]string{dir}, nil, Options{})
	for n := 0; ; n++ {
		_, err := r.NextRaw()
		done, total := r.Progress()
		if total != 42 || done > total {
			t.Fatalf("%d of %d bytes after %d items", done, total, n)
		}
		if errors.Is(err, io.EOF) {
			if done != total || n != 3 {
				t.Errorf("%d of %d bytes after %d items", done, total, n)
			}
			break
		}
	}
	r = New([]string{"-", dir}, strings.NewReader(`{"title":"A"}`), Options{})
	if _, err := r.NextRaw(); err != nil {
		t.Fatal(err)
	}
	if _, total := r.Progress(); total != 0 {
		t.Errorf("standard input has %d bytes", total)
	}
}
