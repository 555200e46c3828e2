package cli

import (
	"context"
	"fmt"
	"io"
	"maps"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/store"
)

type ingestOptions struct {
	outlet   string
	workers  int
	quiet    bool
	coverage string
	rule     string
	breaks   []string
}

func (p *Program) ingestCommand() *cobra.Command {
	var o ingestOptions
	c := &cobra.Command{
		Use:   "ingest FILE | DIR… | -",
		Short: "Read reports, extract their records and keep both in the store",
		Long: `Read reports, extract their records and keep both in the store, which is made
where there is none. Nothing is overwritten: another text of a known report is a
new version of it, the same text at another address an alias, and a text fills the
headline that was held of it. Doing it again changes nothing, and after an
interruption it goes on from there.

An import should say what it covers: --coverage complete (all reports of its
outlets and days), sample (some, chosen by --rule) or unknown, which is what stands
where nobody says; --break tells of breaks in the series.

Inputs are JSON lines or plain text with an optional header, compressed or not,
told by their content; a directory is read in sorted order, - is standard input.`,
		Example: `  rostrum ingest profiles/vdb-en/samples/reports.jsonl
  rostrum ingest --db /tmp/study.db profiles/vdb-en/samples/reports.jsonl docs/examples
  rostrum ingest --outlet VDB - < docs/examples/visit.txt
  rostrum ingest --coverage sample --rule "of every kind" profiles/vdb-en/samples/reports.jsonl`,
		Args: needArgs("files or folders of reports, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error { return p.ingest(cmd, args, o) },
	}
	f := c.Flags()
	f.StringVar(&o.outlet, "outlet", "", "the `OUTLET` of reports that name none and have no known address")
	f.IntVar(&o.workers, "workers", runtime.GOMAXPROCS(0), "how many reports to read at once")
	f.StringVar(&o.coverage, "coverage", store.CoverageUnknown, "what the import holds of its outlets and days: complete, sample or unknown")
	f.StringVar(&o.rule, "rule", "", "`TEXT` that says by what rule reports were chosen")
	f.StringArrayVar(&o.breaks, "break", nil, "`TEXT` about a break in the series; may be given again")
	f.BoolVarP(&o.quiet, "quiet", "q", false, "show no progress")
	return c
}

// mostMemory is what an ingest takes of what the runtime manages before it looks
// for what is left behind more often. The store's caches come on top.
const mostMemory = 180 << 20

func (p *Program) ingest(cmd *cobra.Command, args []string, o ingestOptions) error {
	if o.workers < 1 {
		return rostrum.Errorf(rostrum.CodeInvalid, "--workers: expected a number from 1, found %d", o.workers)
	}
	declared, err := o.declaration(args)
	if err != nil {
		return err
	}
	// Reports leave much behind on their way, and little that lives: it is looked for
	// less often, from the profiles on, up to a bound.
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(mostMemory))
	e, err := p.engine()
	if err != nil {
		return err
	}
	in := p.open(args, o.outlet, e)
	defer in.close()
	show := p.progress()
	show.read = in.reader.Progress
	if o.quiet {
		show = nil
	}
	return p.withApp(cmd.Context(), true, func(ctx context.Context, a *app.App) error {
		p.index(ctx, a)
		var tell func(app.Summary)
		if show != nil {
			tell = show.update
		}
		s, err := a.Ingest(ctx, in, e, app.IngestOptions{Workers: o.workers, Import: declared, Progress: tell})
		if show != nil {
			show.clear()
		}
		if err != nil {
			if s.Read > 0 {
				fmt.Fprintf(p.Err, "rostrum: stopped after %s; what was kept stays, and doing it again goes on from there\n", count(s.Read, "item"))
			}
			return err
		}
		if err := p.printSummary(s); err != nil {
			return err
		}
		return in.err(p)
	})
}

// declaration is what the import says of itself.
func (o *ingestOptions) declaration(args []string) (store.Import, error) {
	coverages := []string{store.CoverageComplete, store.CoverageSample, store.CoverageUnknown}
	if !slices.Contains(coverages, o.coverage) {
		return store.Import{}, rostrum.Errorf(rostrum.CodeInvalid, "--coverage: expected one of %s, found %q", strings.Join(coverages, ", "), o.coverage)
	}
	if o.coverage == store.CoverageSample && o.rule == "" {
		return store.Import{}, rostrum.Errorf(rostrum.CodeInvalid, "--coverage sample: expected --rule TEXT that says by what rule reports were chosen")
	}
	return store.Import{Inputs: args, Coverage: o.coverage, Rule: o.rule, Breaks: o.breaks, Began: time.Now().UTC().Format(time.RFC3339)}, nil
}

func (p *Program) printSummary(s app.Summary) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, s)
	case p.flags.ndjson:
		return writeLines(p.Out, []app.Summary{s})
	}
	file, err := p.database()
	if err != nil {
		return err
	}
	width := p.width()
	var b strings.Builder
	b.WriteString(paragraph(fmt.Sprintf("Read %s: %s extracted, %s not, %s failed; %s found.", count(s.Read, "item"), thousands(s.Extracted), thousands(s.NotExtracted),
		thousands(s.Failed), count(s.Events, "event")), "", width))
	b.WriteString(paragraph(kept(&s), "", width))
	fmt.Fprintf(&b, "The store is %s.\n", plain(file))
	if len(s.Reasons) > 0 {
		b.WriteString("Not extracted:\n")
		b.WriteString(reasons(s.Reasons, width))
	}
	_, err = io.WriteString(p.Out, b.String())
	return err
}

