package search

import (
	"strings"
	"sync"

	"github.com/rostrum-watch/rostrum"
)

// Document is what an index has to know of a report: the terms that find it and
// where each stands. Words of title and text are terms as Fold leaves them; of
// fields see FieldTerm.
type Document struct {
	Day       uint32 // of publication, see DayNumber
	Lang      Lang
	Length    uint32   // words of title and text
	Terms     []string // each once, in no order
	Stems     []string // for the first of them, the terms that tell their stems, "" where there is none
	Ends      []int32  // for each term, where its positions end; they begin where those before it end
	Positions []uint32
}

// fieldGap is how many positions lie between title and text, and between the
// values of a field: more than any phrase or NEAR reaches over.
const fieldGap = MaxWithin + MaxTerms

// Fields that no query has, as written: what answers count.
const (
	OutletName = "outlet name"
	LangName   = "lang name"
	StatusName = "status"
)

// FieldTerm is the term of a field's value, or of one of its words; it begins
// with a byte that no word begins with.
func FieldTerm(name, value string) string { return "\x01" + name + "\x00" + value }

// StemTerm begins the terms that tell which words have a stem: it is followed by
// the word.
func StemTerm(lang Lang, stem string) string {
	return "\x02" + string(rune('0'+lang)) + stem + "\x00"
}

// postParts parts those of a post, which do not run into one another.
const postParts = " | "

// gatherer gathers the terms of one document, and remembers terms from one to the
// next, as texts repeat their words.
type gatherer struct {
	known  map[string]*knownTerm
	round  int // of the document at hand
	lang   Lang
	met    []*knownTerm // those of the document
	terms  []string
	stems  []string // of the first of them
	count  []int32
	ids    []int32 // of each place, its term
	at     []uint32
	tokens []Token
}

// knownTerm is a term that was met before.
type knownTerm struct {
	term    string
	round   int   // of the document that it was met in last
	number  int32 // there
	stems   [langs]string
	stemmed [langs]bool
}

var gatherers = sync.Pool{New: func() any { return &gatherer{known: map[string]*knownTerm{}} }}

// begin makes ready for a document.
func (g *gatherer) begin(lang Lang) {
	if len(g.known) > mostKnown {
		clear(g.known)
	}
	g.round++
	g.lang = lang
	g.terms, g.stems = make([]string, 0, 128), nil
	g.met, g.count, g.ids, g.at = g.met[:0], g.count[:0], g.ids[:0], g.at[:0]
}

// has tells whether a term was met in this document.
func (g *gatherer) has(term string) bool {
	k := g.known[term]
	return k != nil && k.round == g.round
}

func (g *gatherer) add(term string, position uint32) {
	k := g.known[term]
	if k == nil {
		term = strings.Clone(term) // it may be part of a long text
		k = &knownTerm{term: term}
		g.known[term] = k
	}
	if k.round != g.round {
		k.round, k.number = g.round, int32(len(g.terms))
		g.met = append(g.met, k)
		g.terms = append(g.terms, k.term)
		g.count = append(g.count, 0)
	}
	g.count[k.number]++
	g.ids = append(g.ids, k.number)
	g.at = append(g.at, position)
}

// stem works out the stems of the terms so far.
func (g *gatherer) stem() {
	if g.lang == NoStems {
		return
	}
	g.stems = make([]string, len(g.terms))
	for i, k := range g.met {
		if !k.stemmed[g.lang] {
			var one [1]string
			k.stems[g.lang], k.stemmed[g.lang] = stemTerms(one[:0], g.lang, []string{k.term})[0], true
		}
		g.stems[i] = k.stems[g.lang]
	}
}

// text adds the words of a text, and returns how many they are.
func (g *gatherer) text(text string, from uint32) uint32 {
	g.tokens = Tokens(g.tokens[:0], text)
	for i, t := range g.tokens {
		g.add(t.Word, from+uint32(i))
	}
	return uint32(len(g.tokens))
}

// words adds the values of a field that is sought by words.
func (g *gatherer) words(field string, values []string) {
	from := uint32(0)
	for _, v := range values {
		g.tokens = Tokens(g.tokens[:0], v)
		for i, t := range g.tokens {
			g.add(FieldTerm(field, t.Word), from+uint32(i))
		}
		from += uint32(len(g.tokens)) + fieldGap
	}
}

// value adds the value of a field that is sought as a whole.
func (g *gatherer) value(field, value string) {
	term := FieldTerm(field, value)
	if !g.has(term) {
		g.add(term, 0)
	}
}

// NewDocument is the document of a report and of what was extracted from it. It
// is safe to call from several goroutines.
func NewDocument(r *rostrum.Report, x *rostrum.Extraction) *Document {
	g := gatherers.Get().(*gatherer)
	defer gatherers.Put(g)
	g.begin(LangOf(x.Lang))
	title := g.text(r.Title, 0)
	text := g.text(r.Text, title+fieldGap)
	g.stem()
	g.value(FieldOutlet, FoldName(x.Outlet))
	g.value(FieldLang, FoldName(x.Lang))
	if x.Kind != "" {
		g.value(FieldKind, x.Kind)
	}
	g.value(OutletName, x.Outlet)
	g.value(LangName, x.Lang)
	g.value(StatusName, x.Status)
	var posts, sites []string
	for i := range x.Events {
		e := &x.Events[i]
		g.value(FieldType, e.Type)
		for _, s := range []*string{e.Site, e.Place} {
			if s != nil {
				sites = append(sites, *s)
			}
		}
		for j := range e.Participants {
			a := &e.Participants[j]
			g.value(FieldRole, a.Role)
			if a.Name != nil {
				g.value(FieldPerson, FoldName(*a.Name))
			}
			if a.Post != nil {
				posts = append(posts, strings.Split(*a.Post, postParts)...)
			}
		}
	}
	g.words(FieldPost, posts)
	g.words(FieldSite, sites)
	for i := range x.Plans {
		g.value(FieldPlan, x.Plans[i].Status)
	}
	for i := range x.Acts {
		g.value(FieldAct, x.Acts[i].Act)
	}

	d := &Document{Day: DayNumber(x.Published), Lang: g.lang, Length: title + text,
		Terms: g.terms, Stems: g.stems, Ends: make([]int32, len(g.terms)), Positions: make([]uint32, len(g.at))}
	sum := int32(0)
	for i, n := range g.count {
		d.Ends[i] = sum // where it begins, until its positions are in
		sum += n
	}
	for i, n := range g.ids {
		d.Positions[d.Ends[n]] = g.at[i]
		d.Ends[n]++
	}
	return d
}
