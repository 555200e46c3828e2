package diff

import (
	"strings"

	"github.com/aymanbagabas/go-udiff/lcs"
)

// op is a step from the old version to the new one: words [i, i2) of the old field
// and [j, j2) of the new one, one of which may be none.
type op struct {
	sort  opSort
	i, i2 int
	j, j2 int
	moved int      // number of the move that a deleted and an added sentence make; 0 for none
	kinds []string // of an edit
}

type opSort uint8

const (
	same    opSort = iota // the words are the same but for noise
	edit                  // words were changed, in a sentence that stands
	deleted               // a sentence
	added                 // a sentence
)

// Sentences that are paired share so much of their mass; of one that is nearly
// whole in the other, the other may have much more.
const (
	alike      = 0.45
	contained  = 0.85
	leastWhole = 20 // mass of a sentence of which this can be told
)

// leastSentence is how many words are taken for a sentence because they stand
// between two ends.
const leastSentence = 3

// mostShared bounds the work of pairing sentences, in words looked at.
const mostShared = 20_000_000

// pairing compares one field of two versions.
type pairing struct {
	old, new *field
	words    *vocabulary
	whole    bool // the fields are paired whatever they share, as titles are
	ops      []op
}

// align fills ops, in order.
func (p *pairing) align() {
	old, new := p.old, p.new
	switch {
	case len(old.words) == 0 && len(new.words) == 0:
		return
	case p.whole && len(old.words) > 0 && len(new.words) > 0, p.words.folded(old, 0, len(old.words)) == p.words.folded(new, 0, len(new.words)):
		p.pair(0, len(old.words), 0, len(new.words))
		return
	}
	ids := map[string]rune{}
	keys := func(f *field) []rune {
		out := make([]rune, len(f.sentences))
		for k, s := range f.sentences {
			key := p.words.folded(f, s[0], s[1])
			if _, ok := ids[key]; !ok {
				ids[key] = rune(len(ids))
			}
			out[k] = ids[key]
		}
		return out
	}
	a, b := keys(old), keys(new)
	at, bt := 0, 0
	for _, d := range subsequence(a, b) {
		p.equal(at, d.Start, bt)
		p.between(d.Start, d.End, d.ReplStart, d.ReplEnd)
		at, bt = d.End, d.ReplEnd
	}
	p.equal(at, len(a), bt)
}

// subsequence compares two sequences. The library looks for at most so many
// differences from either end; where more are left between, it is asked again, so
// long as that brings something.
func subsequence(a, b []rune) []lcs.Diff {
	const most, many = 200, 40
	front, back := 0, 0 // what is alike at the ends, which is most of most pairs
	for front < min(len(a), len(b)) && a[front] == b[front] {
		front++
	}
	for back < min(len(a), len(b))-front && a[len(a)-1-back] == b[len(b)-1-back] {
		back++
	}
	switch middle := (lcs.Diff{Start: front, End: len(a) - back, ReplStart: front, ReplEnd: len(b) - back}); {
	case middle.Start == middle.End && middle.ReplStart == middle.ReplEnd:
		return nil
	case middle.Start == middle.End || middle.ReplStart == middle.ReplEnd:
		return []lcs.Diff{middle}
	}
	all := lcs.DiffRunes(a, b)
	for range most {
		widest := -1
		for k, d := range all {
			if n := min(d.End-d.Start, d.ReplEnd-d.ReplStart); n > many && (widest < 0 || n > min(all[widest].End-all[widest].Start, all[widest].ReplEnd-all[widest].ReplStart)) {
				widest = k
			}
		}
		if widest < 0 {
			break
		}
		w := all[widest]
		inner := lcs.DiffRunes(a[w.Start:w.End], b[w.ReplStart:w.ReplEnd])
		if len(inner) == 1 && inner[0].Start == 0 && inner[0].ReplStart == 0 && inner[0].End == w.End-w.Start && inner[0].ReplEnd == w.ReplEnd-w.ReplStart {
			break
		}
		out := append([]lcs.Diff{}, all[:widest]...)
		for _, d := range inner {
			out = append(out, lcs.Diff{Start: d.Start + w.Start, End: d.End + w.Start, ReplStart: d.ReplStart + w.ReplStart, ReplEnd: d.ReplEnd + w.ReplStart})
		}
		all = append(out, all[widest+1:]...)
	}
	return all
}

