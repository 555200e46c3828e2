package roster

import (
	"slices"
)

// slippable is a word beside which a slip of the pen is looked for.
type slippable struct {
	word    string
	letters []rune
}

// vocabulary are the words that heads and bodies of the profile are named with,
// and those beside which a slip of the pen is looked for: sorted.
func (p *posts) vocabulary() {
	p.vocab = map[string]bool{}
	var add func(t *tree)
	add = func(t *tree) {
		for w, n := range t.next {
			p.vocab[w] = true
			add(n)
		}
	}
	add(p.heads)
	add(p.orgs)
	p.long = nil
	for _, w := range sortedKeys(p.vocab) {
		if len(w) > longWord {
			p.long = append(p.long, slippable{w, letters(w)})
		}
	}
}

// slip is the word of the vocabulary that another is by a slip of one letter, ""
// where it is none or several.
func (p *posts) slip(w string) string {
	if len(w) < longWord || p.vocab[w] {
		return ""
	}
	found, spelled := "", letters(w)
	for i := range p.long {
		if v := &p.long[i]; oneApart(v.letters, spelled) {
			if found != "" {
				return ""
			}
			found = v.word
		}
	}
	return found
}

// oneApart tells whether the letterDistance of two names is one. Of all long words
// most differ in length, and the others soon: this is asked of each word of a post.
func oneApart(x, y []rune) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 {
		return false
	}
	for i := range x {
		if x[i] != y[i] {
			return slices.Equal(x[i+len(x)+1-len(y):], y[i+1:])
		}
	}
	return len(x) < len(y)
}

// mended puts slips right in the name of a body; nil where there is none.
func (p *posts) mended(words []string) []string {
	var out []string
	for i, w := range words {
		if v := p.slip(w); v != "" {
			if out == nil {
				out = slices.Clone(words)
			}
			out[i] = v
		}
	}
	return out
}

// mendHeads puts slips right in heads of several words: only where all of them
// stand there.
func (p *posts) mendHeads(words []string) {
	for i, w := range words {
		v := p.slip(w)
		if v == "" {
			continue
		}
		for from := max(0, i-2); from <= i; from++ {
			words[i] = v
			if _, end := p.heads.longest(words, from, nil); end > i && end > from+1 {
				break
			}
			words[i] = w
		}
	}
}
