// Command grow makes a large archive of a small one, for measuring what does not
// show in a year of reports. Each copy of the input gets new days, addresses and
// ids, and other people, sites and numbers, so that no two are one text: names
// change places with others of the input that have as many words, numbers with
// others of as many digits. Nothing of it is kept in the repository.
//
//	go run ./internal/eval/grow -n 480000 ../shared/corpus/kcna-2011.jsonl.gz > grown.jsonl
//
// The same seed gives the same bytes. The first copy is the input itself, so that
// a smaller archive is the beginning of a larger one.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/eval"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/profile"
)

func main() {
	n := flag.Int("n", 120000, "how many reports to make")
	seed := flag.Uint64("seed", 1, "what the names and numbers are drawn by")
	name := flag.String("profile", "kcna-en", "the profile that knows people and sites, a folder under -profiles")
	dir := flag.String("profiles", "profiles", "where profiles stand")
	flag.Parse()
	if flag.NArg() != 1 || *n < 1 {
		fmt.Fprintln(os.Stderr, "grow: expected one file of reports, and -n of at least 1")
		os.Exit(2)
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	err := run(out, *dir, *name, flag.Arg(0), *n, *seed)
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "grow:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, dir, name, file string, n int, seed uint64) error {
	p, err := profile.Load(os.DirFS(dir), name)
	if err != nil {
		return err
	}
	reports, err := eval.ReadReports(file)
	if err != nil {
		return err
	}
	if len(reports) == 0 {
		return fmt.Errorf("%s holds no report", file)
	}
	g := newGrower(reports, eval.Predict(extract.New(p), reports), seed)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for i := range n {
		if err := enc.Encode(g.report(i/len(reports), i%len(reports))); err != nil {
			return err
		}
	}
	return nil
}

// item is a report as a line of the output.
type item struct {
	ID        string `json:"id"`
	Outlet    string `json:"outlet"`
	Lang      string `json:"lang"`
	URL       string `json:"url"`
	Published string `json:"published"`
	Retrieved string `json:"retrieved,omitempty"`
	Topic     string `json:"topic,omitempty"`
	Title     string `json:"title"`
	Text      string `json:"text"`
}

// grower makes copies of reports.
type grower struct {
	reports []*rostrum.Report
	named   [][]string       // of each report, the names of people and sites, the longest first
	pools   map[int][]string // words -> the names of all reports that have so many
	seed    uint64

	copied int // the copy that other is for
	other  map[string]string
}

func newGrower(reports []*rostrum.Report, read []*rostrum.Extraction, seed uint64) *grower {
	g := &grower{reports: reports, named: make([][]string, len(reports)), pools: map[int][]string{}, seed: seed}
	seen := map[string]bool{}
	for i, x := range read {
		for _, m := range x.Mentions {
			words := strings.Count(m.Name, " ") + 1
			if m.Kind != rostrum.MentionPerson && m.Kind != rostrum.MentionSite || words < 2 || slices.Contains(g.named[i], m.Name) {
				continue
			}
			g.named[i] = append(g.named[i], m.Name)
			if !seen[m.Name] {
				seen[m.Name] = true
				g.pools[words] = append(g.pools[words], m.Name)
			}
		}
		slices.SortStableFunc(g.named[i], func(a, b string) int { return len(b) - len(a) })
	}
	for _, pool := range g.pools {
		slices.Sort(pool)
	}
	return g
}

// report is report i of a copy; copy 0 is what came in.
func (g *grower) report(copied, i int) item {
	r := g.reports[i]
	it := item{r.ID, r.Outlet, r.Lang, r.URL, r.Published, r.Retrieved, r.Topic, r.Title, r.Text}
	if copied == 0 {
		return it
	}
	if g.copied != copied {
		g.draw(copied)
	}
	it.ID = fmt.Sprintf("c%03d-%s", copied, r.ID)
	if r.URL != "" {
		it.URL = fmt.Sprintf("%s?copy=%d", r.URL, copied)
	}
	it.Published, it.Retrieved = later(r.Published, copied), later(r.Retrieved, copied)
	var pairs []string
	for _, name := range g.named[i] {
		pairs = append(pairs, name, g.other[name])
	}
	rename := strings.NewReplacer(pairs...)
	it.Title, it.Text = g.numbers(rename.Replace(r.Title)), g.numbers(rename.Replace(r.Text))
	return it
}

// draw lets the names of each length change places for a copy.
func (g *grower) draw(copied int) {
	g.copied, g.other = copied, map[string]string{}
	for words, pool := range g.pools {
		to := slices.Clone(pool)
		lots := rand.New(rand.NewPCG(g.seed, uint64(copied)<<16|uint64(words)))
		lots.Shuffle(len(to), func(a, b int) { to[a], to[b] = to[b], to[a] })
		for k, name := range pool {
			g.other[name] = to[k]
		}
	}
}

// later is a day or time as many years of 364 days later, so that weekdays stay.
func later(day string, years int) string {
	if len(day) < len(time.DateOnly) {
		return day
	}
	t, err := time.Parse(time.DateOnly, day[:len(time.DateOnly)])
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, 364*years).Format(time.DateOnly) + day[len(time.DateOnly):]
}

// numbers changes every number for another of as many digits. Years stay.
func (g *grower) numbers(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		if s[i] < '0' || s[i] > '9' {
			_, size := utf8.DecodeRuneInString(s[i:])
			b.WriteString(s[i : i+size])
			i += size
			continue
		}
		end := i
		for end < len(s) && s[end] >= '0' && s[end] <= '9' {
			end++
		}
		digits := s[i:end]
		i = end
		if len(digits) == 4 && (digits[0] == '1' || digits[0] == '2') {
			b.WriteString(digits)
			continue
		}
		h := fnv.New64a()
		fmt.Fprint(h, g.seed, g.copied, digits)
		sum := h.Sum64()
		for k := range digits {
			d := byte(sum % 10)
			sum /= 10
			if k == 0 && d == 0 {
				d = 1
			}
			b.WriteByte('0' + d)
		}
	}
	return b.String()
}
