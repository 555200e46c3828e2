package cli

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum/internal/analysis/novelty"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/roster"
)

// analyses is every analysis there is: the list that rostrum findings, watchlist
// and backtest go through. An analysis is added here, and nowhere else.
func (p *Program) analyses() ([]app.Analysis, error) {
	all := []app.Analysis{
		app.RosterAnalysis(),
		app.LineUpAnalysis(),
		app.PlanAnalysis(),
		app.WeaponAnalysis(),
		app.NoticeAnalysis(),
		app.PronouncementAnalysis(),
		app.NoveltyAnalysis(),
		app.WordAnalysis(),
		app.EditAnalysis(),
	}
	for i := range all {
		all[i].Turn = i
	}
	return all, nil
}

// knowing loads what profiles say for analyses, once for each choice of profiles.
func (p *Program) knowing() app.Knowing {
	var mu sync.Mutex
	type outcome struct {
		k   *app.Profiles
		err error
	}
	loaded := map[string]outcome{}
	return app.Knowing{Digest: p.digest(), Load: func(held func(outlet, lang string) bool) (*app.Profiles, error) {
		fsys, err := p.profileFiles()
		if err != nil {
			return nil, err
		}
		names, err := profile.Names(fsys)
		if err != nil {
			return nil, err
		}
		chosen := only{FS: fsys, hidden: map[string]bool{}}
		for _, name := range names {
			// one that cannot be opened is told of when it is loaded
			if part := profile.OpenPart(fsys, name, nil); held != nil && part.Err() == nil && !held(part.Outlet, part.Lang) {
				chosen.hidden[name] = true
			}
		}
		mu.Lock()
		defer mu.Unlock()
		key := fmt.Sprint(chosen.hidden)
		one, ok := loaded[key]
		if !ok {
			one.k, one.err = loadProfiles(fsys, chosen)
			loaded[key] = one
		}
		return one.k, one.err
	}}
}

// loadProfiles is what some profiles of all say for analyses.
func loadProfiles(all fs.FS, chosen only) (*app.Profiles, error) {
	var r *readers
	var names []string
	var rosters []*roster.Knowledge
	var failed [2]error
	var loading sync.WaitGroup
	loading.Go(func() { r, failed[0] = newReaders(chosen) })
	loading.Go(func() { names, rosters, failed[1] = knowledge(chosen) })
	loading.Wait()
	if err := cmp.Or(failed[0], failed[1]); err != nil {
		return nil, err
	}
	k, err := profilesOf(chosen, r, names, rosters)
	if err != nil {
		return nil, err
	}
	k.Leaders, err = leaders(all) // whoever is one is one in every outlet
	return k, err
}

// profilesOf is what profiles say for analyses; of names and offices it was loaded.
func profilesOf(fsys fs.FS, r *readers, names []string, rosters []*roster.Knowledge) (*app.Profiles, error) {
	k := &app.Profiles{Outliner: r, Rosters: rostersBy(fsys, names, rosters)}
	var err error
	if k.Leaders, err = leaders(fsys); err != nil {
		return nil, err
	}
	if k.Words, err = r.wordsmith(fsys); err != nil {
		return nil, err
	}
	if k.LineUps, err = r.knowsLineUps(fsys); err != nil {
		return nil, err
	}
	if k.Terms, err = termsOf(fsys, r.named); err != nil {
		return nil, err
	}
	k.Novelty, err = noveltyKnowledge(fsys, r, k.Terms)
	return k, err
}

