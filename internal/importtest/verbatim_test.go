package importtest

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum/internal/eval/whole"
)

const (
	corpora = "../../../shared/corpus/*.jsonl.gz"
	// longest is the longest run of letters that a file may share with the
	// corpora: more than any title or name, less than a sentence.
	longest = 60
	block   = longest / 2
)

// common are names and posts that any writer about these outlets would use
// whole; they stand in no text alone, and do not count.
var common = []string{
	"general secretary of the Workers' Party of Korea",
	"president of the State Affairs of the Democratic People's Republic of Korea",
	"chairman of the National Defence Commission of the Democratic People's Republic of Korea",
	"embers of the Presidium of the Political Bureau of the C.C., WPK",
	"member of the Political Bureau and secretary of the C.C.",
	"member of the Political Bureau and department director of the C.C.",
	"the Committee for Cultural Relations with Foreign Countries",
	"the People's Palace of Culture",
	"gave the following answer to a question raised by",
}

// blocks remembers a text by its blocks: of any run of twice a block's length,
// one block at least stands at a multiple of it.
type blocks struct {
	text []byte
	at   map[uint64]int32
}

const prime = 1099511628211

func hash(b []byte) uint64 {
	var h uint64
	for _, c := range b {
		h = h*prime + uint64(c)
	}
	return h
}

func (x *blocks) add(s string) {
	x.text = append(append(x.text, 0), plainRun(s)...)
}

func (x *blocks) index() {
	x.at = make(map[uint64]int32, len(x.text)/block)
	for i := 0; i+block <= len(x.text); i += block {
		x.at[hash(x.text[i:i+block])] = int32(i)
	}
}

// runs calls f with each run of at least longest bytes that s shares with the
// text.
func (x *blocks) runs(s []byte, f func(run string)) {
	if len(s) < block {
		return
	}
	power := uint64(1)
	for range block - 1 {
		power *= prime
	}
	h := hash(s[:block])
	next := 0 // end of the run found last
	for i := 0; ; i++ {
		if k, ok := x.at[h]; ok && i >= next {
			a, b := i, int(k)
			for a > next && b > 0 && s[a-1] == x.text[b-1] {
				a, b = a-1, b-1
			}
			end, e := i, int(k)
			for end < len(s) && e < len(x.text) && s[end] == x.text[e] {
				end, e = end+1, e+1
			}
			if end-a >= longest {
				f(string(s[a:end]))
				next = end
			}
		}
		if i+block >= len(s) {
			return
		}
		h = (h-uint64(s[i])*power)*prime + uint64(s[i+block])
	}
}

// plainRun writes every stretch of space as one.
func plainRun(s string) string { return strings.Join(strings.Fields(s), " ") }

// TestNothingIsCopied_whole: the corpora are for reading and measuring; what stands in
// the repository is written for it.
func TestNothingIsCopied_whole(t *testing.T) {
	whole.Only(t)
	names, _ := filepath.Glob(corpora)
	if len(names) == 0 {
		t.Skip("no corpora in ../shared")
	}
	var x blocks
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(bufio.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(z)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			var item struct{ Title, Text string }
			if err := json.Unmarshal(lines.Bytes(), &item); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			x.add(item.Title)
			x.add(item.Text)
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
		file.Close()
	}
	x.index()

	const never = "\x01" // in the place of a common run: it stands in no corpus
	self := false
	err := filepath.WalkDir(root, func(name string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if base := d.Name(); d.IsDir() {
			if base == ".git" || base == "bin" || base == "node_modules" || base == "lexicon" { // a lexicon lists names
				return filepath.SkipDir
			}
			return nil
		}
		if info, err := d.Info(); err != nil || info.Size() > 8<<20 {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if bytes.IndexByte(data, 0) >= 0 || !utf8.Valid(data) {
			return nil
		}
		self = self || strings.HasSuffix(name, "verbatim_test.go")
		text := plainRun(string(data))
		for _, c := range common {
			text = strings.ReplaceAll(text, c, never)
		}
		x.runs([]byte(text), func(run string) {
			t.Errorf("%s: stands in the corpora word for word: %q", strings.TrimPrefix(name, root+"/"), run)
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if !self {
		t.Error("the walk did not reach this file")
	}
}

// TestBlocks: a run is found wherever it stands, whole, and nothing shorter.
func TestBlocks(t *testing.T) {
	var x blocks
	x.add("The quick brown fox jumps over the lazy dog while the band plays on and the river runs to the sea.")
	x.index()
	run := string(x.text[8 : 8+longest])
	for shift := range block + 1 {
		s := append(bytes.Repeat([]byte("#"), shift), run...)
		var got []string
		x.runs(append(s, "####"...), func(r string) { got = append(got, r) })
		if len(got) != 1 || got[0] != run {
			t.Fatalf("shifted by %d: got %q", shift, got)
		}
	}
	x.runs([]byte("#"+run[:longest-1]+"#"), func(r string) { t.Errorf("found a run of %d: %q", len(r), r) })
}
