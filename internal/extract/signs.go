package extract

import (
	"slices"
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/text"
	"github.com/rostrum-watch/rostrum/internal/weigh"
)

// matter is what is known of whose matter a sentence is when it is read.
type matter struct {
	ruled, rule          string // the answer of the rules, and which rule gave it
	who                  string // the leader whom it names, "" where none
	at                   int    // at which of its tokens
	lastNamed, headNamed string // the leader named last so far, and last at the head of a sentence
	him                  string // for whom a pronoun stood, where that is a leader
	stands               string // whose matter its subject is, where that stands for somebody
	prior                string // whose the subject before was
	third, possessed     bool   // a pronoun for a person is its subject, or owns something in it
	decided              string // what the points say, once asked
}

// leaderMention is where a leader is named in the text.
type leaderMention struct {
	said    int
	leader  int // of reader.candidates
	k, last int // tokens
}

// weighing is what the signs of a report's sentences are taken from.
type weighing struct {
	heard      bool // the title's words have terms, and the text's room for them
	ready      bool
	words      []weigh.Term // of the text's tokens
	title      []weigh.Term // of the title's
	distinct   []int32      // tokens of each sentence, of several with one word the first
	lists      []listed     // by sentence of the text
	sentences  []weighed
	titleOnce  []int32  // the same of the title
	candidates []string // leaders whom the report is about or names
	inTitle    []int    // those of them whom the title names
	mentions   []leaderMention
	counts     [weigh.Columns]int // sentences by the side that they name first
	shape      []value            // of the sentence at hand
	ofTitle    added              // of the title's words
	titleTells added              // the same for events
	kindOf     string             // whose value is kind
	kind       value
}

// weighed is what is kept of a sentence's signs.
type weighed struct {
	near   added // of its own words and what is known of it, but a leader's own
	far    added // of the rest
	beside added // of its words, for the others of its paragraph
}

// listed is where a sentence's tokens stand in weighing.distinct.
type listed struct {
	known       bool
	first, last int
}

// added is a sum of points that is needed more than once.
type added struct {
	added  bool
	points [len(weigh.Points{})]int32
}

// column is the column of weigh.Points for a referent.
func column(referent string) int {
	switch referent {
	case rostrum.ReferentOwn:
		return weigh.Own
	case rostrum.ReferentForeign:
		return weigh.Foreign
	case rostrum.ReferentAdversary:
		return weigh.Adversary
	}
	return weigh.ALeader
}

// survey gathers once what the signs of a report's sentences are taken from.
func (x *reader) survey() {
	w := &x.weighing
	if w.ready {
		return
	}
	x.hear()
	w.ready, w.ofTitle.added, w.sentences = true, false, w.sentences[:0]
	w.candidates, w.mentions, w.counts = w.candidates[:0], w.mentions[:0], [weigh.Columns]int{}
	for i := range x.said {
		one := &x.said[i]
		w.sentences = append(w.sentences, weighed{})
		if one.named != "" {
			w.counts[column(one.named)]++
		}
		if one.leads {
			x.leadersNamed(i)
		}
	}
	x.candidate(x.about)
	w.inTitle = w.inTitle[:0]
	for r := range x.leadersIn(&x.title, 0, len(x.title.Tokens)) {
		if at := x.candidate(x.title.Join(r.First, r.Last)); at >= 0 {
			w.inTitle = append(w.inTitle, at)
		}
	}
}

// hear gives the title's words their terms, and the text's words room for them.
func (x *reader) hear() {
	w := &x.weighing
	if w.heard {
		return
	}
	w.heard = true
	w.title = x.e.termsOf(w.title[:0], &x.title, 0, min(mostHeard, len(x.title.Tokens)))
	w.titleOnce = x.distinct(w.titleOnce[:0], &x.title, w.title, 0, len(w.title))
	w.words = slices.Grow(w.words[:0], len(x.body.Tokens))[:len(x.body.Tokens)]
	w.distinct = w.distinct[:0]
	w.lists = slices.Grow(w.lists[:0], len(x.body.Sentences))[:len(x.body.Sentences)]
	clear(w.lists)
}

// candidatesFor adds to the leaders of the report those whom only what is known of a
// sentence tells, and returns how many there are without them.
func (x *reader) candidatesFor(one *said) int {
	n := len(x.weighing.candidates)
	for _, who := range [...]string{one.who, one.lastNamed, one.stands, one.ruled} {
		x.candidate(who)
	}
	return n
}

// candidate enters a leader among those who may be chosen, and returns his place.
func (x *reader) candidate(who string) int {
	w := &x.weighing
	if !x.p.Leader(who) {
		return -1
	}
	at := slices.Index(w.candidates, who)
	if at < 0 {
		at = len(w.candidates)
		w.candidates = append(w.candidates, who)
	}
	return at
}

