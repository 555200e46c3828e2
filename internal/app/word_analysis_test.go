package app

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum/internal/analysis/phrase"
	"github.com/rostrum-watch/rostrum/internal/analysis/wordbook"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// headlinesOnly reads an outlet that has nothing but headlines.
type headlinesOnly struct{}

func (headlinesOnly) Passages(string, string, *phrase.Source) {}
func (headlinesOnly) Reads(outlet, lang string) bool          { return outlet == "VDB" && lang == "en" }

// TestWordAnalysis finds a phrase that is born and one that died, each with its
// evidence, and the same of an archive that ends early as was known then.
func TestWordAnalysis(t *testing.T) {
	nouns := strings.Fields("bread rail coal flax wool salt brick stone glass timber tallow barley linen copper rope")
	verbs := strings.Fields("rises falls arrives leaves opens closes grows thaws freezes burns floats sinks")
	lot := rand.New(rand.NewPCG(3, 5))
	start, _ := time.Parse(time.DateOnly, "2031-01-01")
	var reports []*holding.Report
	for d := range 1600 {
		day := start.AddDate(0, 0, d).Format(time.DateOnly)
		for k := range 6 {
			title := nouns[lot.IntN(len(nouns))] + " " + verbs[lot.IntN(len(verbs))] + " beside " + nouns[lot.IntN(len(nouns))]
			switch {
			case k == 0 && d%8 == 0 && d < 800:
				title = "Hammer of Harvest Struck"
			case k == 1 && d%8 == 1 && d > 700:
				title = "Comet Seen over Harbour"
			}
			reports = append(reports, &holding.Report{ID: fmt.Sprintf("%s-%d", day, k), Outlet: "VDB", Lang: "en", Published: day, Known: day, Coverage: "complete", Title: title, Headline: true})
		}
	}
	w := Wordsmith{Reader: headlinesOnly{}, Books: []*wordbook.Book{{Outlet: "VDB", Lang: "en", Edges: []string{"of", "over"}}}}
	analyses := []Analysis{WordAnalysis()}
	h := &Holdings{Series: holding.SeriesOf(reports), Profiles: &Profiles{Words: w}}
	all := analysed(h, analyses)
	for _, want := range []struct{ kind, subject string }{{phrase.Born, "Comet Seen over Harbour"}, {phrase.Died, "Hammer of Harvest Struck"}} {
		k := slices.IndexFunc(all, func(f finding.Finding) bool { return f.Kind == want.kind && f.Subject == want.subject })
		if k < 0 {
			t.Fatalf("not found: %v; found %+v", want, all)
		}
		if e := all[k].Evidence[0]; e.Quote != want.subject || all[k].Coverage.Denominator == "" || all[k].Rule == "" || !alarms(&all[k], analyses) {
			t.Errorf("%+v", all[k])
		}
	}
	for _, day := range []string{"2032-12-31", "2033-07-15", "2034-04-30"} {
		if p, err := played(h, analyses, all, day); err != nil || len(p.Differ) > 0 {
			t.Errorf("%s: found %v, %v", day, p, err)
		}
	}
	if kind, err := FindingKind(analyses, "phrase-born"); err != nil || kind != phrase.Born {
		t.Errorf("phrase-born: %q, %v", kind, err)
	}
}
