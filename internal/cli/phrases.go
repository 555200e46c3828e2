package cli

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/phrase"
	"github.com/rostrum-watch/rostrum/internal/analysis/wordbook"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// wordFlags holds the flags of questions about words.
type wordFlags struct {
	from, to, outlet, lang string
	voices, fields         []string
	limit                  int
}

// The fields of a report, as flags call them.
var fieldNames = map[string]string{"headline": rostrum.FieldTitle, "body": rostrum.FieldText}

func (f *wordFlags) add(flags *pflag.FlagSet, day, things string) {
	flags.StringVar(&f.from, "from", "", "first `DAY` "+day+", as 2024-09-01, month, as 2024-09, or year")
	flags.StringVar(&f.to, "to", "", "last `DAY`, month or year, itself included")
	flags.StringSliceVar(&f.voices, "voice", rostrum.OwnVoices, "only in the words of this `VOICE`; may be given several times: "+strings.Join(rostrum.Voices, ", ")+", or "+everyVoice)
	flags.StringSliceVar(&f.fields, "field", nil, "only in this `FIELD` of reports: headline, body")
	flags.StringVar(&f.outlet, "outlet", "", "only in reports of this `OUTLET`")
	flags.StringVar(&f.lang, "lang", "", "only in reports in this `LANGUAGE`, as recognised: en")
	flags.IntVar(&f.limit, "limit", defaultLimit, fmt.Sprintf("at most so many %s, up to %d", things, store.MaxLimit))
}

func (f *wordFlags) filter() (o app.WordFilter, err error) {
	if o.From, o.To, err = period(f.from, f.to); err != nil {
		return o, err
	}
	if err := checkLimit(f.limit); err != nil {
		return o, err
	}
	o.Outlet, o.Lang, o.Limit = f.outlet, strings.ToLower(f.lang), f.limit
	if o.Voices, err = someOf("--voice", f.voices, append(slices.Clone(rostrum.Voices), everyVoice)...); err != nil {
		return o, err
	}
	if slices.Contains(o.Voices, everyVoice) {
		o.Voices = nil
	}
	fields, err := someOf("--field", f.fields, "headline", "body")
	for _, name := range fields {
		o.Fields = append(o.Fields, fieldNames[name])
	}
	return o, err
}

// wordsmith loads what questions about words are answered with.
func (p *Program) wordsmith() (app.Wordsmith, error) {
	fsys, err := p.profileFiles()
	if err != nil {
		return app.Wordsmith{}, err
	}
	r, err := newReaders(fsys)
	if err != nil {
		return app.Wordsmith{}, err
	}
	w, err := r.wordsmith(fsys)
	w.Digest = p.digest()
	return w, err
}

// wordsmith reads the books of words that profiles bring.
func (l *readers) wordsmith(fsys fs.FS) (app.Wordsmith, error) {
	books, err := wordbook.Load(fsys)
	if err != nil {
		return app.Wordsmith{}, &rostrum.Error{Code: rostrum.CodeInvalid, Message: "words of profiles have mistakes:\n" + err.Error(), Err: err}
	}
	return app.Wordsmith{Reader: l, Books: books}, nil
}

// kindsOfChanges are what flags call the kinds of findings about phrases.
var kindsOfChanges = map[string][]string{"born": {phrase.Born}, "died": {phrase.Died}, "back": {phrase.Back}, "burst": {phrase.Burst},
	"rendering": {phrase.Rendering}, "reworded": {phrase.Reworded}, "title": phrase.TitleKinds}

var kindFlags = []string{"born", "died", "back", "burst", "rendering", "reworded", "title"}

