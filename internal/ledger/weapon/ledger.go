package weapon

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// Sides: whose weapon it is, by the sentences that name it.
const (
	SideOwn    = "own"
	SideOther  = "other"
	SideUntold = "untold"
)

// Sides lists every side.
var Sides = []string{SideOwn, SideOther, SideUntold}

// System is a weapon as reports name it.
type System struct {
	Name    string         `json:"name"` // as named first: designation or calibre, and what it is
	Named   bool           `json:"named"`
	Side    string         `json:"side"`
	First   Mention        `json:"first"`
	Last    string         `json:"last"`
	Reports int            `json:"reports"` // different texts
	Events  map[string]int `json:"events"`  // types of events whose passage names it: different days
	Tests   []*Test        `json:"tests"`
	Figures []Figure       `json:"figures"`

	key   string
	sides map[string]int
	texts map[string]bool
	days  map[string]bool // of events, by type
}

// Mention is a place where a report names a weapon.
type Mention struct {
	Report    string       `json:"report"`
	Version   string       `json:"version"`
	Published string       `json:"published"`
	At        rostrum.Span `json:"at"`
	Quote     string       `json:"quote"`
}

// Figure is a number that a report gives with a weapon.
type Figure struct {
	Mention
	Figure string `json:"figure"`
}

// Test is one trial of the state's weapons.
type Test struct {
	Date     string    `json:"date"` // as stated, or ""
	By       string    `json:"by"`   // the last day that it can have been: of publication
	Site     string    `json:"site"`
	Place    string    `json:"place"`
	Form     string    `json:"form"` // the verb phrase
	Systems  []string  `json:"systems"`
	Reports  []Mention `json:"reports"`
	versions map[string]bool
}

// Ledger is the weapons of one outlet in one language.
type Ledger struct {
	ledger.Telling

	reader  *ledger.Reader
	systems map[string]*System
	tests   []*Test
	fresh   []fresh
}

// fresh is what is new on the open day.
type fresh struct {
	kind   string
	system *System
	what   string // was tried
	at     Mention
	known  string
	says   string
}

// Kinds of findings.
const (
	First  = "weapon_first"
	Tested = "weapon_tested"
)

// settled is how many held days a stretch goes before a first is a first.
const settled = 90

// New returns an empty ledger that is read by the terms of a profile.
func New(terms *ledger.Terms) *Ledger {
	return &Ledger{reader: ledger.NewReader(terms), systems: map[string]*System{}}
}

// Read reads a series whole; its reports hold their texts.
func Read(terms *ledger.Terms, s *holding.Series) *Ledger {
	l := New(terms)
	ledger.Play(l, s)
	return l
}

// Add enters the weapons of a report and its tests. Reports come by the day they
// were known, with their texts.
func (l *Ledger) Add(r *holding.Report) {
	byPassage := map[rostrum.Span][]string{}
	named := map[string]bool{}
	for i := range r.Mentions {
		m := &r.Mentions[i]
		raw := field(r, m.At.Field)
		if m.Kind != rostrum.MentionWeapon || m.At.End > len(raw) || l.doubled(r, i) {
			continue
		}
		name, calls := l.designation(raw, m)
		from, to := ledger.Sentence(raw, m.At.Start, m.At.End)
		at := Mention{Report: r.ID, Version: r.Version, Published: r.Published, At: rostrum.Span{Field: m.At.Field, Start: from, End: to}, Quote: raw[from:to]}
		s := l.system(name, calls, l.side(r, m.At.Field, from, to, m.At.Start), at, r.Known)
		if !s.texts[r.Version] {
			s.texts[r.Version] = true
			s.Reports++
		}
		s.Last = max(s.Last, r.Published)
		if calls {
			named[s.Name] = true
		}
		for _, f := range m.Figures {
			s.figure(Figure{at, f.Quote})
		}
		for j := range r.Events {
			if e := &r.Events[j]; e.At.Field == m.At.Field && m.At.Start >= e.At.Start && m.At.End <= e.At.End {
				s.at(e, r)
				byPassage[e.At] = append(byPassage[e.At], s.Name)
			}
		}
	}
	for i := range r.Events {
		if e := &r.Events[i]; e.Type == rostrum.TypeWeaponsTest && l.ownTest(r, e, len(byPassage[e.At]) > 0) && r.Kind != rostrum.KindPressEcho && r.Kind != rostrum.KindCommentary {
			l.test(r, e, byPassage[e.At], named)
		}
	}
}

