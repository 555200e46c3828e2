package grammar

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/text"
)

// Slot names a stretch of text that a pattern leaves open.
type Slot uint8

// The slots, in the order of SlotNames.
const (
	NoSlot Slot = iota
	Subject
	Object
	People
	Site
	Place
	Occasion
	Post
	Any
	slots
)

// SlotNames are the names of the slots in patterns.
var SlotNames = []string{"", "subject", "object", "people", "site", "place", "occasion", "post", "any"}

// slotMeant are names that authors give to slots and no edit leads from to the
// right one.
var slotMeant = map[string]string{
	"person": "people", "names": "people",
	"who": "subject", "whom": "object", "where": "site", "location": "site",
	"event": "occasion", "title": "post",
}

// Error says what is wrong with a pattern.
type Error struct {
	Column  int    // byte of the pattern, from 1
	Message string // what is wrong and what was expected
	Meant   string // what was probably meant, or ""
}

func (e *Error) Error() string {
	s := fmt.Sprintf("column %d: %s", e.Column, e.Message)
	if e.Meant != "" {
		s += fmt.Sprintf(" (did you mean %q?)", e.Meant)
	}
	return s
}

type kind uint8

const (
	word kind = iota
	class
	gap
	slot
	mark
	begin
	fork // one of several rows
	done
	row // of a fork, while it is parsed: several items
)

// node is one step of a compiled pattern; next is nil only for done. Trying
// patterns is mostly waiting for nodes, so one fits the line of a cache.
type node struct {
	kind   kind
	slot   Slot
	mark   byte
	max    uint8 // gap: most tokens
	word   text.Word
	begins Follow // what stands where the node does; of a class, the class
	next   *node
	rows   []*node // fork
	index  *index  // of a fork with many rows
}

// index files the rows of a fork: those that may begin with a word, in their
// order, and those that may begin with anything, for every other word.
type index struct {
	byWord []wordRows // open addressing, a power of two long, at most half full
	rest   []*node
}

// wordRows are the rows of a fork that may begin with a word.
type wordRows struct {
	word text.Word
	rows []*node
}

// rowsOf returns the rows of a fork that may begin with a word.
func (n *node) rowsOf(w text.Word) []*node {
	if n.index == nil {
		return n.rows
	}
	byWord := n.index.byWord
	mask := len(byWord) - 1
	for i := int(w) & mask; byWord[i].rows != nil; i = (i + 1) & mask {
		if byWord[i].word == w {
			return byWord[i].rows
		}
	}
	return n.index.rest
}

// Pattern is a compiled formula pattern. It is read-only after Compile.
type Pattern struct {
	Source string
	front  Slot  // slot before the anchor, or NoSlot
	start  *node // first node after the front slot
	lead   int   // marks before the anchor
	anchor *node // what stands behind them
	// Anchors are the words of which one must stand where the pattern begins, in
	// order; AnchorClass does the same by class.
	Anchors     []text.Word
	AnchorClass text.Class
	// Need are words of which one stands behind the word that the pattern begins
	// with wherever it matches; none where nothing must.
	Need  []text.Word
	slots [slots]bool
}

// Has reports whether the pattern has the slot.
func (p *Pattern) Has(s Slot) bool { return p.slots[s] }

// Front returns the slot that the pattern begins with, or NoSlot.
func (p *Pattern) Front() Slot { return p.front }

type parser struct {
	src     string
	pos     int
	v       *text.Vocabulary
	classes map[string]text.Class
	slots   [slots]bool
}

// Compile reads a pattern. Words that the vocabulary lacks are added to it.
func Compile(src string, v *text.Vocabulary, classes map[string]text.Class) (*Pattern, error) {
	p := &parser{src: src, v: v, classes: classes}
	end := &node{kind: done, begins: Follow{words: anything}}
	items, err := p.row(0)
	if err != nil {
		return nil, err
	}
	if p.pos < len(src) {
		return nil, p.errorf(p.pos, "unexpected %q", src[p.pos:p.pos+1])
	}
	out := &Pattern{Source: src, slots: p.slots}
	if len(items) > 0 && items[0].kind == slot {
		out.front = items[0].slot
		items = items[1:]
	}
	for _, n := range items {
		if n.kind != mark {
			break
		}
		out.lead++
	}
	out.Need = needBehind(items[out.lead:], v).words
	out.start = link(items, end)
	out.anchor = out.start
	for range out.lead {
		out.anchor = out.anchor.next
	}
	if ok := out.anchors(out.anchor, 0); !ok || len(out.Anchors) == 0 && out.AnchorClass == 0 {
		return nil, p.errorf(0, "a pattern must begin with a word (or with one slot or a mark and then a word), so that the engine knows where to look")
	}
	slices.Sort(out.Anchors)
	return out, nil
}