// leadersNamed enters the leaders whom a sentence of the text names.
func (x *reader) leadersNamed(i int) {
	w, one, d := &x.weighing, &x.said[i], &x.body
	for r := range x.leadersIn(d, one.First, one.Last) {
		if x.borne(r.Last, one.Last) {
			continue
		}
		if at := x.candidate(d.Join(r.First, r.Last)); at >= 0 && len(w.mentions) < mostMentions {
			w.mentions = append(w.mentions, leaderMention{i, at, r.First, r.Last})
		}
	}
}

// Signs are taken of so many words of a sentence at most, of so many sentences of its
// paragraph on either side, and of so many namings of leaders in a report: a text
// that has more than any real one must not take longer than its length warrants.
const (
	mostHeard    = 256
	mostBeside   = 16
	mostMentions = 512
)

// heard is the token up to which a sentence gives signs.
func heard(s text.Sentence) int { return min(s.Last, s.First+mostHeard) }

// wordsOf lists the tokens of a sentence that is said, as wordsIn does.
func (x *reader) wordsOf(i int) []int32 { return x.wordsIn(x.said[i].index, x.said[i].Sentence) }

// wordsIn lists the tokens of a sentence of the text, which has that number there, of
// several with one word the first, and sees to their terms.
func (x *reader) wordsIn(index int, s text.Sentence) []int32 {
	w := &x.weighing
	at := &w.lists[index]
	if !at.known {
		last := heard(s)
		x.e.termsOf(w.words[s.First:s.First], &x.body, s.First, last)
		first := len(w.distinct)
		w.distinct = x.distinct(w.distinct, &x.body, w.words, s.First, last)
		*at = listed{true, first, len(w.distinct)}
	}
	return w.distinct[at.first:at.last]
}

// distinct lists tokens of a range, of several with one word the first. Words that no
// sign has are left out, but not in a trace.
func (x *reader) distinct(into []int32, d *text.Doc, words []weigh.Term, first, last int) []int32 {
	if x.trace != nil {
		met := map[uint64]bool{}
		for k := first; k < last; k++ {
			if h := weigh.Hash(x.v.spelt(d, k)); !met[h] {
				met[h] = true
				into = append(into, int32(k))
			}
		}
		return into
	}
	from := len(into)
	var seen [4]uint64 // a bit of each word: most are new, and then no other has theirs
next:
	for k := first; k < last; k++ {
		word := words[k]
		if word == 0 {
			continue
		}
		at, bit := word>>6&3, uint64(1)<<(word&63)
		if seen[at]&bit != 0 {
			for _, j := range into[from:] {
				if words[j] == word {
					continue next
				}
			}
		}
		seen[at] |= bit
		into = append(into, int32(k))
	}
	return into
}

// signer adds up the points of signs, or lists the signs.
type signer struct {
	table *weigh.Table // nil where signs are only listed
	sums  weigh.Sum
	one   int32 // of a leader's own signs
	list  *[]Sign
	keys  [weigh.Lot]weigh.Key // of signs that wait to be added
	n     int
}

// Sign is a sign of a sentence, as the file of points names it, with what it counts.
type Sign struct {
	Name   string
	Points *weigh.Packed // nil where the table has none
}

// in returns what a sign counts in a column.
func (s *Sign) in(column int) int {
	if s.Points == nil {
		return 0
	}
	return s.Points.In(column)
}

// add adds a sign that has more terms than one.
func (g *signer) add(r weigh.Role, key weigh.Key) {
	if r.OfLeader() {
		g.addOne(r, g.table.Of(key))
		return
	}
	if g.keys[g.n] = key; key != 0 {
		g.n++
	}
	if g.n == len(g.keys) {
		g.settle()
	}
}

// settle adds the signs that wait.
func (g *signer) settle() {
	g.table.AddAll(g.keys[:g.n], &g.sums)
	g.n = 0
}

// addOne adds the points of a sign, nil where it has none.
func (g *signer) addOne(r weigh.Role, p *weigh.Packed) {
	switch {
	case p == nil:
	case r.OfLeader():
		g.one += int32(p.In(weigh.ALeader))
	default:
		g.sums.Add(p)
	}
}

// total returns what all signs but a leader's own come to.
func (g *signer) total() [len(weigh.Points{})]int32 {
	g.settle()
	return g.sums.Total()
}