// doubled tells whether a weapon is part of a longer name, or a designation stands
// just before or behind it, which is a name by itself.
func (l *Ledger) doubled(r *holding.Report, i int) bool {
	m := &r.Mentions[i]
	for j := range r.Mentions {
		o := &r.Mentions[j]
		if o.Kind == rostrum.MentionOrganisation && o.At.Field == m.At.Field && o.At.Start <= m.At.Start && m.At.End <= o.At.End {
			return true // a word in the name of a body
		}
		if j == i || o.Kind != rostrum.MentionWeapon || o.At.Field != m.At.Field {
			continue
		}
		within := o.At.Start <= m.At.Start && m.At.End <= o.At.End && o.At.End-o.At.Start > m.At.End-m.At.Start
		beside := designates(o.Name) && !designates(m.Name) && (o.At.End <= m.At.Start && m.At.Start-o.At.End <= 1 || m.At.End <= o.At.Start && o.At.Start-m.At.End <= 1)
		if within || beside {
			return true
		}
	}
	return false
}

// ownTest tells whether a trial is the state's, by the sentence that tells of it;
// where that tells of nobody, it is if it names a weapon.
func (l *Ledger) ownTest(r *holding.Report, e *rostrum.Event, named bool) bool {
	raw := field(r, e.At.Field)
	if e.At.End > len(raw) {
		return false
	}
	from, to := ledger.Sentence(raw, e.At.Start, e.At.End)
	side := l.side(r, e.At.Field, from, to, e.At.Start)
	return side == SideOwn || side == SideUntold && named
}

// designates tells whether a name has a large letter and a digit.
func designates(s string) bool {
	return strings.ContainsFunc(s, unicode.IsUpper) && strings.ContainsFunc(s, unicode.IsDigit)
}

// designation is the name of a weapon with its designation or calibre, and whether
// it has one.
func (l *Ledger) designation(raw string, m *rostrum.Mention) (string, bool) {
	if designates(m.Name) {
		return m.Name, true
	}
	name := m.Name
	if m.At.Field == rostrum.FieldTitle {
		name = strings.ToLower(name) // titles have large letters everywhere
	}
	after := strings.TrimLeft(raw[m.At.End:min(len(raw), m.At.End+40)], " \"“")
	if w := firstWord(after); l.designates(w) && strings.HasPrefix(raw[m.At.End:], " ") {
		return w, true
	}
	before := strings.Fields(raw[max(0, strings.LastIndexByte(raw[:m.At.Start], '\n')+1, m.At.Start-40):m.At.Start])
	for back := 1; back <= min(3, len(before)); back++ {
		w := strings.Trim(before[len(before)-back], "\"“”,")
		if last, _ := utf8.DecodeLastRuneInString(before[len(before)-back]); unicode.IsPunct(last) && last != '"' && last != '”' {
			break
		}
		if back <= 2 && l.designates(w) {
			return w, true
		}
		if c := l.calibre(w); c != "" {
			return c + " " + name, true
		}
		if back < len(before) {
			if c := l.calibre(before[len(before)-back-1] + w); c != "" {
				return c + " " + name, true
			}
		}
	}
	return name, false
}

// designates tells the same of a word beside a weapon, which must be more than a
// number of some thing.
func (l *Ledger) designates(w string) bool {
	letters := strings.TrimRightFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
	return designates(w) && !l.reader.Empty[strings.ToLower(letters)]
}

// calibre is a number with its measure, as one word, "" where a word is none.
func (l *Ledger) calibre(w string) string {
	digits := strings.TrimLeftFunc(w, func(r rune) bool { return unicode.IsDigit(r) || r == '.' || r == ',' })
	unit, _, _ := strings.Cut(strings.ToLower(digits), "-")
	if n := len(w) - len(digits); n > 0 && l.reader.Calibres[unit] {
		return w[:n] + " " + unit
	}
	return ""
}

