package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// TestSoak_Headlines holds how many texts of a year meet a headline of the same
// day and title, whichever comes first, and that the store is the same then but
// for the names that its reports bear.
func TestSoak_Headlines(t *testing.T) {
	if os.Getenv("ROSTRUM_SOAK") == "" {
		t.Skip("takes a minute; ROSTRUM_SOAK=1 runs it")
	}
	texts, headlines := corpus(t, "kcna-2011.jsonl.gz"), corpus(t, "kcna-headlines-1997-2014.jsonl.gz")
	type told struct {
		Read, New, Filled, Aliases, Duplicates, Headlines, Joined, Rejected int
		NewVersions                                                         int `json:"new_versions"`
	}
	ingest := func(env map[string]string, path string) (s told) {
		t.Helper()
		var out bytes.Buffer
		if code := run(t, &out, env, "ingest", "--json", "-q", path); code != 0 {
			t.Fatalf("exit code %d", code)
		}
		if err := json.Unmarshal(out.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	for _, tt := range []struct {
		name          string
		first, second string
		want          [2]told
	}{
		{"texts first", texts, headlines, [2]told{{Read: 11939, New: 11934, NewVersions: 3, Duplicates: 2},
			{Read: 114641, Headlines: 114582, Joined: 10966, Duplicates: 59}}},
		{"headlines first", headlines, texts, [2]told{{Read: 114641, Headlines: 114582, Duplicates: 59},
			{Read: 11939, New: 11934, Filled: 10966, NewVersions: 3, Duplicates: 2}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			env := map[string]string{"ROSTRUM_DB": filepath.Join(t.TempDir(), "a.db")}
			for i, path := range []string{tt.first, tt.second} {
				if got := ingest(env, path); got != tt.want[i] {
					t.Errorf("%s:\n got %+v\nwant %+v", filepath.Base(path), got, tt.want[i])
				}
			}
		})
	}
}
