package diff

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
)

// part is what a word is part of.
type part uint8

const (
	plain part = iota
	number
	name
	post
	person
)

// word is one word, number or sign of a field. What lies between two words is noise
// whatever it is.
type word struct {
	start, end int    // bytes of the field
	id         rune   // of the folded word, the same in both versions
	part       part   // what it is part of
	of         int32  // number of that name, post or wording; 0 for plain words
	value      string // of a number
}

// field is one field of a version, cut into words and sentences.
type field struct {
	name, raw string
	words     []word
	sentences [][2]int     // ranges of words, that cover all of them
	edges     map[int]bool // bytes where a name or post begins or ends
	spans     int32        // how many names, posts and numbers there are
}

// vocabulary gives each folded word a number, so that words are compared at once.
// The numbers are runes as the alignment takes these.
type vocabulary struct {
	ids  map[string]rune
	keys []string
	used []int32 // scratch of shared, by id
}

func newVocabulary() *vocabulary { return &vocabulary{ids: map[string]rune{}} }

func (v *vocabulary) id(key string) rune {
	id, ok := v.ids[key]
	if !ok {
		id = rune(len(v.keys))
		v.ids[key] = id
		v.keys = append(v.keys, key)
	}
	return id
}

func (v *vocabulary) key(w *word) string { return v.keys[w.id] }

// read cuts a field of a version into words.
func (v *vocabulary) read(x *Version, name string) *field {
	f := &field{name: name, raw: x.Text}
	if name == rostrum.FieldTitle {
		f.raw = x.Title
	}
	f.edges = map[int]bool{}
	for _, list := range [][]rostrum.Span{x.People, x.Posts, x.Names} {
		for _, s := range list {
			if s.Field == name {
				f.edges[s.Start], f.edges[s.End] = true, true
			}
		}
	}
	before := ' ' // the character before
	for i := 0; i < len(f.raw); {
		r, size := next(f.raw[i:])
		end, key := 0, ""
		switch classOf(r) {
		case letter:
			end, key = f.letters(i, i)
		case digit:
			end, key = f.figure(i)
		case alone:
			end = i + size
			key = fold(f.raw[i:end], allNoise)
		case dash:
			if i+size < len(f.raw) && (classOf(before) == space || before == '(') {
				if r, _ := next(f.raw[i+size:]); classOf(r) == digit { // a figure below nought
					end, key = f.figure(i + size)
					key = "-" + key
				}
			}
		}
		before = r
		if end == 0 {
			i += size
			continue
		}
		w := word{start: i, end: end, id: v.id(key)}
		if k, _ := utf8.DecodeRuneInString(strings.TrimPrefix(key, "-")); unicode.IsDigit(k) || unicode.Is(unicode.Sc, k) || k == '%' || k == '‰' {
			w.part, w.value = number, strings.TrimRightFunc(key, unicode.IsLetter)
		}
		f.words = append(f.words, w)
		before, _ = utf8.DecodeLastRuneInString(f.raw[:end])
		i = end
	}
	f.mark(x)
	f.split(x.Sentences)
	return f
}

// letters reads a word that goes on at i: letters, figures in it, apostrophes
// between letters, and what is not seen. A name that was glued to its neighbour is
// a word of its own.
func (f *field) letters(start, i int) (end int, key string) {
	end = i
	for i < len(f.raw) {
		r, size := next(f.raw[i:])
		switch classOf(r) {
		case letter, digit:
			if i > start && end == i && f.edges[i] {
				return end, fold(f.raw[start:end], allNoise)
			}
			i += size
			end = i
			continue
		case unseen, quote:
			if (r == '\'' || r == '’' || r == 'ʼ' || classOf(r) == unseen) && i+size < len(f.raw) {
				if r, _ := next(f.raw[i+size:]); classOf(r) == letter {
					i += size
					continue
				}
			}
		}
		break
	}
	return end, fold(f.raw[start:end], allNoise)
}

// figure reads a number that begins at i, with what groups its digits or parts its
// figures, and the letters that follow at once ("15th", "21-23", "1,500.5").
func (f *field) figure(i int) (end int, key string) {
	var b strings.Builder
	group := 0 // digits since the last mark
	grouped := true
	for i < len(f.raw) {
		r, size := next(f.raw[i:])
		if classOf(r) == digit {
			b.WriteRune(r)
			group++
			i += size
			continue
		}
		if i+size >= len(f.raw) {
			break
		}
		if r, _ := next(f.raw[i+size:]); classOf(r) != digit {
			break
		}
		thousands := grouped && group <= 3 && thousand(f.raw[i+size:])
		switch {
		case r == ',' || r == 0xa0 || r == 0x202f || r == 0x2009: // spaces that do not break
			if thousands {
				break
			}
			if r != ',' {
				return f.unit(i, b.String())
			}
			b.WriteByte(',')
			grouped = false
		case r == '.' || r == ':' || r == '/':
			b.WriteRune(r)
			grouped = false
		case classOf(r) == dash:
			b.WriteByte('-')
			grouped = true
		default:
			return f.unit(i, b.String())
		}
		group = 0
		i += size
	}
	return f.unit(i, b.String())
}

// unit reads the letters that follow a figure at once.
func (f *field) unit(i int, figure string) (end int, key string) {
	if i < len(f.raw) {
		if r, _ := next(f.raw[i:]); classOf(r) == letter {
			end, key := f.letters(i, i)
			return end, figure + key
		}
	}
	return i, figure
}

