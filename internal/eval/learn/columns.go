package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/weigh"
)

// columnLessons are read sentences with their signs as numbers, for what a sentence
// holds or tells of: each column of points is learned by itself.
type columnLessons struct {
	numbering
	columns   []holding
	sentences []columnSentence
	column    []int32 // by sign: its place among those kept, -1 where it is too rare
	kept      []int32 // signs
	texts     int
}

// holding is what a column is for: an act, a plan claim, or a type of event.
type holding struct {
	name    string
	ruled   bool    // only what a rule finds is told
	precise float64 // what share of what is kept is to be right at least, in reports left out
	added   float64 // and of what points alone tell
	careful float64 // by how much what a rule found and is lost weighs more than one too many
}

// columnSentence is one that was read.
type columnSentence struct {
	report int
	signs  []int32
	holds  []float64 // by column: how likely it is by the verdict
	ruled  []bool    // by column: a rule finds it
}

// found is the sign that a rule finds what a column is for.
func (h *holding) found() string { return weigh.Found.String() + ":" + h.name }

// take adds a sentence of a report.
func (l *columnLessons) take(signs []extract.Sign, report int) *columnSentence {
	s := columnSentence{report: report, signs: l.number(signs, report), holds: make([]float64, len(l.columns)), ruled: make([]bool, len(l.columns))}
	for c := range l.columns {
		sought := l.columns[c].found()
		s.ruled[c] = slices.ContainsFunc(signs, func(s extract.Sign) bool { return s.Name == sought })
	}
	l.sentences = append(l.sentences, s)
	return &l.sentences[len(l.sentences)-1]
}

// always are the signs that carry the bars.
func (l *columnLessons) always() (out []string) {
	for c := range l.columns {
		out = append(out, l.columns[c].found())
	}
	return append(out, extract.EverySentence) // and how rare a claim is
}

// keep keeps some of the signs, and those that carry the bars.
func (l *columnLessons) keep(wanted func(k int32) bool) {
	l.column, l.kept = make([]int32, len(l.names)), nil
	always := l.always()
	for k := range l.names {
		l.column[k] = -1
		if slices.Contains(always, l.names[k]) || wanted(int32(k)) {
			l.column[k] = int32(len(l.kept))
			l.kept = append(l.kept, int32(k))
		}
	}
	for i := range l.sentences {
		s := &l.sentences[i]
		s.signs = slices.DeleteFunc(s.signs, func(k int32) bool { return l.column[k] < 0 })
	}
}

// choose keeps the signs that stand in enough reports.
func (l *columnLessons) choose(least int) {
	l.keep(func(k int32) bool { return l.reports[k] >= int32(least) && l.readable[k] })
}

// narrow keeps the signs that count enough in some column.
func (l *columnLessons) narrow(points [][]float64, slight float64) {
	column := l.column
	l.keep(func(k int32) bool {
		at := column[k]
		return at >= 0 && slices.ContainsFunc(points, func(p []float64) bool { return math.Abs(p[at]) >= slight })
	})
}

// score adds up the points of a sentence.
func (l *columnLessons) score(s *columnSentence, points []float64) (sum float64) {
	for _, k := range s.signs {
		sum += points[l.column[k]]
	}
	return sum
}

// learn returns for each column the points under which the verdicts are likeliest
// (logistic regression), with a penalty on their squares.
func (l *columnLessons) learn(penalty float64, left func(report int) bool) ([][]float64, error) {
	points, errs := make([][]float64, len(l.columns)), make([]error, len(l.columns))
	var wg sync.WaitGroup
	next := make(chan int, len(l.columns))
	for c := range l.columns {
		next <- c
	}
	close(next)
	for range parts {
		wg.Go(func() {
			for c := range next {
				points[c], errs[c] = l.learnColumn(c, penalty, left)
			}
		})
	}
	wg.Wait()
	return points, cmp.Or(errs...)
}

func (l *columnLessons) learnColumn(c int, penalty float64, left func(report int) bool) ([]float64, error) {
	mine := make([]float64, len(l.kept))
	free := int(l.column[l.ids[extract.EverySentence]]) // how rare a claim is costs nothing
	return minimize(len(l.kept), penalty, free, func(points, slope []float64) (value float64) {
		clear(mine)
		for i := range l.sentences {
			s := &l.sentences[i]
			if left(s.report) {
				continue
			}
			// minus the logarithm of how likely the verdict is; log(1 + exp(sum)) is
			// sum where that overflows
			sum := l.score(s, points)
			value += math.Max(sum, 0) + math.Log1p(math.Exp(-math.Abs(sum))) - s.holds[c]*sum
			d := 1/(1+math.Exp(-sum)) - s.holds[c]
			for _, k := range s.signs {
				mine[l.column[k]] += d
			}
		}
		for i, v := range mine {
			slope[i] += v
		}
		return value
	})
}

