package app

import (
	"context"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// leading acts: of a sentence with several, the one it stands for in a brief, the
// gravest first.
var leadingActs = []string{rostrum.ActThreat, rostrum.ActDirective, rostrum.ActPledge}

// words puts into a brief what the reports that f selects claim of plans, order,
// promise and threaten, and the titles that are held first in them.
func (a *App) words(ctx context.Context, b *Brief, f store.ReportFilter, led func(outlet, name string) bool) error {
	b.Plans, b.Directives, b.Demands, b.Pledges, b.Threats, b.ThreatsTold = []ToldPlan{}, []ToldAct{}, []ToldAct{}, []ToldAct{}, []ToldAct{}, []ToldAct{}
	b.Titles = []store.Title{}
	plans := store.PlanFilter{From: f.From, To: f.To, Outlet: f.Outlet, Limit: store.MaxLimit}
	acts := store.ActFilter{From: f.From, To: f.To, Outlet: f.Outlet, Limit: store.MaxLimit}
	titles := store.TitleFilter{From: f.From, To: f.To, Outlet: f.Outlet, Voices: rostrum.OwnVoices, Limit: store.MaxLimit}
	var err error
	if b.PlanVoices, err = a.store.PlanVoices(ctx, plans); err != nil {
		return err
	}
	if b.ActVoices, err = a.store.ActVoices(ctx, acts); err != nil {
		return err
	}
	if err := a.anecdotes(ctx, b, plans, acts); err != nil {
		return err
	}
	plans.Voices = rostrum.OwnVoices
	first := map[string]int{} // words of a plan claim -> its place in the brief
	if err := pages(&plans.Cursor, func() (*store.Page[store.Plan], error) { return a.store.FindPlans(ctx, plans) }, func(p store.Plan) {
		if Others(p.Referent) || p.Kind == rostrum.KindAnecdote {
			return
		}
		w := strings.Join([]string{p.Outlet, p.Lang, p.Plan.Plan, p.Status, p.Evidence}, "\x00")
		if i, ok := first[w]; ok && b.Plans[i].Report != p.Report {
			b.Plans[i].Also = append(b.Plans[i].Also, p.Report)
			return
		}
		first[w] = len(b.Plans)
		b.Plans = append(b.Plans, ToldPlan{p, []string{}})
	}); err != nil {
		return err
	}
	said, err := a.sentences(ctx, acts)
	if err != nil {
		return err
	}
	meant, err := a.Guide.sides()
	if err != nil {
		return err
	}
	for _, t := range said {
		b.sortAct(t, led(t.Outlet, t.Speaker), meant)
	}
	slices.SortStableFunc(b.Directives, func(x, y ToldAct) int {
		switch lx, ly := led(x.Outlet, x.Speaker), led(y.Outlet, y.Speaker); {
		case lx && !ly:
			return -1
		case ly && !lx:
			return 1
		}
		return 0
	})
	return pages(&titles.Cursor, func() (*store.Page[store.Title], error) { return a.store.FindTitles(ctx, titles) },
		func(t store.Title) { b.Titles = append(b.Titles, t) })
}

// anecdotes counts what anecdotes claim of plans, order, pledge and threaten: it is of
// earlier years, and no news of the stretch.
func (a *App) anecdotes(ctx context.Context, b *Brief, plans store.PlanFilter, acts store.ActFilter) error {
	plans.Kinds, acts.Kinds, acts.Acts = []string{rostrum.KindAnecdote}, []string{rostrum.KindAnecdote}, leadingActs
	claimed, err := a.store.PlanVoices(ctx, plans)
	if err != nil {
		return err
	}
	said, err := a.store.ActVoices(ctx, acts)
	for _, voice := range rostrum.OwnVoices {
		b.Anecdotes.Plans += claimed[voice]
		b.Anecdotes.Acts += said[voice]
	}
	return err
}

// sentences gathers the acts that f selects by their sentence, without those of
// anecdotes, each sentence once, however many acts it holds and reports have it.
func (a *App) sentences(ctx context.Context, f store.ActFilter) ([]ToldAct, error) {
	type place struct {
		report string
		at     rostrum.Span
	}
	var said []ToldAct
	at := map[place]int{} // a sentence of a report -> its place among those said
	if err := pages(&f.Cursor, func() (*store.Page[store.Act], error) { return a.store.FindActs(ctx, f) }, func(act store.Act) {
		if act.Kind == rostrum.KindAnecdote {
			return
		}
		here := place{act.Report, act.At}
		if i, ok := at[here]; ok {
			said[i].add(act)
			return
		}
		at[here] = len(said)
		said = append(said, ToldAct{act, []string{act.Act.Act}, []string{}})
	}); err != nil {
		return nil, err
	}
	once := make([]ToldAct, 0, len(said))
	first := map[string]int{} // words of a sentence -> its place among those told once
	for _, t := range said {
		w := strings.Join(append([]string{t.Outlet, t.Lang, t.Speaker, t.Voice, t.Evidence}, t.Acts...), "\x00")
		if i, ok := first[w]; ok && once[i].Report != t.Report {
			once[i].Also = append(once[i].Also, t.Report)
			continue
		}
		first[w] = len(once)
		once = append(once, t)
	}
	return once, nil
}

// add names one more act of a sentence. The gravest leads.
func (t *ToldAct) add(act store.Act) {
	if slices.Contains(t.Acts, act.Act.Act) {
		return
	}
	if grave(act.Act.Act) < grave(t.Act.Act.Act) {
		t.Act = act
		t.Acts = slices.Insert(t.Acts, 0, act.Act.Act)
		return
	}
	t.Acts = append(t.Acts, act.Act.Act)
}

func grave(act string) int {
	if i := slices.Index(leadingActs, act); i >= 0 {
		return i
	}
	return len(leadingActs)
}

// Others tells referents that are not of the own state.
func Others(referent string) bool {
	return referent == rostrum.ReferentForeign || referent == rostrum.ReferentAdversary
}

// sortAct puts a sentence where it belongs, if anywhere. What a leader wants done is an
// order, whatever it is about, unless the sentence shows that others are to do it.
func (b *Brief) sortAct(t ToldAct, led bool, meant *sides) {
	own := slices.Contains(rostrum.OwnVoices, t.Voice)
	switch act := t.Act.Act.Act; {
	case act == rostrum.ActThreat && (own || t.Voice == rostrum.VoiceHome):
		b.Threats = append(b.Threats, t)
	case act == rostrum.ActThreat:
		b.ThreatsTold = append(b.ThreatsTold, t)
	case act == rostrum.ActDirective && own:
		switch {
		case !meant.others(&t) && (led || !Others(t.Referent)):
			b.Directives = append(b.Directives, t)
		case retold(&t):
			b.Retold++
		default:
			b.Demands = append(b.Demands, t)
		}
	case act == rostrum.ActPledge && own:
		b.Pledges = append(b.Pledges, t)
	}
}
