package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/diff"
	"github.com/rostrum-watch/rostrum/internal/store"
)

func (p *Program) diffCommand() *cobra.Command {
	var o app.DiffOptions
	noise := false
	c := &cobra.Command{
		Use:   "diff REPORT",
		Short: "Tell what was changed between versions of a report",
		Long: `Tell what was changed between two versions of a stored report: sentences deleted,
added or moved, names gone, added or changed, posts reworded, numbers changed,
other wording. Changes of quotes, spaces, case, dashes, punctuation, accents and
encoding alone are noise, and only counted. Below that stand the records that
changed, vanished or are new; those that stand are counted.

Without --from and --to, the newest version is compared with the one before it. A
version is named by its digest or the beginning of it, as rostrum show --json
gives it. Old words stand in [-brackets-], new ones in {+braces+}. --json and
--ndjson give everything, noise and records that stand too.`,
		Example: `  rostrum diff vdb-2031-03-05-001
  rostrum diff vdb-2031-03-05-001 --all --noise
  rostrum diff vdb-2031-03-05-001 --json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return rostrum.Errorf(rostrum.CodeInvalid, "diff: expected the id of one report, found %d; rostrum events lists them", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			e, err := p.engine()
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				found, err := a.Diff(ctx, args[0], e, o)
				if err != nil {
					return err
				}
				return p.printDiff(found, noise)
			})
		},
	}
	f := c.Flags()
	f.StringVar(&o.From, "from", "", "the old `VERSION` (default: the one before the new)")
	f.StringVar(&o.To, "to", "", "the new `VERSION` (default: the newest)")
	f.BoolVar(&o.All, "all", false, "each version with the one before it, oldest first")
	f.BoolVar(&noise, "noise", false, "list noise too")
	return c
}

func (p *Program) printDiff(d *app.Differences, noise bool) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, d)
	case p.flags.ndjson:
		return writeLines(p.Out, d.Pairs)
	}
	g := diffPage{page{style: style{p.colour()}, width: p.width()}, noise}
	b := []byte(g.style.bold(plain(d.Title)) + "\n" + g.style.dim(plain(joined(" · ", d.Report, d.Outlet, d.Published))) + "\n")
	if len(d.Pairs) == 0 {
		b = append(b, fmt.Sprintf("\nOnly one version of it is held%s; there is nothing to compare.\n", captured(d.Versions[0]))...)
	}
	for i := range d.Pairs {
		b = append(b, '\n')
		b = g.pair(b, d, &d.Pairs[i])
	}
	_, err := p.Out.Write(b)
	return err
}

// diffPage lays out what versions differ in.
type diffPage struct {
	page
	noise bool // noise is listed
}

func (g diffPage) pair(b []byte, d *app.Differences, p *app.Pair) []byte {
	side := func(label, name string) {
		i := slices.IndexFunc(d.Versions, func(v store.Version) bool { return v.Version == name })
		b = append(b, hanging(g.style.bold(label), plain(short(name)+captured(d.Versions[i])), 6, g.width)...)
	}
	side("from", p.From)
	side("to", p.To)
	b = append(b, '\n')
	meaning, quiet := 0, 0
	for i := range p.Changes {
		if c := &p.Changes[i]; c.Sort == diff.Meaning {
			meaning++
		} else {
			quiet++
		}
	}
	number := 0
	for i := range p.Changes {
		c := &p.Changes[i]
		if c.Sort == diff.Noise && !g.noise {
			continue
		}
		number++
		b = g.change(b, number, c, p)
	}
	if number > 0 {
		b = append(b, '\n')
	}
	words := "No word was changed."
	if meaning > 0 {
		words = count(meaning, "change") + " of meaning: " + tallied(p.Meaning) + "."
	}
	b = append(b, paragraph(words, "", g.width)...)
	if quiet > 0 {
		words = count(quiet, "change") + " of no meaning: " + tallied(p.Noise) + "."
		if !g.noise {
			words += " --noise lists them."
		}
		b = append(b, g.style.dim(strings.TrimSuffix(paragraph(words, "", g.width), "\n"))+"\n"...)
	}
	for _, names := range []struct {
		label string
		list  []string
	}{{"Names that stand in the text no longer", p.NamesGone}, {"Names that did not stand in it before", p.NamesAdded}} {
		if len(names.list) > 0 {
			b = append(b, paragraph(names.label+": "+plain(strings.Join(names.list, "; "))+".", "", g.width)...)
		}
	}
	return g.facts(b, p.Facts)
}

// change prints one change with the words around it.
func (g diffPage) change(b []byte, number int, c *diff.Change, p *app.Pair) []byte {
	label := fmt.Sprintf("%d.", number)
	indent := len(label) + 1
	var kinds []string
	for _, k := range c.Kinds {
		kinds = append(kinds, words(k))
	}
	head, where := strings.Join(kinds, ", "), at(c.New)
	switch {
	case c.Kinds[0] == diff.SentenceMoved:
		where = "from old " + at(c.Old) + " to " + where
	case c.New.Start == c.New.End:
		where = "old " + at(c.Old)
	}
	if c.Sort == diff.Noise {
		head = g.style.dim(head)
	} else {
		head = g.style.bold(head)
	}
	b = append(b, hanging(label, head+" "+g.style.dim(where), indent, g.width)...)
	text := p.New.Title
	if c.New.Field == rostrum.FieldText {
		text = given(p.New.Text)
	}
	var line glued
	if c.Kinds[0] == diff.SentenceMoved {
		line.add(c.NewWords, "")
	} else {
		was, is := visible(c.OldWords, c.NewWords), visible(c.NewWords, c.OldWords)
		before, behind := around(text, c.New.Start, c.New.End)
		line.add(before, "")
		line.between(g.style, "[-", was, "-]", sgrBad)
		line.between(g.style, "{+", is, "+}", sgrSite)
		line.add(behind, "")
	}
	pad := strings.Repeat(" ", indent)
	for _, l := range wrap(line.words, g.width-indent) {
		b = append(b, pad+l+"\n"...)
	}
	return b
}

// visible is a stretch as it can be seen: one that is all spaces is put in signs where
// the other is so too.
func visible(s, other string) string {
	if strings.TrimSpace(s) != "" || strings.TrimSpace(other) != "" {
		return s
	}
	return strings.NewReplacer("\n", "↵", "\r", "␍", "\t", "⇥", " ", "␣", "\u00a0", "⍽").Replace(s)
}

// glued is a line cut into words, as it is put together of pieces.
type glued struct {
	words []string
	open  bool // the next piece goes on with the last word
}

// add takes a piece of text. Where neither it nor the piece before it has a space
// between them, they are one word.
func (l *glued) add(text, sgr string) { l.paint(style{}, text, sgr) }

func (l *glued) paint(s style, text, sgr string) {
	text = plain(text)
	if text == "" {
		return
	}
	for i, w := range strings.Fields(text) {
		w = s.paint(sgr, w)
		if i == 0 && l.open && text[0] != ' ' {
			l.words[len(l.words)-1] += w
			continue
		}
		l.words = append(l.words, w)
	}
	l.open = len(l.words) > 0 && text[len(text)-1] != ' '
}

// between adds a piece in brackets, which stay where there are no colours: a diff is
// copied and mailed.
func (l *glued) between(s style, open, text, shut, sgr string) {
	text = plain(text)
	if text == "" {
		return
	}
	core := strings.TrimSpace(text)
	start := strings.Index(text, core)
	l.add(text[:start], "")
	l.paint(s, open+core+shut, sgr)
	l.add(text[start+len(core):], "")
}

// around is what stands before and behind a stretch of a text, a few words of each.
func around(text string, start, end int) (before, behind string) {
	const most, reach = 6, 200 // words, bytes
	before = strings.ToValidUTF8(plain(text[max(0, start-reach):start]), "")
	behind = strings.ToValidUTF8(plain(text[end:min(len(text), end+reach)]), "")
	if len(strings.Fields(before)) > most {
		n := len(before)
		for range most {
			n = strings.LastIndexByte(strings.TrimRight(before[:n], " "), ' ') + 1
		}
		before = "… " + before[n:]
	}
	if len(strings.Fields(behind)) > most {
		n := 0
		for range most {
			n += len(behind[n:]) - len(strings.TrimLeft(behind[n:], " "))
			if k := strings.IndexByte(behind[n:], ' '); k >= 0 {
				n += k
			}
		}
		behind = behind[:n] + " …"
	}
	return before, behind
}

// facts lists the records that do not stand, and counts the others.
func (g diffPage) facts(b []byte, facts []diff.Fact) []byte {
	if len(facts) == 0 {
		return append(b, "Neither version gave a record.\n"...)
	}
	b = append(b, '\n')
	stands := map[string]int{}
	listed := 0
	for i := range facts {
		f := &facts[i]
		if f.State == diff.Stands {
			stands[f.Sort]++
			continue
		}
		if listed++; listed == 1 {
			b = append(b, g.style.bold("Records")+"\n"...)
		}
		b = g.fact(b, f)
	}
	words := "No record stands."
	if len(stands) > 0 {
		words = "Records that stand: " + tallied(stands) + "."
	}
	return append(b, g.style.dim(strings.TrimSuffix(paragraph(words, "", g.width), "\n"))+"\n"...)
}

func (g diffPage) fact(b []byte, f *diff.Fact) []byte {
	const indent = 10
	const most = 160 // cells of a quotation: the changes above it show its words
	quote := "“" + clip(plain(f.Words), most) + "”"
	if f.Sort == diff.FactMention {
		quote = plain(f.Words)
	}
	label := f.Sort
	if f.Label != f.Sort {
		label += " " + words(f.Label)
	}
	b = append(b, hanging(g.style.bold(f.State), label+": "+quote, indent, g.width)...)
	value := func(s *string) string {
		if s == nil {
			return "none"
		}
		return "“" + clip(plain(*s), most) + "”"
	}
	for _, a := range f.Fields {
		var line string
		switch {
		case a.Was == nil && a.Field == "appearance":
			line = plain(a.Who) + " is there: " + plain(*a.Is)
		case a.Is == nil && a.Field == "appearance":
			line = plain(a.Who) + " is there no longer: " + plain(*a.Was)
		case a.Field == "evidence":
			line = "evidence: in other words"
		default:
			line = joined(", ", plain(a.Who), words(a.Field)) + ": " + value(a.Was) + " → " + value(a.Is)
		}
		b = append(b, paragraph(line, strings.Repeat(" ", indent), g.width)...)
	}
	return b
}
