package relate_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/language"
	"github.com/rostrum-watch/rostrum/internal/relate"
	"github.com/rostrum-watch/rostrum/internal/store"
	"github.com/rostrum-watch/rostrum/profiles"
)

const corpus = "../../../shared/corpus/kcna-2011.jsonl.gz"

// corpusReports are the reports of the corpus of 2011, each text of a day once.
func corpusReports(t testing.TB) []relate.Report {
	t.Helper()
	f, err := os.Open(corpus)
	if err != nil {
		t.Skipf("the corpus is not there: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	recogniser, err := language.New(profiles.FS)
	if err != nil {
		t.Fatal(err)
	}
	var all []relate.Report
	seen := map[string]bool{}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var r struct{ ID, Outlet, Published, Title, Text string }
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		if key := r.Published + r.Text; !seen[key] {
			seen[key] = true
			all = append(all, relate.Report{Key: int64(len(all)), ID: r.ID, Outlet: r.Outlet, Lang: recogniser.Recognise(r.Title, r.Text), Published: r.Published, Text: r.Text})
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestLinks_CorpusWhole holds how many twins are found of the Spanish reports of
// 2011, and that those are among them which were read and found right.
func TestLinks_CorpusWhole(t *testing.T) {
	whole.Only(t)
	if testing.Short() {
		t.Skip("takes seconds")
	}
	all := corpusReports(t)
	counts := map[string]int{}
	of := map[string]string{}
	for _, l := range linked(all) {
		counts[l.Kind]++
		if l.Kind == store.LinkTwin {
			of[all[l.From].ID] = all[l.To].ID
		}
	}
	t.Logf("links: %v", counts)
	if counts[store.LinkTwin] < 1350 || counts[store.LinkSummary] < 20 {
		t.Errorf("links: %v", counts)
	}
	read, err := os.ReadFile("testdata/twins.txt")
	if err != nil {
		t.Fatal(err)
	}
	missed := 0
	for line := range strings.Lines(string(read)) {
		es, en, _ := strings.Cut(strings.TrimSpace(line), " ")
		if of[es] != en {
			missed++
			t.Logf("%s: got %q, want %s", es, of[es], en)
		}
	}
	if missed > 3 {
		t.Errorf("%d of 60 twins that were read are not found", missed)
	}
}

func BenchmarkLinks(b *testing.B) {
	all := corpusReports(b)
	size := 0
	for _, r := range all {
		size += len(r.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		linked(all)
	}
}
