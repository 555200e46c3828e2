package posting

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// memory keeps an index as a store would, in maps.
type memory struct {
	segments []*Segment
	blocks   map[int64]map[Part][][]byte
	ids      map[uint32]string
	key      int64
}

func newMemory() *memory {
	return &memory{blocks: map[int64]map[Part][][]byte{}, ids: map[uint32]string{}}
}

func (m *memory) Block(segment int64, part Part, number int) ([]byte, error) {
	all := m.blocks[segment][part]
	if number < 0 || number >= len(all) {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "no block %d", number)
	}
	return all[number], nil
}

func (m *memory) IDs(reports []uint32) ([]string, error) {
	ids := make([]string, len(reports))
	for i, r := range reports {
		ids[i] = m.ids[r]
	}
	return ids, nil
}

func (m *memory) put(part Part, number int, data []byte) error {
	if m.blocks[m.key] == nil {
		m.blocks[m.key] = map[Part][][]byte{}
	}
	if number != len(m.blocks[m.key][part]) {
		return rostrum.Errorf(rostrum.CodeInternal, "block %d after %d", number, len(m.blocks[m.key][part]))
	}
	m.blocks[m.key][part] = append(m.blocks[m.key][part], bytes.Clone(data))
	return nil
}

// keep reads a segment back, as the next who opens the store does.
func (m *memory) keep(t testing.TB, s *Segment) *Segment {
	t.Helper()
	back, err := Load(s.Key, s.Base, s.Header(), s.Marks())
	if err != nil {
		t.Fatal(err)
	}
	return back
}

// add makes a segment of entries, then merges as planned.
func (m *memory) add(t testing.TB, entries []Entry) {
	t.Helper()
	m.key++
	base := uint32(1)
	if n := len(m.segments); n > 0 {
		base = m.segments[n-1].end()
	}
	s, err := new(Builder).Build(m.key, base, entries, m.put)
	if err != nil {
		t.Fatal(err)
	}
	m.segments = append(m.segments, m.keep(t, s))
	for {
		from, to := Plan(m.segments)
		if from == to {
			return
		}
		m.merge(t, from, to)
	}
}

func (m *memory) merge(t testing.TB, from, to int) {
	t.Helper()
	m.key++
	s, err := Merge(m.key, m.segments[from:to], m, m.put)
	if err != nil {
		t.Fatal(err)
	}
	for _, old := range m.segments[from:to] {
		delete(m.blocks, old.Key)
	}
	m.segments = slices.Replace(m.segments, from, to, m.keep(t, s))
}

// kill marks the document of a number as dead.
func (m *memory) kill(t testing.TB, doc uint32) {
	t.Helper()
	for i, s := range m.segments {
		if doc >= s.Base && doc < s.end() {
			now, err := s.Kill([]uint32{doc})
			if err != nil {
				t.Fatal(err)
			}
			m.segments[i] = m.keep(t, now)
			return
		}
	}
	t.Fatalf("no segment has %d", doc)
}

// told is a report of these tests.
type told struct {
	r      *rostrum.Report
	x      *rostrum.Extraction
	tokens [2][]search.Token // of title and text
}

var vocabulary = strings.Fields("plough ploughs ploughing sickle sickles the the the of of works worker workers harvest harvests harvested anvil hall halls 118 é cantaba canto cantos 김정 Ruhl-Ostrand")

func made(rng *rand.Rand, n int) told {
	text := func(most int) string {
		var b strings.Builder
		for range rng.IntN(most) {
			b.WriteString(vocabulary[rng.IntN(len(vocabulary))])
			b.WriteString([]string{" ", " ", ", ", ".\n"}[rng.IntN(4)])
		}
		return b.String()
	}
	r := &rostrum.Report{ID: fmt.Sprintf("r%05d", (n*7919)%100000), Title: text(6), Text: text(60)}
	day := ""
	if rng.IntN(20) > 0 {
		day = fmt.Sprintf("2031-%02d-%02d", 1+rng.IntN(3), 1+rng.IntN(28))
	}
	name, post, site := []string{"Brannoc Ost Ludrik", "Eldrun Ost Corvan", "Élan Ost Ruhl"}[rng.IntN(3)], "head of the hall | keeper of works", "the "+vocabulary[rng.IntN(5)]+" works"
	x := &rostrum.Extraction{ID: r.ID, Outlet: []string{"VDB", "The Herald"}[rng.IntN(2)], Lang: []string{"en", "es", "ko"}[rng.IntN(3)], Published: day, Status: rostrum.StatusExtracted}
	if rng.IntN(3) == 0 {
		x.Events = []rostrum.Event{{Type: rostrum.EventTypes[rng.IntN(3)], Site: &site, Participants: []rostrum.Appearance{{Name: &name, Role: rostrum.RoleHost, Post: &post}}}}
		x.Acts = []rostrum.Act{{Act: rostrum.Acts[rng.IntN(2)]}}
	}
	return told{r, x, [2][]search.Token{search.Tokens(nil, r.Title), search.Tokens(nil, r.Text)}}
}

