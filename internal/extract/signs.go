package extract

import (
	"slices"
	"strconv"
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
	ready      bool
	words      []uint64 // hashes of the text's tokens
	title      []uint64 // of the title's
	distinct   []int32  // tokens of each sentence, of several with one word the first
	sentences  []weighed
	titleOnce  []int32  // the same of the title
	candidates []string // leaders whom the report is about or names
	inTitle    []int    // those of them whom the title names
	mentions   []leaderMention
	counts     [weigh.Columns]int // sentences by the side that they name first
	shape      []form             // of the sentence at hand
	ofTitle    added              // of the title's words
}

// weighed is what is kept of a sentence's signs.
type weighed struct {
	words  [2]int32 // where its tokens stand in weighing.distinct, once asked
	all    added    // but a leader's own
	beside added    // of its words, for the others of its paragraph
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

// columnNames are the referents as signs name them.
var columnNames = [weigh.Columns]string{rostrum.ReferentOwn, rostrum.ReferentForeign, rostrum.ReferentAdversary, "leader"}

// nobody stands in a sign where no referent is known.
const nobody = "nobody"

func sideName(referent string) string {
	if referent == "" {
		return nobody
	}
	return columnNames[column(referent)]
}

// survey gathers once what the signs of a report's sentences are taken from.
func (x *reader) survey() {
	w := &x.weighing
	if w.ready {
		return
	}
	w.ready, w.ofTitle.added = true, false
	w.title = hashes(x.e.hashes, w.title[:0], &x.title, 0, min(mostHeard, len(x.title.Tokens)))
	w.words = slices.Grow(w.words[:0], len(x.body.Tokens))[:len(x.body.Tokens)]
	w.distinct, w.sentences = w.distinct[:0], w.sentences[:0]
	w.candidates, w.mentions, w.counts = w.candidates[:0], w.mentions[:0], [weigh.Columns]int{}
	w.titleOnce = distinct(w.titleOnce[:0], w.title, 0, len(w.title))
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
func (s *said) heard() int { return min(s.Last, s.First+mostHeard) }

// wordsOf lists the tokens of a sentence, of several with one word the first, and sees
// to their hashes.
func (x *reader) wordsOf(i int) []int32 {
	w, one := &x.weighing, &x.said[i]
	at := &w.sentences[i].words
	if at[1] == 0 {
		last := one.heard()
		hashes(x.e.hashes, w.words[one.First:one.First], &x.body, one.First, last)
		first := int32(len(w.distinct))
		w.distinct = distinct(w.distinct, w.words, one.First, last)
		*at = [2]int32{first, int32(len(w.distinct))}
	}
	return w.distinct[at[0]:at[1]]
}

// hashes gives words of a field as numbers; figures are all one. Those of the
// vocabulary are known, but an abbreviation has its full stop here.
func hashes(known, into []uint64, d *text.Doc, first, last int) []uint64 {
	for k := first; k < last; k++ {
		if t := &d.Tokens[k]; t.Word != text.Unknown && !t.Is(text.Number|text.Period) {
			into = append(into, known[t.Word])
			continue
		}
		into = append(into, weigh.Hash(spelt(d, k)))
	}
	return into
}

// aNumber stands in a sign for any figure.
const aNumber = "#"

// spelt is a token as signs have it, in its own case.
func spelt(d *text.Doc, k int) string {
	if d.Tokens[k].Is(text.Number) {
		return aNumber
	}
	return d.Word(k)
}

// spread brings the bits in which hashes of short words differ to the front.
const spread = 0x9e3779b97f4a7c15

// distinct lists tokens of a range, of several with one word the first.
func distinct(into []int32, words []uint64, first, last int) []int32 {
	from := len(into)
	var seen [4]uint64 // a bit of each word: most are new, and then no other has theirs
next:
	for k := first; k < last; k++ {
		bit := words[k] * spread >> 56
		if seen[bit>>6]>>(bit&63)&1 != 0 {
			for _, j := range into[from:] {
				if words[j] == words[k] {
					continue next
				}
			}
		}
		seen[bit>>6] |= 1 << (bit & 63)
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

func (g *signer) add(r weigh.Role, key weigh.Key) *weigh.Packed {
	if g.table == nil {
		return nil
	}
	p := g.table.Of(key)
	if p == nil {
		return nil
	}
	if r.OfLeader() {
		g.one += int32(p.In(weigh.ALeader))
		return p
	}
	g.sums.Add(p)
	return p
}

// once adds up what some signs count where that was not done before; who lists signs
// gives them each time.
func (g *signer) once(sum *added, give func()) {
	if g.list == nil && sum.added {
		g.sums.AddSum(sum.points)
		return
	}
	before := g.sums.Total()
	give()
	sum.points = g.sums.Total()
	for c, v := range before {
		sum.points[c] -= v
	}
	sum.added = g.table != nil
}

// note lists a sign.
func (g *signer) note(r weigh.Role, p *weigh.Packed, values ...string) {
	*g.list = append(*g.list, Sign{r.String() + ":" + strings.ToLower(strings.Join(values, " ")), p})
}

// word gives the sign of a token.
func (g *signer) word(r weigh.Role, d *text.Doc, words []uint64, k int) {
	p := g.add(r, r.Of(words[k]))
	if g.list != nil {
		g.note(r, p, spelt(d, k))
	}
}

// two gives the sign of a token and the one behind it.
func (g *signer) two(r weigh.Role, d *text.Doc, words []uint64, k int) {
	p := g.add(r, r.OfTwo(words[k], words[k+1]))
	if g.list != nil {
		g.note(r, p, spelt(d, k), spelt(d, k+1))
	}
}

// row gives the sign of two or three forms.
func (g *signer) row(r weigh.Role, d *text.Doc, of ...form) {
	key := r.OfTwo(of[0].hash, of[1].hash)
	if len(of) == 3 {
		key = r.OfThree(of[0].hash, of[1].hash, of[2].hash)
	}
	p := g.add(r, key)
	if g.list == nil {
		return
	}
	names := make([]string, len(of))
	for i, f := range of {
		if names[i] = f.name; f.k >= 0 {
			names[i] = spelt(d, f.k)
		}
	}
	g.note(r, p, names...)
}

// is gives a sign of one value.
func (g *signer) is(r weigh.Role, a string) {
	p := g.add(r, r.Of(weigh.Hash(a)))
	if g.list != nil {
		g.note(r, p, a)
	}
}

// are gives a sign of two values.
func (g *signer) are(r weigh.Role, a, b string) {
	p := g.add(r, r.OfTwo(weigh.Hash(a), weigh.Hash(b)))
	if g.list != nil {
		g.note(r, p, a, b)
	}
}

// all gives a sign of three.
func (g *signer) all(r weigh.Role, a, b, c string) {
	p := g.add(r, r.OfThree(weigh.Hash(a), weigh.Hash(b), weigh.Hash(c)))
	if g.list != nil {
		g.note(r, p, a, b, c)
	}
}

// wordSigns gives the signs of a sentence that its words are, those around it and
// those of the title.
func (x *reader) wordSigns(i int, g *signer) {
	w, d := &x.weighing, &x.body
	one := &x.said[i]
	x.ownWords(i, g)
	x.shapeSigns(i, g, true)
	x.titleSigns(g)
	if i+1 < len(x.said) {
		for _, k := range x.wordsOf(i + 1) {
			g.word(weigh.Behind, d, w.words, int(k))
		}
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
	for _, k := range x.wordsOf(i) {
		g.word(weigh.Word, d, w.words, int(k))
	}
	g.word(weigh.Opens, d, w.words, x.said[i].First)
}

// kindSigns gives the signs that the report's kind and a sentence's voice are.
func (x *reader) kindSigns(one *said, g *signer) {
	kind := dashed(x.out.Kind)
	g.is(weigh.Report, kind)
	g.are(weigh.Report, kind, one.voice)
	g.are(weigh.Report, "voice", one.voice)
}

// besideSigns gives the signs that the words of a sentence are for the others of its
// paragraph. Their points are added up once.
func (x *reader) besideSigns(i int, g *signer) {
	w := &x.weighing
	g.once(&w.sentences[i].beside, func() {
		for _, k := range x.wordsOf(i) {
			g.word(weigh.Beside, &x.body, w.words, int(k))
		}
	})
}

// titleSigns gives the signs of the title's words, whose points are added up once a
// report.
func (x *reader) titleSigns(g *signer) {
	w := &x.weighing
	g.once(&w.ofTitle, func() {
		for _, k := range w.titleOnce {
			g.word(weigh.Title, &x.title, w.title, int(k))
		}
		for k := 0; k+1 < len(w.title); k++ {
			g.two(weigh.TitlePair, &x.title, w.title, k)
		}
	})
}

// stateSigns gives the signs of a sentence that the rules have found.
func (x *reader) stateSigns(i int, g *signer) {
	one, w := &x.said[i], &x.weighing
	ruled, about, named := sideName(one.ruled), sideName(x.about), sideName(one.named)
	kind, voice := dashed(x.out.Kind), one.voice
	g.are(weigh.Rule, dashed(one.rule), ruled)
	g.is(weigh.Ruled, ruled)
	x.kindSigns(one, g)
	g.all(weigh.Report, "named", named, kind)
	g.all(weigh.Report, "named-by", named, voice)
	g.is(weigh.About, about)
	g.are(weigh.About, about, named)
	g.all(weigh.About, about, named, ruled)
	g.all(weigh.About, "voice", about, voice)
	g.are(weigh.About, "title", sideName(x.titleSays))
	g.are(weigh.About, "lead", sideName(x.around))
	g.are(weigh.About, "subject", sideName(one.stands))
	g.are(weigh.About, "prior", sideName(one.prior))
	g.are(weigh.About, "else", sideName(x.otherwise))
	g.are(weigh.About, "speaker", sideName(one.side))
	for k, sum := range one.sums {
		if sum > 0 {
			many := digit(min(sum, 4))
			g.are(weigh.Act, rostrum.Acts[k], many)
			g.all(weigh.Act, rostrum.Acts[k], many, named)
		}
	}
	for _, f := range [...]struct {
		name string
		is   bool
	}{
		{"names-elsewhere", one.elsewhere}, {"names-foe", one.against}, {"is-hostile", one.hostile}, {"says-we", one.we}, {"may-lead", one.leads}, {"at-large", one.enemies}, {"by-cue", one.byCue},
		{"has-foe", one.foe}, {"sworn-foe", one.sworn}, {"gives-words", one.words}, {"third-person", one.third}, {"his-own", one.possessed}, {"blaming-report", x.blaming}, {"behind-verb", one.content > one.First},
	} {
		if f.is {
			g.is(weigh.State, f.name)
			g.are(weigh.State, f.name, about)
		}
	}
	if one.who != "" {
		same := "other"
		if one.who == x.about {
			same = "same"
		}
		g.all(weigh.State, "leader", step(one.at-one.First, 0, 2, 5, 10, 20), same)
		g.all(weigh.State, "leader", voice, step(one.at-one.First, 3, 10))
	} else {
		g.are(weigh.State, "noleader", about)
	}
	g.are(weigh.State, "long", step(one.Last-one.First, 6, 12, 20, 35))
	g.are(weigh.State, "of", step(len(x.said), 2, 5, 10, 20))
	switch i {
	case 0:
		g.are(weigh.State, "at", "first")
	case len(x.said) - 1:
		g.are(weigh.State, "at", "last")
	case 1:
		g.are(weigh.State, "at", "next")
	default:
		g.are(weigh.State, "at", "middle")
	}
	x.markSigns(one, g)
	for off := -2; off <= 2; off++ {
		if off == 0 {
			continue
		}
		near := "none"
		if j := i + off; j >= 0 && j < len(x.said) {
			near = sideName(x.said[j].named)
		}
		g.are(weigh.Around, strconv.Itoa(off), near)
		if off == -1 {
			g.all(weigh.Around, "-1", near, ruled)
		}
	}
	for c, n := range w.counts[:weigh.ALeader] {
		if one.named != "" && c == column(one.named) {
			n--
		}
		if others := len(x.said) - 1; others > 0 {
			g.are(weigh.Share, columnNames[c], digit((4*n+others-1)/others))
		}
	}
}

// markSigns gives the signs of the sides that a sentence names.
func (x *reader) markSigns(one *said, g *signer) {
	marks := x.marks[one.firstMark:one.lastMark]
	var counts [weigh.Columns]int
	behind := nobody
	for i := range marks {
		m := &marks[i]
		counts[column(m.side)]++
		if behind == nobody && m.first >= one.content {
			behind = m.side
		}
		if i < 3 {
			g.are(weigh.Names, digit(i), m.side)
			g.all(weigh.Names, digit(i), m.side, step(m.first-one.First, 1, 4, 8, 15))
		}
	}
	g.are(weigh.Names, "many", digit(min(len(marks), 4)))
	g.are(weigh.Names, "behind", behind)
	if len(marks) > 1 {
		g.all(weigh.Names, "both", marks[0].side, marks[1].side)
	}
	for c, n := range counts[:weigh.ALeader] {
		g.are(weigh.Names, columnNames[c], digit(min(n, 3)))
	}
}

// dashed is a value without blanks, which part the values of a sign.
func dashed(s string) string { return strings.ReplaceAll(s, " ", "-") }

// digit is a small number as a value.
func digit(n int) string { return "0123456789"[n : n+1] }

// step is the first of some bounds that a number does not exceed, as a value.
func step(n int, bounds ...int) string {
	for i, b := range bounds {
		if n <= b {
			return digit(i)
		}
	}
	return digit(len(bounds))
}
