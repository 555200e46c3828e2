package novelty

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
)

// Kinds of findings, as docs/methods/novelty.md names them.
const (
	Title     = "title_first"
	TitleHeld = "title_first_held" // an earlier one may only not be held
	Body      = "body_first"
	BodyHeld  = "body_first_held"
	Founded   = "body_founded"
	Left      = "post_left"
)

// settled is how many held days a stretch goes before a first is a first.
const settled = 90

// Ledger is what was named so far in the reports of one outlet in one language.
type Ledger struct {
	ledger.Telling

	k       *Knowledge
	r       *ledger.Reader
	titles  map[string]bool // leader and title
	of      map[string]int  // leader -> titles
	vocab   map[string]bool // words of titles
	bodies  map[string]bool
	founded map[string]string // body -> day on which it was told as founded last
	left    map[string]string // person -> the same
	fresh   []fresh
}

// fresh is what is new on the open day.
type fresh struct {
	kind, held string // the kind of a first that is only held; "" where it makes no difference
	subject    string
	says       string // %s is "first", or "first held"
	over       string
	value      float64
	known      string
	at         finding.Evidence
}

// New returns an empty ledger.
func New(k *Knowledge) *Ledger {
	return &Ledger{k: k, r: ledger.NewReader(k.Terms), titles: map[string]bool{}, of: map[string]int{}, vocab: map[string]bool{}, bodies: map[string]bool{}, founded: map[string]string{}, left: map[string]string{}}
}

// Findings reads a series whole, whose reports hold their texts, and tells what was
// found in it.
func Findings(k *Knowledge, s *holding.Series) []finding.Finding {
	l := New(k)
	ledger.Play(l, s)
	return l.Findings()
}

// untold is the kinds of reports that tell of nothing that happens, or of what others
// say.
var untold = []string{rostrum.KindCommentary, rostrum.KindPressEcho, rostrum.KindAnecdote, rostrum.KindDigest, rostrum.KindObituary}

// Add enters a report.
func (l *Ledger) Add(r *holding.Report) {
	l.readTitles(r)
	if !slices.Contains(untold, r.Kind) {
		l.readBodies(r)
		l.readLeft(r)
	}
}

// Close ends a day: what is new on it.
func (l *Ledger) Close(day *ledger.Day) {
	for i := range l.fresh {
		f := &l.fresh[i]
		s := day.Until()
		from, kind, first := f.at.Published, f.kind, "first"
		if stretch, ok := s.StretchOf(from); ok {
			from = stretch.From
		}
		if f.held != "" && s.HeldDays(from, f.at.Published) <= settled {
			kind, first = f.held, "first held"
		}
		says := f.says
		if f.held != "" {
			says = fmt.Sprintf(says, first)
		}
		l.Find(finding.Finding{Kind: kind, Subject: f.subject, Day: f.at.Published, Known: max(f.known, day.Day), Says: says, Rule: f.kind, Value: f.value,
			Coverage: day.Coverage(from, f.over), Evidence: []finding.Evidence{f.at}})
	}
	l.fresh = l.fresh[:0]
}

func (l *Ledger) note(f fresh, r *holding.Report, field string, from, to int) {
	raw := text(r, field)
	f.known = r.Known
	f.at = ledger.Passage(r.ID, r.Version, r.Published, rostrum.Span{Field: field, Start: from, End: to}, raw[from:to])
	l.fresh = append(l.fresh, f)
}

func text(r *holding.Report, field string) string {
	if field == rostrum.FieldTitle {
		return r.Title
	}
	return r.Text
}

// sentences are the first sentences of a text, by where they stand.
func sentences(text string, most int) [][2]int {
	var all [][2]int
	for at := 0; at < len(text) && len(all) < most; {
		if text[at] == '\n' || text[at] == ' ' {
			at++
			continue
		}
		_, to := ledger.Sentence(text, at, at)
		for to < len(text) && shortened(text[at:to]) {
			_, to = ledger.Sentence(text, to, min(to+1, len(text)))
		}
		to = max(to, at+1)
		all = append(all, [2]int{at, to})
		at = to
	}
	return all
}

// shortened tells whether a passage ends in a short word with a large letter and a
// point, such as stands before names.
func shortened(s string) bool {
	word := s[strings.LastIndexByte(s, ' ')+1:]
	return len(word) > 1 && len(word) <= 4 && word[len(word)-1] == '.' && word[0] >= 'A' && word[0] <= 'Z'
}

// foreign tells whether a sentence names another country, a part of the world that
// is not the state, or an enemy nearer to a word than the state itself.
func (l *Ledger) foreign(words []ledger.Word, at int) bool {
	near, foreign := len(words)+1, false
	for i, w := range words {
		d := max(at-i, i-at)
		home := l.k.Home[w.Word] && w.Big && (i == 0 || words[i-1].Big || l.k.Empty[words[i-1].Word])
		other := ledger.OpenedBy(l.k.Adversaries, words[i:]) || w.Big && (l.k.Lands[w.Word] || l.k.Home[w.Word]) && !home
		if (home || other) && d < near || home && d == near {
			near, foreign = d, !home
		}
	}
	return foreign
}

func joined(words []ledger.Word) string {
	var all []string
	for _, w := range words {
		all = append(all, w.Word)
	}
	return strings.Join(all, " ")
}