// finds decides by the texts themselves whether a query finds a report.
func (d told) finds(n search.Node) bool {
	switch n := n.(type) {
	case search.And:
		return !slices.ContainsFunc(n.Of, func(c search.Node) bool { return !d.finds(c) })
	case search.Or:
		return slices.ContainsFunc(n.Of, d.finds)
	case search.Not:
		return !d.finds(n.Of)
	case search.Field:
		return d.says(n)
	}
	return d.times(n) > 0
}

// times is how often a word or phrase stands in a report.
func (d told) times(n search.Node) int {
	sum := 0
	for _, tokens := range d.tokens {
		sum += len(search.Occurrences(n, search.LangOf(d.x.Lang), tokens))
	}
	return sum
}

func (d told) says(f search.Field) bool {
	day := search.DayNumber(d.x.Published)
	name := func(s string) bool {
		s, sought := search.FoldName(s), search.FoldName(f.Value)
		return s == sought || f.Prefix && strings.HasPrefix(s, sought)
	}
	row := func(s string) bool {
		return len(search.Occurrences(search.Phrase{Words: search.Words(f.Value), Prefix: f.Prefix}, search.NoStems, search.Tokens(nil, s))) > 0
	}
	switch f.Name {
	case search.FieldFrom:
		return day >= f.Day && day > 0
	case search.FieldTo:
		return day <= f.Day && day > 0
	case search.FieldOutlet:
		return name(d.x.Outlet)
	case search.FieldLang:
		return name(d.x.Lang)
	}
	if len(d.x.Events) == 0 {
		return false
	}
	e := d.x.Events[0]
	a := e.Participants[0]
	switch f.Name {
	case search.FieldPerson:
		return name(*a.Name)
	case search.FieldPost:
		return slices.ContainsFunc(strings.Split(*a.Post, " | "), row)
	case search.FieldSite:
		return row(*e.Site)
	case search.FieldType:
		return e.Type == f.Value
	case search.FieldRole:
		return a.Role == f.Value
	case search.FieldAct:
		return d.x.Acts[0].Act == f.Value
	}
	return false
}

// question makes a query.
func question(rng *rand.Rand, depth int) string {
	word := func() string { return vocabulary[rng.IntN(len(vocabulary))] }
	row := func() string {
		words := []string{word(), word(), word()}
		return `"` + strings.Join(words[:1+rng.IntN(3)], " ") + `"`
	}
	if depth > 0 {
		a, b := question(rng, depth-1), question(rng, depth-1)
		switch rng.IntN(6) {
		case 0:
			return "(" + a + " OR " + b + ")"
		case 1:
			return "(" + a + " " + b + ")"
		case 2:
			return "(" + a + " NOT " + b + ")"
		case 3:
			return "NOT " + a
		}
	}
	switch rng.IntN(9) {
	case 0, 1:
		return row()
	case 2:
		w := word()
		return string([]rune(w)[:(len([]rune(w))+2)/2]) + "s*"
	case 3:
		return []string{"pl*", "wo*", `"the wo*"`, "har*", "ha*"}[rng.IntN(5)]
	case 4:
		return fmt.Sprintf("NEAR(%s %s, %d)", word(), row(), rng.IntN(6))
	case 5:
		return fmt.Sprintf("%s NEAR/%d %s", word(), rng.IntN(4), word())
	case 6:
		return []string{`person:"Brannoc Ost Ludrik"`, "person:elan*", "type:inspection", "role:host", `post:"of works"`, `post:"hall keeper"`, `site:"plough works"`, "site:pl*",
			"act:praise", "outlet:vdb", "lang:es", "from:2031-02", "to:2031-02-15"}[rng.IntN(13)]
	}
	return word()
}

