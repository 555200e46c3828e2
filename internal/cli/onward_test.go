package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// TestFindings_onwardWhole imports the samples in the order of their days, but for some that
// come late and for later texts of some, and finds after each import what is found from
// nothing. Under the race detector it imports the samples once, more at a time.
func TestFindings_onwardWhole(t *testing.T) {
	seeds, most := uint64(2), 12 // reports of an import
	if whole.Part(t) {
		seeds, most = 1, 60
	}
	type item struct {
		comes string
		line  []byte
	}
	dir := filepath.Join("..", "..", "profiles", "vdb-en", "samples")
	for seed := range seeds {
		rng := rand.New(rand.NewPCG(seed, 1))
		var all []item
		for _, file := range []string{"reports.jsonl", "recaptured.jsonl"} {
			data, err := os.ReadFile(filepath.Join(dir, file))
			if err != nil {
				t.Fatal(err)
			}
			for line := range bytes.Lines(data) {
				var r struct{ Published, Retrieved string }
				if err := json.Unmarshal(line, &r); err != nil {
					t.Fatal(err)
				}
				day := max(r.Published, r.Retrieved)
				if rng.IntN(5) == 0 {
					day = holding.Plus(day[:10], 1+rng.IntN(20))
				}
				all = append(all, item{day, line})
			}
		}
		slices.SortStableFunc(all, func(a, b item) int { return bytes.Compare([]byte(a.comes), []byte(b.comes)) })
		tmp := t.TempDir()
		env := map[string]string{"ROSTRUM_DB": filepath.Join(tmp, "reports.db")}
		p := &Program{In: eof{}, Out: testLog{t}, Err: testLog{t}, Env: func(name string) string { return env[name] }}
		analyses, err := p.analyses()
		if err != nil {
			t.Fatal(err)
		}
		k := p.knowing()
		nothing := k
		nothing.Digest = ""
		found := 0
		for n := 0; len(all) > 0; n++ {
			var lines bytes.Buffer
			for range min(len(all), 1+rng.IntN(most)) {
				lines.Write(all[0].line)
				all = all[1:]
			}
			file := filepath.Join(tmp, "day.jsonl")
			if err := os.WriteFile(file, lines.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			if code := run(t, &bytes.Buffer{}, env, "ingest", "-q", file); code != 0 {
				t.Fatalf("exit code %d", code)
			}
			if err := p.withApp(t.Context(), false, func(ctx context.Context, a *app.App) error {
				var out [2][]byte
				for i, k := range []app.Knowing{k, nothing} {
					list, err := a.Findings(ctx, analyses, k, app.FindingFilter{Limit: 500})
					if err != nil {
						return err
					}
					found = list.Total
					if out[i], err = json.Marshal(list); err != nil {
						return err
					}
				}
				if !bytes.Equal(out[0], out[1]) {
					t.Errorf("seed %d, import %d:\nfound   %s\nnothing %s", seed, n, out[0], out[1])
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		t.Logf("seed %d: %d findings", seed, found)
	}
}
