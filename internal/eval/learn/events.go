package main

import (
	"slices"

	"github.com/rostrum-watch/rostrum/internal/eval"
	"github.com/rostrum-watch/rostrum/internal/extract"
)

// eventDefended is how likely an event is that a reader would neither miss nor refuse.
// The annotators of the development articles, on which readers were tried unawares, had
// settled for all of them (16), but with 0.9 no sample came out better.
const eventDefended = 0.6

// eventColumns are those of which events a sentence tells of.
func eventColumns() (out []holding) {
	for _, name := range extract.EventNames {
		out = append(out, holding{name: name, precise: 0.8, added: 0.75, careful: 2})
	}
	return out
}

// takeEvents adds the sentences of a report with the events that a reader found there.
// A rule may find an event in another sentence than the reader, as it is told in several:
// it is right there.
func (l *columnLessons) takeEvents(verdicts map[int][]eval.Occasion, signed []extract.SignedEvents) {
	first := len(l.sentences)
	for i := range signed {
		s := l.take(signed[i].Signs, l.texts)
		for _, v := range verdicts[signed[i].At.Start] {
			c := slices.Index(extract.EventNames[:], v.Type)
			switch {
			case c < 0:
			case !v.Either:
				s.holds[c] = 1
			default:
				s.holds[c] = max(s.holds[c], eventDefended)
			}
		}
	}
	for c := range l.columns {
		realign(l.sentences[first:], c)
	}
	l.texts++
}

// realign moves events of a type from sentences where no rule finds one to the nearest
// sentence where a rule finds one that the reader has not.
func realign(sentences []columnSentence, c int) {
	for i := range sentences {
		if sentences[i].holds[c] == 0 || sentences[i].ruled[c] {
			continue
		}
		at := -1
		for k := range sentences {
			if sentences[k].ruled[c] && sentences[k].holds[c] == 0 && (at < 0 || abs(k-i) < abs(at-i)) {
				at = k
			}
		}
		if at >= 0 {
			sentences[at].holds[c], sentences[i].holds[c] = sentences[i].holds[c], 0
		}
	}
}

func abs(n int) int { return max(n, -n) }