// digest tells the profiles that are read, and the program that reads them, from
// others; "" where they cannot be told: if a file cannot be read, loading says so.
func (p *Program) digest() string {
	fsys, err := p.profileFiles()
	if err != nil {
		return ""
	}
	sum := sha256.New()
	// A program that was built anew may find something else, whatever it says of itself.
	self, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(self)
	if err != nil {
		return ""
	}
	fmt.Fprintln(sum, version, extract.EngineVersion, info.Size(), info.ModTime().UnixNano())
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		fmt.Fprintln(sum, name, len(data))
		sum.Write(data)
		return err
	})
	if err != nil {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// noveltyKnowledge is the words by which each profile's reports tell what is new.
func noveltyKnowledge(fsys fs.FS, r *readers, terms app.TermsOf) (func(outlet, lang string) *novelty.Knowledge, error) {
	known := map[[2]string]*novelty.Knowledge{}
	for outlet, byLang := range r.byOutlet {
		for lang := range byLang {
			t := terms(outlet, lang)
			if t == nil {
				continue
			}
			k, err := novelty.Load(fsys, t.Terms)
			if err != nil {
				return nil, mistaken(t.Profile, err)
			}
			known[[2]string{outlet, lang}] = k
		}
	}
	return func(outlet, lang string) *novelty.Knowledge { return known[[2]string{strings.ToLower(outlet), lang}] }, nil
}

// How often the runtime looks for what is left behind, in percent of what lives: going
// on from a day leaves much behind and little that lives; all found from nothing is
// much that lives, and takes as much again before it is looked at.
const (
	collectOnward = 400
	collectAnew   = 50
)

// mostAnew is how many bytes the runtime takes, where all is found from nothing, before
// it looks for what is left behind the more often.
const mostAnew = 5 << 29

// mostShown is how many passages of a finding a list shows.
const mostShown = 3

func (p *Program) findingsCommand() *cobra.Command {
	var from, to string
	var f app.FindingFilter
	c := &cobra.Command{
		Use:   "findings",
		Short: "List what all analyses find, by the day on which it became known",
		Long: `List what all analyses find over the reports held, by the day on which what is held
shows it, each with its evidence, the rule that found it, and what it was counted
over. --kinds lists the kinds, and says of which an alarm is raised.`,
		Example: `  rostrum findings --from 2031-04
  rostrum findings --kind edit,name_removed
  rostrum findings --alarms --json
  rostrum findings --kinds`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			analyses, err := p.analyses()
			if err != nil {
				return err
			}
			if list, _ := cmd.Flags().GetBool("kinds"); list {
				return p.printKinds(analyses)
			}
			if f.From, f.To, err = period(from, to); err != nil {
				return err
			}
			if err := checkLimit(f.Limit); err != nil {
				return err
			}
			defer debug.SetGCPercent(debug.SetGCPercent(collectOnward))
			defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				knowing := p.knowing()
				knowing.Anew = func() {
					debug.SetGCPercent(collectAnew)
					debug.SetMemoryLimit(mostAnew)
				}
				found, err := a.Findings(ctx, analyses, knowing, f)
				if err != nil {
					return err
				}
				return p.printFindingList(found)
			})
		},
	}
	flags := c.Flags()
	flags.StringVar(&from, "from", "", "first `DAY` on which it became known, as 2024-09-01, month, as 2024-09, or year")
	flags.StringVar(&to, "to", "", "last `DAY`, month or year, itself included")
	flags.StringSliceVar(&f.Kinds, "kind", nil, "only findings of this `KIND`; may be given several times")
	flags.StringVar(&f.Subject, "about", "", "only where the subject contains these `WORDS`")
	flags.BoolVar(&f.Alarms, "alarms", false, "only those that raise an alarm")
	flags.Bool("kinds", false, "list the kinds of findings instead")
	p.addSignature(flags)
	addPage(flags, &f.Limit, &f.Cursor, " findings")
	flags.BoolVar(&f.NewestFirst, "newest-first", false, "begin with the latest")
	if analyses, err := p.analyses(); err == nil {
		complete(c, "kind", app.KindNames(analyses)...)
	}
	return c
}

// printKinds lists the kinds of findings.
func (p *Program) printKinds(analyses []app.Analysis) error {
	var kinds []app.Kind
	for _, x := range analyses {
		kinds = append(kinds, x.Kinds...)
	}
	switch {
	case p.flags.json:
		return writeJSON(p.Out, kinds)
	case p.flags.ndjson:
		return writeLines(p.Out, kinds)
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{{title: "kind", paint: s.bold}, {title: "alarm"}, {title: "means", flex: true, whole: true}}}
	for _, k := range kinds {
		alarm := "–"
		switch {
		case k.Alarm && k.Least > 0:
			alarm = fmt.Sprintf("from %g", k.Least)
		case k.Alarm:
			alarm = "always"
		}
		t.add([]string{k.Name, alarm, k.Means})
	}
	return t.write(p.Out)
}

func (p *Program) printFindingList(found *app.Findings) error {
	p.leave(found)
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		p.more(found.Next)
		return writeLines(p.Out, found.Findings)
	}
	words := count(found.Total, "finding")
	if found.Total > 0 {
		words += " (" + tallied(worded(found.Counts)) + ")"
	}
	return p.printFindings(found.Findings, words+". ", found.Searched, found.Next)
}

// printFindings lists findings for a terminal, with what is said of them at the foot.
func (p *Program) printFindings(found []finding.Finding, words string, in app.Searched, next string) error {
	s := style{p.colour()}
	if err := p.writeFindings(s, found); err != nil {
		return err
	}
	return p.foot(s, words+searched(in), next)
}

// writeFindings lays out findings, one below the other.
func (p *Program) writeFindings(s style, found []finding.Finding) error {
	var b strings.Builder
	for i := range found {
		b.WriteString(p.findingLines(s, &found[i], mostShown))
	}
	if len(found) > 0 {
		b.WriteByte('\n')
	}
	_, err := io.WriteString(p.Out, b.String())
	return err
}

// findingLines lays one finding out: when, what kind, about what; what it says; what
// it was counted over; and the first of its passages.
func (p *Program) findingLines(s style, f *finding.Finding, most int) string {
	const pad = "    "
	const clipped = 160 // cells of a quotation
	width := p.width()
	var b strings.Builder
	b.WriteString(hanging(orDash(f.Known), s.bold(words(strings.ReplaceAll(f.Kind, "-", " ")))+" "+s.person(plain(f.Subject)), 12, width))
	b.WriteString(paragraph(plain(f.Says), pad, width))
	c := &f.Coverage
	span := c.From
	if c.To != c.From {
		span = joined(" to ", c.From, c.To)
	}
	over := joined(" · ", "rule "+f.Rule, span, c.Coverage+" coverage", "over "+c.Denominator)
	b.WriteString(s.dim(strings.TrimSuffix(paragraph(plain(over), pad, width), "\n")) + "\n")
	for i, e := range f.Evidence {
		if i == most {
			b.WriteString(paragraph(fmt.Sprintf("… and %s; --json lists them", count(len(f.Evidence)-most, "more passage")), pad, width))
			break
		}
		quote := ""
		if text := strings.TrimSpace(plain(e.Quote)); text != "" {
			quote = "“" + clip(text, clipped) + "”"
		}
		b.WriteString(paragraph(joined(" ", quote, "["+plain(e.Report)+"]"), pad, width))
	}
	return b.String()
}
