package extract

import (
	"slices"
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/calendar"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// reader holds what is known of one report while it is read. It is reused.
type reader struct {
	e *Engine
	p *profile.Profile
	c *classes
	v *values

	r         *rostrum.Report
	title     text.Doc
	body      text.Doc
	d         *text.Doc // the field being read
	dateline  string    // ISO day, or ""
	datePlace [2]int    // tokens of the dateline's place in body
	kind      string

	events    []*event
	lineups   []lineup
	announced []*event // and told in full by another
	ruled     ruled    // what rules found
	ahead     [profile.Uses]profile.Ahead
	claimed   []bool        // tokens of the sentence that a formula has taken
	subject   grammar.Range // of the verb told before in the sentence
	speech    bool          // the sentence is somebody's quoted words
	report    bool          // the sentence tells what a leader did, as a lead does
	told      bool          // the sentence tells somebody's words
	dates     []calendar.Date
	dated     int // sentence the dates are of, -1 for none
	names     []name
	roll      roll // of the sentence whose mentions are given

	// what is said
	start      int // token of the text behind its dateline
	hits       []hit
	said       []said
	blockAt    int           // paragraph of the colon
	m          grammar.Match // of the formula being tried
	cues       []cueMark     // by token of the body
	hint       string        // kind that the title or lead suggests
	hintAt     int           // sentence that suggests it
	about      string        // whose matter it is as a whole: a side or a leader
	leaders    []string      // named so far
	lastLeader string        // named last
	headLeader string        // named last at the head of a sentence
	led        led           // in the sentence at hand
	otherwise  string        // the side that it is about where its leader is not
	receiver   string        // the leader who gets the message that it gives
	blaming    bool          // it blames an adversary
	called     []*appearance // who are told to make a speech further on
	titleSays  string        // whose its title says that it is: a side, or ""
	around     string        // whose matters the report is about, by its title and lead
	marks      []mark        // of sides, by sentence
	nouns      []antecedent  // used of somebody so far
	prior      string        // whose matter the subject of the sentence before was
	found      []act
	at         int           // of the sentence that is being read
	acted      []acted       // by act that was found
	planned    []int         // of said, by plan claim that was found
	weighing   weighing      // what signs are taken from
	turn                     // whose turn it is to speak
	sender     grammar.Range // of a message
	senderDoc  *text.Doc     // where he stands
	issuer     source        // of the words that a sentence only announces
	brief      source        // who is quoted in the next sentence alone
	him        source        // whom a pronoun for a person stands for
	block      bool          // what follows a colon is somebody's words
	opening    bool          // who opens the text is being read
	aside      bool          // the one plan claim there is yields to any other

	// where acts and mentions are gathered, as their number is known late
	acts      []rostrum.Act
	mentioned []rostrum.Mention

	trace *Trace
	out   *rostrum.Extraction
}

// kinds of reports that change how events are read.
const (
	kindAnecdote   = "anecdote"
	kindBackground = "background"
	kindObituary   = "obituary"
	kindCommentary = "commentary"
	kindDigest     = "digest"
)

// leadSentences is how many sentences at the start of a text tell what it is
// about.
const leadSentences = 3

// event is an event being put together.
type event struct {
	typ          string
	f            *profile.Formula
	d            *text.Doc
	sentence     int
	until        int           // the last sentence joined to it as part of one list
	core         grammar.Range // the formula's own words
	ev           grammar.Range // evidence
	site, place  grammar.Range
	siteDoc      *text.Doc
	placeDoc     *text.Doc
	date, dateTo string
	notBefore    string
	people       []appearance
	subject      bool // its subject was a named person
	listed       bool // one of several told in a row
	visit        bool // its formula tells of a site that people went to
	pronoun      bool
	gone         bool // points have taken it back
	byLine       bool // its day is the dateline's
}

// appearance is one person of an event.
type appearance struct {
	name  grammar.Range // tokens of the name; of the wording where none is given
	null  bool
	posts []grammar.Range
	role  string
	f     *profile.Formula
	d     *text.Doc
	key   string // repaired name
}

// roll holds the people of a sentence, read once for all of its mentions.
type roll struct {
	d    *text.Doc
	of   grammar.Range
	list []person
}

type lineup struct {
	f        *profile.Formula
	sentence int
	core     grammar.Range
	occasion grammar.Range
	people   []appearance
	again    bool // of somebody who was told of before
	events   int  // events told before it
	ev       *event
}

func (x *reader) release() {
	x.r, x.out, x.trace = nil, nil, nil
	x.events, x.lineups, x.announced = x.events[:0], x.lineups[:0], x.announced[:0]
	x.ruled.forget()
	x.title.Raw, x.body.Raw = "", ""
}

func (x *reader) read(r *rostrum.Report, out *rostrum.Extraction) {
	x.r, x.out = r, out
	x.events, x.lineups, x.announced = x.events[:0], x.lineups[:0], x.announced[:0]
	x.dateline, x.kind, x.speech, x.dated = "", "", false, -1
	x.aside, x.weighing.heard, x.at = false, false, 0
	x.datePlace, x.roll.d = [2]int{}, nil
	x.sender, x.hint, x.hintAt = grammar.Range{}, "", 0
	body := r.Text[:x.ends(r.Text)]
	if len(body) > maxText {
		cut := maxText
		for cut > 0 && body[cut]&0xC0 == 0x80 {
			cut--
		}
		out.Notes = append(out.Notes, "huge: only the first 1 MiB was read")
		out.Unread = append(out.Unread, rostrum.Unread{At: rostrum.Span{Field: rostrum.FieldText, Start: cut, End: len(body)}, Why: "beyond the first 1 MiB"})
		body = body[:cut]
	}
	acts, mentions := out.Acts, out.Mentions
	out.Acts, out.Mentions = append(x.acts, acts...), append(x.mentioned, mentions...)
	x.cues = x.cues[:0]
	for u := range x.ahead {
		x.ahead[u] = x.p.Ahead(profile.Use(u), x.ahead[u])
	}
	x.title.Reset(x.p.Vocabulary, rostrum.FieldTitle, r.Title)
	x.body.Reset(x.p.Vocabulary, rostrum.FieldText, body)
	start := 0
	if n, day, ok := x.p.Calendar.Dateline(&x.body, r.Published); ok {
		start = n
		x.dateline = day
		for x.datePlace[1] < n && !x.body.Tokens[x.datePlace[1]].Is(text.Punct) {
			x.datePlace[1]++
		}
	}
	x.start = start
	x.d = &x.title
	for i := range x.title.Sentences {
		x.sentence(i, true)
	}
	x.d = &x.body
	x.dated = -1
	for i := range x.body.Sentences {
		s := &x.body.Sentences[i]
		if s.First < start {
			if s.Last <= start {
				continue
			}
			s.First = start
		}
		x.sentence(i, false)
	}
	x.settle()
	x.weighEvents()
	x.passOver()
	x.handedOver()
	x.emit()
	x.mentions()
	if x.kind != kindAnecdote {
		x.overlooked()
	}
	x.words()
	out.Acts, x.acts = given(out.Acts, acts)
	out.Mentions, x.mentioned = given(out.Mentions, mentions)
}

// given returns the records of a list that is used again, in a list of their size, and
// that list, empty. before is what was in it before the report was read.
func given[T any](list, before []T) (records, empty []T) {
	if len(list) == 0 {
		return before, list
	}
	records = slices.Clone(list)
	clear(list) // or it would keep the text
	return records, list[:0]
}

// tail is how much of a text's end may hold its end mark and what a site puts
// behind it.
const tail = 300

// ends returns where the text ends: at the last end mark near its end.
func (x *reader) ends(s string) int {
	from := max(0, len(s)-tail)
	end := len(s)
	for _, mark := range x.p.Ends {
		if i := strings.LastIndex(s[from:], mark); i >= 0 {
			if i += from; i < end && (i == 0 || s[i-1] <= ' ' || s[i-1] == '.' || s[i-1] == '"') {
				end = i
			}
		}
	}
	return end
}

// sentence tries every formula on one sentence.
func (x *reader) sentence(i int, title bool) {
	d := x.d
	s := behindBullet(d, d.Sentences[i])
	n := s.Last - s.First
	if cap(x.claimed) < n {
		x.claimed = make([]bool, n+64)
	}
	claimed := x.claimed[:n]
	clear(claimed)
	subject := s.First // where the next subject may begin
	x.subject = grammar.Range{}
	var m grammar.Match
	x.told = !title && x.kind != kindDigest && x.tells(s, &m)
	x.report = !title && i >= leadSentences && x.leads(s)
	use := profile.InText
	if title {
		use = profile.InTitle
	}
	ahead := x.ahead[use]
	x.p.Look(use, d, s.First, s.Last, ahead)
	for t := s.First; t < s.Last; t++ {
		list := x.p.At(use, &d.Tokens[t], t == s.First)
		if len(list) == 0 || claimed[t-s.First] {
			continue
		}
		next := x.next(t, s.Last)
		for k := range list {
			y := &list[k]
			if !y.Fits(t, ahead, next) {
				continue
			}
			f, pt := y.Formula, y.Pattern
			if !x.here(f, i, title) || !y.Match(d, s.First, s.Last, t, &m) {
				continue
			}
			fr := pt.Front()
			if fr != grammar.NoSlot {
				m.Slots[fr].First = subject
				if x.continuesClause(m.Slots[fr]) {
					m.Slots[fr] = x.subject
				}
			}
			if !x.apply(f, &m, i, title) {
				continue
			}
			for k := m.First; k < m.Last && k < s.Last; k++ {
				claimed[k-s.First] = true
			}
			subject = m.Last
			if fr != grammar.NoSlot {
				x.subject = m.Slots[fr]
			}
			break
		}
	}
	if x.speechOpens(s) && !title && x.kind != kindDigest {
		x.speech = true
	}
}

// behindBullet is a sentence without the dash before an item of a list.
func behindBullet(d *text.Doc, s text.Sentence) text.Sentence {
	for s.Last-s.First > 1 && d.Tokens[s.First].Mark == '-' && !d.Tokens[s.First+1].Is(text.Punct) {
		s.First++
	}
	return s
}

// continuesClause reports whether nothing but "and" and adverbs stands where
// the subject would: the verb has that of the verb before it.
func (x *reader) continuesClause(r grammar.Range) bool {
	if x.subject.Empty() || r.Last-r.First > 12 || r.Empty() {
		return false
	}
	and := false
	for k := r.First; k < r.Last; k++ {
		t := &x.d.Tokens[k]
		and = t.Class.Has(x.c.and) || and && t.Class.Has(x.c.adverb)
	}
	return and
}

// leads reports whether a sentence opens with a leader and his post, the way the
// news itself is told even where prose stands before it.
func (x *reader) leads(s text.Sentence) bool {
	d := x.d
	for k := s.First; k < s.Last && k < s.First+6; k++ {
		n, _, _ := x.p.Phrases.Longest(d, k, s.Last, x.c.leader)
		if n == 0 {
			continue
		}
		k += n
		return k+1 < s.Last && d.Tokens[k].Mark == ',' && x.postStart(k+1, s.Last)
	}
	return false
}

// tells reports whether a sentence holds a wording that makes it somebody's
// words: "…, he said".
func (x *reader) tells(s text.Sentence, m *grammar.Match) bool {
	ahead := x.ahead[profile.Telling]
	for t := s.First; t < s.Last; t++ {
		list := x.p.At(profile.Telling, &x.d.Tokens[t], t == s.First)
		if len(list) == 0 {
			continue
		}
		next := x.next(t, s.Last)
		for k := range list {
			if y := &list[k]; y.Fits(t, ahead, next) && y.Match(x.d, s.First, s.Last, t, m) {
				x.step(y.Formula, m, "somebody's words")
				return true
			}
		}
	}
	return false
}

// next returns the token behind token t, nil at the end of the sentence.
func (x *reader) next(t, last int) *text.Token {
	if t+1 >= last {
		return nil
	}
	return &x.d.Tokens[t+1]
}

// here reports whether a formula may be tried in this place.
func (x *reader) here(f *profile.Formula, sentence int, title bool) bool {
	if title {
		return true
	}
	if f.In == "lead" {
		// every item of a digest is a lead of its own
		return (sentence < leadSentences || x.report || x.kind == kindDigest) && !x.speech && !x.told
	}
	return !x.speech && !x.told || f.Lineup != "" || f.Kind != "" || f.Again || f.Date == "event"
}

// speechOpens reports whether a sentence ends in a colon: what follows is
// quoted.
func (x *reader) speechOpens(s text.Sentence) bool {
	if s.Last == s.First {
		return false
	}
	t := &x.d.Tokens[s.Last-1]
	if t.Mark != ':' {
		return false
	}
	// what is numbered are items of a list
	return s.Last >= len(x.d.Tokens) || !x.d.Tokens[s.Last].Is(text.Number)
}

func (x *reader) step(f *profile.Formula, m *grammar.Match, outcome string) {
	if x.trace == nil {
		return
	}
	a, b := x.d.Span(m.First, max(m.Last, m.First+1))
	x.trace.Steps = append(x.trace.Steps, Step{At: rostrum.Span{Field: x.d.Field, Start: a, End: b}, Formula: f.ID, Outcome: outcome})
}

// stepSentence notes in a trace what became of a sentence, by its first words.
func (x *reader) stepSentence(s text.Sentence, formula, outcome string) {
	a, b := x.d.Span(s.First, min(s.First+headWords, s.Last))
	x.trace.Steps = append(x.trace.Steps, Step{At: rostrum.Span{Field: x.d.Field, Start: a, End: b}, Formula: formula, Outcome: outcome})
}

// datesOf returns the date wordings of a sentence of the current field.
func (x *reader) datesOf(sentence int) []calendar.Date {
	if x.dated != sentence {
		s := x.d.Sentences[sentence]
		x.dates = x.p.Calendar.Find(x.d, s.First, s.Last, x.r.Published, x.dates[:0])
		x.dated = sentence
	}
	return x.dates
}
