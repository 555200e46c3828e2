package pronouncement

import (
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
)

// Pronouncement is one statement, answer, commentary or article that a state gives
// out.
type Pronouncement struct {
	Report    string       `json:"report"`
	Version   string       `json:"version"`
	Published string       `json:"published"`
	Title     string       `json:"title"`
	Kind      string       `json:"kind"` // of the report
	Given     string       `json:"given"`
	By        string       `json:"by"`
	Rung      string       `json:"rung"` // of the ladder of authority, or ""
	About     []string     `json:"about"`
	Acts      []string     `json:"acts"` // in it, in the order of the guide
	At        rostrum.Span `json:"at"`
	Quote     string       `json:"quote"` // that says who gives it out
	Answered  *Answered    `json:"answered"`
	Also      []string     `json:"also"` // other reports with the same text

	known string
}

// Answered is what a pronouncement answers, as it says itself.
type Answered struct {
	Day   string       `json:"day"`
	Days  int          `json:"days"` // until it was given
	At    rostrum.Span `json:"at"`
	Quote string       `json:"quote"`
}

// Ledger is the pronouncements of one outlet in one language.
type Ledger struct {
	ledger.Telling

	reader   *ledger.Reader
	dates    ledger.Dates
	all      []*Pronouncement
	versions map[string]*Pronouncement
	fresh    []*Pronouncement
	rungs    map[string]string // what it is about -> the highest rung so far
	counts   map[string]int    // and how many pronouncements
}

// Higher is a finding: somebody higher than ever speaks about a side.
const Higher = "pronouncement_higher"

const (
	opening      = 900 // bytes of a text in which a pronouncement says what it answers
	longest      = 60  // days that it answers after
	leastCounted = 20  // pronouncements about a side before a higher one is told
)

// New returns an empty ledger that is read by the terms of a profile. dates finds
// the days of a passage; nil where nobody can.
func New(terms *ledger.Terms, dates ledger.Dates) *Ledger {
	return &Ledger{reader: ledger.NewReader(terms), dates: dates, versions: map[string]*Pronouncement{}, rungs: map[string]string{}, counts: map[string]int{}}
}

// Read reads a series whole; its reports hold their texts.
func Read(terms *ledger.Terms, dates ledger.Dates, s *holding.Series) *Ledger {
	l := New(terms, dates)
	ledger.Play(l, s)
	return l
}

// voices in which a state speaks, its papers among them.
var voices = []string{rostrum.VoiceOwn, rostrum.VoiceOfficial, rostrum.VoiceHome}

// Add enters what a report gives out. Reports come by the day they were known, with
// their texts.
func (l *Ledger) Add(r *holding.Report) {
	if r.Kind != rostrum.KindStatement && r.Kind != rostrum.KindCommentary && r.Kind != rostrum.KindDocument {
		return
	}
	if old := l.versions[r.Version]; old != nil {
		old.Also = append(old.Also, r.ID)
		return
	}
	by := author(r)
	if by == "" {
		return
	}
	p := &Pronouncement{Report: r.ID, Version: r.Version, Published: r.Published, Title: r.Title, Kind: r.Kind, Given: r.Published, By: by, About: []string{}, Also: []string{}, known: r.Known}
	if p.Rung = l.reader.Rung(r, by); p.Rung == "" {
		return // neither a body of the state nor a person that the report names
	}
	for i := range r.Events {
		if e := &r.Events[i]; e.Type == rostrum.TypeStatement {
			p.At, p.Quote = e.At, e.Evidence
			if e.Date != nil && len(*e.Date) == len("2006-01-02") && *e.Date <= r.Published {
				p.Given = *e.Date
			}
			break
		}
	}
	if p.Quote == "" {
		p.At = rostrum.Span{Field: rostrum.FieldTitle, End: len(r.Title)}
		if p.Quote = r.Title; p.Quote == "" {
			p.At, p.Quote = r.Acts[0].At, r.Acts[0].Evidence
		}
	}
	for _, act := range rostrum.Acts {
		if slices.ContainsFunc(r.Acts, func(a rostrum.Act) bool { return a.Act == act && slices.Contains(voices, a.Voice) }) {
			p.Acts = append(p.Acts, act)
		}
	}
	p.About = l.about(r)
	p.Answered = l.answered(r, p)
	l.versions[r.Version] = p
	l.all = append(l.all, p)
	l.fresh = append(l.fresh, p)
}