func (p *Program) phrasesCommand() *cobra.Command {
	var f wordFlags
	var kinds []string
	var list, newest bool
	c := &cobra.Command{
		Use:   "phrases",
		Short: "Tell which phrases are born, die, come back or crowd, or list those that recur",
		Long: `Tell what became of the phrases that an outlet says again and again, by the day
on which it was known: phrases born, dead, back, or crowding into a short time,
and wordings that perhaps only took the place of others; and when titles of
leaders are held first and last. Headlines and bodies are apart. Only what the
outlet and those whom it publishes say counts (own, official), as a share of
comparable reports, and nothing is compared across a break in collection. What
is told is about words, never about policy, practice or posts.

With --list, the phrases that recur in reports published in the span: first and
last use, reports, and the rate among a thousand comparable reports.

docs/methods/words.md gives the rules.`,
		Example: `  rostrum phrases
  rostrum phrases --kind title --from 2031-03
  rostrum phrases --list --field body --limit 10
  rostrum phrases --kind title --json`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := f.filter()
			if err != nil {
				return err
			}
			asked, err := someOf("--kind", kinds, kindFlags...)
			if err != nil {
				return err
			}
			var chosen []string
			for _, k := range asked {
				chosen = append(chosen, kindsOfChanges[k]...)
			}
			if list && len(chosen) > 0 {
				return rostrum.Errorf(rostrum.CodeInvalid, "phrases: expected --list or --kind, found both")
			}
			w, err := p.wordsmith()
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				if list {
					found, err := a.PhraseLedger(ctx, w, o)
					if err != nil {
						return err
					}
					return p.printLedger(found)
				}
				found, err := a.PhraseChanges(ctx, w, o, chosen, newest)
				if err != nil {
					return err
				}
				return p.printChanges(found)
			})
		},
	}
	f.add(c.Flags(), "on which it was known (with --list: of publication)", "findings or phrases")
	c.Flags().StringSliceVar(&kinds, "kind", nil, "only this `KIND`; may be given several times: "+strings.Join(kindFlags, ", "))
	c.Flags().BoolVar(&list, "list", false, "list the phrases that recur")
	c.Flags().BoolVar(&newest, "newest-first", false, "begin with the latest")
	complete(c, "kind", kindFlags...)
	complete(c, "voice", append(slices.Clone(rostrum.Voices), everyVoice)...)
	complete(c, "field", "headline", "body")
	return c
}

func (p *Program) printChanges(found *app.PhraseChanges) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		return writeLines(p.Out, found.Findings)
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{{title: "known"}, {title: "kind", paint: s.bold}, {title: "words", flex: true, paint: s.person}}}
	for i := range found.Findings {
		x := &found.Findings[i]
		below := []string{plain(x.Says)}
		for k := range x.Evidence {
			e := &x.Evidence[k]
			below = append(below, "“"+plain(clip(e.Quote, longestShown))+"” ["+plain(e.Report)+", "+e.Published+"]")
		}
		below = append(below, plain(x.Coverage.Denominator+"; coverage: "+orDash(x.Coverage.Coverage)+"; rule "+x.Rule))
		t.add([]string{orDash(x.Known), x.Kind, x.Subject}, below...)
	}
	if err := t.show(p.Out); err != nil {
		return err
	}
	total := 0
	for _, n := range found.Counts {
		total += n
	}
	return p.foot(s, fmt.Sprintf("Shown: %d of %s%s. ", len(found.Findings), count(total, "finding"), prose.Tally(found.Counts))+searched(found.Searched), "")
}

// longestShown is how many cells of a passage are shown as evidence; --json gives it
// whole.
const longestShown = 300

func (p *Program) printLedger(found *app.PhraseLedger) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		return writeLines(p.Out, found.Phrases)
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{{title: "phrase", flex: true, paint: s.person}, {title: "in"}, {title: "first"}, {title: "last"},
		{title: "reports", right: true}, {title: "of 1,000", right: true}}}
	for i := range found.Phrases {
		e := &found.Phrases[i]
		t.add([]string{e.Phrase, e.Lang + " " + fieldName(e.Field), e.First, e.Last, thousands(e.Reports), fmt.Sprintf("%.2f", e.Rate)})
	}
	if err := t.show(p.Out); err != nil {
		return err
	}
	return p.foot(s, fmt.Sprintf("Shown: %d of %s that recur in at least %d reports. ", len(found.Phrases), count(found.Total, "phrase"), phrase.Least)+searched(found.Searched), "")
}

