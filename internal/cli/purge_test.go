package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/edit"
	"github.com/rostrum-watch/rostrum/internal/eval/purge"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
)

// TestPurge_whole plays a purge of an archive through the program: 10,000 reports are
// captured, and captured again with 500 edits, 15 fewer, and spaces that differ. All
// of it is found, and nothing else.
func TestPurge_whole(t *testing.T) {
	p := purge.Plan{Seed: 7, Reports: 10000, Edits: 500, Purged: 300, Withdrawn: 15, Crawl: 1}
	if whole.Part(t) || testing.Short() {
		p.Reports, p.Edits, p.Purged = 400, 50, 30
	}
	a := purge.Make(p)
	t.Log(a)
	dir := t.TempDir()
	env := map[string]string{"ROSTRUM_DB": filepath.Join(dir, "reports.db")}
	must := func(args ...string) []byte {
		t.Helper()
		var out bytes.Buffer
		if code := run(t, &out, env, args...); code != 0 {
			t.Fatalf("rostrum %v: exit code %d", args, code)
		}
		return out.Bytes()
	}
	for name, reports := range map[string][]*rostrum.Report{"first": a.First, "second": a.Second} {
		var b bytes.Buffer
		for _, r := range reports {
			line, err := json.Marshal(map[string]string{"id": r.ID, "outlet": r.Outlet, "lang": r.Lang, "url": r.URL, "published": r.Published, "retrieved": r.Retrieved, "title": r.Title, "text": r.Text})
			if err != nil {
				t.Fatal(err)
			}
			b.Write(append(line, '\n'))
		}
		if err := os.WriteFile(filepath.Join(dir, name+".jsonl"), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	must("ingest", "-q", filepath.Join(dir, "first.jsonl"))
	must("ingest", "-q", filepath.Join(dir, "second.jsonl"))

	var edits app.Edits
	if err := json.Unmarshal(must("edits", "--json", "--limit", "10000"), &edits); err != nil {
		t.Fatal(err)
	}
	if edits.Noise != a.Noisy || edits.Total != len(a.Edited) {
		t.Errorf("found %d edits and %d of noise, expected %d and %d", edits.Total, edits.Noise, len(a.Edited), a.Noisy)
	}
	found := map[string]string{}
	for _, e := range edits.Edits {
		found[e.Report] = strings.Join(slices.Sorted(maps.Keys(e.Meaning)), " ")
	}
	for id, kind := range a.Edited {
		if !strings.Contains(found[id], kind) {
			t.Errorf("%s: expected %s, found %q", id, kind, found[id])
		}
		delete(found, id)
	}
	for id, kinds := range found {
		t.Errorf("%s: found %q, but nothing was edited", id, kinds)
	}

	// Other analyses read the same archive, whose names and posts are drawn by lot.
	kinds := strings.Join([]string{edit.KindEdit, edit.KindNameRemoved, edit.KindNameReplaced, edit.KindWithdrawn, edit.KindReturned}, ",")
	var all app.Findings
	if err := json.Unmarshal(must("findings", "--json", "--as", "M. Ilven", "--limit", "10000", "--kind", kinds), &all); err != nil {
		t.Fatal(err)
	}
	removed := map[string][]string{}
	var withdrawn []string
	for _, f := range all.Findings {
		var reports []string
		for _, e := range f.Evidence {
			reports = append(reports, e.Report)
		}
		slices.Sort(reports)
		switch {
		case f.Kind == edit.KindNameRemoved && removed[f.Subject] == nil:
			removed[f.Subject] = reports
		case f.Kind == edit.KindWithdrawn && withdrawn == nil:
			withdrawn = reports
		case f.Kind == edit.KindEdit && a.Edited[f.Subject] != "":
		default:
			t.Errorf("found %s %s: %s", f.Kind, f.Subject, f.Says)
		}
	}
	if got, want := fmt.Sprint(removed), fmt.Sprint(a.Removed); got != want {
		t.Errorf("removed\nfound    %s\nexpected %s", got, want)
	}
	if got, want := fmt.Sprint(withdrawn), fmt.Sprint(a.Withdrawn); got != want {
		t.Errorf("withdrawn\nfound    %s\nexpected %s", got, want)
	}
}
