package web

import (
	"cmp"
	"encoding/json"
	"io/fs"
	"slices"

	"github.com/rostrum-watch/rostrum/docs"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/confidence"
	"github.com/rostrum-watch/rostrum/internal/prose"
)

// measuredFile is where the error rates of findings stand, among the documents.
const measuredFile = "methods/measured.json"

// measuredFinding is what was measured of a kind of finding, by reading.
type measuredFinding struct {
	Kind   string                 `json:"kind"`
	Lot    string                 `json:"lot"` // of internal/eval/samples, "" where its verdicts are not kept one by one
	N      int                    `json:"n"`   // 0 where nobody has measured
	Wrong  int                    `json:"wrong"`
	Causes map[string]int         `json:"causes"`
	Years  map[string]measuredOne `json:"years"`
	How    string                 `json:"how"`
}

// measuredOne is what was measured of a year.
type measuredOne struct {
	N     int `json:"n"`
	Wrong int `json:"wrong"`
}

// measuredFindings reads what was measured of findings.
func measuredFindings() (map[string]*measuredFinding, error) {
	data, err := fs.ReadFile(docs.FS, measuredFile)
	if err != nil {
		return nil, err
	}
	var all []*measuredFinding
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, err
	}
	of := map[string]*measuredFinding{}
	for _, m := range all {
		of[m.Kind] = m
	}
	return of, nil
}

// errorRate words how many of some were wrong, with the interval in which the rate of
// many more would lie.
func errorRate(n, wrong int) figure {
	f := confidence.Figure{N: n, Value: 1 - float64(wrong)/float64(max(1, n))}
	low, high := f.Interval()
	return figure{N: n, Error: percent(1 - f.Value), Low: percent(1 - high), High: percent(1 - low)}
}

// Rate is the error rate over all years.
func (m *measuredFinding) Rate() figure { return errorRate(m.N, m.Wrong) }

// ByYear are the error rates of years, those that few stand behind too: the interval
// says how little they tell.
func (m *measuredFinding) ByYear() []figure {
	var all []figure
	for year, one := range m.Years {
		f := errorRate(one.N, one.Wrong)
		f.Name = year
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b figure) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

// Caused words why the wrong ones were wrong.
func (m *measuredFinding) Caused() string { return prose.Tallied(m.Causes) }

// findingRow is a kind of finding on the page of the method.
type findingRow struct {
	app.Kind
	Of       prose.FindingKind
	Page     string           // of its rule
	Measured *measuredFinding // nil where nobody has measured
}

// findingRows lists every kind of finding that is looked for, by section.
func (d *desk) findingRows() []findingRow {
	var rows []findingRow
	for _, x := range d.options.Looking.Analyses {
		for _, k := range x.Kinds {
			of := prose.OfFinding(k.Name)
			rows = append(rows, findingRow{Kind: k, Of: of, Page: "/about/" + of.Page, Measured: d.measured[k.Name]})
		}
	}
	at := func(name string) int {
		return slices.IndexFunc(prose.FindingSections, func(h prose.Heading) bool { return h.Name == name })
	}
	slices.SortStableFunc(rows, func(a, b findingRow) int {
		return cmp.Or(cmp.Compare(at(a.Of.Section), at(b.Of.Section)), cmp.Compare(b.Of.Weight, a.Of.Weight))
	})
	return rows
}