func (p *parser) errorf(pos int, format string, args ...any) *Error {
	return &Error{Column: pos + 1, Message: fmt.Sprintf(format, args...)}
}

// row reads items up to '|', ')' or the end.
func (p *parser) row(depth int) ([]*node, error) {
	if depth > 8 {
		return nil, p.errorf(p.pos, "brackets more than 8 deep")
	}
	var items []*node
	for p.pos < len(p.src) {
		c := p.src[p.pos]
		at := p.pos
		switch {
		case c == ' ' || c == '\t' || c == '\n':
			p.pos++
		case c == '|' || c == ')':
			if depth == 0 {
				return nil, p.errorf(p.pos, "%q without an opening bracket before it", string(c))
			}
			return items, nil
		case c == '(':
			n, err := p.group(depth)
			if err != nil {
				return nil, err
			}
			items = append(items, n)
		case c == '{':
			n, err := p.slotItem()
			if err != nil {
				return nil, err
			}
			if len(items) > 0 && items[len(items)-1].kind == slot {
				return nil, p.errorf(at, "two slots side by side: a word must stand between them")
			}
			items = append(items, n)
		case c == '%':
			n, err := p.classItem()
			if err != nil {
				return nil, err
			}
			items = append(items, n)
		case c == '*':
			p.pos++
			n := 0
			for p.pos < len(p.src) && p.src[p.pos] >= '0' && p.src[p.pos] <= '9' && n < 100 {
				n = n*10 + int(p.src[p.pos]-'0')
				p.pos++
			}
			if n == 0 || n > 40 {
				return nil, p.errorf(at, "* takes the most tokens to pass over, 1 to 40, as in *3")
			}
			items = append(items, &node{kind: gap, max: uint8(n)})
		case c == '^':
			p.pos++
			items = append(items, &node{kind: begin})
		case c == '}':
			return nil, p.errorf(p.pos, "} without a { before it")
		case c == '\\' && p.pos+1 < len(p.src):
			items = append(items, &node{kind: mark, mark: p.src[p.pos+1]})
			p.pos += 2
		default:
			for p.pos < len(p.src) && strings.IndexByte(" \t\n|(){}%*^\\", p.src[p.pos]) < 0 {
				p.pos++
			}
			var err error
			if items, err = p.words(items, p.src[at:p.pos], at); err != nil {
				return nil, err
			}
		}
	}
	return items, nil
}

// words turns one run of letters into nodes behind items, cut as text is cut into
// tokens.
func (p *parser) words(items []*node, s string, at int) ([]*node, error) {
	if text.Plain(s) { // as nearly everywhere
		return append(items, &node{kind: word, word: p.v.Add(s, 0)}), nil
	}
	d := text.New(p.v, "", s)
	if len(d.Tokens) == 0 {
		return nil, p.errorf(at, "nothing to match in %q", s)
	}
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Is(text.Punct) {
			if t.Mark == 0 {
				return nil, p.errorf(at, "the mark %q cannot be matched", d.Word(i))
			}
			items = append(items, &node{kind: mark, mark: t.Mark})
			continue
		}
		w := strings.ToLower(d.Word(i))
		if id := p.v.Find(w); id == text.Unknown && strings.HasSuffix(w, ".") {
			w = strings.TrimSuffix(w, ".")
		}
		items = append(items, &node{kind: word, word: p.v.Add(w, 0)})
	}
	return items, nil
}

func (p *parser) group(depth int) (*node, error) {
	open := p.pos
	p.pos++
	f := &node{kind: fork}
	for {
		items, err := p.row(depth + 1)
		if err != nil {
			return nil, err
		}
		if p.pos >= len(p.src) {
			return nil, p.errorf(open, "this bracket is never closed")
		}
		if len(items) == 0 {
			return nil, p.errorf(p.pos, "an empty choice; write (…)? for something that may be missing")
		}
		r := items[0] // linked later
		if len(items) > 1 {
			r = &node{kind: row, rows: items}
		}
		f.rows = append(f.rows, r)
		c := p.src[p.pos]
		p.pos++
		if c == ')' {
			break
		}
	}
	if p.pos < len(p.src) && p.src[p.pos] == '?' {
		p.pos++
		f.rows = append(f.rows, nil)
	}
	return f, nil
}

