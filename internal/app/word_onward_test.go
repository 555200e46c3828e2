package app

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/novelty"
	"github.com/rostrum-watch/rostrum/internal/analysis/phrase"
	"github.com/rostrum-watch/rostrum/internal/analysis/wordbook"
	"github.com/rostrum-watch/rostrum/internal/eval/corpus"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/profiles"
)

// linesAreSentences reads texts line by line: "name: words" are those of an official,
// "name> words" those of somebody abroad, and "<words>" a title of the leader.
type linesAreSentences struct{}

func (linesAreSentences) Reads(_, lang string) bool { return lang == "en" }
func (linesAreSentences) Passages(_, lang string, s *phrase.Source) {
	if lang != "en" {
		return
	}
	from := 0
	for line := range strings.Lines(s.Text) {
		p := phrase.Passage{At: rostrum.Span{Field: rostrum.FieldText, Start: from, End: from + len(line)}, Voice: rostrum.VoiceOwn}
		if name, _, ok := strings.Cut(line, ":"); ok {
			p.Voice, p.Speaker = rostrum.VoiceOfficial, name
		} else if name, _, ok := strings.Cut(line, ">"); ok && !strings.Contains(line, "<") {
			p.Voice, p.Speaker = rostrum.VoiceAbroad, name
		}
		if a, b := strings.IndexByte(line, '<'), strings.IndexByte(line, '>'); a >= 0 && b > a {
			s.Titles = append(s.Titles, rostrum.Mention{Kind: rostrum.MentionTitle, Name: line[a+1 : b], Referent: "Brannoc", Voice: p.Voice, At: rostrum.Span{Field: rostrum.FieldText, Start: from + a + 1, End: from + b}})
		}
		s.Passages = append(s.Passages, p)
		from += len(line)
	}
}

// worded is some years of an outlet with phrases that come, go, give way to others and
// come back, and titles; some reports have a later version.
func worded(seed uint64) []*holding.Report {
	nouns := strings.Fields("bread rail coal flax wool salt brick stone glass timber tallow barley linen copper rope")
	verbs := strings.Fields("rises falls arrives leaves opens closes grows thaws freezes burns floats sinks")
	lot := rand.New(rand.NewPCG(seed, 5))
	any := func() string {
		return nouns[lot.IntN(len(nouns))] + " " + verbs[lot.IntN(len(verbs))] + " beside " + nouns[lot.IntN(len(nouns))]
	}
	start, _ := time.Parse(time.DateOnly, "2031-01-01")
	var reports []*holding.Report
	for d := range 1500 {
		day := start.AddDate(0, 0, d).Format(time.DateOnly)
		if d > 900 && d < 930 {
			continue // nobody collected
		}
		for k := range 5 {
			r := &holding.Report{ID: fmt.Sprintf("%s-%d", day, k), Outlet: "VDB", Lang: "en", Published: day, Known: day, Version: fmt.Sprint("sha256:", day, k), Versions: 1, Coverage: "complete", Kind: rostrum.KindNews, Title: any(), Text: any() + ".\n"}
			switch {
			case k == 0 && d%8 == 0 && (d < 700 || d > 1350):
				r.Title = "Hammer of Harvest Struck"
			case k == 1 && d%8 == 1 && d > 600:
				r.Title = "Comet Seen over Harbour"
			case k == 2 && d%5 == 0 && d < 1000:
				r.Text += "In the hall they spoke of the old tide wall at length.\n"
			case k == 2 && d%5 == 0:
				r.Text += "In the hall they spoke of the great sea dyke at length.\n"
			case k == 3 && d%40 == 0:
				r.Text += fmt.Sprintf("Steward: We thank the <captain number %c> for it.\n", 'a'+d/400)
			case k == 4:
				r.Text += "Envoy> We saw the old tide wall and the comet over the harbour.\n"
				r.Lang = "es"
			}
			if lot.IntN(60) == 0 {
				r.Known, r.Versions = holding.Plus(day, lot.IntN(50)), 2
			}
			reports = append(reports, r)
		}
	}
	return reports
}

// TestOnward_wordsWhole goes on from days drawn at random with the words of some years.
func TestOnward_wordsWhole(t *testing.T) {
	seeds := uint64(2)
	if whole.Part(t) {
		seeds = 1
	}
	books := []*wordbook.Book{{Outlet: "VDB", Lang: "en", Edges: []string{"of", "over", "the", "in", "for", "at"}, Titles: []wordbook.Title{{Words: "flax grows", Of: "Brannoc"}},
		Renderings: []wordbook.Rendering{{Term: "tide", Wordings: []wordbook.Wording{{Words: []string{"old tide wall"}}, {Words: []string{"great sea dyke"}}}}}},
		{Outlet: "VDB", Lang: "es", Renderings: []wordbook.Rendering{{Term: "tide", Wordings: []wordbook.Wording{{Words: []string{"rope"}}}}}}}
	p := &Profiles{Words: Wordsmith{Reader: linesAreSentences{}, Books: books}}
	for seed := range seeds {
		reports := worded(seed)
		kinds := map[string]bool{}
		for _, f := range analysed(&Holdings{Profiles: p, Series: holding.SeriesOf(slices.Clone(reports))}, []Analysis{WordAnalysis()}) {
			kinds[f.Kind] = true
		}
		for _, k := range []string{phrase.Born, phrase.Rendering, phrase.Back, phrase.TitleFirst} {
			if !kinds[k] {
				t.Errorf("seed %d: no %s among %v", seed, k, kinds)
			}
		}
		checkOnward(t, p, reports, seed, 8, map[string]Analysis{"words": WordAnalysis()})
	}
}

// TestOnward_ledgersWhole does the same with ledgers, and what is new, of a year.
func TestOnward_ledgersWhole(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a year of reports")
	}
	whole.Only(t)
	s, _ := corpus.Read(t, "kcna-en", "complete", "../../../shared/corpus/kcna-2011.jsonl.gz")
	terms, err := ledger.LoadTerms(profiles.FS, "kcna-en")
	if err != nil {
		t.Fatal(err)
	}
	k, err := novelty.Load(profiles.FS, terms)
	if err != nil {
		t.Fatal(err)
	}
	p := &Profiles{Terms: func(string, string) *LedgerTerms { return &LedgerTerms{Terms: terms} }, Novelty: func(string, string) *novelty.Knowledge { return k }}
	lot := rand.New(rand.NewPCG(3, 3))
	for _, r := range s.Reports {
		if lot.IntN(80) == 0 && r.Published != "" {
			r.Known, r.Versions = holding.Plus(r.Published, lot.IntN(70)), 2
		}
	}
	checkOnward(t, p, s.Reports, 1, 4, map[string]Analysis{"plans": PlanAnalysis(), "weapons": WeaponAnalysis(), "notices": NoticeAnalysis(), "pronouncements": PronouncementAnalysis(), "novelty": NoveltyAnalysis()})
}
