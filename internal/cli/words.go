package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// everyVoice is the word for all voices, and allVoices how a list is told to show them.
const (
	everyVoice = "all"
	allVoices  = "--voice " + everyVoice + " shows them"
)

// wording holds the flags that plan claims and acts are both selected by.
type wording struct {
	from, to, text, outlet, lang, in, cursor string
	voices, referents, kinds                 []string
	whose                                    []string // referents where none is given
	limit                                    int
	newest                                   bool
}

// selection is what the flags select, checked.
type selection struct {
	from, to      string
	voices, kinds []string // none is all
	referents     []string // likewise
	in            *search.Query
}

func (f *wording) period(flags *pflag.FlagSet) {
	flags.StringVar(&f.from, "from", "", "first `DAY` of publication, as 2024-09-01, month, as 2024-09, or year")
	flags.StringVar(&f.to, "to", "", "last `DAY`, month or year of publication, itself included")
}

// rest adds the flags that do not come first; whose are the referents where none is given.
func (f *wording) rest(c *cobra.Command, things, of string, whose []string) {
	flags := c.Flags()
	f.whose = whose
	flags.StringVar(&f.text, "text", "", "only where "+of+" all of these `WORDS`, in any order, or longer ones that begin so; words in quotation marks in a row")
	flags.StringSliceVar(&f.voices, "voice", rostrum.OwnVoices, "only in the words of this `VOICE`; may be given several times: "+strings.Join(rostrum.Voices, ", ")+", or "+everyVoice)
	flags.StringSliceVar(&f.referents, "referent", whose, "only about this `REFERENT`; may be given several times: "+strings.Join(referents, ", ")+", a leader's full name, or "+app.EveryReferent)
	flags.StringVar(&f.outlet, "outlet", "", "only from reports of this `OUTLET`")
	flags.StringVar(&f.lang, "lang", "", "only from reports in this `LANGUAGE`, as recognised: en")
	flags.StringSliceVar(&f.kinds, "kind", nil, "only from reports of this `KIND`; may be given several times: "+strings.Join(rostrum.ReportKinds, ", "))
	addIn(flags, &f.in)
	addPage(flags, &f.limit, &f.cursor, " "+things)
	flags.BoolVar(&f.newest, "newest-first", false, "begin with the latest")
	complete(c, "voice", append(slices.Clone(rostrum.Voices), everyVoice)...)
	complete(c, "referent", append(slices.Clone(referents), app.EveryReferent)...)
	complete(c, "kind", rostrum.ReportKinds...)
}

// referents are those that are no person.
var referents = []string{rostrum.ReferentOwn, rostrum.ReferentForeign, rostrum.ReferentAdversary}

// complete registers what a shell can complete, in lists too.
func complete(c *cobra.Command, flag string, words ...string) {
	_ = c.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
		before := begun[:strings.LastIndexByte(begun, ',')+1] // a list may be begun
		all := make([]string, len(words))
		for i, w := range words {
			all[i] = before + w
		}
		return all, cobra.ShellCompDirectiveNoFileComp
	})
}

// check checks the flags.
func (f *wording) check() (s selection, err error) {
	if s.from, s.to, err = period(f.from, f.to); err != nil {
		return s, err
	}
	if err := checkLimit(f.limit); err != nil {
		return s, err
	}
	if s.kinds, err = reportKinds(f.kinds); err != nil {
		return s, err
	}
	if s.in, err = query(f.in); err != nil {
		return s, err
	}
	if s.voices, err = someOf("--voice", f.voices, append(slices.Clone(rostrum.Voices), everyVoice)...); err != nil {
		return s, err
	}
	switch {
	case len(s.voices) == 0: // --voice ""
		s.voices = rostrum.OwnVoices
	case slices.Contains(s.voices, everyVoice):
		s.voices = nil
	}
	if len(f.referents) == 0 { // --referent ""
		f.referents = f.whose
	}
	// who is known, the use case says
	if !slices.ContainsFunc(f.referents, func(r string) bool { return strings.EqualFold(r, app.EveryReferent) }) {
		s.referents = f.referents
	}
	return s, nil
}

func checkLimit(n int) error {
	if n < 1 || n > store.MaxLimit {
		return rostrum.Errorf(rostrum.CodeInvalid, "--limit: expected a number from 1 to %d, found %d", store.MaxLimit, n)
	}
	return nil
}