// TestFind holds what the index finds against the texts themselves, over many
// segments, merges, and documents that were replaced.
func TestFind(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	m, all, docs := newMemory(), map[uint32]told{}, map[uint32]uint32{}
	next, number := uint32(1), 0
	for number < 1500 {
		var entries []Entry
		for range 1 + rng.IntN([]int{4, 300}[rng.IntN(2)]) {
			report := uint32(1 + number)
			if rng.IntN(10) == 0 && number > 0 { // another version of one that is there
				report = uint32(1 + rng.IntN(number))
				if old := docs[report]; old >= next-uint32(len(entries)) {
					entries[old-(next-uint32(len(entries)))].Document = nil
				} else if old > 0 {
					m.kill(t, old)
				}
			} else {
				number++
			}
			d := made(rng, int(report))
			all[report], docs[report], m.ids[report] = d, next, d.r.ID
			entries = append(entries, Entry{report, search.NewGatherer().Document(d.r, d.x)})
			next++
		}
		m.add(t, entries)
	}
	if len(m.segments) < 2 || len(m.segments) > 20 {
		t.Errorf("%d segments", len(m.segments))
	}
	check := func(query string) {
		q, err := search.Parse(query)
		if err != nil {
			return // a word of one letter before *
		}
		want := map[string]bool{}
		for _, d := range all {
			if d.finds(q.Root) {
				want[d.r.ID] = true
			}
		}
		for _, rank := range []bool{false, true} {
			got := map[string]bool{}
			r := Request{Query: q, Rank: rank, Limit: 400}
			var last *Place
			for {
				p, err := Find(t.Context(), m.segments, m, r)
				if err != nil {
					t.Fatalf("%s: %v", query, err)
				}
				if p.Reports != len(want) {
					t.Fatalf("%s: %d reports, want %d", query, p.Reports, len(want))
				}
				for i := range p.Hits {
					h := &p.Hits[i]
					if last != nil && last.compare(&h.Place) >= 0 {
						t.Fatalf("%s: %v after %v", query, h, last)
					}
					last = &h.Place
					got[h.ID] = true
				}
				if !p.More {
					break
				}
				r.After = last
			}
			if !maps.Equal(got, want) {
				t.Fatalf("%s: %d hits, want %d", query, len(got), len(want))
			}
		}
	}
	for i := range 120 {
		if i == 60 { // from here on, what a segment has found is remembered
			defer func(was int) { worthKnowing = was }(worthKnowing)
			worthKnowing = 1
		}
		check(question(rng, rng.IntN(3)))
	}
	m.merge(t, 0, len(m.segments))
	for range 30 {
		check(question(rng, rng.IntN(3)))
	}
	l, err := Look(t.Context(), m.segments, m, nil)
	if err != nil {
		t.Fatal(err)
	}
	undated, outlets := 0, map[string]int{}
	for _, d := range all {
		if d.x.Published == "" {
			undated++
		}
		outlets[d.x.Outlet]++
	}
	if l.Reports != len(all) || l.Undated != undated || !maps.Equal(l.Outlets, outlets) || l.Days == 0 || l.First < 20310101 || l.Last > 20310328 {
		t.Errorf("looked at %+v", l)
	}
}

// TestFind_Ranked wants the newest to be ranked where there are too many, and the
// same order however the documents came.
func TestFind_Ranked(t *testing.T) {
	defer func(was int) { worthKnowing = was }(worthKnowing)
	worthKnowing = 1
	rng := rand.New(rand.NewPCG(3, 4))
	type one struct {
		id, day, text string
	}
	var all []one
	for i := range search.MostRanked + 500 {
		day := fmt.Sprintf("20%02d-01-02", 20+i/1000)
		all = append(all, one{fmt.Sprintf("r%05d", i), day, strings.Repeat("plough ", 1+i%5) + strings.Repeat("anvil ", i%7)})
	}
	var first []string
	for _, shuffled := range []bool{false, true} {
		m := newMemory()
		order := rng.Perm(len(all))
		if !shuffled {
			slices.Sort(order)
		}
		var entries []Entry
		for n, i := range order {
			d := all[i]
			m.ids[uint32(n+1)] = d.id
			entries = append(entries, Entry{uint32(n + 1), search.NewGatherer().Document(&rostrum.Report{ID: d.id, Text: d.text}, &rostrum.Extraction{Published: d.day, Lang: "en"})})
			if len(entries) == 256 || n+1 == len(order) {
				m.add(t, entries)
				entries = nil
			}
		}
		q, err := search.Parse("plough")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		r := Request{Query: q, Rank: true, Limit: 3000}
		for {
			p, err := Find(t.Context(), m.segments, m, r)
			if err != nil {
				t.Fatal(err)
			}
			if p.Reports != len(all) || p.Ranked != search.MostRanked {
				t.Fatalf("%d reports, %d ranked", p.Reports, p.Ranked)
			}
			for _, h := range p.Hits {
				got = append(got, h.ID)
			}
			if !p.More {
				break
			}
			r.After = &p.Hits[len(p.Hits)-1].Place
		}
		if len(got) != search.MostRanked || slices.Contains(got, "r00999") || slices.Contains(got, "r00500") || !slices.Contains(got, "r00499") {
			t.Errorf("%d hits were ranked, not the newest, and of the last day the first by id", len(got))
		}
		if got[0] != "r10434" && got[0][:3] != "r10" { // five times plough, no anvil, the newest day
			t.Errorf("the first is %s", got[0])
		}
		if first == nil {
			first = got
		} else if !slices.Equal(first, got) {
			t.Error("the order depends on how documents came")
		}
	}
}