// thousand reports whether s begins with exactly three digits.
func thousand(s string) bool {
	n := 0
	for n < 4 && n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n == 3
}

// mark tells words what they are part of.
func (f *field) mark(x *Version) {
	values := map[rostrum.Span]string{}
	var numbers []rostrum.Span
	for _, n := range x.Numbers {
		numbers = append(numbers, n.At)
		values[n.At] = n.Value
	}
	for _, list := range []struct {
		part  part
		spans []rostrum.Span
	}{{number, numbers}, {name, x.Names}, {post, x.Posts}, {person, x.People}} {
		// the longest first, as of two that overlap it tells more
		for _, s := range slices.SortedStableFunc(slices.Values(list.spans), func(a, b rostrum.Span) int { return (b.End - b.Start) - (a.End - a.Start) }) {
			if s.Field != f.name {
				continue
			}
			f.spans++
			i, _ := slices.BinarySearchFunc(f.words, s.Start, func(w word, at int) int {
				if w.end <= at {
					return -1
				}
				return 1
			})
			for ; i < len(f.words) && f.words[i].start < s.End; i++ {
				w := &f.words[i]
				if w.part == list.part && w.of > 0 {
					continue
				}
				own := w.value
				w.part, w.of, w.value = list.part, f.spans, ""
				if list.part == number {
					w.value = cmp.Or(values[s], own)
				}
			}
		}
	}
}

// split makes sentences of the words, as the spans tell; words that lie in none are
// sentences of their own.
func (f *field) split(spans []rostrum.Span) {
	first, at := 0, 0 // at: the span being filled
	var own []rostrum.Span
	for _, s := range spans {
		if s.Field == f.name {
			own = append(own, s)
		}
	}
	in := func(w *word) int { // the span that a word begins in, or -1-next
		for at < len(own) && own[at].End <= w.start {
			at++
		}
		if at < len(own) && own[at].Start <= w.start {
			return at
		}
		return -1 - at
	}
	last := 0
	for i := range f.words {
		s := in(&f.words[i])
		if i > 0 && s != last {
			f.sentences = append(f.sentences, [2]int{first, i})
			first = i
		}
		last = s
	}
	if first < len(f.words) {
		f.sentences = append(f.sentences, [2]int{first, len(f.words)})
	}
}

// before is the gap before word i; that before the word behind the last ends the
// field.
func (f *field) before(i int) (start, end int) {
	start, end = 0, len(f.raw)
	if i > 0 {
		start = f.words[i-1].end
	}
	if i < len(f.words) {
		end = f.words[i].start
	}
	return start, end
}

// folded writes words [i, j) as one, so that words that were joined or parted stay
// the same. Only between two figures a gap counts: it makes two numbers of one.
func (v *vocabulary) folded(f *field, i, j int) string {
	var b strings.Builder
	last := rune(0)
	for ; i < j; i++ {
		key := v.key(&f.words[i])
		if first, _ := utf8.DecodeRuneInString(key); unicode.IsDigit(last) && (unicode.IsDigit(first) || first == '-') {
			b.WriteByte(0)
		}
		b.WriteString(key)
		last, _ = utf8.DecodeLastRuneInString(key)
	}
	return b.String()
}

// mass is how much words [i, j) weigh where shares are counted: long words tell
// more than short ones.
func (v *vocabulary) mass(f *field, i, j int) int {
	n := 0
	for ; i < j; i++ {
		n += len(v.key(&f.words[i]))
	}
	return n
}

// shared is the mass that two stretches have in common, whatever the order of the
// words.
func (v *vocabulary) shared(old *field, i, i2 int, new *field, j, j2 int) int {
	if len(v.used) < len(v.keys) {
		v.used = make([]int32, len(v.keys))
	}
	for k := j; k < j2; k++ {
		v.used[new.words[k].id]++
	}
	n := 0
	for ; i < i2; i++ {
		w := &old.words[i]
		if v.used[w.id] > 0 {
			v.used[w.id]--
			n += len(v.keys[w.id])
		}
	}
	for k := j; k < j2; k++ {
		v.used[new.words[k].id] = 0
	}
	return n
}

// missing lists names of people, bodies, sites, places and weapons in some fields
// whose words stand nowhere in others, in the order of the text.
func missing(in, from []*field) []string {
	out := []string{}
	seen := map[string]bool{}
	at := map[rune][]place{}
	for _, f := range from {
		for i := range f.words {
			at[f.words[i].id] = append(at[f.words[i].id], place{f, i})
		}
	}
	for _, f := range in {
		for i := 0; i < len(f.words); {
			w := &f.words[i]
			j := i + 1
			if w.part == person || w.part == name {
				for j < len(f.words) && f.words[j].of == w.of {
					j++
				}
				raw := f.raw[w.start:f.words[j-1].end]
				if key := fold(raw, allNoise); !seen[key] {
					seen[key] = true
					if !slices.ContainsFunc(at[w.id], func(p place) bool { return p.stands(f.words[i:j]) }) {
						out = append(out, strings.Join(strings.Fields(raw), " "))
					}
				}
			}
			i = j
		}
	}
	return out
}

// place is a word of a field.
type place struct {
	f *field
	i int
}

// stands reports whether the words stand at the place.
func (p place) stands(words []word) bool {
	if p.i+len(words) > len(p.f.words) {
		return false
	}
	for k := range words {
		if p.f.words[p.i+k].id != words[k].id {
			return false
		}
	}
	return true
}
