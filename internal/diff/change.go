package diff

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
)

// changes compares the fields and words what it finds.
func (p *pairing) changes() []Change {
	p.align()
	p.reunite()
	for k := range p.ops {
		if p.ops[k].sort == edit {
			p.slide(k)
		}
	}
	for k := range p.ops {
		switch o := &p.ops[k]; {
		case o.sort != edit:
		case o.i == o.i2 && p.sentence(p.new, o.j, o.j2):
			o.sort = added
		case o.j == o.j2 && p.sentence(p.old, o.i, o.i2):
			o.sort = deleted
		default:
			o.kinds = p.kinds(o)
		}
	}
	p.part()
	p.moves()
	p.merge()
	return p.emit()
}

// reunite mends runs in which one side is the start or the end of the other: a mark
// that was lost with a sentence, or came with it, had its neighbour cut otherwise, so
// that it was paired with nothing.
func (p *pairing) reunite() {
	var out []op
	for k := 0; k < len(p.ops); {
		n := k
		for n < len(p.ops) && p.ops[n].sort != same {
			n++
		}
		if n > k+1 {
			out = append(out, p.reunited(p.ops[k:n])...)
		} else {
			n = max(n, k+1)
			out = append(out, p.ops[k:n]...)
		}
		k = n
	}
	p.ops = out
}

func (p *pairing) reunited(run []op) []op {
	first, last := run[0], run[len(run)-1]
	i, i2, j, j2 := first.i, last.i2, first.j, last.j2
	if i == i2 || j == j2 {
		return run
	}
	q := pairing{old: p.old, new: p.new, words: p.words}
	q.stretch(i, i2, j, j2)
	for k := range q.ops {
		if o := &q.ops[k]; o.sort != same && o.i < o.i2 && o.j < o.j2 {
			return run // both sides have words of their own
		}
	}
	return q.ops
}

// part makes a step of each of the sentences that one step took away or brought.
func (p *pairing) part() {
	var out []op
	for _, o := range p.ops {
		f, at, end := p.old, &o.i, o.i2
		if o.sort == added {
			f, at, end = p.new, &o.j, o.j2
		}
		if o.sort == deleted || o.sort == added {
			k, _ := slices.BinarySearchFunc(f.sentences, *at+1, func(s [2]int, i int) int { return s[0] - i })
			for ; k < len(f.sentences) && f.sentences[k][0] < end; k++ {
				one := o
				if o.sort == added {
					one.j2 = f.sentences[k][0]
				} else {
					one.i2 = f.sentences[k][0]
				}
				out = append(out, one)
				*at = f.sentences[k][0]
			}
		}
		out = append(out, o)
	}
	p.ops = out
}

// merge joins stretches of the same single kind between which only a short word or
// two stand: "the old works by the river" that became "the new mill on the river" was
// reworded once.
func (p *pairing) merge() {
	const most = 2
	var out []op
	for k := 0; k < len(p.ops); k++ {
		o := p.ops[k]
		for o.sort == edit && len(o.kinds) == 1 && (o.kinds[0] == Wording || o.kinds[0] == PostReworded) {
			n := k + 1
			for n < len(p.ops) && n <= k+most && p.single(n) {
				n++
			}
			if n == k+1 || n >= len(p.ops) {
				break
			}
			q := &p.ops[n]
			if q.sort != edit || !slices.Equal(q.kinds, o.kinds) || gap(p.old, o.i2) != gap(p.new, o.j2) {
				break
			}
			kept := p.words.mass(p.old, o.i2, q.i)
			if kept >= p.weight(&o) || kept >= p.weight(q) || p.old.raw[p.old.words[o.i2].start:p.old.words[q.i-1].end] != p.new.raw[p.new.words[o.j2].start:p.new.words[q.j-1].end] {
				break
			}
			o.i2, o.j2 = q.i2, q.j2
			k = n
		}
		out = append(out, o)
	}
	p.ops = out
}

func (p *pairing) weight(o *op) int {
	return max(p.words.mass(p.old, o.i, o.i2), p.words.mass(p.new, o.j, o.j2))
}

// touched is what words of one side are part of.
type touched struct {
	people, posts, names, numbers bool
	values                        []string // of numbers
	plain                         int      // words that are part of nothing
	large                         int      // words that begin with a large letter
	capitals                      bool     // all words do, or but for a particle all, as names have it
	cut, cutPost                  bool     // a name or a post goes on beyond them
}

func (p *pairing) touches(f *field, i, i2 int) touched {
	t := touched{}
	see := func(w *word) {
		switch w.part {
		case person:
			t.people = true
		case name:
			t.names = true
		case post:
			t.posts = true
		case number:
			t.numbers = true
		}
	}
	for k := i; k < i2; k++ {
		w := &f.words[k]
		see(w)
		switch w.part {
		case plain:
			t.plain++
		case number:
			value := w.value
			if value == "" {
				value = p.words.key(w)
			}
			if n := len(t.values); n == 0 || t.values[n-1] != value || w.of == 0 || k == i || f.words[k-1].of != w.of {
				t.values = append(t.values, value) // a day counts once, however many words it has
			}
		}
		if f.large(k) {
			t.large++
		}
	}
	t.capitals = i < i2 && f.large(i) && f.large(i2-1) && t.large*3 > (i2-i)*2
	for _, k := range []int{i, i2} {
		if k > 0 && k < len(f.words) && f.words[k].of > 0 && f.words[k].of == f.words[k-1].of {
			see(&f.words[k]) // what stands in the midst of a name is part of it
			t.cut = t.cut || f.words[k].part == person || f.words[k].part == name
			t.cutPost = t.cutPost || f.words[k].part == post
		}
	}
	return t
}