// author is who speaks in most of the acts in the state's own voices, the first of
// several alike.
func author(r *holding.Report) string {
	counts := map[string]int{}
	best := ""
	for i := range r.Acts {
		if a := &r.Acts[i]; slices.Contains(voices, a.Voice) {
			counts[a.Speaker]++
		}
	}
	for i := range r.Acts {
		if a := &r.Acts[i]; slices.Contains(voices, a.Voice) && counts[a.Speaker] > counts[best] {
			best = a.Speaker
		}
	}
	return best
}

// about are the sides that title and acts are about, the most frequent first.
func (l *Ledger) about(r *holding.Report) []string {
	counts := map[string]int{}
	var order []string
	count := func(s string) {
		for _, w := range l.reader.Words(s) {
			if !w.Big || !l.reader.Lands[w.Word] || l.reader.Home[w.Word] {
				continue
			}
			name := cmp.Or(l.reader.Countries[w.Word], s[w.Start:w.End])
			if counts[name]++; counts[name] == 1 {
				order = append(order, name)
			}
		}
	}
	count(r.Title)
	for i := range r.Acts {
		if slices.Contains(voices, r.Acts[i].Voice) {
			count(r.Acts[i].Evidence)
		}
	}
	slices.SortStableFunc(order, func(a, b string) int { return counts[b] - counts[a] })
	if len(order) == 0 {
		return []string{}
	}
	return order[:min(3, len(order))]
}

// answered finds what a pronouncement answers.
func (l *Ledger) answered(r *holding.Report, p *Pronouncement) *Answered {
	if l.dates == nil {
		return nil
	}
	end := min(opening, len(r.Text))
	for end < len(r.Text) && !utf8.RuneStart(r.Text[end]) {
		end--
	}
	head := r.Text[:end]
	var best *Answered
	for _, d := range l.dates(head, r.Published) {
		day := d.From
		if len(day) != len("2006-01-02") || day >= p.Given || holding.Between(day, p.Given) > longest {
			continue
		}
		from, to := ledger.Sentence(head, d.Start, d.End)
		words := l.reader.Words(head[from:to])
		foreign := ledger.AnyIn(l.reader.Adversaries, words) || slices.ContainsFunc(words, func(w ledger.Word) bool { return w.Big && l.reader.Lands[w.Word] && !l.reader.Home[w.Word] })
		if !foreign && !ledger.AnyIn(l.reader.Answers, words) {
			continue // of something at home
		}
		if best == nil || day > best.Day {
			best = &Answered{Day: day, Days: holding.Between(day, p.Given), At: rostrum.Span{Field: rostrum.FieldText, Start: from, End: to}, Quote: head[from:to]}
		}
	}
	return best
}

// Close ends a day: whether somebody higher than before spoke about a side.
func (l *Ledger) Close(day *ledger.Day) {
	for _, p := range l.fresh {
		for _, side := range p.About[:min(1, len(p.About))] {
			before, n := l.rungs[side], l.counts[side]
			l.counts[side]++
			if before != "" && !l.reader.Above(p.Rung, before) {
				continue
			}
			l.rungs[side] = p.Rung
			if n < leastCounted {
				continue
			}
			l.Find(finding.Finding{Kind: Higher, Subject: side, Day: p.Given, Known: max(p.known, day.Day), Rule: Higher,
				Says:     fmt.Sprintf("%s speaks about %s (%s); in the %d pronouncements held before, nobody stood higher than %s.", p.By, side, p.Rung, n, before),
				Coverage: day.Coverage(l.all[0].Published, fmt.Sprintf("pronouncements about %s: %d", side, n+1)),
				Evidence: []finding.Evidence{ledger.Passage(p.Report, p.Version, p.Published, p.At, p.Quote)}})
		}
	}
	l.fresh = l.fresh[:0]
}

// All are the pronouncements by the day they were given, then report.
func (l *Ledger) All() []*Pronouncement {
	all := slices.Clone(l.all)
	slices.SortFunc(all, func(a, b *Pronouncement) int {
		return cmp.Or(cmp.Compare(a.Given, b.Given), cmp.Compare(a.Report, b.Report))
	})
	return all
}
