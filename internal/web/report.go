package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/citation"
	"github.com/rostrum-watch/rostrum/internal/marks"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// reportPage is one version of a report with what was read in it.
type reportPage struct {
	*app.Shown
	X         *rostrum.Extraction
	Newest    bool
	Title     []piece
	TitleNote []note
	Rows      []row
	Legend    []legend
	Links     []related
	Versions  []versionStep
	Names     []names
	Cite      []cite
	Whole     []string // what analysts say of the whole report, and of what is not read
	Lapsed    int
	Listed    bool // it has a line-up worth comparing
	Permalink string
	Kept      string // the correction that was just kept
}

// leastListed is how many people make a list that is worth comparing.
const leastListed = 5

// row is a paragraph with the notes on what begins in it.
type row struct {
	Pieces []piece
	Notes  []note
}

// piece is a stretch of text over which the same marks lie.
type piece struct {
	Text    string
	Class   string   // kinds of the marks, parted by blanks; "" for none
	Anchors []string // of records that begin here
	Hint    string   // what the marks are, in words
	Opens   bool     // the passage that the address asks for begins here
}

// note is what stands beside the text about one record.
type note struct {
	Record string
	At     rostrum.Span
	Event  *rostrum.Event
	People []position
	Plan   *rostrum.Plan
	Act    *rostrum.Act
	Unread *rostrum.Unread
	Said   map[string][]string // of analysts, by record
	Status string              // right, wrong, …: what was said last, or ""
	Report string
	Newest bool // so that it can be judged
}

// legend explains a kind of marks that the text has.
type legend struct{ Class, Name string }

// related is a report that belongs to this one.
type related struct {
	How   string
	Other *store.ReportRef
	Link  *store.Link
}

// versionStep is a version among others.
type versionStep struct {
	store.Version
	Path    string
	Diff    string // address of what was changed since the one before, or ""
	Current bool   // is shown
	Number  int    // from 1, the oldest
}

// names are the names of one kind that a report has.
type names struct {
	Kind string
	List []string
}

// cite is a way to cite the report.
type cite struct{ Name, Text string }

func (d *desk) report(w http.ResponseWriter, r *http.Request) error {
	name, err := id(r)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	shown, err := d.app.ShowVersion(r.Context(), name, q.Get("version"))
	if err != nil {
		return err
	}
	x := shown.Extraction
	p := &reportPage{Shown: shown, X: x, Newest: len(shown.Report.Versions) > 0 && shown.Report.Versions[0].Version == x.Version}
	at, open := parseSpan(q.Get("at"))
	p.lay(at, open)
	for i := range shown.Report.Links {
		how, other := prose.Relation(shown.ID, &shown.Report.Links[i])
		p.Links = append(p.Links, related{how, other, &shown.Report.Links[i]})
	}
	p.Listed = slices.ContainsFunc(x.Events, func(e rostrum.Event) bool { return len(e.Participants) >= leastListed })
	p.Versions = versionSteps(shown.Report, x.Version)
	p.Names = namesOf(x.Mentions)
	p.Permalink = "http://" + r.Host + versionURL(shown.ID, x.Version)
	p.Cite = d.cite(shown, p.Permalink)
	p.whole()
	if q.Get("said") != "" && len(shown.Corrections) > 0 {
		p.Kept = "Kept: " + prose.Plain(clip(q.Get("said"), 200))
	}
	return d.show(w, r, "report", titled(x.Title), p)
}

// lay lays the text out: paragraphs, what is marked in them, notes beside them.
func (p *reportPage) lay(at rostrum.Span, open bool) {
	text := prose.Given(p.X.Text)
	over := func(field, s string) []marks.Mark {
		all := append(marks.Records(p.X, field, s), marks.Names(p.X, field, s, true)...)
		if open && at.Field == field && at.Start < len(s) {
			all = append(all, marks.Mark{Start: at.Start, End: min(at.End, len(s)), Kind: marks.Sought})
		}
		return all
	}
	notes := p.notes()
	in, here := over(rostrum.FieldText, text), over(rostrum.FieldTitle, p.X.Title)
	p.Title = pieces(p.X.Title, marks.Cut(p.X.Title, 0, len(p.X.Title), here))
	for len(notes) > 0 && notes[0].At.Field == rostrum.FieldTitle {
		p.TitleNote, notes = append(p.TitleNote, notes[0]), notes[1:]
	}
	start := 0
	for line := range strings.Lines(text) {
		end := start + len(line)
		if strings.TrimSpace(line) == "" && (len(notes) == 0 || notes[0].At.Start >= end) {
			start = end
			continue
		}
		one := row{Pieces: pieces(text, marks.Cut(text, start, end, in))}
		for len(notes) > 0 && (notes[0].At.Start < end || end == len(text)) {
			one.Notes, notes = append(one.Notes, notes[0]), notes[1:]
		}
		p.Rows = append(p.Rows, one)
		start = end
	}
	if len(notes) > 0 {
		p.Rows = append(p.Rows, row{Notes: notes})
	}
	p.Legend = legendOf(append(here, in...))
}