// folds is into how many parts reports are parted to see what points are worth that
// others taught.
const folds = 3

// leftOut returns the score of each sentence in each column, by points that the other
// parts of the reports taught.
func (l *columnLessons) leftOut(penalty float64) ([][]float64, error) {
	scores := make([][]float64, len(l.sentences))
	for i := range scores {
		scores[i] = make([]float64, len(l.columns))
	}
	for f := range folds {
		left := func(report int) bool { return report%folds == f }
		points, err := l.learn(penalty, left)
		if err != nil {
			return nil, err
		}
		for i := range l.sentences {
			if s := &l.sentences[i]; left(s.report) {
				for c := range points {
					scores[i][c] = l.score(s, points[c])
				}
			}
		}
	}
	return scores, nil
}

// bars are from which score on a sentence is said to hold something: where a rule found
// it, and where none did.
type bars struct{ kept, added float64 }

// chooseBars returns the bars of each column, by points that other reports taught. What
// a rule found is kept where precision and recall together are best (F, a claim that is
// lost weighing more than one too many), of the bars at which what is kept is right
// often enough; what no rule found is added from where on it is. No plan claim is.
func (l *columnLessons) chooseBars(scores [][]float64) (out []bars, told []string) {
	out = make([]bars, len(l.columns))
	for c := range out {
		h := &l.columns[c]
		best := [2]float64{-1, -1}
		for _, bar := range steps {
			kept := l.tally(c, func(i int) bool { return l.sentences[i].ruled[c] && scores[i][c] > bar })
			if f := kept.f(h.careful); kept.precision() >= h.precise && f > best[0] {
				best[0], out[c].kept = f, bar
			}
			added := l.tally(c, func(i int) bool { return !l.sentences[i].ruled[c] && scores[i][c] > bar })
			if f := added.f(1); added.precision() >= h.added && f > best[1] {
				best[1], out[c].added = f, bar
			}
		}
		rules := l.tally(c, func(i int) bool { return l.sentences[i].ruled[c] })
		both := l.tally(c, func(i int) bool {
			if l.sentences[i].ruled[c] {
				return scores[i][c] > out[c].kept
			}
			return !h.ruled && scores[i][c] > out[c].added
		})
		added := l.tally(c, func(i int) bool { return !h.ruled && !l.sentences[i].ruled[c] && scores[i][c] > out[c].added })
		told = append(told, fmt.Sprintf("%s: bars %+.2f and %+.2f, %v; rules alone %v; added %.0f, precision %.3f", h.name, out[c].kept, out[c].added, both, rules, added.right+added.wrong, added.precision()))
	}
	return out, told
}

// steps are the bars that are tried.
var steps = func() (out []float64) {
	for k := -100; k <= 60; k++ {
		out = append(out, float64(k)/20)
	}
	return out
}()

// tally counts what is right, wrong and missed, by how likely the verdicts make it.
type tally struct{ right, wrong, missed float64 }

func (l *columnLessons) tally(c int, said func(sentence int) bool) (n tally) {
	for i := range l.sentences {
		holds := l.sentences[i].holds[c]
		if said(i) {
			n.right += holds
			n.wrong += 1 - holds
		} else {
			n.missed += holds
		}
	}
	return n
}

func (n tally) precision() float64 { return n.right / max(1, n.right+n.wrong) }
func (n tally) recall() float64    { return n.right / max(1, n.right+n.missed) }

// f is the F measure that has recall count so many times as much as precision.
func (n tally) f(beta float64) float64 {
	b := beta * beta
	return (1 + b) * n.right / max(1, (1+b)*n.right+n.wrong+b*n.missed)
}

// String gives the shares that are told.
func (n tally) String() string {
	return fmt.Sprintf("F1 %.3f, precision %.3f, recall %.3f of %.0f", n.f(1), n.precision(), n.recall(), n.right+n.missed)
}

// rows are the lines of the file, in the order of the signs.
func (l *columnLessons) rows(points [][]float64) []string {
	var out []string
	for at, k := range l.kept {
		var p weigh.Points
		for c := range l.columns {
			p[c] = hundredths(points[c][at])
		}
		if p != (weigh.Points{}) {
			out = append(out, weigh.Line(l.names[k], p, len(l.columns)))
		}
	}
	slices.Sort(out)
	return out
}
