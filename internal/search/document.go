package search

import (
	"strings"

	"github.com/rostrum-watch/rostrum"
)

// Document is what an index has to know of a report: the terms that find it and
// where each stands. Words of title and text are terms as Fold leaves them; of
// fields see FieldTerm.
type Document struct {
	Day       uint32 // of publication, see DayNumber
	Lang      Lang
	Length    uint32   // words of title and text
	Terms     []string // each once: words of title and text, then others
	Words     int      // how many of them are such words; an index tells their stems
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

// Document is the document of a report and of what was extracted from it.
func (g *Gatherer) Document(r *rostrum.Report, x *rostrum.Extraction) *Document {
	g.begin()
	g.cuts = Cuts(g.cuts[:0], x.Mentions, rostrum.FieldTitle)
	title := g.text(r.Title, g.cuts, 0)
	g.cuts = Cuts(g.cuts[:0], x.Mentions, rostrum.FieldText)
	text := g.text(r.Text, g.cuts, title+fieldGap)
	words := len(g.terms)
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

	d := &Document{Day: DayNumber(x.Published), Lang: LangOf(x.Lang), Length: title + text,
		Terms: make([]string, len(g.terms)), Words: words, Ends: make([]int32, len(g.terms)), Positions: make([]uint32, len(g.at))}
	for i, n := range g.terms {
		d.Terms[i] = g.known[n]
	}
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
