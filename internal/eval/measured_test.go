package eval

import (
	"encoding/json"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/docs"
)

// TestMeasured holds the error rates that the page of the method shows against the
// verdicts that they were counted from.
func TestMeasured(t *testing.T) {
	data, err := fs.ReadFile(docs.FS, "methods/measured.json")
	if err != nil {
		t.Fatal(err)
	}
	type count struct{ N, Wrong int }
	var measured []struct {
		Kind, Lot string
		count
		Causes map[string]int
		Years  map[string]count
	}
	if err := json.Unmarshal(data, &measured); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, m := range measured {
		if seen[m.Kind] {
			t.Errorf("%s stands twice", m.Kind)
		}
		seen[m.Kind] = true
		if m.Lot == "" {
			continue
		}
		data, err := os.ReadFile("samples/" + m.Lot + ".verdicts.json")
		if err != nil {
			t.Fatal(err)
		}
		verdicts := map[string]string{}
		if err := json.Unmarshal(data, &verdicts); err != nil {
			t.Fatal(err)
		}
		var all count
		years, causes := map[string]count{}, map[string]int{}
		for ticket, verdict := range verdicts {
			parts := strings.FieldsFunc(ticket, func(r rune) bool { return r == '|' })
			day := parts[len(parts)-1] // KIND|LANG|FIELD|SUBJECT|DAY
			if len(parts) == 1 {       // KIND:SUBJECT:KNOWN:REPORT
				parts = strings.Split(ticket, ":")
				day = parts[len(parts)-2]
			}
			if parts[0] != m.Kind {
				continue
			}
			year := years[day[:4]]
			all.N, year.N = all.N+1, year.N+1
			if verdict != "right" {
				all.Wrong, year.Wrong = all.Wrong+1, year.Wrong+1
				causes[verdict]++
			}
			years[day[:4]] = year
		}
		if all != m.count {
			t.Errorf("%s: %+v, its verdicts say %+v", m.Kind, m.count, all)
		}
		for y, n := range years {
			if m.Years[y] != n {
				t.Errorf("%s, %s: %+v, its verdicts say %+v", m.Kind, y, m.Years[y], n)
			}
		}
		for c, n := range causes {
			if m.Causes[c] != n {
				t.Errorf("%s: %d wrong by %s, its verdicts say %d", m.Kind, m.Causes[c], c, n)
			}
		}
	}
}