// once adds up what some signs count where that was not done before; who lists signs
// gives them each time.
func (g *signer) once(sum *added, give func()) {
	if g.list == nil && sum.added {
		g.sums.AddSum(sum.points)
		return
	}
	before := g.total()
	give()
	sum.points = g.total()
	for c, v := range before {
		sum.points[c] -= v
	}
	sum.added = g.table != nil
}

// note lists a sign.
func (g *signer) note(r weigh.Role, p *weigh.Packed, values ...string) {
	*g.list = append(*g.list, Sign{r.String() + ":" + strings.ToLower(strings.Join(values, " ")), p})
}

// token is a word of a field as a value, with its name where signs are listed.
func (x *reader) token(g *signer, d *text.Doc, words []weigh.Term, k int) value {
	if g.list == nil {
		return value{term: words[k]}
	}
	return value{x.v.spelt(d, k), words[k]}
}

// is gives a sign of one value.
func (g *signer) is(r weigh.Role, a value) {
	p := g.table.OfOne(r, a.term)
	g.addOne(r, p)
	if g.list != nil {
		g.note(r, p, a.name)
	}
}

// isEach gives a sign of one value for each of some words of a field.
func (x *reader) isEach(g *signer, r weigh.Role, d *text.Doc, words []weigh.Term, places []int32) {
	if g.list == nil {
		g.table.AddWords(r, words, places, &g.sums)
		return
	}
	for _, k := range places {
		g.is(r, x.token(g, d, words, int(k)))
	}
}

// are gives a sign of two values.
func (g *signer) are(r weigh.Role, a, b value) {
	key := r.OfTwo(a.term, b.term)
	g.add(r, key)
	if g.list != nil {
		g.note(r, g.table.Of(key), a.name, b.name)
	}
}

// all gives a sign of three.
func (g *signer) all(r weigh.Role, a, b, c value) {
	key := r.OfThree(a.term, b.term, c.term)
	g.add(r, key)
	if g.list != nil {
		g.note(r, g.table.Of(key), a.name, b.name, c.name)
	}
}

// nearSigns gives the signs of a sentence that its words are by themselves, and what
// rules have found of it.
func (x *reader) nearSigns(i int, g *signer) {
	x.ownWords(i, g)
	x.stateSigns(i, g)
}

// farSigns gives the signs that its words are in a row, and those of the words around
// it and of the title.
func (x *reader) farSigns(i int, g *signer) {
	one := &x.said[i]
	x.shapeSigns(i, g, true)
	x.titleSigns(g)
	if i+1 < len(x.said) {
		x.isEach(g, weigh.Behind, &x.body, x.weighing.words, x.wordsOf(i+1))
	}
	for j := i - 1; j >= max(0, i-mostBeside) && x.said[j].Paragraph == one.Paragraph; j-- {
		x.besideSigns(j, g)
	}
	for j := i + 1; j < min(len(x.said), i+1+mostBeside) && x.said[j].Paragraph == one.Paragraph; j++ {
		x.besideSigns(j, g)
	}
}

// ownWords gives the signs that a sentence's words are by themselves.
func (x *reader) ownWords(i int, g *signer) {
	w, d := &x.weighing, &x.body
	x.isEach(g, weigh.Word, d, w.words, x.wordsOf(i))
	g.is(weigh.Opens, x.token(g, d, w.words, x.said[i].First))
}

// kindSigns gives the signs that the report's kind and a sentence's voice are.
func (x *reader) kindSigns(one *said, g *signer) {
	kind, voice := x.kindValue(), x.voiced(one.voice)
	g.is(weigh.Report, kind)
	g.are(weigh.Report, kind, voice)
	g.are(weigh.Report, x.v.voice, voice)
}

// besideSigns gives the signs that the words of a sentence are for the others of its
// paragraph. Their points are added up once.
func (x *reader) besideSigns(i int, g *signer) {
	w := &x.weighing
	g.once(&w.sentences[i].beside, func() {
		x.isEach(g, weigh.Beside, &x.body, w.words, x.wordsOf(i))
	})
}

// titleSigns gives the signs of the title's words, whose points are added up once a
// report.
func (x *reader) titleSigns(g *signer) {
	w, d := &x.weighing, &x.title
	g.once(&w.ofTitle, func() {
		x.isEach(g, weigh.Title, d, w.title, w.titleOnce)
		for k := 0; k+1 < len(w.title); k++ {
			g.are(weigh.TitlePair, x.token(g, d, w.title, k), x.token(g, d, w.title, k+1))
		}
	})
}

