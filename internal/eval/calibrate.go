package eval

import (
	"cmp"
	"slices"

	"github.com/rostrum-watch/rostrum/internal/confidence"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/profile"
)

// Families maps the id of every formula to its family.
func Families(p *profile.Profile) map[string]string {
	m := map[string]string{}
	for _, f := range p.Formulas {
		m[f.ID] = f.Family
	}
	m[extract.Cues], m[extract.Points] = extract.Cues, extract.Points // what adds up to an act has no formula
	return m
}

// tally is a share in the making, in all and report by report.
type tally struct {
	right, n int
	reports  map[string][2]int // right, n
}

func (t *tally) add(v Verdict) {
	one := t.reports[v.Report]
	if v.Right {
		t.right++
		one[0]++
	}
	t.n++
	one[1]++
	t.reports[v.Report] = one
}

func (t *tally) share() float64 { return float64(t.right) / float64(t.n) }

// without is the share when one report is left out, and whether any record is
// left then.
func (t *tally) without(report string) (float64, int) {
	one := t.reports[report]
	n := t.n - one[1]
	if n == 0 {
		return 0, 0
	}
	return float64(t.right-one[0]) / float64(n), n
}

// bounds are the least and greatest share when one report is left out.
func (t *tally) bounds() (low, high float64) {
	low, high = t.share(), t.share()
	for report := range t.reports {
		if s, n := t.without(report); n > 0 {
			low, high = min(low, s), max(high, s)
		}
	}
	return low, high
}

type sorting struct{ kind, typ, family string }

// Calibrate turns verdicts into a table. The header's fields but Brier, Flat and
// the figures are the caller's.
//
// A figure is measured on all reports: that is what a new report will be read
// with. How good the figures are is measured leaving one report out: each record
// is compared with the figure that all other reports give its sort (BrierOut),
// beside what one figure a kind would have reached (Flat). Where sorting does
// not help, the two are alike.
func Calibrate(verdicts []Verdict) *confidence.Table {
	tallies := map[sorting]*tally{}
	of := func(s sorting) *tally {
		t := tallies[s]
		if t == nil {
			t = &tally{reports: map[string][2]int{}}
			tallies[s] = t
		}
		return t
	}
	for _, v := range verdicts {
		of(sorting{kind: v.Kind}).add(v)
		of(sorting{kind: v.Kind, typ: v.Type}).add(v)
		of(sorting{kind: v.Kind, family: v.Family}).add(v)
	}
	out := &confidence.Table{Least: confidence.Least}
	for s, t := range tallies {
		f := confidence.Figure{Kind: s.kind, Type: s.typ, Family: s.family, N: t.n, Basis: confidence.ByKind}
		switch {
		case t.n < confidence.Least:
			t = tallies[sorting{kind: s.kind}]
		case s.family != "":
			f.Basis = confidence.ByFamily
		case s.typ != "":
			f.Basis = confidence.ByType
		}
		f.Value = t.share()
		f.Low, f.High = t.bounds()
		out.Figures = append(out.Figures, f)
	}
	slices.SortFunc(out.Figures, func(a, b confidence.Figure) int {
		return cmp.Or(-cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Family, b.Family), cmp.Compare(a.Type, b.Type))
	})
	out.BrierOut, out.Flat = leftOut(verdicts, tallies)
	return out
}

// leftOut is the mean squared distance between right (1) or wrong (0) and the
// figure that all other reports give: by sort, and by kind alone.
func leftOut(verdicts []Verdict, tallies map[sorting]*tally) (sorted, flat float64) {
	n := 0
	for _, v := range verdicts {
		kind, left := tallies[sorting{kind: v.Kind}].without(v.Report)
		if left == 0 {
			continue
		}
		figure := kind
		for _, s := range []sorting{{v.Kind, "", v.Family}, {v.Kind, v.Type, ""}} {
			if f, left := tallies[s].without(v.Report); left >= confidence.Least {
				figure = f
				break
			}
		}
		right := 0.0
		if v.Right {
			right = 1
		}
		sorted += (right - figure) * (right - figure)
		flat += (right - kind) * (right - kind)
		n++
	}
	if n == 0 {
		return 0, 0
	}
	return sorted / float64(n), flat / float64(n)
}
