// Command learn learns what signs of a sentence count for whose matter it is and for
// what it holds, from reports that readers judged, and writes the points beside the
// profile, as referent-points.tsv, claim-points.tsv and event-points.tsv. It keeps signs
// and points only, no text; nothing is learned from what only checks (eval.Held,
// eval.HeldClaims, eval.HeldOccasions, and every sample that is not named).
//
//	go run ./internal/eval/learn
//	go run ./internal/eval/learn -only referent -leave 6 -out -
package main

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/eval"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/profile"
)

func main() {
	var o options
	flag.StringVar(&o.profile, "profile", "kcna-en", "the profile to learn for, a folder under -profiles")
	flag.StringVar(&o.dir, "profiles", "profiles", "where profiles stand; read from disk, so that an edit counts at once")
	flag.StringVar(&o.verdicts, "verdicts", "referent-read.verdicts.txt,voice-424.verdicts.json,voice-412.verdicts.json,referent-294.verdicts.json,referent-294-2.verdicts.json", "files of verdicts in internal/eval/samples, commas between")
	flag.StringVar(&o.reports, "reports", "../shared/corpus/kcna-2011.jsonl.gz,../shared/corpus/kcna-2024.jsonl.gz", "the reports that were read, commas between")
	flag.StringVar(&o.claims, "claims", "acts-read.verdicts.txt", "the file of verdicts of acts and plan claims there")
	flag.StringVar(&o.events, "events", "events-read.verdicts.txt", "the file of verdicts of which sentences tell of events")
	flag.StringVar(&o.only, "only", "", "referent, claim or event: learn that alone")
	flag.Float64Var(&o.penalty, "penalty", 12, "half of the squares of all points count so much against them")
	flag.IntVar(&o.least, "least", 4, "in how many reports a sign must stand")
	flag.IntVar(&o.slight, "slight", 8, "signs whose points differ by less, in hundredths, are left out, and the others learned again")
	flag.IntVar(&o.leave, "leave", 0, "leave every so manieth report out and tell how many of its paragraphs come out right")
	flag.Float64Var(&o.claimPenalty, "claim-penalty", 4, "the penalty of points for acts, plan claims and events")
	flag.IntVar(&o.claimLeast, "claim-least", 8, "in how many reports their signs must stand")
	flag.IntVar(&o.claimSlight, "claim-slight", 20, "as -slight, for acts, plan claims and events")
	flag.StringVar(&o.out, "out", "", "where to write (default the files of the profile; - for standard output; none to write nothing)")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "learn:", err)
		os.Exit(1)
	}
}

// files are the files of points, by what -only calls them.
var files = []struct {
	name  string
	learn func(options, *extract.Engine, []*rostrum.Report) error
}{{"referent", referents}, {"claim", claims}, {"event", events}}

type options struct {
	profile, dir, verdicts, claims, events, reports, out, only string
	penalty, claimPenalty                                      float64
	least, slight, claimLeast, claimSlight, leave              int
}

// unlearned is the profiles without what was learned before: that must not speak, nor
// keep a profile from loading where the signs have changed since.
type unlearned struct{ fs.FS }

