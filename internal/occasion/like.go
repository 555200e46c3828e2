package occasion

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// likeWord is a word by which tellings are compared.
type likeWord string

// shortWord is how many letters a word has, at least, that says anything.
const shortWord = 3

// liken fills in the words by which a telling is compared: those of its site, and
// of site, place and the words that tell of it, names of its people left out. The
// title counts for the first of a report.
func (t *Telling) liken(first bool) {
	people := map[string]bool{}
	for i := range t.Event.Participants {
		if n := t.Event.Participants[i].Name; n != nil {
			for _, w := range cut(*n) {
				people[w] = true
			}
		}
	}
	t.site = likeWords(people, given(t.Event.Site))
	t.words = likeWords(people, given(t.Event.Site), given(t.Event.Place), t.Event.Evidence)
	if first {
		t.head = likeWords(people, t.Report.Title)
	}
}

// likeWords gives the words of texts that say something, sorted, each once; but
// for some.
func likeWords(not map[string]bool, texts ...string) []likeWord {
	var all []likeWord
	for _, s := range texts {
		for _, w := range cut(s) {
			if number(w) || len(w) >= shortWord && !not[w] {
				all = append(all, likeWord(w))
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func number(w string) bool { return w != "" && strings.Trim(w, "0123456789") == "" }

// rarity weighs words by how few tellings had them so far.
type rarity struct {
	tellings int
	had      map[likeWord]int
}

func (r *rarity) add(rows ...[]likeWord) {
	r.tellings++
	for _, words := range rows {
		for _, w := range words {
			r.had[w]++
		}
	}
}

func (r *rarity) weight(w likeWord) float64 {
	return math.Log(float64(r.tellings+2) / float64(r.had[w]+1))
}

// likeness is how much of the weight of two rows of words both have: 1 where all
// of it.
func (r *rarity) likeness(a, b []likeWord) float64 {
	var inA, inB, both float64
	for _, w := range a {
		weight := r.weight(w)
		inA += weight
		if _, ok := slices.BinarySearch(b, w); ok {
			both += weight
		}
	}
	for _, w := range b {
		inB += r.weight(w)
	}
	if inA == 0 || inB == 0 {
		return 0
	}
	return both / math.Sqrt(inA*inB)
}

// share is how much of the weight of a row of words another has.
func (r *rarity) share(of, in []likeWord) float64 {
	var all, both float64
	for _, w := range of {
		weight := r.weight(w)
		all += weight
		if _, ok := slices.BinarySearch(in, w); ok {
			both += weight
		}
	}
	if all == 0 {
		return 0
	}
	return both / all
}

// otherNumber reports whether both sites have numbers, and none in common: units
// 813 and 985 are two.
func otherNumber(a, b string) bool {
	in := map[string]bool{}
	for _, w := range cut(a) {
		if number(w) {
			in[w] = true
		}
	}
	n := 0
	for _, w := range cut(b) {
		if number(w) {
			if n++; in[w] {
				return false
			}
		}
	}
	return n > 0 && len(in) > 0
}

// bears reports whether a site bears a name or a number: "a factory" does not.
func bears(site string) bool {
	return strings.ContainsFunc(site, func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) })
}
