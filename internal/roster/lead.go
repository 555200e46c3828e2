package roster

import (
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// longestLead is how many bytes before somebody it is looked for whose delegation
// he leads.
const longestLead = 240

// whose is whose people somebody is of.
type whose struct{ side, country string }

// leads reads from what stands before a person which body's people he leads: "a
// delegation of the Council of Works led by …". led is false where it does not say
// that he leads any.
func (k *Knowledge) leads(before string) (id string, theirs whose, led bool) {
	if n := len(before) - longestLead; n > 0 {
		before = before[n:]
		if i := strings.IndexByte(before, ' '); i >= 0 {
			before = before[i+1:] // no half words
		}
	}
	words, capital := k.sentence(before)
	end := len(words)
	for end > 0 && (k.fillers[words[end-1]] || k.pointers[words[end-1]]) {
		end--
	}
	at := 0
	for n := 1; n <= 3 && n < end && at == 0; n++ {
		if _, to := k.lead.longest(words[:end], end-n, nil); to == end {
			at = end - n
		}
	}
	if at == 0 {
		return "", theirs, false
	}
	party := at - 1
	for party >= 0 && !k.party[words[party]] {
		if words[party] == comma {
			return "", theirs, true
		}
		party--
	}
	if party < 0 {
		return "", theirs, false
	}
	body := words[party+1 : at]
	if len(body) == 0 { // "the Council's delegation led by": what is written large before
		from := party
		for from > 0 && capital[from-1] {
			from--
		}
		body = words[from:party]
	}
	theirs.side, theirs.country = k.sideOf(body, nil, nil)
	for len(body) > 0 && k.skips(body[0]) {
		body = body[1:]
	}
	if id, n := k.orgs.longest(body, 0, k.skips); n > 0 && n == len(body) {
		if id == k.state {
			return "", theirs, true
		}
		return id, theirs, true
	}
	free := k.meaning(body)
	if len(free) < 2 || slices.ContainsFunc(body, func(w string) bool { return w == comma }) || !slices.Contains(capital[party:], true) && len(words[party+1:at]) > 0 {
		return "", theirs, true
	}
	return k.free(&Post{}, free), theirs, true
}

// sentence cuts the last sentence of a text into words, and tells which are
// written large.
func (k *Knowledge) sentence(s string) (words []string, capital []bool) {
	if i := strings.LastIndexByte(s, '\n'); i >= 0 {
		s = s[i+1:]
	}
	for _, field := range strings.Fields(s) {
		cut := k.cut(field)
		large := len(k.capitals(field)) > 0
		for _, w := range cut {
			words, capital = append(words, w), append(capital, large && w != comma)
		}
		if strings.HasSuffix(field, ".") && len(field) > 4 && !strings.Contains(field[:len(field)-1], ".") && strings.ToLower(field) == field {
			words, capital = nil, nil // a sentence has ended
		}
	}
	return words, capital
}

// places are the words of a report and of the places that it names.
func (k *Knowledge) places(h *holding.Report) []string {
	var words []string
	for _, s := range []string{h.Title, h.Text} {
		for _, field := range strings.Fields(s) {
			if len(k.capitals(field)) > 0 {
				words = append(words, nameWords(field)...)
			}
		}
	}
	for i := range h.Mentions {
		if m := &h.Mentions[i]; m.Kind == rostrum.MentionPlace {
			words = append(words, nameWords(m.Name)...)
		}
	}
	return words
}

// buries tells whether somebody is named among the dead of a report of burials: in
// a sentence that goes on about them.
func (k *Knowledge) buries(h *holding.Report, a *rostrum.Appearance) bool {
	if a.At.Field != rostrum.FieldText || a.At.Start > len(h.Text) || !slices.ContainsFunc(k.cut(h.Title), func(w string) bool { return k.burials[w] }) {
		return false
	}
	before := h.Text[:a.At.Start]
	before = strings.TrimSpace(before[strings.LastIndexByte(before, '\n')+1:])
	for i := strings.LastIndex(before, ". "); i >= 0 && len(before) > 0; i = strings.LastIndex(before[:i], ". ") {
		if rest := strings.TrimSpace(before[i+1:]); k.dead[firstWord(rest)] {
			return true
		}
	}
	return k.dead[firstWord(before)]
}

func firstWord(s string) string {
	words := nameWords(s)
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

// stem is with how many letters a country and the adjective to it begin alike.
const stem = 4

// placed tells whether the words of a place, or adjectives to them, stand among
// others.
func placed(place, words []string) bool {
	return !slices.ContainsFunc(place, func(p string) bool {
		return !slices.ContainsFunc(words, func(w string) bool {
			n := min(stem, len(p), len(w))
			return n > 1 && p[:n] == w[:n]
		})
	})
}
