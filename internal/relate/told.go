package relate

import (
	"cmp"
	"slices"

	"github.com/rostrum-watch/rostrum/internal/store"
)

// What makes a retelling or a summary.
const (
	// MinWords is how many words a text has, at least, that is compared.
	MinWords = 12
	// MinRetold is the share of their runs of words that two tellings of one
	// story have in common.
	MinRetold = 0.5
	// MinSummed is the share of the runs of a summary that stand in the other
	// text; MinSummedSoon that in a text of the same day or the next.
	MinSummed     = 0.75
	MinSummedSoon = 0.5
	// MinKept is the share of the words of a summary that stand in the other
	// text: who arrives does not leave. MinSaid is that of the shorter telling.
	MinKept = 0.94
	MinSaid = 0.8
	// Shorter is how much of the other text's words a summary has, at most.
	Shorter = 0.6
	// Other is the share of its names and numbers that a telling may have for
	// itself, where the other has some for itself, too: who tells the same
	// story leaves names out, and does not put others in their place.
	Other = 0.01
	// mostSame bounds the texts of a week that are found by one run of words:
	// what more have is a set phrase.
	mostSame = 16
	// Most is how many reports before it one is linked to, as retelling or
	// summary. A text that stands in more of those of one week is a set phrase.
	Most = 3
)

// told finds the retellings and summaries whose later report is of the week in
// the middle.
func (w *Weeks) told() []pair {
	var found []pair
	middle := w[Before]
	for _, other := range w[:Before+1] {
		if other == nil {
			continue
		}
		for at, hits := range meetings(middle, other) {
			late, early := middle.docs[at>>docBits], other.docs[at&docMask]
			if order(early, late) >= 0 || late.day-early.day > Reach || late.Lang != early.Lang {
				continue
			}
			// A little less than what would do, as the runs are a sample.
			if hits < 2 || 5*hits < 2*min(late.sample, early.sample) {
				continue
			}
			if p, ok := retold(late, early); ok {
				found = append(found, p)
			}
		}
	}
	slices.SortFunc(found, func(a, b pair) int {
		return cmp.Or(order(a.late, b.late), cmp.Compare(b.score, a.score), order(b.early, a.early))
	})
	summed := map[*doc]int{}
	for _, p := range found {
		if p.kind == store.LinkSummary {
			summed[p.shorter()]++
		}
	}
	found = slices.DeleteFunc(found, func(p pair) bool { return p.kind == store.LinkSummary && summed[p.shorter()] > Most })
	var kept []pair
	n := 0
	for i, p := range found {
		if n++; i > 0 && p.late != found[i-1].late {
			n = 1
		}
		if n <= Most {
			kept = append(kept, p)
		}
	}
	return kept
}

// meetings counts the sampled runs that reports of two weeks have in common, by
// their places: the first one's, then the second one's.
func meetings(a, b *Week) map[uint64]int {
	var met []uint64
	for i, j := 0, 0; i < len(a.sample) && j < len(b.sample); {
		ha, hb := a.sample[i]&^docMask, b.sample[j]&^docMask
		if ha != hb {
			if ha < hb {
				i++
			} else {
				j++
			}
			continue
		}
		m, n := i, j
		for m < len(a.sample) && a.sample[m]&^docMask == ha {
			m++
		}
		for n < len(b.sample) && b.sample[n]&^docMask == ha {
			n++
		}
		if m-i <= mostSame && n-j <= mostSame {
			for _, x := range a.sample[i:m] {
				for _, y := range b.sample[j:n] {
					met = append(met, x&docMask<<docBits|y&docMask)
				}
			}
		}
		i, j = m, n
	}
	slices.Sort(met)
	counts := map[uint64]int{}
	for i := 0; i < len(met); {
		j := i
		for j < len(met) && met[j] == met[i] {
			j++
		}
		if j-i > 1 {
			counts[met[i]] = j - i
		}
		i = j
	}
	return counts
}

// retold decides whether two texts of one language tell of the same.
func retold(late, early *doc) (pair, bool) {
	short, long := late, early
	if late.words > early.words {
		short, long = early, late
	}
	ws, wl := words(short.Text, nil), words(long.Text, nil)
	rs, rl := set(runs(ws, nil)), set(runs(wl, nil))
	both := shared(rs, rl)
	like, within := float64(both)/float64(len(rs)+len(rl)-both), float64(both)/float64(len(rs))
	p := pair{late: late, early: early, kind: store.LinkRetelling, score: like}
	summed, kept := MinSummed, MinSaid
	if late.day-early.day <= 1 {
		summed = MinSummedSoon
	}
	switch {
	case within >= summed && float64(short.words) <= Shorter*float64(long.words):
		p.kind, p.score, p.swap = store.LinkSummary, within, short == early
		kept = MinKept
	case like < MinRetold:
		return p, false
	}
	ds, dl := set(sums(ws)), set(sums(wl))
	if float64(shared(ds, dl)) < kept*float64(len(ds)) {
		return p, false
	}
	ns, nl := named(ws, short), named(wl, long)
	same := shared(ns, nl)
	return p, float64(min(len(ns), len(nl))-same) <= Other*float64(len(ns))
}

// sums gives the words of a text as they come.
func sums(w []word) []uint64 {
	s := make([]uint64, 0, len(w))
	for _, one := range w {
		s = append(s, one.sum)
	}
	return s
}

// named gives the words with a large first letter that stand behind another word,
// and numbers. The first word of a sentence is large in any case; and the day on
// which a report was published, as a dateline has it, is not what it tells.
func named(w []word, of *doc) []uint64 {
	own := of.ownDay()
	s := make([]uint64, 0, len(w))
	for _, one := range w {
		if one.large && (!one.apart || one.digit) && one.sum != own {
			s = append(s, one.sum)
		}
	}
	return set(s)
}