// equal pairs sentences [s, s2) with as many from t on, one by one.
func (p *pairing) equal(s, s2, t int) {
	for ; s < s2; s, t = s+1, t+1 {
		a, b := p.old.sentences[s], p.new.sentences[t]
		p.pair(a[0], a[1], b[0], b[1])
	}
}

// between pairs sentences of which none equals another, as well as can be.
func (p *pairing) between(s, s2, t, t2 int) {
	n, m := s2-s, t2-t
	if n > 0 && m > 0 {
		i, i2, j, j2 := p.old.sentences[s][0], p.old.sentences[s2-1][1], p.new.sentences[t][0], p.new.sentences[t2-1][1]
		if p.words.folded(p.old, i, i2) == p.words.folded(p.new, j, j2) {
			p.pair(i, i2, j, j2) // sentences were only cut otherwise
			return
		}
		p.best(s, s2, t, t2)
		return
	}
	for ; s < s2; s++ {
		p.drop(s, t)
	}
	for ; t < t2; t++ {
		p.insert(s, t)
	}
}

// drop makes old sentence s one that was deleted before new sentence t.
func (p *pairing) drop(s, t int) {
	a, j := p.old.sentences[s], len(p.new.words)
	if t < len(p.new.sentences) {
		j = p.new.sentences[t][0]
	}
	p.ops = append(p.ops, op{sort: deleted, i: a[0], i2: a[1], j: j, j2: j})
}

// insert makes new sentence t one that was added before old sentence s.
func (p *pairing) insert(s, t int) {
	b, i := p.new.sentences[t], len(p.old.words)
	if s < len(p.old.sentences) {
		i = p.old.sentences[s][0]
	}
	p.ops = append(p.ops, op{sort: added, i: i, i2: i, j: b[0], j2: b[1]})
}

// step is how a cell of the table of best is reached: by so many sentences of each
// side.
type step struct{ s, t int }

// Of two ways that are worth the same, that with the last step first in this list is
// taken: so what was deleted comes before what was added in its place.
var steps = [...]step{{1, 1}, {0, 1}, {1, 0}, {1, 2}, {2, 1}}

// best pairs sentences by dynamic programming over what they share: one with one,
// one with two, two with one, or none. Where the table would be too large, only
// cells near its diagonal are filled; where those are too many, the words are compared
// without regard to sentences.
func (p *pairing) best(s, s2, t, t2 int) {
	n, m := s2-s, t2-t
	old, new := p.old, p.new
	i, i2, j, j2 := old.sentences[s][0], old.sentences[s2-1][1], new.sentences[t][0], new.sentences[t2-1][1]
	width := m + 1
	work := func() int { return width*(i2-i) + width*n/m*(j2-j) } // each row looks at its sentence once a cell
	if work() > mostShared {
		width = min(m, max(4, 2*(m/n+1), int(int64(width)*mostShared/int64(work())))) + 1
	}
	if work() > mostShared {
		p.pair(i, i2, j, j2) // one endless sentence against very many
		return
	}
	band := width / 2
	low := func(x int) int { return max(0, min(x*m/n-band, m+1-width)) } // first cell of row x
	score := make([]int32, (n+1)*width)
	via := make([]uint8, (n+1)*width)
	const none = -1 << 30
	at := func(x, y int) int {
		if y -= low(x); x < 0 || y < 0 || y >= width {
			return -1
		}
		return x*width + y
	}
	for x := 0; x <= n; x++ {
		for y := low(x); y < low(x)+width; y++ {
			here := at(x, y)
			score[here] = none
			if x == 0 && y == 0 {
				score[here] = 0
				continue
			}
			for k, st := range steps {
				if x < st.s || y < st.t {
					continue
				}
				from := at(x-st.s, y-st.t)
				if from < 0 || score[from] == none {
					continue
				}
				worth, ok := p.worth(s+x-st.s, s+x, t+y-st.t, t+y)
				if ok && score[from]+int32(worth) > score[here] {
					score[here], via[here] = score[from]+int32(worth), uint8(k)
				}
			}
		}
	}
	var path []step
	for x, y := n, m; x > 0 || y > 0; {
		st := steps[via[at(x, y)]]
		path = append(path, st)
		x, y = x-st.s, y-st.t
	}
	for k := len(path) - 1; k >= 0; k-- {
		switch st := path[k]; {
		case st.t == 0:
			p.drop(s, t)
			s++
		case st.s == 0:
			p.insert(s, t)
			t++
		default:
			p.pair(old.sentences[s][0], old.sentences[s+st.s-1][1], new.sentences[t][0], new.sentences[t+st.t-1][1])
			s, t = s+st.s, t+st.t
		}
	}
}

