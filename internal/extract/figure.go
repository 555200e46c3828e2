package extract

import (
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// value returns the figure that a plan claim tells: the first of the plan itself, of things
// counted or measured, else the first of its passage with a measure.
func (x *reader) value(plan, passage grammar.Range) grammar.Range {
	for k := plan.First; k < plan.Last; k++ {
		if last := max(x.figure(k, plan.Last), x.countedThings(k, plan.Last)); last > k {
			return grammar.Range{First: k, Last: last}
		}
	}
	for k := passage.First; k < passage.Last; k++ {
		if last := x.figure(k, passage.Last); last > k {
			return grammar.Range{First: k, Last: last}
		}
	}
	return grammar.Range{}
}

// figure returns the token behind a figure and its measure that begin at token k: "120
// percent", "hundreds of hectares". It is k where none does.
func (x *reader) figure(k, last int) int {
	d := x.d
	end := x.number(k, last)
	if end == k || end == last {
		return k
	}
	if n := x.signAt(end, last, profile.CueMeasure); n > 0 {
		return end + n
	}
	if d.Tokens[k].Is(text.Number) && d.Tokens[end].Mark == '%' {
		return end + 1
	}
	return k
}

// number returns the token behind a number in figures, or words that stand for one, that
// begins at token k: "44 000", "dozens of".
func (x *reader) number(k, last int) int {
	d := x.d
	if n := x.signAt(k, last, profile.CueCount); n > 1 && d.Tokens[k+n-1].Class.Has(x.c.of) {
		return k + n
	}
	if !d.Tokens[k].Is(text.Number) || x.dateAt(k) {
		return k
	}
	end := k + 1
	for end < last && d.Tokens[end].Is(text.Number) {
		end++
	}
	return end
}

// countedThings returns the token behind a number and what it counts, where that begins at
// token k: "14 blocks", "two satellites", "hundreds of new houses". It is k where none does.
func (x *reader) countedThings(k, last int) int {
	d := x.d
	t := &d.Tokens[k]
	if k > 0 && (d.Tokens[k-1].Is(text.Capital|text.Quoted) || d.Tokens[k-1].Mark == '-' || d.Tokens[k-1].Is(text.Period)) && !x.opensSentence(k-1) {
		return k // "Plan 307", "Wharf No. 2"
	}
	end := x.number(k, last)
	if end == k {
		if k > 0 && d.Tokens[k-1].Class.Has(x.c.article|x.c.and) {
			return k // "the first and second stages"
		}
		for end < last && x.numberWord(end) {
			end++
		}
	} else if t.Is(text.Number) && x.yearAt(k) {
		return k // "the 2024 exhibitions"
	}
	if end == k {
		return k
	}
	for j := end; j < last && j < end+longCounted; j++ {
		u := &d.Tokens[j]
		if u.Is(text.Punct|text.Number|text.Quoted) || u.Class.Has(x.c.of|x.c.in|x.c.at|x.c.and|x.c.article|x.c.postBreak|x.c.relative|x.c.subordinator|x.c.pronoun|x.c.passive) {
			return k
		}
		if x.signAt(j, last, profile.CueSpan) > 0 {
			return k // "every ten days"
		}
		if x.pluralWord(j) && (j+1 == last || !x.pluralWord(j+1)) {
			return j + 1
		}
	}
	return k
}

// longCounted is of how many words at most what is counted is named.
const longCounted = 6

// numberWord reports whether a word spells a number, which in the middle of a sentence no
// large letter begins.
func (x *reader) numberWord(k int) bool {
	t := &x.d.Tokens[k]
	_, ok := x.p.Calendar.Number(t.Word)
	return ok && (!t.Is(text.Capital) || x.opensSentence(k))
}

// yearAt reports whether a number in figures may be a year.
func (x *reader) yearAt(k int) bool {
	w := x.d.Word(k)
	return len(w) == len("2031") && (w[:2] == "19" || w[:2] == "20")
}
