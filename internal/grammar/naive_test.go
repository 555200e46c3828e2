package grammar

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/text"
)

// item is a piece of a pattern as a person would write it; the naive matcher
// below walks it without compiling anything.
type item struct {
	word string
	gap  int
	slot Slot
	rows [][]item // a choice; with maybe, or nothing
	more bool
}

func (it item) String() string {
	switch {
	case it.gap > 0:
		return "*" + strconv.Itoa(it.gap)
	case it.slot != NoSlot:
		return "{" + SlotNames[it.slot] + "}"
	case it.rows != nil:
		var rows []string
		for _, r := range it.rows {
			rows = append(rows, write(r))
		}
		s := "(" + strings.Join(rows, "|") + ")"
		if it.more {
			s += "?"
		}
		return s
	}
	return it.word
}

func write(items []item) string {
	var parts []string
	for _, it := range items {
		parts = append(parts, it.String())
	}
	return strings.Join(parts, " ")
}

// naive tries items from token i and calls then with what follows, the first
// possibility first. last tells whether nothing of the pattern follows.
type naive struct {
	words []string
	slots map[Slot]string
}

func (n *naive) match(items []item, i int, last bool, then func(int) bool) bool {
	if len(items) == 0 {
		return then(i)
	}
	it, rest := items[0], items[1:]
	next := func(k int) bool { return n.match(rest, k, last, then) }
	switch {
	case it.rows != nil:
		for _, r := range it.rows {
			if n.match(r, i, last && len(rest) == 0, next) {
				return true
			}
		}
		return it.more && next(i)
	case it.gap > 0:
		for k := 0; k <= it.gap && i+k <= len(n.words); k++ {
			if next(i + k) {
				return true
			}
			if i+k < len(n.words) && n.words[i+k] == ";" {
				return false
			}
		}
		return false
	case it.slot != NoSlot:
		if last && len(rest) == 0 {
			n.slots[it.slot] = strings.Join(n.words[i:], " ")
			return then(i)
		}
		for k := i + 1; k <= len(n.words); k++ {
			if next(k) {
				n.slots[it.slot] = strings.Join(n.words[i:k], " ")
				return true
			}
		}
		return false
	}
	return i < len(n.words) && n.words[i] == it.word && next(i+1)
}

// random draws a row of items; slots are drawn once each, so that what a slot
// holds is never in doubt.
func random(r *rand.Rand, depth int, free *[]Slot) []item {
	var out []item
	for range 1 + r.IntN(4) {
		switch k := r.IntN(10); {
		case k < 5 || depth == 0 && k < 7:
			out = append(out, item{word: string(rune('a' + r.IntN(2)))})
		case k < 7:
			it := item{more: r.IntN(3) == 0}
			for range 1 + r.IntN(3) {
				it.rows = append(it.rows, random(r, depth-1, free))
			}
			out = append(out, it)
		case k == 7:
			out = append(out, item{gap: 1 + r.IntN(3)})
		case k == 8:
			out = append(out, item{word: ","})
		case len(*free) > 0 && (len(out) == 0 || out[len(out)-1].slot == NoSlot):
			out = append(out, item{slot: (*free)[0]})
			*free = (*free)[1:]
		default:
			out = append(out, item{word: "a"})
		}
	}
	return out
}

// TestPattern_Match_naive holds the compiled matcher against one that anybody
// can follow, on random patterns and texts.
func TestPattern_Match_naive(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	compared, matched := 0, 0
	for compared < 200000 {
		free := []Slot{Subject, Object, People, Site, Place}
		front := NoSlot
		items := random(r, 2, &free)
		if r.IntN(3) == 0 {
			front = Any
		}
		items = append([]item{{word: string(rune('a' + r.IntN(2)))}}, items...)
		src := write(items)
		if front != NoSlot {
			src = "{any} " + src
		}
		v := text.NewVocabulary()
		p, err := Compile(src, v, nil)
		if err != nil {
			if strings.Contains(err.Error(), "side by side") {
				continue
			}
			t.Fatalf("%q: %v", src, err)
		}
		for range 8 {
			words := make([]string, 1+r.IntN(12))
			for i := range words {
				words[i] = []string{"a", "b", "a", "b", "x", ",", ";"}[r.IntN(7)]
			}
			d := text.New(v, "text", strings.Join(words, " "))
			for at := range words {
				compared++
				var m Match
				got := "no match"
				if p.Match(d, 0, len(words), at, &m) {
					matched++
					checkRest(t, p, &m, d, text.Sentence{Last: len(words)}, at)
					got = fmt.Sprintf("[%d,%d)", m.First, m.Last)
					for s := Slot(1); s < slots; s++ {
						if rng := m.Slot(s); !rng.Empty() {
							got += fmt.Sprintf(" %s=%q", SlotNames[s], d.Join(rng.First, rng.Last))
						}
					}
				} else if rest := p.Rest(d.Tokens[at].Word, d.Tokens[at].Class); p.MatchRest(&rest, d, 0, len(words), at, &m) {
					t.Fatalf("%q at %d of %q matches by its rest alone", src, at, strings.Join(words, " "))
				}
				n := naive{words: words, slots: map[Slot]string{}}
				want, end := "no match", 0
				if n.match(items, at, true, func(k int) bool { end = k; return true }) {
					want = fmt.Sprintf("[%d,%d)", at, end)
					if front != NoSlot {
						n.slots[front] = strings.Join(words[:at], " ")
					}
					for s := Slot(1); s < slots; s++ {
						if n.slots[s] != "" {
							want += fmt.Sprintf(" %s=%q", SlotNames[s], n.slots[s])
						}
					}
				}
				if got != want {
					t.Fatalf("%q at %d of %q\n got %s\nwant %s", src, at, strings.Join(words, " "), got, want)
				}
			}
		}
	}
	if matched < compared/20 {
		t.Errorf("only %d of %d matched; the texts are too unlike the patterns to tell anything", matched, compared)
	}
	t.Logf("%d compared, %d matched", compared, matched)
}
