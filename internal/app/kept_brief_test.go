package app_test

import (
	"path/filepath"
	"reflect"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/store/sqlite"
)

// TestBrief_kept wants a brief that another program made as it was made, and no brief
// of another state.
func TestBrief_kept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "kept.db")
	brief := func(use func(*app.App)) *app.Brief {
		t.Helper()
		db, err := sqlite.Open(t.Context(), file, sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		a := app.New(db, leaders)
		if use != nil {
			use(a)
		}
		b, err := a.Brief(t.Context(), app.BriefOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		return b
	}
	add := func(r *rostrum.Report) func(*app.App) {
		return func(a *app.App) {
			if _, err := a.Ingest(t.Context(), &items{reports: []*rostrum.Report{r}}, extractor{}, app.IngestOptions{Workers: 1}); err != nil {
				t.Fatal(err)
			}
		}
	}
	made := brief(add(report("a", "2024-05-04", "!directive|Queen Ann|own|own|Dig!\n#fulfilled|own|own|the plan\n=hero|Kim Chol|own")))
	if kept := brief(nil); !reflect.DeepEqual(kept, made) {
		t.Errorf("kept   %+v\nmade %+v", kept, made)
	}
	if after := brief(add(report("b", "2024-05-05", "!directive|Ri Il|own|own|Build!"))); reflect.DeepEqual(after, made) || after.To != "2024-05-05" {
		t.Errorf("got the brief of another state: %+v", after)
	}
}
