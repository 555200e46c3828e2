package main

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"gonum.org/v1/gonum/optimize"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/eval"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/weigh"
)

// lessons are judged sentences with their signs as numbers.
type lessons struct {
	numbering
	sentences []sentence
	column    []int32 // by sign: where its points begin, -1 where it is too rare
	kept      int
	size      int // of the vector of points
	texts     int // reports so far
}

// sentence is one that was judged.
type sentence struct {
	report, paragraph int
	bytes             int
	signs             []int32
	leaders           [][]int32 // each candidate's own
	target            []float64 // the share of each candidate in the readers' verdict, sides first
	accepted          []bool    // by candidate
}

// second is how much the second of two verdicts counts, beside the first.
const second = 0.35

// take adds the judged sentences of a report.
func (l *lessons) take(r *rostrum.Report, verdicts map[int][]string, signed []extract.Signed) {
	report := l.texts
	l.texts++
	paragraphs := eval.Paragraphs(r.Text)
	for i := range signed {
		one := &signed[i]
		at, most := -1, 0
		for k, p := range paragraphs {
			if n := min(p[1], one.At.End) - max(p[0], one.At.Start); n > most {
				at, most = k, n
			}
		}
		want := verdicts[at]
		if at < 0 || len(want) == 0 {
			continue
		}
		s := sentence{report: report, paragraph: at, bytes: most, signs: l.number(one.Signs, report)}
		candidates := []string{rostrum.ReferentOwn, rostrum.ReferentForeign, rostrum.ReferentAdversary}
		for _, mine := range one.Leaders {
			candidates = append(candidates, mine.Name)
			s.leaders = append(s.leaders, l.number(mine.Signs, report))
		}
		s.target, s.accepted = make([]float64, len(candidates)), make([]bool, len(candidates))
		total := 0.0
		for k, referent := range want {
			c := slices.Index(candidates, referent)
			if c < 0 {
				continue
			}
			share := 1.0
			if len(want) > 1 {
				share = 1 - second
				if k > 0 {
					share = second
				}
			}
			s.target[c] += share
			s.accepted[c] = true
			total += share
		}
		if total == 0 {
			s.target = nil // a leader whom the report does not name: nothing to learn, but to be told wrong
		}
		l.sentences = append(l.sentences, s)
	}
}

// choose keeps the signs that stand in enough reports: each has four points, one
// where it is a leader's own.
func (l *lessons) choose(least int) {
	l.keep(func(k int) bool { return l.reports[k] >= int32(least) && l.readable[k] })
}

// narrow keeps the signs whose points differ by enough to matter: those that are left
// are then learned again without the others.
func (l *lessons) narrow(points []float64, slight float64) {
	l.keep(func(k int) bool {
		at := int(l.column[k])
		if at < 0 {
			return false
		}
		if l.leaders[k] {
			return math.Abs(points[at]) >= slight
		}
		mine := points[at : at+weigh.Columns]
		return slices.Max(mine)-slices.Min(mine) >= slight
	})
}

// keep keeps some of the signs.
func (l *lessons) keep(wanted func(k int) bool) {
	columns := make([]int32, len(l.names))
	l.size, l.kept = 0, 0
	for k := range l.names {
		columns[k] = -1
		if !wanted(k) {
			continue
		}
		columns[k] = int32(l.size)
		l.size += weigh.Columns
		if l.leaders[k] {
			l.size -= weigh.Columns - 1
		}
		l.kept++
	}
	l.column = columns
	keep := func(list []int32) []int32 {
		return slices.DeleteFunc(list, func(k int32) bool { return l.column[k] < 0 })
	}
	for i := range l.sentences {
		s := &l.sentences[i]
		s.signs = keep(s.signs)
		for k := range s.leaders {
			s.leaders[k] = keep(s.leaders[k])
		}
	}
}

// scores adds up the points of a sentence's candidates.
func (l *lessons) scores(s *sentence, points, into []float64) []float64 {
	var sides [weigh.Columns]float64
	for _, k := range s.signs {
		p := points[l.column[k] : l.column[k]+weigh.Columns]
		for c := range sides {
			sides[c] += p[c]
		}
	}
	into = append(into[:0], sides[:weigh.ALeader]...)
	for _, signs := range s.leaders {
		sum := sides[weigh.ALeader]
		for _, k := range signs {
			sum += points[l.column[k]]
		}
		into = append(into, sum)
	}
	return into
}

// loss returns how unlikely the points make the readers' verdicts, and adds its
// slope, over some sentences.
func (l *lessons) loss(list []*sentence, points, slope []float64) float64 {
	var sum float64
	var scores []float64
	for _, s := range list {
		scores = l.scores(s, points, scores)
		most := slices.Max(scores)
		var z float64
		for c := range scores {
			z += math.Exp(scores[c] - most)
		}
		logz := most + math.Log(z)
		var side [weigh.Columns]float64
		for c, v := range scores {
			p := math.Exp(v - logz)
			sum -= s.target[c] * (v - logz)
			d := p - s.target[c]
			side[min(c, weigh.ALeader)] += d
			if c >= weigh.ALeader {
				for _, k := range s.leaders[c-weigh.ALeader] {
					slope[l.column[k]] += d
				}
			}
		}
		for _, k := range s.signs {
			g := slope[l.column[k] : l.column[k]+weigh.Columns]
			for c := range side {
				g[c] += side[c]
			}
		}
	}
	return sum
}