// large reports whether a word begins with a large letter.
func (f *field) large(k int) bool {
	r, _ := utf8.DecodeRuneInString(f.raw[f.words[k].start:])
	return unicode.IsUpper(r)
}

// named tells words that nobody knows for a name by their large letters: two or more
// of them in the midst of a sentence of the text. Titles have such words anyway.
func (p *pairing) named(f *field, i, i2 int, t touched) bool {
	const least = 2
	if p.whole || !t.capitals || t.plain < least || t.plain < i2-i {
		return false
	}
	_, opens := slices.BinarySearchFunc(f.sentences, i, func(s [2]int, i int) int { return s[0] - i })
	return !opens
}

// sentence reports whether words that the other side lacks are sentences, though a
// lost or an odd mark made them part of another: they stand between two ends.
func (p *pairing) sentence(f *field, i, i2 int) bool {
	return i2-i >= leastSentence && ends(f, i) && ends(f, i2)
}

// ends reports whether what stands before word i ends a sentence or a line; at the
// start and the end of a field it always does.
func ends(f *field, i int) bool {
	return i == 0 || i == len(f.words) || strings.ContainsAny(gap(f, i), ".!?。！？\n")
}

// kinds tells what an edit did.
func (p *pairing) kinds(o *op) []string {
	const many = 4 // plain words that are more than what joins a name to its sentence
	a, b := p.touches(p.old, o.i, o.i2), p.touches(p.new, o.j, o.j2)
	var out []string
	was, is := a.people || a.names, b.people || b.names
	only := o.i == o.i2 || o.j == o.j2
	switch { // a word of a post or title that is taken for one of a name, on one side only
	case only:
	case a.posts && !was && (b.cut || a.cutPost) && !b.posts:
		is = false
	case b.posts && !is && (a.cut || b.cutPost) && !a.posts:
		was = false
	}
	was, is = was || !b.posts && p.named(p.old, o.i, o.i2, a), is || !a.posts && p.named(p.new, o.j, o.j2, b)
	switch {
	case was && is, was && (a.cut || b.capitals && !b.posts), is && (b.cut || a.capitals && !a.posts):
		out = append(out, NameChanged)
	case was:
		out = append(out, NameGone)
	case is:
		out = append(out, NameAdded)
	}
	// A person who is taken off a list takes the post along.
	if (a.posts || b.posts) && (!only || !was && !is) {
		out = append(out, PostReworded)
	}
	if (a.numbers || b.numbers) && !slices.Equal(a.values, b.values) {
		out = append(out, NumberChanged)
	}
	if len(out) == 0 || a.plain >= many || b.plain >= many {
		out = append(out, Wording)
	}
	return out
}

// emit words the steps as changes.
func (p *pairing) emit() []Change {
	e := emitter{pairing: p, gone: map[int]Change{}, came: map[int]int{}}
	settled := false // what stands before the next word has been compared
	for k := 0; k < len(p.ops); {
		if o := &p.ops[k]; o.sort == same {
			if !settled {
				e.gaps(o.i, o.j)
			}
			e.noise(p.old.words[o.i].start, p.old.words[o.i2-1].end, p.new.words[o.j].start, p.new.words[o.j2-1].end)
			settled = false
			k++
			continue
		}
		n := k
		for n < len(p.ops) && p.ops[n].sort != same {
			n++
		}
		e.run(p.ops[k:n])
		settled = true
		k = n
	}
	if !settled {
		e.gaps(len(p.old.words), len(p.new.words))
	}
	return e.out
}

// emitter words steps.
type emitter struct {
	*pairing
	out  []Change
	gone map[int]Change // moves of which the old place is known
	came map[int]int    // those of which the new one is, by place in out
}

// gaps compares what stands before two words.
func (e *emitter) gaps(i, j int) {
	a, a2 := e.old.before(i)
	b, b2 := e.new.before(j)
	if was, is := e.old.raw[a:a2], e.new.raw[b:b2]; was != is {
		front, back := trimmed(was, is)
		e.out = append(e.out, e.change(Noise, noiseKinds(was, is), a+front, a2-back, b+front, b2-back))
	}
}

// trimmed tells how many bytes two gaps have in common at either end, in whole
// characters.
func trimmed(a, b string) (front, back int) {
	x, y := characters(a), characters(b)
	n := 0
	for n < min(len(x), len(y)) && x[n] == y[n] {
		front += len(x[n])
		n++
	}
	for k := 1; k <= min(len(x), len(y))-n && x[len(x)-k] == y[len(y)-k]; k++ {
		back += len(x[len(x)-k])
	}
	return front, back
}