// worth is what it brings to pair sentences [s, s2) with [t, t2): twice the mass
// they share less that they do not; less half the mass where they stay alone.
// False where they are not alike.
func (p *pairing) worth(s, s2, t, t2 int) (int, bool) {
	side := func(f *field, k, k2 int) (first, last, mass int) {
		if k == k2 {
			return 0, 0, 0
		}
		first, last = f.sentences[k][0], f.sentences[k2-1][1]
		return first, last, p.words.mass(f, first, last)
	}
	i, i2, a := side(p.old, s, s2)
	j, j2, b := side(p.new, t, t2)
	if s == s2 || t == t2 {
		return -(a + b + 1) / 2, true
	}
	shared := p.words.shared(p.old, i, i2, p.new, j, j2)
	if less := min(a, b); float64(2*shared) < alike*float64(a+b) && (less < leastWhole || float64(shared) < contained*float64(less)) {
		return 0, false
	}
	return 2*shared - (a + b - 2*shared), true
}

// moves finds sentences that were deleted at one place and added at another.
func (p *pairing) moves() {
	const least = 8 // bytes of a sentence that is not just repeated by chance
	count, gone := 0, map[string][]int{}
	for k := range p.ops {
		if o := &p.ops[k]; o.sort == deleted {
			key := p.words.folded(p.old, o.i, o.i2)
			gone[key] = append(gone[key], k)
		}
	}
	for k := range p.ops {
		o := &p.ops[k]
		if o.sort != added {
			continue
		}
		key := p.words.folded(p.new, o.j, o.j2)
		if from := gone[key]; len(from) > 0 && len(key) >= least {
			count++
			o.moved, p.ops[from[0]].moved = count, count
			gone[key] = from[1:]
		}
	}
}

// pair aligns the words of sentences that belong together.
func (p *pairing) pair(i, i2, j, j2 int) {
	ids := func(f *field, i, i2 int) []rune {
		out := make([]rune, 0, i2-i)
		for ; i < i2; i++ {
			out = append(out, f.words[i].id)
		}
		return out
	}
	at, bt := i, j
	for _, d := range subsequence(ids(p.old, i, i2), ids(p.new, j, j2)) {
		for ; at < i+d.Start; at, bt = at+1, bt+1 {
			p.ops = append(p.ops, op{i: at, i2: at + 1, j: bt, j2: bt + 1})
		}
		p.stretch(at, i+d.End, bt, j+d.ReplEnd)
		at, bt = i+d.End, j+d.ReplEnd
	}
	for ; at < i2; at, bt = at+1, bt+1 {
		p.ops = append(p.ops, op{i: at, i2: at + 1, j: bt, j2: bt + 1})
	}
}

// stretch takes words that do not align. At both ends of it, words may be the same
// but for how they are cut: "of the" and "ofthe".
func (p *pairing) stretch(i, i2, j, j2 int) {
	var tail []op
	for i < i2 && j < j2 {
		n, m := p.joined(i, i2, j, j2, 1)
		if n == 0 {
			break
		}
		p.ops = append(p.ops, op{i: i, i2: i + n, j: j, j2: j + m})
		i, j = i+n, j+m
	}
	for i < i2 && j < j2 {
		n, m := p.joined(i, i2, j, j2, -1)
		if n == 0 {
			break
		}
		tail = append(tail, op{i: i2 - n, i2: i2, j: j2 - m, j2: j2})
		i2, j2 = i2-n, j2-m
	}
	if i < i2 || j < j2 {
		p.ops = append(p.ops, op{sort: edit, i: i, i2: i2, j: j, j2: j2})
	}
	for k := len(tail) - 1; k >= 0; k-- {
		p.ops = append(p.ops, tail[k])
	}
}

