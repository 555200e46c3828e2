// Command calibrate measures the confidence of the engine's records on annotated
// reports and writes it beside the profile, as confidence.yaml. It keeps figures
// only, no text.
//
//	go run ./internal/eval/calibrate
//	go run ./internal/eval/calibrate -profile vdb-en -gold G.json -reports R.jsonl -records ""
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/confidence"
	"github.com/rostrum-watch/rostrum/internal/eval"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/profile"
)

func main() {
	name := flag.String("profile", "kcna-en", "the profile to measure, a folder under -profiles")
	dir := flag.String("profiles", "profiles", "where profiles stand; read from disk, so that an edit counts at once")
	gold := flag.String("gold", "../shared/gold/dev.json", "annotations")
	reports := flag.String("reports", "../shared/gold/dev-articles.jsonl", "the annotated reports")
	const samples = "internal/eval/samples/"
	records := flag.String("records", samples+strings.Join(eval.CalibratedOn, ","+samples), "whole records that readers gave other reports, commas between")
	corpora := flag.String("corpora", "../shared/corpus/kcna-2011.jsonl.gz,../shared/corpus/kcna-2024.jsonl.gz", "the corpora that hold these reports, commas between")
	out := flag.String("out", "", "where to write (default confidence.yaml of the profile; - for standard output)")
	flag.Parse()
	if *out == "" {
		*out = filepath.Join(*dir, *name, "confidence.yaml")
	}
	if err := run(*dir, *name, *gold, *reports, *out, files(*records), files(*corpora)); err != nil {
		fmt.Fprintln(os.Stderr, "calibrate:", err)
		os.Exit(1)
	}
}

// files are the names of a list.
func files(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}

func run(dir, name, goldFile, reportsFile, out string, records, corpora []string) error {
	p, err := profile.Load(os.DirFS(dir), name)
	if err != nil {
		return err
	}
	_, held, err := eval.ReadCorpora(corpora)
	if err != nil {
		return err
	}
	m, err := eval.ReadAnnotated(goldFile, reportsFile, records, held)
	if err != nil {
		return err
	}
	judged := eval.JudgeAll(m.Gold, eval.Predict(extract.New(p), m.Reports), eval.Families(p))
	table := eval.Calibrate(judged.Verdicts)
	table.Engine, table.Profile, table.Gold, table.Reports = extract.EngineVersion, name, m.Digest, len(m.Gold)
	data := table.Format()
	if _, err := confidence.Parse(data); err != nil {
		return fmt.Errorf("what was measured cannot be read back: %w", err)
	}
	fmt.Fprintf(os.Stderr, "%d reports, %d records; squared error %.4f, with one figure a kind %.4f\n", len(m.Gold), len(judged.Verdicts), table.BrierOut, table.Flat)
	if out == "-" {
		_, err = os.Stdout.Write(data)
		return err
	}
	return os.WriteFile(out, data, 0o644)
}