func fieldName(field string) string {
	if field == rostrum.FieldTitle {
		return "headline"
	}
	return "body"
}

func (p *Program) phraseCommand() *cobra.Command {
	var f wordFlags
	by := "year"
	c := &cobra.Command{
		Use:   "phrase WORDS",
		Short: "Follow a phrase: how often, since when, by whom, and where it stands",
		Long: `Follow words, in whatever forms they stand, through the stored reports: the first
and last use that is held, the rate among a thousand comparable reports (of the
same language, field, voices, and of the kinds of reports in which they are
used), who says them, and the passages, the latest first. Headlines and bodies
are apart. --json gives the series month by month, and every report with a use.`,
		Example: `  rostrum phrase "tour of counsel"
  rostrum phrase --voice all --by month "grain quota"
  rostrum phrase "tour of counsel" --field headline --json`,
		Args: needArgs("the words of a phrase"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := f.filter()
			if err != nil {
				return err
			}
			if err := oneOf("--by", by, "month", "year"); err != nil {
				return err
			}
			words := strings.Join(args, " ")
			w, err := p.wordsmith()
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				found, err := a.Phrase(ctx, w, words, o)
				if err != nil {
					return err
				}
				return p.printPhrase(found, by)
			})
		},
	}
	f.add(c.Flags(), "of publication", "passages")
	c.Flags().StringVar(&by, "by", by, "rates by `SPAN`: month, year")
	complete(c, "by", "month", "year")
	complete(c, "voice", append(slices.Clone(rostrum.Voices), everyVoice)...)
	complete(c, "field", "headline", "body")
	return c
}

func (p *Program) printPhrase(found *app.PhraseUse, by string) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		return writeLines(p.Out, found.Quotes)
	}
	s := style{p.colour()}
	g := page{style: s, width: p.width()}
	var b []byte
	n := 0
	for _, x := range found.Series {
		n += x.Reports
		b = append(b, s.bold(plain(fmt.Sprintf("%s in %s, %s", found.Phrase, map[string]string{rostrum.FieldTitle: "headlines", rostrum.FieldText: "bodies"}[x.Field], x.Lang)))+"\n"...)
		if x.Reports > 0 {
			b = append(b, paragraph(fmt.Sprintf("first held %s, last %s; in %s of %s comparable since %s", x.First, x.Last, count(x.Reports, "report"), thousands(x.Comparable), x.Held), "  ", g.width)...)
			b = append(b, paragraph("of 1,000: "+rates(x.Months, by), "  ", g.width)...)
		}
		b = append(b, paragraph("in whose words"+prose.Tally(x.Voices)+"; kinds of reports"+prose.Tally(kindNames(x.Kinds)), "  ", g.width)...)
		if len(x.Speakers) > 0 {
			b = append(b, paragraph("said by: "+plain(speakers(x.Speakers)), "  ", g.width)...)
		}
		b = append(b, '\n')
	}
	for i := range found.Quotes {
		q := &found.Quotes[i]
		b = append(b, s.dim(plain(joined(" · ", q.Published, q.Lang+" "+fieldName(q.Passage.Field), q.Voice, q.Speaker, q.Report)))+"\n"...)
		b = append(b, paragraph(keyed(q, s), "    ", g.width)...)
	}
	if len(found.Quotes) > 0 {
		b = append(b, '\n')
	}
	if _, err := p.Out.Write(b); err != nil {
		return err
	}
	return p.foot(s, fmt.Sprintf("Used in %s, headlines and bodies apart. ", count(n, "report"))+searched(found.Searched), "")
}

// kindNames gives what has no kind a name.
func kindNames(kinds map[string]int) map[string]int {
	out := map[string]int{}
	for k, n := range kinds {
		if k == "" {
			k = "not read"
		}
		out[k] = n
	}
	return out
}

// speakers words who says something, at most a few.
func speakers(list []phrase.Speaker) string {
	const most = 6
	var parts []string
	for i, x := range list {
		if i == most {
			parts = append(parts, fmt.Sprintf("%d more", len(list)-most))
			break
		}
		who := x.Speaker
		if who == "" {
			who = "the outlet"
		}
		parts = append(parts, fmt.Sprintf("%s %s", who, thousands(x.Reports)))
	}
	return strings.Join(parts, ", ")
}