func (p *parser) slotItem() (*node, error) {
	at := p.pos
	end := strings.IndexByte(p.src[p.pos:], '}')
	if end < 0 {
		return nil, p.errorf(at, "this { is never closed")
	}
	name := p.src[at+1 : at+end]
	p.pos += end + 1
	for i, n := range SlotNames {
		if n == name && n != "" {
			p.slots[i] = true
			return &node{kind: slot, slot: Slot(i)}, nil
		}
	}
	e := p.errorf(at, "there is no slot {%s}; slots are %s", name, strings.Join(SlotNames[1:], ", "))
	e.Meant = slotMeant[strings.ToLower(name)]
	if e.Meant == "" {
		e.Meant = Nearest(name, SlotNames[1:])
	}
	return nil, e
}

func (p *parser) classItem() (*node, error) {
	at := p.pos
	p.pos++
	for p.pos < len(p.src) && (p.src[p.pos] == '_' || p.src[p.pos] >= 'a' && p.src[p.pos] <= 'z') {
		p.pos++
	}
	name := p.src[at+1 : p.pos]
	if c, ok := p.classes[name]; ok {
		return &node{kind: class, begins: Follow{class: c}}, nil
	}
	var known []string
	for k := range p.classes {
		known = append(known, k)
	}
	sort.Strings(known)
	e := p.errorf(at, "there is no word class %%%s; classes are the files under lexicon/", name)
	e.Meant = Nearest(name, known)
	return nil, e
}

// link joins items into a chain that ends in next.
func link(items []*node, next *node) *node {
	for i := len(items) - 1; i >= 0; i-- {
		n := items[i]
		if n.kind == fork {
			for k := range n.rows {
				n.rows[k] = link(n.items(k), next)
			}
			n.file()
		} else {
			n.next = next
		}
		n.begins = n.opening()
		next = n
	}
	return next
}

// items are those of a row of a fork as the parser leaves it: none, one that is the row
// itself, or several.
func (n *node) items(k int) []*node {
	switch r := n.rows[k]; {
	case r == nil:
		return nil
	case r.kind == row:
		return r.rows
	}
	return n.rows[k : k+1]
}

// manyRows is from how many rows on a fork is indexed by their first words.
const manyRows = 5

// file makes the index of a fork with many rows.
func (n *node) file() {
	if len(n.rows) < manyRows {
		return
	}
	out := &index{}
	words := make([]text.Word, 0, len(n.rows))
	for _, r := range n.rows {
		if r.kind == word {
			words = append(words, r.word)
		} else {
			out.rest = append(out.rest, r)
		}
	}
	slices.Sort(words)
	words = slices.Compact(words)
	size := 4
	for size < 2*len(words) {
		size *= 2
	}
	out.byWord = make([]wordRows, size)
	room := make([]*node, 0, len(n.rows)+len(words)*len(out.rest)) // of each word one after another
	for _, w := range words {
		i := int(w) & (size - 1)
		for out.byWord[i].rows != nil {
			i = (i + 1) & (size - 1)
		}
		from := len(room)
		for _, r := range n.rows {
			if r.kind != word || r.word == w {
				room = append(room, r)
			}
		}
		out.byWord[i] = wordRows{w, room[from:len(room):len(room)]}
	}
	n.index = out
}

// anchors collects what a match may begin with; false if a match may begin
// with a gap, a slot or nothing.
func (p *Pattern) anchors(n *node, depth int) bool {
	if depth > 64 {
		return false
	}
	switch n.kind {
	case word:
		if !slices.Contains(p.Anchors, n.word) {
			p.Anchors = append(p.Anchors, n.word)
		}
		return true
	case class:
		p.AnchorClass |= n.begins.class
		return true
	case begin:
		return p.anchors(n.next, depth+1)
	case fork:
		for _, r := range n.rows {
			if !p.anchors(r, depth+1) {
				return false
			}
		}
		return true
	}
	return false
}
