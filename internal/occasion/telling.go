package occasion

import (
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Bounds of what is news.
const (
	// LeadBytes is how far into the text, behind its dateline, the words that tell
	// of an occasion begin, at most, where the report is of it.
	LeadBytes = 420
	// OpeningBytes is the same where the report is of a message.
	OpeningBytes = 80
	// TitleShare is the share of the words of a title, of TitleLetters letters or
	// more, that the words of the occasion have, at least, where the title is of it.
	TitleShare   = 0.34
	TitleLetters = 4
	// OldDays is how many days before its report an occasion ended, at most, that
	// is news there.
	OldDays = 45
)

// Telling is one event of one report.
type Telling struct {
	Report *holding.Report
	Number int // of the event in the report, from 1
	Event  *rostrum.Event
	// News says that the report brings it, rather than looking back at it; Why is
	// the rule that decided.
	News bool
	Why  string
	// First and Last bound the days on which it was. Where no day is stated, and
	// the report looks back, First is "": nobody can tell.
	First, Last string
	Legs        []string // places of a trip, as told one after the other

	know  *Knowledge
	cast  cast       // of the report
	words []likeWord // of site, place and the words that tell of it
	site  []likeWord
	head  []likeWord // of the title, where the telling is the first of its report
	own   []string   // keys of the own people who take part, in order
	size  int        // of the text, in bytes
	// around are the words around one that looks back: its sentence, that before,
	// the title.
	around []likeWord
	lead   bool
}

// absent are types of events at which nobody is present.
var absent = []string{rostrum.TypeMessage, rostrum.TypeStatement, rostrum.TypeAppointment}

// retelling are kinds of reports that tell of occasions only in looking back, or
// in the words of others.
var retelling = []string{rostrum.KindAnecdote, rostrum.KindPressEcho, rostrum.KindCommentary, rostrum.KindDigest, rostrum.KindObituary, rostrum.KindList, "background"}

// Key is what names are compared by: small letters and digits of any script,
// nothing else.
func Key(name string) string { return strings.Join(cut(name), "") }

// tellings gives the occasions that a report tells of.
func tellings(r *holding.Report, know *Knowledge, all cast) []*Telling {
	var told []*Telling
	title := cut(r.Title)
	looksBack := know != nil && know.backTitles.in(title)
	for i := range r.Events {
		e := &r.Events[i]
		if slices.Contains(absent, e.Type) {
			continue
		}
		t := &Telling{Report: r, Number: i + 1, Event: e, know: know, cast: all}
		for _, m := range all[i] {
			if m.own {
				t.own = append(t.own, m.key)
			}
		}
		t.lead = e.At.Field == rostrum.FieldTitle || e.At.Start-TextStart(r.Text) <= LeadBytes
		t.News, t.Why = t.news(title, looksBack, len(told) == 0)
		told = append(told, t)
	}
	alongside(told)
	for _, t := range told {
		t.bound()
		if !t.News {
			t.around = likeWords(nil, r.Title, given(t.Event.Site), around(r, t.Event.At))
		}
	}
	if know != nil && len(told) > 0 {
		legs := know.trip(r.Text)
		for _, t := range told {
			if t.News {
				t.Legs = legs
				break // those of the first; what follows has a place of its own
			}
		}
	}
	return told
}

// Why a telling is no news that is told beside something else.
const (
	inPassing  = "told in passing"
	otherTitle = "the title is of something else"
)

// alongside makes news of what the same person did besides: the dinner after the
// talks, of which neither title nor head tell.
func alongside(all []*Telling) {
	for i, t := range all {
		if t.News || t.Why != inPassing && t.Why != otherTitle || !t.centred() {
			continue
		}
		for _, before := range all[:i] {
			if before.News && before.Event.Type != t.Event.Type && anyOf(before.centre(), t.centre()) && meet(before, t) {
				t.News, t.Why = true, "told with another occasion"
				break
			}
		}
	}
}

// TextStart is where a text begins behind a dateline: a mark of two dashes near
// its beginning.
func TextStart(text string) int {
	head := text[:min(len(text), 120)]
	if i := strings.Index(head, "-- "); i >= 0 {
		return i + len("-- ")
	}
	return 0
}

func given(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// news decides whether a report brings an occasion, and by which rule.
func (t *Telling) news(title []string, looksBack, first bool) (bool, string) {
	e, r := t.Event, t.Report
	switch {
	case slices.Contains(retelling, r.Kind):
		return false, "kind of the report"
	case looksBack:
		return false, "title looks back"
	case t.know != nil && (t.know.back.in(cut(e.Evidence)) || t.know.back.in(cut(before(r, e.At)))):
		return false, "words look back"
	case len(given(e.Date)) == len("2006") || len(given(e.Date)) == len("2006-01"):
		return false, "a month or a year alone"
	case e.Date != nil && r.Published != "" && holding.Between(max(*e.Date, given(e.DateTo)), r.Published) > OldDays:
		return false, "long ago"
	case r.Kind == rostrum.KindMessage && e.At.Start-TextStart(r.Text) > OpeningBytes && !t.has(rostrum.RoleCompanion, rostrum.RoleAttendee):
		return false, "the report is of a message"
	case t.company() >= 2:
		return true, "people are listed"
	case first && !t.centred() && t.company() > 0:
		return true, "the report's first occasion, with people listed"
	case r.Kind == rostrum.KindMessage && e.At.Start-TextStart(r.Text) > OpeningBytes:
		return false, "the report is of a message"
	case !t.lead && !(first && t.named(title)):
		return false, inPassing
	case len(title) > 0 && t.company() == 0 && !t.titled(title, first):
		return false, otherTitle
	}
	return true, "told at the head"
}

// before is what stands before a passage in its sentence.
func before(r *holding.Report, at rostrum.Span) string {
	if at.Field != rostrum.FieldText || at.Start > len(r.Text) {
		return ""
	}
	head := r.Text[:at.Start]
	if i := strings.LastIndexByte(head, '\n'); i >= 0 {
		head = head[i+1:]
	}
	if i := strings.LastIndex(head, ". "); i >= 0 {
		head = head[i+2:]
	}
	return head
}

// around is the sentence of a passage and the one before.
func around(r *holding.Report, at rostrum.Span) string {
	if at.Field != rostrum.FieldText || at.End > len(r.Text) {
		return ""
	}
	first := at.Start - len(before(r, at))
	if first > 1 {
		first -= 2
		first -= len(before(r, rostrum.Span{Field: at.Field, Start: first, End: first}))
	}
	last := len(r.Text)
	for _, mark := range []string{"\n", ". "} {
		if i := strings.Index(r.Text[at.End:last], mark); i >= 0 {
			last = at.End + i
		}
	}
	return r.Text[first:last]
}

// company counts those who are listed beside who is at the centre: what is told in
// passing lists nobody. Several at the centre are a list, too.
func (t *Telling) company() int {
	listed, centre := 0, 0
	for i := range t.Event.Participants {
		switch a := &t.Event.Participants[i]; {
		case a.Name == nil:
		case slices.Contains(listedRoles, a.Role):
			listed++
		case a.Role == rostrum.RolePrincipal:
			centre++
		}
	}
	if centre >= 2 {
		listed += centre - 1
	}
	return listed
}

// listed reports whether a telling is a full account of who was there.
func (t *Telling) listed() bool { return t.company() >= 2 }

// centred reports whether somebody is at the centre.
func (t *Telling) centred() bool { return t.has(rostrum.RolePrincipal) }

// has reports whether somebody takes part in one of the roles.
func (t *Telling) has(roles ...string) bool {
	return slices.ContainsFunc(t.Event.Participants, func(a rostrum.Appearance) bool { return slices.Contains(roles, a.Role) })
}

// titled reports whether the title is of this occasion, as far as can be told: it
// names who is at the centre, or nobody is; or, of the first occasion, it has some of
// the words that tell of it, and of the posts of those at the centre.
func (t *Telling) titled(title []string, first bool) bool {
	if t.Event.At.Field == rostrum.FieldTitle || !t.centred() && !t.has(rostrum.RoleHost, rostrum.RoleCounterpart) || t.named(title) {
		return true
	}
	if !first {
		return false // the title is of what came before
	}
	words := map[string]bool{}
	for _, text := range []string{given(t.Event.Site), given(t.Event.Place), t.Event.Evidence} {
		for _, w := range cut(text) {
			words[w] = true
		}
	}
	for i := range t.Event.Participants {
		a := &t.Event.Participants[i]
		for _, w := range cut(given(a.Post)) {
			words[w] = a.Role == rostrum.RolePrincipal || a.Role == rostrum.RoleCounterpart || words[w]
		}
		if a.Name != nil {
			for _, w := range cut(*a.Name) {
				delete(words, w) // a title of somebody's works names him, too
			}
		}
	}
	long, both := 0, 0
	for _, w := range title {
		if len(w) >= TitleLetters {
			if long++; words[w] {
				both++
			}
		}
	}
	return float64(both) >= TitleShare*float64(long)
}

// named reports whether a title names somebody who takes part, as doing
// something: not "of A" or "A's", but for what is done with him.
func (t *Telling) named(title []string) bool {
	for i := range t.Event.Participants {
		a := &t.Event.Participants[i]
		if a.Name == nil || slices.Contains([]string{rostrum.RoleAttendee, rostrum.RoleRecipient}, a.Role) {
			continue
		}
		name := cut(*a.Name)
		if at, ok := nameIn(title, name); ok && (at+len(name) >= len(title) || len(title[at+len(name)]) > 1) {
			return true
		}
	}
	return false
}

// nameIn finds a name in a title, which may have lost its first word.
func nameIn(title, name []string) (int, bool) {
	for at := range title {
		if at+len(name) <= len(title) && slices.Equal(title[at:at+len(name)], name) {
			return at, true
		}
	}
	if rest := name[1:]; len(rest) > 1 && len(title) >= len(rest) && slices.Equal(title[:len(rest)], rest) {
		return -1, true
	}
	return 0, false
}

// bound tells between which days it was.
func (t *Telling) bound() {
	e, published := t.Event, t.Report.Published
	switch date := given(e.Date); len(date) {
	case len("2006-01-02"):
		t.First, t.Last = date, max(date, given(e.DateTo))
		return
	case len("2006-01"):
		t.First, t.Last = date+"-01", holding.Plus(holding.Plus(date+"-28", 4)[:len("2006-01")]+"-01", -1)
		return
	case len("2006"):
		t.First, t.Last = date+"-01-01", date+"-12-31"
		return
	}
	t.First, t.Last = given(e.NotBefore), given(e.NotAfter)
	if t.Last == "" || published != "" && published < t.Last {
		t.Last = published
	}
	if t.First == "" && t.News && published != "" {
		lag := defaultLag
		if t.know != nil {
			lag = t.know.Lag
		}
		t.First = min(holding.Plus(published, -lag), t.Last)
	}
}

// trip finds the places that a text goes through one by one.
func (k *Knowledge) trip(text string) []string {
	if len(k.legs) == 0 {
		return nil
	}
	var all []string
	for sentence := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '.' }) {
		words := cut(sentence)
		if _, last, ok := k.legs.find(words); ok && last < len(words) {
			if place := behind(sentence, last); place != "" && !slices.Contains(all, place) {
				all = append(all, place)
			}
		}
	}
	return all
}

// behind is what a sentence says behind so many words, up to a comma.
func behind(sentence string, words int) string {
	at, in := 0, false
	for i, r := range sentence {
		letter := len(cut(string(r))) > 0
		if letter && !in {
			if words == 0 {
				at = i
				break
			}
			words--
		}
		in = letter
	}
	rest := sentence[at:]
	if i := strings.IndexAny(rest, ",;"); i >= 0 {
		rest = rest[:i]
	}
	return strings.TrimSpace(rest)
}
