package read

import (
	"encoding/json"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

// checkAll reads data as one input and checks what holds of any input: nothing
// panics, positions count up, strings are UTF-8, dates are dates, and the items
// are the same however the bytes come in.
func checkAll(t *testing.T, data string) {
	opts := Options{MaxItem: 1 << 10, MaxTotal: 1 << 16, Hosts: map[string]string{"example.kp": "H"}}
	all := drain(t, New([]string{"-"}, strings.NewReader(data), opts))
	for i, r := range all {
		if r.Item != i+1 || r.Input != "-" {
			t.Errorf("item %d is called %s %d", i+1, r.Input, r.Item)
		}
		for _, s := range []string{r.ID, r.Outlet, r.Lang, r.URL, r.Published, r.Retrieved, r.Topic, r.Title, r.Text} {
			if !utf8.ValidString(s) {
				t.Errorf("item %d: invalid UTF-8 in %q", i+1, s)
			}
		}
		if r.Published != "" {
			if d, ok := day(r.Published); !ok || d != r.Published {
				t.Errorf("item %d: published %q", i+1, r.Published)
			}
		}
	}
	again := drain(t, New([]string{"-"}, iotest.HalfReader(strings.NewReader(data)), opts))
	if a, b := summary(all), summary(again); a != b && !strings.HasPrefix(data, "\x1f\x8b") {
		t.Errorf("read in other pieces:\n%q\n%q", a, b)
	}
}

func FuzzJSONL(f *testing.F) {
	for _, s := range []string{two, `{"id":"\ud83d\ude00\u12","text":[1,{"a":-0.5e+7}],"title":null}`, "[\n {\"id\":\"a\"},\n {\"id\":\"b\"}\n]", "{\n\"id\":\n\"a\"}",
		zip(two), utf16LE(two), "\ufeff{}\n\n{\"text\":\"\xff\"}", `{"id":"a"}{"id":"b"}`, "{\"a\":\"\n{}\n", "[{\n{}\n ,1", zip(two)[:30]} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data string) {
		checkAll(t, data)

		// One object is read as encoding/json reads it.
		var o object
		m := o.decode([]byte(data))
		var want map[string]json.RawMessage
		err := json.Unmarshal([]byte(data), &want)
		if err != nil || want == nil {
			if m == nil {
				t.Fatalf("decoded what encoding/json does not: %q: %v", data, err)
			}
			return
		}
		if m != nil {
			if !strings.HasPrefix(m.expected, "a string for") && !strings.HasPrefix(m.expected, "values nested") {
				t.Fatalf("%q: %v", data, m)
			}
			return
		}
		for f, name := range fieldNames {
			var s string
			if json.Unmarshal(want[name], &s) == nil && s != o.value[f] {
				t.Errorf("%s: got %q, want %q", name, o.value[f], s)
			}
		}
	})
}

func FuzzPlain(f *testing.F) {
	for _, s := range []string{"Title: Head\nDate: 2024-05-18\n\nBody", "Head\r\n\r\nBody\r\n", "Body", "\n\n", "A: b\nTitle: x\n y\nz", "Title: a\n\xff", "ID:\n\nx", "\xef\xbb"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data string) {
		checkAll(t, data)
		var o object
		o.decodePlain([]byte(data))
		if o.has(fieldText) && !o.replaced[fieldText] && !strings.HasSuffix(data, o.value[fieldText]) {
			t.Errorf("text %q is no end of %q", o.value[fieldText], data)
		}
		r := New([]string{"-"}, io.LimitReader(strings.NewReader("Title: x\n\n"+data), 1<<12), Options{})
		for _, rep := range drain(t, r) {
			if rep.Err == nil && rep.Title != "x" && !strings.Contains(data, "\n{") && !strings.Contains(data, "\x00") && data != "" && data[0] != ' ' && data[0] != '\t' {
				t.Errorf("title %q", rep.Title)
			}
		}
	})
}