// someOf checks that the values of a flag are some of a few words.
func someOf(flag string, values []string, words ...string) ([]string, error) {
	var all []string
	for _, v := range values {
		v = strings.ReplaceAll(strings.TrimSpace(v), "-", "_")
		if err := oneOf(flag, v, words...); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}

// planTime reads the value of --horizon; none is "".
func planTime(value string) (string, error) {
	if value == "" {
		return "", nil
	}
	h, ok := rostrum.ReadHorizon(value)
	if !ok {
		return "", rostrum.Errorf(rostrum.CodeInvalid, "--horizon: expected %s, found %q", rostrum.HorizonLike, value)
	}
	return h, nil
}

func (p *Program) plansCommand() *cobra.Command {
	var f wording
	var statuses []string
	var forTime, subject, assigner string
	c := &cobra.Command{
		Use:   "plans",
		Short: "List stored plan claims: what was set, is under way, met or late",
		Long: `List what stored reports claim of plans, quotas, projects and schedules, by day
of publication: the status, who carries the plan out, for when, and the words
that say so. Without --voice only what the state says in its own words, which
are the outlet's and those of documents and speeches that it gives (own,
official); what others say of plans is counted below. Without --referent only the
own state's plans, as in brief and ledger plans; those of foreign states and
adversaries are counted below, and marked where --referent all shows them.`,
		Example: `  rostrum plans --from 2031-03
  rostrum plans --status overfulfilled,fulfilled --text colliery
  rostrum plans --referent all --voice all
  rostrum plans --horizon 2031 --voice all --json`,
		Args: noArgsBut("text"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := f.check()
			if err != nil {
				return err
			}
			if statuses, err = someOf("--status", statuses, rostrum.PlanStatuses...); err != nil {
				return err
			}
			if forTime, err = planTime(forTime); err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				if s.in != nil {
					p.index(ctx, a)
				}
				found, err := a.Plans(ctx, store.PlanFilter{From: s.from, To: s.to, Kinds: s.kinds, Lang: strings.ToLower(f.lang), In: s.in, Statuses: statuses, Horizon: forTime, Text: f.text, Subject: subject, Assigner: assigner, Voices: s.voices, Referents: s.referents,
					Outlet: f.outlet, NewestFirst: f.newest, Limit: f.limit, Cursor: f.cursor})
				if err != nil {
					return err
				}
				return p.printPlans(found, s)
			})
		},
	}
	f.period(c.Flags())
	c.Flags().StringSliceVar(&statuses, "status", nil, "only plans of this `STATUS`; may be given several times: "+strings.Join(rostrum.PlanStatuses, ", "))
	c.Flags().StringVar(&forTime, "horizon", "", "only plans for this `TIME`: 2024 (with its halves, quarters and months, and spans of years around it), 2024-H1, 2024-Q1, 2024-12, 2021/2025")
	c.Flags().StringVar(&subject, "subject", "", "only where who carries it out contains this `NAME`")
	c.Flags().StringVar(&assigner, "assigner", "", "only where who set it contains this `NAME`")
	f.rest(c, "plan claims", "plan, subject and assigner have", []string{rostrum.ReferentOwn})
	complete(c, "status", rostrum.PlanStatuses...)
	return c
}

func (p *Program) actsCommand() *cobra.Command {
	var f wording
	var acts []string
	var speaker, addressee string
	var conditional bool
	c := &cobra.Command{
		Use:   "acts",
		Short: "List stored acts: what was ordered, promised, threatened, praised, foretold",
		Long: `List the directives, praise, criticism, threats, pledges and forecasts of stored
reports, by day of publication: who speaks, to whom, on what condition, and the
sentence. Without --voice only what the state says in its own words, which are
the outlet's and those of documents and speeches that it gives (own, official);
what is told of the words of others is counted below.`,
		Example: `  rostrum acts --act directive --speaker "Torvane Ost Halric"
  rostrum acts --act threat --conditional --voice all
  rostrum acts --text 'harvest "Lower Sarn"' --from 2031-03 --json`,
		Args: noArgsBut("text"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := f.check()
			if err != nil {
				return err
			}
			if acts, err = someOf("--act", acts, rostrum.Acts...); err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				if s.in != nil {
					p.index(ctx, a)
				}
				found, err := a.Acts(ctx, store.ActFilter{From: s.from, To: s.to, Kinds: s.kinds, Lang: strings.ToLower(f.lang), In: s.in, Acts: acts, Speaker: speaker, Addressee: addressee, Voices: s.voices, Referents: s.referents, Conditional: conditional,
					Text: f.text, Outlet: f.outlet, NewestFirst: f.newest, Limit: f.limit, Cursor: f.cursor})
				if err != nil {
					return err
				}
				return p.printActs(found, s)
			})
		},
	}
	f.period(c.Flags())
	c.Flags().StringSliceVar(&acts, "act", nil, "only this `ACT`; may be given several times: "+strings.Join(rostrum.Acts, ", "))
	c.Flags().StringVar(&speaker, "speaker", "", "only where the speaker contains this `NAME`")
	c.Flags().StringVar(&addressee, "addressee", "", "only where the addressee contains this `NAME`")
	c.Flags().BoolVar(&conditional, "conditional", false, "only with a condition")
	f.rest(c, "acts", "the sentence has", nil)
	complete(c, "act", rostrum.Acts...)
	return c
}