// notes are what stands beside the text, those on the title first, then in its
// order.
func (p *reportPage) notes() []note {
	x := p.X
	said, last := p.said()
	var all []note
	add := func(n note, at rostrum.Span) {
		n.At, n.Said, n.Report, n.Newest = at, said, p.ID, p.Newest
		n.Status = last[n.Record]
		all = append(all, n)
	}
	for i := range x.Events {
		add(note{Record: rostrum.RecordName(rostrum.RecordEvent, i), Event: &x.Events[i], People: lineUp(x.Events[i].Participants)}, x.Events[i].At)
	}
	for i := range x.Plans {
		add(note{Record: rostrum.RecordName(rostrum.RecordPlan, i), Plan: &x.Plans[i]}, x.Plans[i].At)
	}
	for i := range x.Acts {
		add(note{Record: rostrum.RecordName(rostrum.RecordAct, i), Act: &x.Acts[i]}, x.Acts[i].At)
	}
	for i := range x.Unread {
		add(note{Unread: &x.Unread[i]}, x.Unread[i].At)
	}
	slices.SortStableFunc(all, func(a, b note) int {
		if at, bt := a.At.Field == rostrum.FieldTitle, b.At.Field == rostrum.FieldTitle; at != bt {
			if at {
				return -1
			}
			return 1
		}
		return a.At.Start - b.At.Start
	})
	return all
}

// said gathers the words that apply by the names of their records, and the verdict
// that was said last.
func (p *reportPage) said() (words map[string][]string, last map[string]string) {
	words, last = map[string][]string{}, map[string]string{}
	for i := range p.Corrections {
		if s := &p.Corrections[i]; s.Applies && s.Record != "" {
			words[s.Record] = append(words[s.Record], prose.Plain(prose.Judgement(s.ID, s.Verdict, s.Is, s.By, s.Why, s.Differs)))
			last[s.Record] = s.Verdict
		}
	}
	return words, last
}

// whole lists what analysts say of records that are not read, and of the report.
func (p *reportPage) whole() {
	for i := range p.Corrections {
		s := &p.Corrections[i]
		switch {
		case s.Verdict == rostrum.VerdictWithdrawn:
		case !s.Applies:
			p.Lapsed++
		case s.Subject == nil:
			p.Whole = append(p.Whole, prose.Plain(prose.Judgement(s.ID, s.Verdict, nil, s.By, s.Why, nil)))
		case s.Record == "":
			p.Whole = append(p.Whole, prose.Plain(prose.RecordOf(s)+" "+prose.Fields(prose.Stated(s.Subject.Was))+": “"+s.Subject.Quote+"” "+
				prose.Judgement(s.ID, s.Verdict, s.Is, s.By, s.Why, nil)))
		}
	}
}

// pieces are segments as the page shows them.
func pieces(text string, segments []marks.Segment) []piece {
	opened := false
	list := make([]piece, 0, len(segments))
	for _, s := range segments {
		one := piece{Text: shownText(text[s.Start:s.End])}
		var kinds, hints []string
		for _, m := range s.Over {
			if !slices.Contains(kinds, m.Kind) {
				kinds = append(kinds, m.Kind)
			}
			if hint := hintOf(m); hint != "" && !slices.Contains(hints, hint) {
				hints = append(hints, hint)
			}
		}
		for _, m := range s.Begins {
			if m.Kind == marks.Sought && !opened {
				one.Opens, opened = true, true
			}
			if m.Record != "" && m.Kind != marks.Post && m.Start >= s.Start {
				one.Anchors = append(one.Anchors, anchor(m.Record))
			}
		}
		one.Class, one.Hint = strings.Join(kinds, " "), strings.Join(hints, "; ")
		list = append(list, one)
	}
	return list
}

// shownText is a text without what could turn its direction or stand for nothing.
// Line ends and tabs stay.
func shownText(s string) string {
	if strings.IndexFunc(s, prose.Hostile) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' || !prose.Hostile(r) {
			return r
		}
		return '\ufffd'
	}, s)
}