// rates words the months, or the years that they make.
func rates(months []phrase.Month, by string) string {
	var parts []string
	for i := 0; i < len(months); {
		span := months[i].Month
		if by == "year" {
			span = span[:4]
		}
		n, of := 0, 0
		for ; i < len(months) && strings.HasPrefix(months[i].Month, span); i++ {
			n += months[i].Reports
			of += months[i].Comparable
		}
		parts = append(parts, fmt.Sprintf("%s %.1f", span, 1000*float64(n)/float64(max(of, 1))))
	}
	return strings.Join(parts, " · ")
}

// keyed is a passage with the words marked.
func keyed(q *app.Quoted, s style) string {
	a, b := q.At.Start-q.Passage.Start, q.At.End-q.Passage.Start
	if a < 0 || b > len(q.Quote) || a > b {
		return plain(q.Quote)
	}
	return plain(q.Quote[:a]) + s.bold("["+plain(q.Quote[a:b])+"]") + plain(q.Quote[b:])
}

func (p *Program) namesCommand() *cobra.Command {
	var f wordFlags
	by := "year"
	c := &cobra.Command{
		Use:   "names [THING]",
		Short: "Tell by what names one thing is called, by whom, and when",
		Long: `Tell by what names something is called, as profiles list them: the south, the
enemy, the leader, a war. For each name: the first and last day it is held, in
how many headlines, in how many bodies by whose words they are, and its share of
the reports that name the thing at all. At one place only the longest name
counts. Without THING, what there are names for.`,
		Example: `  rostrum names
  rostrum names leader
  rostrum names leader --by month --json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return rostrum.Errorf(rostrum.CodeInvalid, "names: expected one thing, found %d; rostrum names lists them", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := f.filter()
			if err != nil {
				return err
			}
			if err := oneOf("--by", by, "month", "year"); err != nil {
				return err
			}
			w, err := p.wordsmith()
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return p.printThings(w)
			}
			letters := len("2006")
			if by == "month" {
				letters = len("2006-01")
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				found, err := a.Names(ctx, w, args[0], o, letters)
				if err != nil {
					return err
				}
				return p.printNames(found)
			})
		},
	}
	f.add(c.Flags(), "of publication", "names")
	c.Flags().StringVar(&by, "by", by, "shares by `SPAN`: month, year")
	complete(c, "by", "month", "year")
	return c
}

func (p *Program) printThings(w app.Wordsmith) error {
	all := w.Things()
	switch {
	case p.flags.json:
		return writeJSON(p.Out, map[string]any{"things": all})
	case p.flags.ndjson:
		return writeLines(p.Out, all)
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{{title: "outlet"}, {title: "lang"}, {title: "thing", paint: s.bold}, {title: "meaning", flex: true, whole: true}, {title: "names", right: true}}}
	for _, x := range all {
		t.add([]string{x.Outlet, x.Lang, x.Thing, x.Meaning, fmt.Sprint(len(x.Names))})
	}
	return t.write(p.Out)
}

func (p *Program) printNames(found *app.ThingNames) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		return writeLines(p.Out, found.Names)
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{{title: "name", flex: true, paint: s.person}, {title: "lang"}, {title: "first"}, {title: "last"},
		{title: "headlines", right: true}, {title: "bodies", flex: true}}}
	for i := range found.Names {
		n := &found.Names[i]
		var shares []string
		for _, x := range n.Spans {
			shares = append(shares, fmt.Sprintf("%s %.1f %%", x.Span, 100*x.Share))
		}
		t.add([]string{n.Name, n.Lang, n.First, n.Last, thousands(n.Titles), orDash(tallied(n.Texts))}, strings.Join(shares, " · "))
	}
	if err := t.show(p.Out); err != nil {
		return err
	}
	return p.foot(s, fmt.Sprintf("Called by %s. ", count(len(found.Names), "name"))+searched(found.Searched), "")
}
