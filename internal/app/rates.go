package app

import (
	"cmp"
	"context"
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/confidence"
	"github.com/rostrum-watch/rostrum/internal/correction"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Rates is the answer of App.Rates: how often records of each kind are wrong, as
// analysts judged them.
type Rates struct {
	Rates    []Rate   `json:"rates"` // by kind, that of the whole kind first, then the most judged
	Words    int      `json:"words"` // of analysts that were counted
	Searched Searched `json:"searched"`
}

// Rate is how often records of one kind, or of one sort of it, are wrong. A record
// counts once for each extraction of it that was judged, by what was said of it last.
type Rate struct {
	Kind      string         `json:"kind"`      // event, appearance, plan, act
	Sort      string         `json:"sort"`      // type, role, status or act as it was read; "" of the whole kind
	N         int            `json:"n"`         // records that were judged
	Wrong     int            `json:"wrong"`     // that are not there
	Otherwise int            `json:"otherwise"` // that are there, with other values
	Fields    map[string]int `json:"fields"`    // of these, by the field that is another
	Missing   int            `json:"missing"`   // that analysts added: they are none of n
	Disagreed int            `json:"disagreed"` // of n, those of which analysts do not say the same
	Error     float64        `json:"error"`     // wrong and otherwise, of n
	Low       float64        `json:"low"`       // the bounds of it with 95 %, by Wilson's score
	High      float64        `json:"high"`
}

// rated is a record as it was judged: in an extraction, at a place.
type rated struct {
	report, version, profile, engine, kind, sort string
	at, event                                    rostrum.Span
}

// sorts are the fields by which records of a kind are told apart.
var sorts = map[string]string{rostrum.RecordEvent: "type", rostrum.RecordAppearance: "role", rostrum.RecordPlan: "status", rostrum.RecordAct: "act"}

// Rates tells how often records are wrong, by what analysts said of them. by chooses
// one person's words, "" those of all.
func (a *App) Rates(ctx context.Context, by string) (*Rates, error) {
	var words []rostrum.Correction
	f := store.CorrectionFilter{Limit: store.MaxLimit}
	if err := pages(&f.Cursor, func() (*store.Page[rostrum.Correction], error) { return a.store.FindCorrections(ctx, f) },
		func(c rostrum.Correction) { words = append(words, c) }); err != nil {
		return nil, err
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{})
	if err != nil {
		return nil, err
	}
	r := &Rates{Searched: *s}
	r.Rates, r.Words = ratesOf(words, by)
	return r, nil
}

// ratesOf counts words, which are in the order in which they were said.
func ratesOf(words []rostrum.Correction, by string) ([]Rate, int) {
	gone := correction.Withdrawn(words)
	last := map[rated]map[string]*rostrum.Correction{} // by who said it
	order := []rated{}
	counted, missing := 0, map[[2]string]int{}
	for i := range words {
		w := &words[i]
		if gone[w.ID] != 0 || w.Subject == nil || by != "" && store.Fold(w.By) != store.Fold(by) {
			continue
		}
		s := w.Subject
		sort := ""
		if v := s.Was[sorts[s.Kind]]; v != nil {
			sort = *v
		}
		switch {
		case w.Verdict == rostrum.VerdictMissing:
			counted++
			missing[[2]string{s.Kind, ""}]++
			missing[[2]string{s.Kind, sort}]++
			continue
		case s.Added != 0 || w.Verdict != rostrum.VerdictRight && w.Verdict != rostrum.VerdictWrong && w.Verdict != rostrum.VerdictInstead:
			continue // of another word, or of a report
		}
		counted++
		key := rated{report: w.Report, version: w.Version, profile: w.Profile, engine: w.Engine, kind: s.Kind, sort: sort, at: s.At}
		if s.Event != nil {
			key.event = s.Event.At
		}
		if last[key] == nil {
			last[key] = map[string]*rostrum.Correction{}
			order = append(order, key)
		}
		last[key][store.Fold(w.By)] = w
	}
	all := map[[2]string]*Rate{}
	of := func(kind, sort string) *Rate {
		if all[[2]string{kind, sort}] == nil {
			all[[2]string{kind, sort}] = &Rate{Kind: kind, Sort: sort, Fields: map[string]int{}}
		}
		return all[[2]string{kind, sort}]
	}
	for _, key := range order {
		var latest *rostrum.Correction
		verdicts := map[string]bool{}
		for _, w := range last[key] {
			verdicts[w.Verdict] = true
			if latest == nil || w.ID > latest.ID {
				latest = w
			}
		}
		for _, r := range []*Rate{of(key.kind, ""), of(key.kind, key.sort)} {
			r.count(latest, len(verdicts) > 1)
			if key.sort == "" {
				break
			}
		}
	}
	for key, n := range missing {
		of(key[0], key[1]).Missing = n
	}
	out := make([]Rate, 0, len(all))
	for _, r := range all {
		if r.N > 0 {
			r.Error = float64(r.Wrong+r.Otherwise) / float64(r.N)
		}
		r.Low, r.High = (&confidence.Figure{Value: r.Error, N: r.N}).Interval()
		out = append(out, *r)
	}
	kinds := []string{rostrum.RecordEvent, rostrum.RecordAppearance, rostrum.RecordPlan, rostrum.RecordAct}
	slices.SortFunc(out, func(x, y Rate) int {
		whole := func(r *Rate) int { return min(1, len(r.Sort)) }
		return cmp.Or(cmp.Compare(slices.Index(kinds, x.Kind), slices.Index(kinds, y.Kind)), cmp.Compare(whole(&x), whole(&y)), cmp.Compare(y.N, x.N), cmp.Compare(x.Sort, y.Sort))
	})
	return out, counted
}

// count counts a record by what was said of it last.
func (r *Rate) count(w *rostrum.Correction, disagreed bool) {
	r.N++
	if disagreed {
		r.Disagreed++
	}
	switch w.Verdict {
	case rostrum.VerdictWrong:
		r.Wrong++
	case rostrum.VerdictInstead:
		r.Otherwise++
		for field := range w.Is {
			r.Fields[field]++
		}
	}
}
