package roster

import (
	"slices"
	"strings"
)

// leastShared is the part of the longer of two names of bodies that both have,
// where one is another wording of the other.
const leastShared = 0.6

// like tells whether two posts are one office in two wordings: the same head, and
// bodies of which one is named with more words, or with a slip of the pen.
func (r *Roll) like(a, b *Post) bool {
	if a.office() == b.office() {
		return a.Org != ""
	}
	if a.Head != b.Head || a.Org == "" || b.Org == "" || r.k.tree[a.Org] != nil && r.k.tree[b.Org] != nil {
		return false
	}
	x, y := r.k.bodyWords(a.Org), r.k.bodyWords(b.Org)
	if h := r.k.byHead[a.Head]; h != nil && h.Sent { // a place, with what it lies in or without
		return subset(x, y) || subset(y, x) || likeWords(x, y)
	}
	return likeWords(x, y)
}

func subset(a, b []string) bool {
	return len(a) > 0 && !slices.ContainsFunc(a, func(w string) bool { return !slices.Contains(b, w) })
}

// bodyWords are the words of a body's name that carry meaning.
func (k *Knowledge) bodyWords(id string) []string {
	name := strings.TrimPrefix(id, "~")
	if o := k.tree[id]; o != nil {
		name = o.Name
	}
	words := slices.DeleteFunc(k.cut(name), func(w string) bool { return k.skips(w) || k.joined[w] })
	slices.Sort(words)
	return slices.Compact(words)
}

// longWord is how many letters a word has in which one or two others are a slip.
const longWord = 5

func likeWords(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	shared := 0
	for _, w := range a {
		if slices.ContainsFunc(b, func(v string) bool {
			return v == w || len(v) >= longWord && len(w) >= longWord && letterDistance(v, w) <= 2
		}) {
			shared++
		}
	}
	return shared == len(a) && shared > 1 && float64(shared) >= leastShared*float64(len(b))
}