// stateSigns gives the signs of a sentence that the rules have found.
func (x *reader) stateSigns(i int, g *signer) {
	one, w, v := &x.said[i], &x.weighing, x.v
	ruled, about, named := v.side(one.ruled), v.side(x.about), v.side(one.named)
	kind, voice := x.kindValue(), x.voiced(one.voice)
	g.are(weigh.Rule, x.valued(dashed(one.rule)), ruled)
	g.is(weigh.Ruled, ruled)
	x.kindSigns(one, g)
	g.all(weigh.Report, v.named, named, kind)
	g.all(weigh.Report, v.by, named, voice)
	g.is(weigh.About, about)
	g.are(weigh.About, about, named)
	g.all(weigh.About, about, named, ruled)
	g.all(weigh.About, v.voice, about, voice)
	g.are(weigh.About, v.title, v.side(x.titleSays))
	g.are(weigh.About, v.lead, v.side(x.around))
	g.are(weigh.About, v.subject, v.side(one.stands))
	g.are(weigh.About, v.prior, v.side(one.prior))
	g.are(weigh.About, v.otherwise, v.side(x.otherwise))
	g.are(weigh.About, v.speaker, v.side(one.side))
	for k, sum := range one.sums {
		if sum > 0 {
			many := v.digits[min(sum, 4)]
			g.are(weigh.Act, v.acts[k], many)
			g.all(weigh.Act, v.acts[k], many, named)
		}
	}
	for k, is := range [...]bool{one.elsewhere, one.against, one.hostile, one.we, one.leads, one.enemies, one.byCue,
		one.foe, one.sworn, one.words, one.third, one.possessed, x.blaming, one.content > one.First} {
		if is {
			g.is(weigh.State, v.states[k])
			g.are(weigh.State, v.states[k], about)
		}
	}
	if one.who != "" {
		same := v.other
		if one.who == x.about {
			same = v.same
		}
		g.all(weigh.State, v.leads, v.step(one.at-one.First, 0, 2, 5, 10, 20), same)
		g.all(weigh.State, v.leads, voice, v.step(one.at-one.First, 3, 10))
	} else {
		g.are(weigh.State, v.leaderless, about)
	}
	g.are(weigh.State, v.long, v.step(one.Last-one.First, 6, 12, 20, 35))
	g.are(weigh.State, v.of, v.step(len(x.said), 2, 5, 10, 20))
	switch i {
	case 0:
		g.are(weigh.State, v.at, v.first)
	case len(x.said) - 1:
		g.are(weigh.State, v.at, v.last)
	case 1:
		g.are(weigh.State, v.at, v.next)
	default:
		g.are(weigh.State, v.at, v.middle)
	}
	x.markSigns(one, g)
	for n, off := range v.offsets {
		if n == aroundSentences {
			continue
		}
		near := v.none
		if j := i + n - aroundSentences; j >= 0 && j < len(x.said) {
			near = v.side(x.said[j].named)
		}
		g.are(weigh.Around, off, near)
		if n == aroundSentences-1 {
			g.all(weigh.Around, off, near, ruled)
		}
	}
	for c, n := range w.counts[:weigh.ALeader] {
		if one.named != "" && c == column(one.named) {
			n--
		}
		if others := len(x.said) - 1; others > 0 {
			g.are(weigh.Share, v.sides[c], v.digits[(4*n+others-1)/others])
		}
	}
}

// markSigns gives the signs of the sides that a sentence names.
func (x *reader) markSigns(one *said, g *signer) {
	marks, v := x.marks[one.firstMark:one.lastMark], x.v
	var counts [weigh.Columns]int
	behind := v.nobody
	var both [2]value
	for i := range marks {
		m := &marks[i]
		counts[column(m.side)]++
		far := m.first >= one.content && behind == v.nobody
		if i >= 3 && !far {
			continue
		}
		side := x.marked(m.side)
		if far {
			behind = side
		}
		if i < len(both) {
			both[i] = side
		}
		if i < 3 {
			g.are(weigh.Names, v.digits[i], side)
			g.all(weigh.Names, v.digits[i], side, v.step(m.first-one.First, 1, 4, 8, 15))
		}
	}
	g.are(weigh.Names, v.many, v.digits[min(len(marks), 4)])
	g.are(weigh.Names, v.behind, behind)
	if len(marks) > 1 {
		g.all(weigh.Names, v.both, both[0], both[1])
	}
	for c, n := range counts[:weigh.ALeader] {
		g.are(weigh.Names, v.sides[c], v.digits[min(n, 3)])
	}
}

// marked is whom a sentence names as a value: a side, or a leader by his name.
func (x *reader) marked(side string) value {
	if c := column(side); c != weigh.ALeader {
		return x.v.sides[c]
	}
	return x.valued(side)
}

// dashed is a value without blanks, which part the values of a sign.
func dashed(s string) string { return strings.ReplaceAll(s, " ", "-") }