// parts is into how many the sentences are parted, each summed by itself and the
// sums added in order, so that the result is the same on any machine.
const parts = 2

// learn returns the points under which the verdicts are likeliest, with a penalty on
// their squares, by L-BFGS (Liu and Nocedal, "On the limited memory BFGS method for
// large scale optimization", 1989).
func (l *lessons) learn(penalty float64, left func(report int) bool) ([]float64, error) {
	var lists [parts][]*sentence
	for i := range l.sentences {
		s := &l.sentences[i]
		// a verdict that names none of the candidates teaches nothing
		if s.target != nil && total(s.target) > 0.999 && !left(s.report) {
			lists[i%parts] = append(lists[i%parts], s)
		}
	}
	var slopes [parts][]float64
	for k := range slopes {
		slopes[k] = make([]float64, l.size)
	}
	return minimize(l.size, penalty, none, func(points, slope []float64) (value float64) {
		var sums [parts]float64
		var wg sync.WaitGroup
		for k := range parts {
			wg.Go(func() {
				clear(slopes[k])
				sums[k] = l.loss(lists[k], points, slopes[k])
			})
		}
		wg.Wait()
		for k := range parts {
			value += sums[k]
			for i, v := range slopes[k] {
				slope[i] += v
			}
		}
		return value
	})
}

// none is a point that costs nothing, where each costs.
const none = -1

// minimize returns the points at which a loss, which adds its slope to the one that it
// is given, and a penalty on the squares of all points but a free one are least.
func minimize(size int, penalty float64, free int, loss func(points, slope []float64) float64) ([]float64, error) {
	slope, at := make([]float64, size), make([]float64, size)
	at[0] = math.NaN() // nothing was asked yet
	var value float64
	ask := func(points []float64) float64 {
		if slices.Equal(points, at) {
			return value
		}
		copy(at, points)
		for i, v := range points {
			slope[i] = 0
			if i != free {
				slope[i] = penalty * v
			}
		}
		value = loss(points, slope)
		for i, v := range points {
			if i != free {
				value += penalty / 2 * v * v
			}
		}
		return value
	}
	problem := optimize.Problem{Func: ask, Grad: func(grad, points []float64) {
		ask(points)
		copy(grad, slope)
	}}
	result, err := optimize.Minimize(problem, make([]float64, size), &optimize.Settings{MajorIterations: rounds, Concurrent: 0}, &optimize.LBFGS{Store: 8})
	if err != nil && result == nil {
		return nil, fmt.Errorf("no points were found: %w", err)
	}
	return result.X, nil
}

// rounds is after how many steps learning ends: further ones change no verdict.
const rounds = 120

func total(list []float64) (sum float64) {
	for _, v := range list {
		sum += v
	}
	return sum
}

// right counts the paragraphs of some reports that come out as a reader accepts.
func (l *lessons) right(points []float64, of func(report int) bool) (right, n int) {
	type key struct{ report, paragraph int }
	votes := map[key][]int{}
	accepted := map[key][]bool{}
	var scores []float64
	for i := range l.sentences {
		s := &l.sentences[i]
		if !of(s.report) {
			continue
		}
		k := key{s.report, s.paragraph}
		scores = l.scores(s, points, scores)
		best := 0
		for c, v := range scores {
			if v > scores[best] {
				best = c
			}
		}
		if votes[k] == nil {
			votes[k], accepted[k] = make([]int, len(scores)), s.accepted
		}
		votes[k][best] += s.bytes
	}
	for k, v := range votes {
		n++
		if accepted[k][slices.Index(v, slices.Max(v))] {
			right++
		}
	}
	return right, n
}

// round rounds points to hundredths and bounds them, as the file has them.
func round(points []float64) {
	for k, v := range points {
		points[k] = float64(hundredths(v)) / 100
	}
}

// rows are the lines of the file, in the order of the signs.
func (l *lessons) rows(points []float64) []string {
	var out []string
	for k, name := range l.names {
		at := int(l.column[k])
		if at < 0 {
			continue
		}
		var p weigh.Points
		if l.leaders[k] {
			p[weigh.ALeader] = hundredths(points[at])
		} else {
			for c := range weigh.Columns {
				p[c] = hundredths(points[at+c])
			}
		}
		if p != (weigh.Points{}) {
			out = append(out, weigh.Line(name, p, weigh.Columns))
		}
	}
	slices.Sort(out)
	return out
}

func hundredths(v float64) int16 {
	return int16(max(-weigh.MaxPoints, min(weigh.MaxPoints, math.Round(v*100))))
}