// mostJoined is how many words may have become one.
const mostJoined = 32

// joined tells how many words at the start of two stretches (at the end, where way
// is -1) are the same when they are written as one; 0 where none are.
func (p *pairing) joined(i, i2, j, j2, way int) (n, m int) {
	n, m = 1, 1
	for n <= min(i2-i, mostJoined) && m <= min(j2-j, mostJoined) {
		var a, b string
		if way > 0 {
			a, b = p.words.folded(p.old, i, i+n), p.words.folded(p.new, j, j+m)
		} else {
			a, b = p.words.folded(p.old, i2-n, i2), p.words.folded(p.new, j2-m, j2)
		}
		switch {
		case a == b:
			return n, m
		case len(a) < len(b) && (way > 0 && strings.HasPrefix(b, a) || way < 0 && strings.HasSuffix(b, a)):
			n++
		case len(b) < len(a) && (way > 0 && strings.HasPrefix(a, b) || way < 0 && strings.HasSuffix(a, b)):
			m++
		default:
			return 0, 0
		}
	}
	return 0, 0
}

// slide moves a stretch of words that was only deleted or only added, where its
// ends are alike, to where it cuts no name or post and, of these places, to where
// it leaves the marks about it as they are.
func (p *pairing) slide(k int) {
	o := &p.ops[k]
	f, i, i2 := p.old, o.i, o.i2
	if o.i == o.i2 {
		f, i, i2 = p.new, o.j, o.j2
	}
	if i == i2 || o.i < o.i2 && o.j < o.j2 {
		return
	}
	low, high := 0, 0 // how far it can be moved
	for low > -mostJoined && k+low-1 >= 0 && p.single(k+low-1) && f.words[i+low-1].id == f.words[i2+low-1].id {
		low--
	}
	for high < mostJoined && k+high+1 < len(p.ops) && p.single(k+high+1) && f.words[i+high].id == f.words[i2+high].id {
		high++
	}
	best, cost := 0, p.cuts(f, i, i2)
	for _, d := range offsets(low, high) {
		if c := p.cuts(f, i+d, i2+d); c < cost {
			best, cost = d, c
		}
	}
	if best == 0 {
		return
	}
	moved, n := *o, i2-i
	if best > 0 { // the steps behind come before it
		for x := k; x < k+best; x++ {
			q := p.ops[x+1]
			if f == p.old {
				q.i, q.i2 = q.i-n, q.i2-n
			} else {
				q.j, q.j2 = q.j-n, q.j2-n
			}
			p.ops[x] = q
		}
	} else {
		for x := k; x > k+best; x-- {
			q := p.ops[x-1]
			if f == p.old {
				q.i, q.i2 = q.i+n, q.i2+n
			} else {
				q.j, q.j2 = q.j+n, q.j2+n
			}
			p.ops[x] = q
		}
	}
	moved.i, moved.i2, moved.j, moved.j2 = moved.i+best, moved.i2+best, moved.j+best, moved.j2+best
	p.ops[k+best] = moved
}

// single reports whether step k keeps one word.
func (p *pairing) single(k int) bool {
	o := &p.ops[k]
	return o.sort == same && o.i2 == o.i+1 && o.j2 == o.j+1
}

// offsets are the distances from low to high, the nearest first.
func offsets(low, high int) []int {
	var out []int
	for d := 1; d <= max(-low, high); d++ {
		if d <= high {
			out = append(out, d)
		}
		if -d >= low {
			out = append(out, -d)
		}
	}
	return out
}

// cuts is the price of taking words [i, i2) out of a field: names and posts that
// would be cut weigh most, then sentences, then marks that would have to change.
func (p *pairing) cuts(f *field, i, i2 int) int {
	cost := 0
	for _, k := range []int{i, i2} {
		if k > 0 && k < len(f.words) && f.words[k].of > 0 && f.words[k-1].of == f.words[k].of {
			cost += 4
		}
	}
	if i2-i >= leastSentence && !(ends(f, i) && ends(f, i2)) {
		cost += 2
	}
	if gap(f, i) != gap(f, i2) {
		cost++
	}
	return cost
}

// gap is what stands before word i.
func gap(f *field, i int) string {
	start, end := f.before(i)
	return f.raw[start:end]
}