// firstWord is what stands before the first blank or mark that no designation has.
func firstWord(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '.' && r != '/'
	})
	if end < 0 {
		end = len(s)
	}
	return strings.TrimRight(s[:end], ".-/")
}

// side is whose weapon a passage is about: another's where an enemy or another country
// stands before the weapon in its sentence, else the own state's where it or a leader does,
// else whose name is nearest behind it; where none is, by the title, then by what stands
// just before.
func (l *Ledger) side(r *holding.Report, name string, from, to, at int) string {
	raw := field(r, name)
	before := max(strings.LastIndexByte(raw[:max(from-2, 0)], '\n')+1, from-300, 0)
	for !utf8.RuneStart(raw[before]) {
		before++
	}
	for _, p := range []struct {
		passage string
		at      int
	}{{raw[from:to], at - from}, {r.Title, 0}, {raw[before:from], from - before}} {
		if side := l.nearest(p.passage, p.at); side != SideUntold {
			return side
		}
	}
	return SideUntold
}

func (l *Ledger) nearest(passage string, at int) string {
	words := l.reader.Words(passage)
	side, best := SideUntold, 3*len(passage)+1
	met := func(w ledger.Word, what string) {
		d := at - w.Start
		switch {
		case d < 0:
			d = 2*len(passage) - d // what it is used against, or where, is named behind it
		case what == SideOwn:
			d += len(passage) // as it is behind who uses it
		}
		if d < best {
			side, best = what, d
		}
	}
	for i, w := range words {
		switch {
		case ledger.OpenedBy(l.reader.Adversaries, words[i:]):
			met(w, SideOther)
		case ledger.OpenedBy(l.reader.Leaders, words[i:]):
			met(w, SideOwn)
		case !w.Big:
		case l.reader.Lands[w.Word]:
			met(w, SideOther)
		case l.reader.Home[w.Word]:
			if i > 0 && !words[i-1].Big && !l.reader.Empty[words[i-1].Word] {
				met(w, SideOther) // of a part of the world that is not the state
			} else {
				met(w, SideOwn)
			}
		}
	}
	return side
}

// system finds or opens the system of a name.
func (l *Ledger) system(name string, named bool, side string, at Mention, known string) *System {
	key := search.FoldName(name)
	if !named {
		key = ""
		for _, w := range l.reader.Words(name) {
			key += " " + w.Stem
		}
	}
	s := l.systems[key]
	if s == nil {
		s = &System{Name: name, Named: named, First: at, Last: at.Published, Events: map[string]int{}, Tests: []*Test{}, Figures: []Figure{}, key: key,
			sides: map[string]int{}, texts: map[string]bool{}, days: map[string]bool{}}
		l.systems[key] = s
		if named && side == SideOwn {
			l.fresh = append(l.fresh, fresh{kind: First, system: s, at: at, known: known})
		}
	}
	if at.Published < s.First.Published {
		s.First = at
	}
	s.sides[side]++
	s.Side = SideUntold
	switch own, other := s.sides[SideOwn], s.sides[SideOther]; {
	case own > other:
		s.Side = SideOwn
	case other > 0:
		s.Side = SideOther // a doubt is no system of one's own
	}
	return s
}

func (s *System) figure(f Figure) {
	if !slices.ContainsFunc(s.Figures, func(o Figure) bool { return o.Version == f.Version && o.Figure == f.Figure }) {
		s.Figures = append(s.Figures, f)
	}
}

// at counts an event whose passage names the system, once a day.
func (s *System) at(e *rostrum.Event, r *holding.Report) {
	day := e.Type + " " + dayOf(e, r)
	if !s.days[day] {
		s.days[day] = true
		s.Events[e.Type]++
	}
}

func dayOf(e *rostrum.Event, r *holding.Report) string {
	if e.Date != nil {
		return *e.Date
	}
	return r.Published
}

