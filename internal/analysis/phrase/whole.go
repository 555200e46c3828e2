package phrase

import (
	"slices"
)

// whole is a phrase with the words that stand before and behind it in most of its
// uses so far, as far as they do in one report.
func (f *field) whole(p *tracked, at int, s *shut) []uint32 {
	words := f.table.wordsOf(p.n, p.id)
	uses := p.uses[:f.from(p.uses, s.reports)]
	for grown := true; grown && len(words) < mostWords; {
		grown = false
		for _, behind := range []bool{true, false} {
			if more := f.beyond(words, uses, at, behind); len(more) > 0 {
				if behind {
					words = append(words, more...)
				} else {
					words = append(more, words...)
				}
				grown = true
			}
		}
	}
	return words
}

const (
	mostWords = 14  // of a phrase that is shown
	usual     = 0.7 // part of the uses in which it goes on so
)

// beyond gives the words that usually stand behind words, or before them, up to the
// first with which a phrase can end; none where they do not stand so in one report.
func (f *field) beyond(words []uint32, uses []int32, at int, behind bool) []uint32 {
	var more []uint32
	for range 4 {
		count := map[uint32]int{}
		here := uint32(0)
		for _, u := range uses {
			list := f.stream.words[f.stream.from[u]:f.stream.from[u+1]]
			w := uint32(0)
			if i := index(list, words); i >= 0 {
				if behind {
					w = list[i+len(words)] // a run ends with 0
				} else if i > 0 {
					w = list[i-1]
				}
			}
			count[w]++
			if int(u) == at {
				here = w
			}
		}
		if here == 0 || float64(count[here]) < usual*float64(len(uses)) {
			return nil
		}
		if behind {
			more, words = append(more, here), append(slices.Clone(words), here)
		} else {
			more, words = append([]uint32{here}, more...), append([]uint32{here}, words...)
		}
		if !f.corpus.edge[here] {
			return more
		}
	}
	return nil
}

const (
	leastClosed = 0.15 // part of the uses in which a phrase ends where a phrase can
	leastOpened = 0.10 // and in which it begins so
)

// torn reports whether words are hardly ever all of a phrase: behind them, or before,
// stands nearly always one word or another that goes with them.
func (f *field) torn(words []uint32, uses []int32) bool {
	n, closed, opened := 0.0, 0.0, 0.0
	for _, u := range uses {
		r := f.reports[u]
		at, k := r.place(f.name, words, f.voices)
		if k < 0 {
			continue
		}
		run := &r.Runs[k]
		n++
		end := at + int32(len(words))
		if end == run.last || r.words[end] == 0 || f.corpus.edge[r.words[end]] || slices.Contains(r.owners, end-1) {
			closed++
		}
		if at == run.first || r.words[at-1] == 0 || f.corpus.edge[r.words[at-1]] || slices.Contains(r.owners, at-1) {
			opened++
		}
	}
	return closed < leastClosed*n || opened < leastOpened*n
}

// index is where words stand in others, -1 where they do not.
func index(list, words []uint32) int {
	for i := 0; i+len(words) <= len(list); i++ {
		if list[i] == words[0] && slices.Equal(list[i:i+len(words)], words) {
			return i
		}
	}
	return -1
}