func TestPlan(t *testing.T) {
	var all []*Segment
	merged, most := 0, 0
	for range 5000 {
		all = append(all, &Segment{days: make([]uint32, 256)})
		for {
			from, to := Plan(all)
			if from == to {
				break
			}
			docs := 0
			for _, s := range all[from:to] {
				docs += s.Docs()
			}
			merged += docs
			all = slices.Replace(all, from, to, &Segment{days: make([]uint32, docs)})
		}
		most = max(most, len(all))
	}
	if most > 40 || merged > 4*5000*256 {
		t.Errorf("up to %d segments; %d documents written again", most, merged)
	}
	// small and large ones in turn
	all, most = nil, 0
	for i := range 3000 {
		all = append(all, &Segment{days: make([]uint32, []int{1, 1, 1, 5000}[i%4])})
		for {
			from, to := Plan(all)
			if from == to {
				break
			}
			docs := 0
			for _, s := range all[from:to] {
				docs += s.Docs()
			}
			all = slices.Replace(all, from, to, &Segment{days: make([]uint32, docs)})
		}
		most = max(most, len(all))
	}
	if most > 60 {
		t.Errorf("up to %d segments", most)
	}
}

func TestNthLargest(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		all := make([]uint32, 1+rng.IntN(50))
		for i := range all {
			all[i] = uint32(rng.IntN(1 + rng.IntN(40)))
		}
		n := 1 + rng.IntN(len(all))
		want := slices.SortedFunc(slices.Values(all), func(a, b uint32) int { return cmp.Compare(b, a) })[n-1]
		if got := nthLargest(slices.Clone(all), n); got != want {
			t.Fatalf("the %dth of %v is %d, want %d", n, all, got, want)
		}
	}
}

// FuzzDamaged wants an error, not a defect, from blocks that are no longer what
// was written.
func FuzzDamaged(f *testing.F) {
	f.Add(uint16(10), byte(0xff), byte(0))
	f.Add(uint16(70), byte(0x80), byte(1))
	f.Add(uint16(700), byte(0x01), byte(2))
	rng := rand.New(rand.NewPCG(7, 8))
	m := newMemory()
	var entries []Entry
	for i := range 40 {
		d := made(rng, i)
		m.ids[uint32(i+1)] = d.r.ID
		entries = append(entries, Entry{uint32(i + 1), search.NewGatherer().Document(d.r, d.x)})
	}
	m.add(f, entries)
	s := m.segments[0]
	header := s.Header()
	f.Fuzz(func(t *testing.T, at uint16, flip, what byte) {
		spoil := func(b []byte) []byte {
			b = bytes.Clone(b)
			b[int(at)%len(b)] ^= flip
			return b
		}
		h, broken := header, newMemory()
		broken.ids, broken.blocks[s.Key] = m.ids, map[Part][][]byte{Terms: m.blocks[s.Key][Terms], Places: m.blocks[s.Key][Places]}
		switch what % 3 {
		case 0:
			h = spoil(h)
		case 1:
			broken.blocks[s.Key][Terms] = [][]byte{spoil(m.blocks[s.Key][Terms][0])}
		case 2:
			broken.blocks[s.Key][Places] = [][]byte{spoil(m.blocks[s.Key][Places][0])}
		}
		back, err := Load(s.Key, s.Base, h, nil)
		if err != nil {
			return
		}
		for _, query := range []string{"the", "wo* OR harvest", `"the works"`, "NEAR(plough of, 9)", "site:the -x"} {
			q, err := search.Parse(query)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := Find(t.Context(), []*Segment{back}, broken, Request{Query: q, Rank: true, Limit: 5}); err != nil && rostrum.ErrorCode(err) != rostrum.CodeInvalid {
				t.Fatal(err)
			}
		}
		if _, err := Look(t.Context(), []*Segment{back}, broken, nil); err != nil && rostrum.ErrorCode(err) != rostrum.CodeInvalid {
			t.Fatal(err)
		}
		broken.key = 9
		if _, err := Merge(9, []*Segment{back}, broken, broken.put); err != nil && rostrum.ErrorCode(err) != rostrum.CodeInvalid {
			t.Fatal(err)
		}
	})
}
