package eval

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/read"
)

// Article is one annotated report, as readers read it.
type Article struct {
	ID     string
	Events []rostrum.Event
	Plans  []rostrum.Plan
	Acts   []rostrum.Act
	// false where nobody looked for acts, or for plan claims
	ActsAnnotated  *bool `json:"acts_annotated"`
	PlansAnnotated *bool `json:"plans_annotated"`
}

// ReadGold reads a file of annotations and returns its digest with it.
func ReadGold(name string) ([]Article, string, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, "", err
	}
	var gold []Article
	if err := json.Unmarshal(data, &gold); err != nil {
		return nil, "", fmt.Errorf("%s: %w", name, err)
	}
	sum := sha256.Sum256(data)
	return gold, "sha256:" + hex.EncodeToString(sum[:]), nil
}

// ReadReports reads every report of a file.
func ReadReports(name string) ([]*rostrum.Report, error) {
	in := read.New([]string{name}, nil, read.Options{})
	defer in.Close()
	var all []*rostrum.Report
	for {
		r, err := in.Next()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		if r.Err != nil {
			return nil, r.Err
		}
		all = append(all, r)
	}
}

// ReadCorpora reads the reports of several files, of several captures of one the first,
// in the order of the files and by identifier.
func ReadCorpora(names []string) (all []*rostrum.Report, byID map[string]*rostrum.Report, err error) {
	byID = map[string]*rostrum.Report{}
	for _, name := range names {
		reports, err := ReadReports(name)
		if err != nil {
			return nil, nil, err
		}
		for _, r := range reports {
			if byID[r.ID] == nil {
				byID[r.ID] = r
				all = append(all, r)
			}
		}
	}
	return all, byID, nil
}

// Predict reads the reports with an engine. Who reads whole archives goes
// through internal/app; here the reports are known to be of the engine's
// language.
func Predict(e *extract.Engine, reports []*rostrum.Report) []*rostrum.Extraction {
	all := make([]*rostrum.Extraction, len(reports))
	for i, r := range reports {
		x := &rostrum.Extraction{ID: r.ID, Input: r.Input, Item: r.Item, Outlet: r.Outlet, Lang: r.Lang, Published: r.Published, Retrieved: r.Retrieved,
			Title: r.Title, Version: r.Version(), Status: rostrum.StatusExtracted, Engine: extract.EngineVersion, Profile: e.Profile().Digest}
		e.Extract(r, x)
		all[i] = x
	}
	return all
}

// match finds the extraction of each annotated report; one without counts as
// having given nothing.
func match(gold []Article, predicted []*rostrum.Extraction) []*rostrum.Extraction {
	out := make([]*rostrum.Extraction, len(gold))
	for i, g := range gold {
		out[i] = &rostrum.Extraction{}
		if k := slices.IndexFunc(predicted, func(x *rostrum.Extraction) bool { return x.ID == g.ID }); k >= 0 {
			out[i] = predicted[k]
		}
	}
	return out
}