// wordsTable is the table of plan claims and acts; below roomForReports the
// report stands with the evidence.
func (p *Program) wordsTable(s style, what, who, said string) (t table, narrow bool) {
	t = table{style: s, width: p.width(), columns: []column{
		{title: "published"}, {title: what, paint: s.bold}, {title: who, flex: true, whole: true, paint: s.person}, {title: said, flex: true, whole: true}, {title: "report", paint: s.dim},
	}}
	if narrow = t.width < roomForReports; narrow {
		t.columns = t.columns[:len(t.columns)-1]
	}
	return t, narrow
}

// quoted is a quotation, marked with the voice where it is not the outlet's own.
func quoted(evidence, voice string) string {
	return "“" + plain(evidence) + "”" + spoken(voice)
}

// sources are the reports of a quotation.
func sources(narrow bool, report string, also []string) string {
	line := ""
	if narrow {
		line += " [" + plain(report) + "]"
	}
	if len(also) > 0 {
		line += fmt.Sprintf(" (the same text: %s)", plain(strings.Join(also, ", ")))
	}
	return line
}

func (p *Program) printPlans(found *app.Plans, sel selection) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		p.more(found.Next)
		return writeLines(p.Out, found.Plans)
	}
	s := style{p.colour()}
	t, narrow := p.wordsTable(s, "status", "who", "plan")
	plans, also := prose.Once(found.Plans, func(q *store.Plan) *store.Origin { return &q.Origin })
	for _, q := range plans {
		row := []string{orDash(q.Published), words(q.Status), orDash(whose(&q.Plan)), q.Plan.Plan}
		if !narrow {
			row = append(row, q.Report)
		}
		t.add(row, append([]string{plain(terms(&q.Plan)), quoted(q.Evidence, q.Voice) + sources(narrow, q.Report, also[q])}, judgements(&q.Origin)...)...)
	}
	return p.wordsFoot(s, &t, wordsFound{"plan claim", len(plans), len(found.Plans)},
		prose.Voiced(found.Voices, sel.voices, allVoices)+" "+prose.Whose(found.Referents, sel.referents, "--referent "+app.EveryReferent+" shows them"), found.Searched, found.Next)
}

// whose names who carries a plan out, marked where the plan is not the own state's.
func whose(q *rostrum.Plan) string {
	who, mark := given(q.Subject), prose.Apart(q.Referent)
	if who == "" || mark == "" {
		return who + mark
	}
	return who + " (" + mark + ")"
}

func (p *Program) printActs(found *app.Acts, sel selection) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		p.more(found.Next)
		return writeLines(p.Out, found.Acts)
	}
	s := style{p.colour()}
	t, narrow := p.wordsTable(s, "act", "who", "to whom, if")
	acts, also := prose.Once(found.Acts, func(a *store.Act) *store.Origin { return &a.Origin })
	for i, a := range acts {
		row := []string{orDash(a.Published), words(a.Act.Act), a.Speaker, address(&a.Act)}
		if !narrow {
			row = append(row, a.Report)
		}
		if i+1 < len(acts) && acts[i+1].Report == a.Report && acts[i+1].At == a.At {
			t.add(row, judgements(&a.Origin)...) // the sentence stands below its last act
			continue
		}
		t.add(row, append(judgements(&a.Origin), quoted(a.Evidence, a.Voice)+sources(narrow, a.Report, also[a]))...)
	}
	return p.wordsFoot(s, &t, wordsFound{"act", len(acts), len(found.Acts)}, prose.Voiced(found.Voices, sel.voices, allVoices), found.Searched, found.Next)
}

// planHead words a plan claim: lead and status, who, the plan and its terms.
func planHead(s style, lead string, q *rostrum.Plan) string {
	head := s.bold(lead + words(q.Status))
	if who := whose(q); who != "" {
		head += " · " + s.person(plain(who))
	}
	return head + " · " + plain(joined(" · ", q.Plan, terms(q)))
}

// actHead words the acts of a sentence: lead and acts, by whom, to whom.
func actHead(s style, lead string, acts []string, a *rostrum.Act) string {
	names := make([]string, len(acts))
	for i, act := range acts {
		names[i] = words(act)
	}
	head := s.bold(lead+strings.Join(names, ", ")) + " · " + s.person(plain(a.Speaker))
	if about := address(a); about != "" {
		head += " · " + plain(about)
	}
	return head
}

// wordsFound is what a page shows: how many records, and of how many.
type wordsFound struct {
	thing      string
	shown, all int
}

// wordsFoot ends a list of plan claims or acts: what was found, in what, in whose
// words, whose plans, and how much was left out of others.
func (p *Program) wordsFoot(s style, t *table, n wordsFound, of string, in app.Searched, next string) error {
	if err := t.show(p.Out); err != nil {
		return err
	}
	line := count(n.shown, n.thing)
	if d := n.all - n.shown; d > 0 {
		line += ", told in the same text " + times(d) + " more"
	}
	return p.foot(s, line+". "+of+" "+searched(in), next)
}