// test enters a trial, or another report of one: of the same stated day, or, where
// none is stated, of the same systems within some days.
func (l *Ledger) test(r *holding.Report, e *rostrum.Event, systems []string, named map[string]bool) {
	if len(systems) == 0 && len(named) == 1 {
		for name := range named {
			systems = []string{name}
		}
	}
	slices.Sort(systems)
	systems = slices.Compact(systems)
	date := ""
	if e.Date != nil {
		date = *e.Date
	}
	at := Mention{Report: r.ID, Version: r.Version, Published: r.Published, At: e.At, Quote: e.Evidence}
	var t *Test
	for _, old := range slices.Backward(l.tests) {
		if old.same(date, r.Published, systems) {
			t = old
			break
		}
	}
	if t == nil {
		t = &Test{Date: date, By: r.Published, Form: e.Form, versions: map[string]bool{}}
		l.tests = append(l.tests, t)
		what := strings.Join(systems, ", ")
		if what == "" {
			what = "weapons without a name"
		}
		l.fresh = append(l.fresh, fresh{kind: Tested, what: what, at: at, known: r.Known, says: fmt.Sprintf("A trial is told of: %s (%s).", what, cmp.Or(date, "by "+r.Published))})
	}
	if t.Date == "" {
		t.Date = date
	}
	if t.Site == "" && e.Site != nil {
		t.Site = *e.Site
	}
	if t.Place == "" && e.Place != nil {
		t.Place = *e.Place
	}
	for _, s := range systems {
		if !slices.Contains(t.Systems, s) {
			t.Systems = append(t.Systems, s)
		}
	}
	slices.Sort(t.Systems)
	if !t.versions[r.Version] {
		t.versions[r.Version] = true
		t.Reports = append(t.Reports, at)
	}
}

// nearby is how many days later a report without a stated day may tell of a trial
// that was told.
const nearby = 3

func (t *Test) same(date, published string, systems []string) bool {
	overlap := len(systems) == 0 || len(t.Systems) == 0 || slices.ContainsFunc(systems, func(s string) bool { return slices.Contains(t.Systems, s) })
	if date != "" && t.Date != "" {
		return date == t.Date && overlap
	}
	return overlap && holding.Between(t.By, published) <= nearby
}

// Close ends a day: what is new on it.
func (l *Ledger) Close(day *ledger.Day) {
	for _, f := range l.fresh {
		s := day.Until()
		from := f.at.Published
		if stretch, ok := s.StretchOf(from); ok {
			from = stretch.From
		}
		coverage := day.Coverage(from, "reports held of this stretch")
		says, subject := f.says, f.what
		if f.kind == First {
			subject = f.system.Name
			first := "first"
			if s.HeldDays(from, f.at.Published) <= settled {
				first = "first held" // the collection is younger than what it would have to tell
			}
			says = fmt.Sprintf("%s is named, %s on %s.", f.system.Name, first, f.at.Published)
		}
		l.Find(finding.Finding{Kind: f.kind, Subject: subject, Day: f.at.Published, Known: max(f.known, day.Day), Says: says, Rule: f.kind, Coverage: coverage,
			Evidence: []finding.Evidence{ledger.Passage(f.at.Report, f.at.Version, f.at.Published, f.at.At, f.at.Quote)}})
	}
	l.fresh = l.fresh[:0]
}

// Systems are the weapons, those with a designation first, then by the day they
// were named first, then by name.
func (l *Ledger) Systems() []*System {
	var all []*System
	for _, s := range l.systems {
		s.Tests = []*Test{}
		for _, t := range l.tests {
			if slices.Contains(t.Systems, s.Name) {
				s.Tests = append(s.Tests, t)
			}
		}
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b *System) int {
		if a.Named != b.Named {
			if a.Named {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(a.First.Published, b.First.Published), cmp.Compare(a.key, b.key))
	})
	return all
}

// Tests are the trials in the order in which they became known.
func (l *Ledger) Tests() []*Test { return l.tests }

func field(r *holding.Report, name string) string {
	if name == rostrum.FieldTitle {
		return r.Title
	}
	return r.Text
}