// hintOf words a mark.
func hintOf(m *marks.Mark) string {
	if m.Kind == marks.Sought {
		return ""
	}
	return prose.Joined(" ", prose.Words(m.Kind), m.Record, prose.Words(m.Label))
}

var legends = []legend{{rostrum.MentionPerson, "people"}, {marks.Post, "posts"}, {rostrum.MentionTitle, "titles"}, {rostrum.MentionSite, "sites"}, {rostrum.MentionPlace, "places"},
	{rostrum.MentionOrganisation, "organisations"}, {rostrum.MentionWeapon, "weapons"}, {marks.Event, "events"}, {marks.Plan, "plan claims"}, {marks.Act, "acts"}, {marks.Unread, "not read"}}

// legendOf lists the kinds of marks that there are.
func legendOf(all []marks.Mark) []legend {
	return slices.DeleteFunc(slices.Clone(legends), func(l legend) bool {
		return !slices.ContainsFunc(all, func(m marks.Mark) bool { return m.Kind == l.Class })
	})
}

// versionSteps are the versions of a report, the oldest first.
func versionSteps(r *store.Report, current string) []versionStep {
	steps := make([]versionStep, len(r.Versions))
	for i, v := range r.Versions {
		n := len(r.Versions) - i
		s := versionStep{Version: v, Number: n, Current: v.Version == current, Path: versionURL(r.ID, v.Version)}
		if i+1 < len(r.Versions) {
			s.Diff = diffURL(r.ID, r.Versions[i+1].Version, v.Version)
		}
		steps[n-1] = s
	}
	return steps
}

// namesOf lists the names that a report has, by kind, each once.
func namesOf(mentions []rostrum.Mention) []names {
	var all []names
	for _, kind := range []struct{ kind, title string }{
		{rostrum.MentionPerson, "People"}, {rostrum.MentionTitle, "Titles"}, {rostrum.MentionOrganisation, "Organisations"}, {rostrum.MentionSite, "Sites"},
		{rostrum.MentionPlace, "Places"}, {rostrum.MentionWeapon, "Weapons"},
	} {
		n := names{Kind: kind.title}
		for _, m := range mentions {
			if m.Kind != kind.kind {
				continue
			}
			name := prose.Plain(m.Name)
			if m.Kind == rostrum.MentionTitle {
				name = prose.Joined(": ", prose.Plain(m.Referent), name+prose.Spoken(m.Voice))
			}
			for i, f := range m.Figures {
				if i == 0 {
					name += ":"
				}
				name += " “" + prose.Plain(f.Quote) + "”"
			}
			if !slices.Contains(n.List, name) {
				n.List = append(n.List, name)
			}
		}
		if len(n.List) > 0 {
			all = append(all, n)
		}
	}
	return all
}

// cite words the ways to cite a version.
func (d *desk) cite(s *app.Shown, permalink string) []cite {
	x := s.Extraction
	c := citation.Source{ID: s.ID, Outlet: s.Outlet, Title: x.Title, Published: s.Published, Version: x.Version, Captured: x.Retrieved, Permalink: permalink}
	if len(s.Addresses) > 0 {
		c.Address = s.Addresses[0]
	}
	return []cite{{"Chicago", citation.Chicago(c)}, {"APA", citation.APA(c)}, {"BibTeX", citation.BibTeX(c)}, {"Permalink", permalink}}
}

// originalPage shows the items that brought a report, as they came in, beside the
// text that was read.
type originalPage struct {
	*app.Shown
	Text  string
	Items []originalItem
}

// originalItem is one item as it came in.
type originalItem struct {
	store.Original
	Shown string // the bytes, with what is no UTF-8 replaced
	Cut   bool   // there are more
}

// mostRaw is how many bytes of an item are shown.
const mostRaw = 96 << 10

func (d *desk) original(w http.ResponseWriter, r *http.Request) error {
	name, err := id(r)
	if err != nil {
		return err
	}
	shown, err := d.app.ShowVersion(r.Context(), name, r.URL.Query().Get("version"))
	if err != nil {
		return err
	}
	items, err := d.app.Originals(r.Context(), name)
	if err != nil {
		return err
	}
	p := &originalPage{Shown: shown, Text: shownText(prose.Given(shown.Extraction.Text))}
	for _, o := range items {
		if o.Version != shown.Extraction.Version {
			continue
		}
		one := originalItem{Original: o, Cut: len(o.Raw) > mostRaw}
		one.Shown = shownText(strings.ToValidUTF8(string(o.Raw[:min(mostRaw, len(o.Raw))]), "\ufffd"))
		p.Items = append(p.Items, one)
	}
	return d.show(w, r, "original", "As it came in: "+titled(shown.Extraction.Title), p)
}