func (u unlearned) Open(name string) (fs.File, error) {
	if base := path.Base(name); base == profile.PointsFile || base == profile.ClaimPointsFile || base == profile.EventPointsFile {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return u.FS.Open(name)
}

// run learns the files of points.
func run(o options) error {
	p, err := profile.Load(unlearned{os.DirFS(o.dir)}, o.profile)
	if err != nil {
		return err
	}
	reports, _, err := eval.ReadCorpora(strings.Split(o.reports, ","))
	if err != nil {
		return err
	}
	engine := extract.New(p)
	for _, f := range files {
		if o.only != "" && o.only != f.name {
			continue
		}
		if err := f.learn(o, engine, reports); err != nil {
			return err
		}
	}
	return nil
}

// referents learns whose matter sentences are.
func referents(o options, engine *extract.Engine, reports []*rostrum.Report) error {
	matters := eval.Matters{}
	for name := range strings.SplitSeq(o.verdicts, ",") {
		m, err := eval.ReadMatters(filepath.Join("internal", "eval", "samples", name))
		if err != nil {
			return err
		}
		for id, by := range m {
			if eval.Held(id) {
				continue
			}
			for k, referents := range by {
				matters.Add(id, k, referents)
			}
		}
	}
	var lessons lessons
	for _, r := range reports {
		if matters[r.ID] != nil {
			lessons.take(r, matters[r.ID], engine.Signs(r))
		}
	}
	lessons.choose(o.least)
	fmt.Fprintf(os.Stderr, "%d reports, %d sentences, %d signs in at least %d reports\n", lessons.texts, len(lessons.sentences), lessons.kept, o.least)
	left := func(report int) bool { return o.leave > 0 && report%o.leave == 0 }
	points, err := lessons.learn(o.penalty, left)
	if err != nil {
		return err
	}
	if o.slight > 0 {
		lessons.narrow(points, float64(o.slight)/100)
		if points, err = lessons.learn(o.penalty, left); err != nil {
			return err
		}
	}
	round(points)
	rows := lessons.rows(points)
	if o.leave > 0 {
		right, n := lessons.right(points, left)
		fmt.Fprintf(os.Stderr, "left out: %d of %d paragraphs right (%.4f), %d signs\n", right, n, float64(right)/float64(max(n, 1)), len(rows))
	}
	return write(o, profile.PointsFile, "whose matter it is, in\n# hundredths: own, foreign, adversary, a leader", lessons.texts, len(lessons.sentences), rows)
}

// claims learns which acts and plan claims sentences hold.
func claims(o options, engine *extract.Engine, reports []*rostrum.Report) error {
	verdicts, err := eval.ReadClaims(filepath.Join("internal", "eval", "samples", o.claims))
	if err != nil {
		return err
	}
	lessons := columnLessons{columns: claimColumns()}
	for _, r := range reports {
		if by, ok := verdicts[r.ID]; ok && !eval.HeldClaims(r.ID) {
			lessons.takeClaims(by, engine.Signs(r))
		}
	}
	return lessons.write(o, profile.ClaimPointsFile, "what it holds")
}

// events learns of which events sentences tell.
func events(o options, engine *extract.Engine, reports []*rostrum.Report) error {
	verdicts, err := eval.ReadOccasions(filepath.Join("internal", "eval", "samples", o.events))
	if err != nil {
		return err
	}
	lessons := columnLessons{columns: eventColumns()}
	for _, r := range reports {
		if by, ok := verdicts[r.ID]; ok && !eval.HeldOccasions(r.ID) {
			lessons.takeEvents(by, engine.EventSigns(r))
		}
	}
	return lessons.write(o, profile.EventPointsFile, "which events it tells of")
}

// write learns the points of all columns, chooses their bars, and writes the file.
func (l *columnLessons) write(o options, name, what string) error {
	l.choose(o.claimLeast)
	nobody := func(int) bool { return false }
	points, err := l.learn(o.claimPenalty, nobody)
	if err != nil {
		return err
	}
	all := len(l.kept)
	l.narrow(points, float64(o.claimSlight)/100)
	fmt.Fprintf(os.Stderr, "%d reports, %d sentences, %d of %d signs in at least %d reports\n", l.texts, len(l.sentences), len(l.kept), all, o.claimLeast)
	scores, err := l.leftOut(o.claimPenalty)
	if err != nil {
		return err
	}
	bars, told := l.chooseBars(scores)
	for _, line := range told {
		fmt.Fprintf(os.Stderr, "left out: %s\n", line)
	}
	if points, err = l.learn(o.claimPenalty, nobody); err != nil {
		return err
	}
	for c, bar := range bars {
		// what exceeds nothing is said
		points[c][l.column[l.ids[extract.EverySentence]]] -= bar.added
		points[c][l.column[l.ids[l.columns[c].found()]]] += bar.added - bar.kept
	}
	var names []string
	for c := range l.columns {
		names = append(names, l.columns[c].name)
	}
	return write(o, name, what+", in\n# hundredths: "+strings.Join(names, ", "), l.texts, len(l.sentences), l.rows(points))
}

// write writes a file of points.
func write(o options, name, what string, reports, sentences int, rows []string) error {
	head := fmt.Sprintf("# Generated by `make learn`: what signs of a sentence count for %s. Engine %s, %d reports, %d sentences.\n", what, extract.EngineVersion, reports, sentences)
	switch o.out {
	case "none":
		return nil
	case "-":
		_, err := os.Stdout.WriteString(head + strings.Join(rows, ""))
		return err
	case "":
		return os.WriteFile(filepath.Join(o.dir, o.profile, name), []byte(head+strings.Join(rows, "")), 0o644)
	}
	return os.WriteFile(o.out, []byte(head+strings.Join(rows, "")), 0o644)
}
