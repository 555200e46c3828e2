package eval

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/language"
	"github.com/rostrum-watch/rostrum/profiles"
)

// TestSample_language holds the share of items, drawn before the recogniser was
// written, whose language is told as a reader told it.
func TestSample_language(t *testing.T) {
	const least = 0.995
	names, _ := filepath.Glob(sharedDir + "/corpus/kcna-20*.jsonl.gz")
	if len(names) == 0 {
		t.Skip("no corpora in ../shared")
	}
	data, err := os.ReadFile("samples/language-300.verdicts.json")
	if err != nil {
		t.Fatal(err)
	}
	var verdicts map[string]string
	if err := json.Unmarshal(data, &verdicts); err != nil {
		t.Fatal(err)
	}
	recogniser, err := language.New(profiles.FS)
	if err != nil {
		t.Fatal(err)
	}
	seen, right := map[string]bool{}, 0
	for _, name := range names {
		all, err := ReadReports(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range all {
			want := verdicts[r.ID]
			if want == "" || seen[r.ID] { // of several captures the first
				continue
			}
			seen[r.ID] = true
			if got := recogniser.Recognise(r.Title, r.Text); got == want {
				right++
			} else {
				t.Logf("%s: got %s, want %s", r.ID, got, want)
			}
		}
	}
	if len(seen) != len(verdicts) {
		t.Errorf("%d of %d items are in the corpora", len(seen), len(verdicts))
	}
	share := float64(right) / float64(max(len(seen), 1))
	t.Logf("language: %d of %d right (%.3f)", right, len(seen), share)
	if share < least {
		t.Errorf("%.3f of the items have the right language; want %.3f", share, least)
	}
}