// characters cuts s into its characters, each as it is written.
func characters(s string) []string {
	var out []string
	for s != "" {
		_, n := next(s)
		out = append(out, s[:n])
		s = s[n:]
	}
	return out
}

// run words steps between two words that are the same: which bytes each takes. What
// stands between two of its steps goes to the first of them.
func (e *emitter) run(ops []op) {
	i, i2, j, j2 := ops[0].i, ops[len(ops)-1].i2, ops[0].j, ops[len(ops)-1].j2
	old, new := reach{f: e.old, first: i, last: i2}, reach{f: e.new, first: j, last: j2}
	switch {
	case i < i2 && j < j2:
		e.gaps(i, j)
		old.inside()
		new.inside()
		e.each(ops, &old, &new)
		e.gaps(i2, j2)
	case i < i2:
		e.alone(ops, &old, &new, &old, &new)
	default:
		e.alone(ops, &new, &old, &old, &new)
	}
}

// alone words steps of one side, which the other lacks. If that has the start of what
// stands before them and the end of what stands behind, the rest goes with the words;
// else there was noise too.
func (e *emitter) alone(ops []op, has, lacks, old, new *reach) {
	before, behind, left := gap(has.f, has.first), gap(has.f, has.last), gap(lacks.f, lacks.first)
	a, _ := has.f.before(has.first)
	b, b2 := lacks.f.before(lacks.first)
	_, z := has.f.before(has.last)
	cut := -1
	for n := min(len(before), len(left)); n >= 0; n-- {
		rest := left[n:]
		if before[:n] != left[:n] || !strings.HasSuffix(behind, rest) || !whole(before, n) || !whole(behind, len(behind)-len(rest)) {
			continue
		}
		opens := n > 0 && (before[n-1] == ' ' || before[n-1] == '\n') // a quote that opens goes with what it opens
		if cut < 0 || opens {
			cut = n
		}
		if opens {
			break
		}
	}
	if cut >= 0 {
		has.start, has.end = a+cut, z-(len(left)-cut)
		lacks.start, lacks.end = b+cut, b+cut
		e.each(ops, old, new)
		return
	}
	e.gaps(old.first, new.first)
	has.start, has.end = has.f.words[has.first].start, z
	lacks.start, lacks.end = b2, b2
	e.each(ops, old, new)
}

// whole reports whether s may be cut at n without cutting a character.
func whole(s string, n int) bool { return n == len(s) || utf8.RuneStart(s[n]) }

// reach is what a run takes of one field: words [first, last) and bytes [start, end).
type reach struct {
	f           *field
	first, last int
	start, end  int
}

// inside makes it the words without what stands around them.
func (r *reach) inside() { r.start, r.end = r.f.words[r.first].start, r.f.words[r.last-1].end }

// of gives the bytes of words [i, i2).
func (r *reach) of(i, i2 int) (start, end int) {
	start, end = r.end, r.end
	if i == r.first {
		start = r.start
	} else if i < r.last {
		start = r.f.words[i].start
	}
	switch {
	case i == i2:
		end = start
	case i2 < r.last:
		end = r.f.words[i2].start
	}
	return start, end
}

// each words the steps of a run.
func (e *emitter) each(ops []op, old, new *reach) {
	for k := range ops {
		o := &ops[k]
		a, a2 := old.of(o.i, o.i2)
		b, b2 := new.of(o.j, o.j2)
		kinds := o.kinds
		switch {
		case o.moved > 0 && o.sort == deleted:
			c := e.change(Meaning, []string{SentenceMoved}, a, a2, b, b2)
			if at, ok := e.came[o.moved]; ok {
				e.out[at].Old, e.out[at].OldWords = c.Old, c.OldWords
			}
			e.gone[o.moved] = c
			continue
		case o.moved > 0:
			c := e.change(Meaning, []string{SentenceMoved}, a, a2, b, b2)
			if from, ok := e.gone[o.moved]; ok {
				c.Old, c.OldWords = from.Old, from.OldWords
			}
			e.came[o.moved] = len(e.out)
			e.out = append(e.out, c)
			continue
		case o.sort == deleted:
			kinds = []string{SentenceDeleted}
		case o.sort == added:
			kinds = []string{SentenceAdded}
		}
		e.out = append(e.out, e.change(Meaning, kinds, a, a2, b, b2))
	}
}

// noise adds a change of words that are the same, if there is one.
func (e *emitter) noise(a, a2, b, b2 int) {
	was, is := e.old.raw[a:a2], e.new.raw[b:b2]
	if was == is {
		return
	}
	e.out = append(e.out, e.change(Noise, noiseKinds(was, is), a, a2, b, b2))
}

func (p *pairing) change(sort string, kinds []string, a, a2, b, b2 int) Change {
	return Change{Sort: sort, Kinds: kinds, Old: rostrum.Span{Field: p.old.name, Start: a, End: a2}, New: rostrum.Span{Field: p.new.name, Start: b, End: b2},
		OldWords: p.old.raw[a:a2], NewWords: p.new.raw[b:b2]}
}