// kept says in a sentence what became of the items.
func kept(s *app.Summary) string {
	first := count(s.New, "new report")
	if s.Filled > 0 {
		first += " (" + thousands(s.Filled) + " of which there was a headline)"
	}
	parts := []string{first, count(s.NewVersions, "new version")}
	if s.Aliases > 0 {
		parts = append(parts, counted(s.Aliases, "alias", "aliases"))
	}
	if s.Headlines > 0 {
		headlines := count(s.Headlines, "headline")
		if s.Joined > 0 {
			headlines += " (" + thousands(s.Joined) + " of texts that were held)"
		}
		parts = append(parts, headlines)
	}
	last := parts[len(parts)-1]
	text := "Kept " + strings.Join(parts[:len(parts)-1], ", ") + " and " + last + "; " + counted(s.Duplicates, "item was", "items were") + " held"
	if s.Reextracted > 0 {
		text += " (" + thousands(s.Reextracted) + " extracted anew)"
	}
	if s.Rejected > 0 {
		text += ", " + thousands(s.Rejected) + " rejected"
	}
	return text + "."
}

// reasons lists counted reasons, the most frequent first.
func reasons(counts map[string]int, width int) string {
	keys := slices.Sorted(maps.Keys(counts))
	slices.SortStableFunc(keys, func(a, b string) int { return counts[b] - counts[a] })
	const most = 12
	var b strings.Builder
	for i, k := range keys {
		if i == most {
			rest := 0
			for _, k := range keys[i:] {
				rest += counts[k]
			}
			fmt.Fprintf(&b, "%8s  for %s\n", thousands(rest), count(len(keys)-most, "other reason"))
			break
		}
		b.WriteString(hanging(fmt.Sprintf("%8s", thousands(counts[k])), plain(k), 10, width))
	}
	return b.String()
}

// progress shows how far an ingest is: one line that is written anew on a
// terminal, a line now and then elsewhere.
type progress struct {
	w        io.Writer
	terminal bool
	width    int
	began    time.Time
	shown    time.Time
	input    string
	drawn    bool
	read     func() (done, total int64) // bytes of the inputs; nil where nobody asks
}

// How often a line is written.
const (
	redraw    = 100 * time.Millisecond
	plainLine = 10 * time.Second
)

func (p *Program) progress() *progress {
	width, tty := terminal(p.Err)
	now := time.Now()
	return &progress{w: p.Err, terminal: tty && p.Env("TERM") != "dumb", width: width, began: now, shown: now}
}

// say shows a line of its own.
func (g *progress) say(line string) {
	now := time.Now()
	switch {
	case g.terminal && (!g.drawn || now.Sub(g.shown) >= redraw):
		fmt.Fprintf(g.w, "\r\x1b[K%s", clip(line, g.width-1))
		g.drawn = true
	case !g.terminal && now.Sub(g.shown) >= plainLine:
		fmt.Fprintln(g.w, line)
	default:
		return
	}
	g.shown = now
}

func (g *progress) update(s app.Summary) {
	now := time.Now()
	if !g.terminal {
		if s.Input != g.input {
			g.input = s.Input
			fmt.Fprintf(g.w, "reading %s\n", plain(s.Input))
		} else if now.Sub(g.shown) < plainLine {
			return
		} else {
			fmt.Fprintln(g.w, g.line(s, now))
		}
		g.shown = now
		return
	}
	if g.drawn && now.Sub(g.shown) < redraw {
		return
	}
	fmt.Fprintf(g.w, "\r\x1b[K%s", clip(g.line(s, now), g.width-1))
	g.shown, g.drawn = now, true
}

func (g *progress) line(s app.Summary, now time.Time) string {
	rate := ""
	if took := now.Sub(g.began).Seconds(); took > 0.2 {
		rate = " · " + thousands(int(float64(s.Read)/took)) + "/s"
	}
	failed := ""
	if s.Failed > 0 {
		failed = " · " + thousands(s.Failed) + " failed"
	}
	return fmt.Sprintf("%s · %s%s%s%s · %s", count(s.Read, "item"), count(s.Events, "event"), rate, failed, g.remaining(now), plain(s.Input))
}

// remaining is how long the rest of the inputs will take, by what they took so
// far.
func (g *progress) remaining(now time.Time) string {
	if g.read == nil {
		return ""
	}
	done, total := g.read()
	took := now.Sub(g.began)
	if done == 0 || total < done || took < time.Second {
		return ""
	}
	left := time.Duration(float64(took) * float64(total-done) / float64(done)).Round(time.Second)
	return fmt.Sprintf(" · %d %% · %s left", 100*done/total, left)
}

// clear takes the line away.
func (g *progress) clear() {
	if g.drawn {
		fmt.Fprint(g.w, "\r\x1b[K")
	}
}
