// Package confidence holds how often records of a sort turned out right: a
// table measured on annotated reports by `make calibrate`, kept as a generated
// file beside the profile (confidence.yaml) and looked up by the engine for
// every record it gives.
//
// A figure is the share of the engine's records of one sort that readers
// agreed with. The sorts, from wide to narrow: the kind of record (event,
// appearance), the type (of the event; for an appearance the role), and the
// family of the formula that found it (the file it stands in). A type or family
// with fewer records than Least takes the figure of its kind, and says so in
// its Basis.
//
// Key types: Table (what confidence.yaml holds), Figure (one share, with the
// number of records behind it and what it rests on).
//
// What it does not do: it measures nothing (internal/eval does), reads no file,
// and says nothing about whether a report is true: a confident record is one
// that the report really holds.
package confidence

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// Kinds of records that have a confidence.
const (
	Event      = "event"
	Appearance = "appearance"
	Plan       = "plan"
	Act        = "act"
)

// Kinds lists every kind that a table has figures for.
var Kinds = []string{Event, Appearance, Plan, Act}

// Least is the number of records below which a type or a family has no figure
// of its own: with fewer, one report more or less would move it by several
// points.
const Least = 30

// Bases of a figure: what it was measured on.
const (
	ByFamily = "family"
	ByType   = "type"
	ByKind   = "kind"
)

// Figure is the share of right records of one sort.
type Figure struct {
	Kind   string  `yaml:"kind"`
	Type   string  `yaml:"type,omitempty"`
	Family string  `yaml:"family,omitempty"`
	Value  float64 `yaml:"figure"`
	N      int     `yaml:"n"` // records of the sort itself, even where Value is the kind's
	// Low and High bound the figure when any one report is left out of the
	// measurement: how much it hangs on a single report.
	Low   float64 `yaml:"low"`
	High  float64 `yaml:"high"`
	Basis string  `yaml:"basis"` // family, type or kind
}

// Interval bounds the share that more records of the sort would show, by Wilson's
// score with 95 %; 0 to 1 where nothing was measured.
func (f *Figure) Interval() (low, high float64) {
	if f.N <= 0 {
		return 0, 1
	}
	const z = 1.959964 // of 95 %
	n := float64(f.N)
	middle, reach := f.Value+z*z/(2*n), z*math.Sqrt(f.Value*(1-f.Value)/n+z*z/(4*n*n))
	return max(0, (middle-reach)/(1+z*z/n)), min(1, (middle+reach)/(1+z*z/n))
}

// Table is what confidence.yaml holds.
type Table struct {
	Engine   string   `yaml:"engine"`  // version of the engine that was measured
	Profile  string   `yaml:"profile"` // the profile's name
	Gold     string   `yaml:"gold"`    // SHA-256 of the annotations it was measured on
	Reports  int      `yaml:"reports"` // annotated reports
	Least    int      `yaml:"least"`   // as Least when it was measured
	BrierOut float64  `yaml:"brier"`   // mean squared error of figures on the report left out
	Flat     float64  `yaml:"flat"`    // the same if every record had its kind's figure
	Figures  []Figure `yaml:"figures"`

	find map[class]int
}

type class struct{ kind, typ, family string }

// Parse reads confidence.yaml. An unknown key, a figure beyond 0 to 1 or a kind
// without a figure is an error that names the line where there is one.
func Parse(data []byte) (*Table, error) {
	var t Table
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&t); err != nil {
		return nil, fmt.Errorf("confidence: %s", strings.TrimPrefix(err.Error(), "yaml: "))
	}
	t.find = map[class]int{}
	for i, f := range t.Figures {
		if err := f.check(); err != nil {
			return nil, fmt.Errorf("confidence: figure %d: %w", i+1, err)
		}
		key := class{f.Kind, f.Type, f.Family}
		if _, twice := t.find[key]; twice {
			return nil, fmt.Errorf("confidence: figure %d: %s %s%s is given twice", i+1, f.Kind, f.Type, f.Family)
		}
		t.find[key] = i
	}
	for _, kind := range []string{Event, Appearance} { // plans and acts may never have been measured
		if _, ok := t.find[class{kind: kind}]; !ok {
			return nil, fmt.Errorf("confidence: expected a figure for the kind %q, found none", kind)
		}
	}
	return &t, nil
}

func (f *Figure) check() error {
	switch {
	case !slices.Contains(Kinds, f.Kind):
		return fmt.Errorf("kind %q; expected %s", f.Kind, strings.Join(Kinds, ", "))
	case f.Type != "" && f.Family != "":
		return fmt.Errorf("both type and family; expected one of them")
	case !slices.Contains([]string{ByFamily, ByType, ByKind}, f.Basis):
		return fmt.Errorf("basis %q; expected family, type or kind", f.Basis)
	case f.N < 0:
		return fmt.Errorf("n %d; expected 0 or more", f.N)
	}
	for _, v := range []float64{f.Value, f.Low, f.High} {
		if math.IsNaN(v) || v < 0 || v > 1 {
			return fmt.Errorf("%v; expected 0 to 1", v)
		}
	}
	return nil
}

// Lookup returns the figure for a record: that of its formula's family where
// enough records stand behind it, else that of its type, else that of its kind.
// A nil table and an unknown kind give the zero Figure.
func (t *Table) Lookup(kind, typ, family string) Figure {
	if t == nil {
		return Figure{}
	}
	for _, key := range []class{{kind, "", family}, {kind, typ, ""}} {
		if key == (class{kind: kind}) {
			continue
		}
		if i, ok := t.find[key]; ok && t.Figures[i].Basis != ByKind {
			return t.Figures[i]
		}
	}
	if i, ok := t.find[class{kind: kind}]; ok {
		return t.Figures[i]
	}
	return Figure{}
}

// Format writes the table as Parse reads it, one figure a line so that a change
// of the engine shows as a diff of the figures it moved.
func (t *Table) Format() []byte {
	var b bytes.Buffer
	b.WriteString("# How often the engine's records agree with readers. Generated by `make calibrate`\n" +
		"# (internal/eval/calibrate); do not edit. docs/TESTING.md says how it is measured.\n")
	fmt.Fprintf(&b, "engine: %q\nprofile: %s\ngold: %s\nreports: %d\nleast: %d\nbrier: %s\nflat: %s\nfigures:\n",
		t.Engine, t.Profile, t.Gold, t.Reports, t.Least, share(t.BrierOut), share(t.Flat))
	for _, f := range t.Figures {
		b.WriteString("  - {kind: " + f.Kind)
		if f.Type != "" {
			b.WriteString(", type: " + f.Type)
		}
		if f.Family != "" {
			b.WriteString(", family: " + f.Family)
		}
		fmt.Fprintf(&b, ", figure: %s, n: %d, low: %s, high: %s, basis: %s}\n", share(f.Value), f.N, share(f.Low), share(f.High), f.Basis)
	}
	return b.Bytes()
}

// share rounds to four digits: more would claim more than so few reports tell.
func share(v float64) string { return strconv.FormatFloat(math.Round(v*1e4)/1e4, 'f', -1, 64) }
