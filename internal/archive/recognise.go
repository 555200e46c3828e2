package archive

import (
	"strings"
	"unicode"

	"github.com/rostrum-watch/rostrum/internal/store"
)

// MinLike is the share of its words that a text has in common with another
// version of itself, at least. Announcement and full report of one occasion, or
// two messages of greeting, share fewer; edited reports in the corpora more.
const MinLike = 0.6

// MinWords is how many words a text has, at least, that is the same report under
// another title: "(Photo)" alone stands under many.
const MinWords = 12

// Item is what comes in, as far as it matters here.
type Item struct {
	ID        string // the input's own, or ""
	URL       string
	Listing   bool // URL is known to be a listing
	Outlet    string
	Lang      string // as recognised
	Published string // ISO day, or ""
	Title     string
	Text      string
}

// Held is a report that is held, as its newest version has it; that of a text
// where there is one.
type Held struct {
	IDs       []string // that it came with
	Addresses []string
	Outlet    string
	Lang      string
	Published string
	Title     string
	Text      string // "" of a headline that nothing has filled
	Headline  bool   // it came as a headline, or one has joined it
	Same      bool   // one of its versions has the title and the text of the item
}

// Sort is what an item is to what is held.
type Sort int

// The sorts.
const (
	NewReport  Sort = iota
	NewVersion      // another text, or title, of a report that is held
	Alias           // a version that is held, at an address that is new
	Duplicate       // a version that is held, at an address that is held
	Fills           // the first text of a headline
	Joins           // a headline of a report that is held
)

// Verdict says what an item is, and to which of those held.
type Verdict struct {
	Sort      Sort
	Held      int   // index, -1 for a new report
	Displaced []int // those at whose address the item stands now instead
}

// Recognise decides what it is to those held, the candidates that share a clue
// with it. Of several that fit, the one that fits by the earlier rule is taken,
// then the earlier one.
func Recognise(it *Item, held []Held) Verdict {
	v := decide(it, held)
	if it.URL == "" || it.Listing {
		return v
	}
	for i := range held {
		if i != v.Held && has(held[i].Addresses, it.URL) {
			v.Displaced = append(v.Displaced, i)
		}
	}
	return v
}

func decide(it *Item, held []Held) Verdict {
	for _, fits := range rules {
		for i := range held {
			if sort, ok := fits(it, &held[i]); ok {
				return Verdict{Sort: sort, Held: i}
			}
		}
	}
	return Verdict{Sort: NewReport, Held: -1}
}

// rules are those of the package comment, in their order.
var rules = []func(*Item, *Held) (Sort, bool){
	func(it *Item, h *Held) (Sort, bool) {
		known := it.URL == "" || has(h.Addresses, it.URL)
		sameDay := it.Published == h.Published
		again := it.URL != "" && known && !it.Listing // the address says that it is the same
		switch {
		case !h.Same || !sameOutlet(it, h) || !sameDay && !again:
			return 0, false
		case it.Text == "" && !known:
			// Two headlines of one wording may be of two reports.
			return 0, false
		case known:
			return Duplicate, true
		}
		return Alias, true
	},
	func(it *Item, h *Held) (Sort, bool) {
		byAddress := it.URL != "" && !it.Listing && has(h.Addresses, it.URL)
		byID := it.ID != "" && has(h.IDs, it.ID)
		if !byAddress && !byID {
			return 0, false
		}
		return like(it, h)
	},
	func(it *Item, h *Held) (Sort, bool) {
		if it.Outlet == "" || it.Lang != h.Lang || !sameTitle(it, h) || it.Text == "" || h.Text == "" {
			return 0, false
		}
		return like(it, h)
	},
	func(it *Item, h *Held) (Sort, bool) {
		return NewVersion, it.Text == h.Text && it.Published == h.Published && sameOutlet(it, h) && len(words(it.Text)) >= MinWords
	},
	func(it *Item, h *Held) (Sort, bool) {
		switch {
		case !sameTitle(it, h):
			return 0, false
		case it.Text != "":
			return Fills, h.Text == ""
		}
		return Joins, h.Text != "" && !h.Headline
	},
}

// like tells what a text is to one that it is like, if it is.
func like(it *Item, h *Held) (Sort, bool) {
	switch {
	case it.Text == "" && h.Text == "":
		return NewVersion, store.Fold(it.Title) == store.Fold(h.Title)
	case it.Text == "":
		return Joins, sameTitle(it, h)
	case h.Text == "":
		return Fills, sameTitle(it, h)
	}
	return NewVersion, Like(it.Text, h.Text) >= MinLike
}

// sameTitle reports whether outlet, day and title are the same, and none empty.
func sameTitle(it *Item, h *Held) bool {
	if it.Published == "" || it.Published != h.Published || !sameOutlet(it, h) {
		return false
	}
	t := store.Fold(it.Title)
	return t != "" && t == store.Fold(h.Title)
}

func sameOutlet(it *Item, h *Held) bool { return strings.EqualFold(it.Outlet, h.Outlet) }

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// Like returns how many words two texts have in common, each as often as it
// stands in both, as a share of the words of the longer one: 1 for the same
// words in any order, 0 where one is empty. Case and marks do not count.
func Like(a, b string) float64 {
	wa, wb := words(a), words(b)
	if len(wa) < len(wb) {
		wa, wb = wb, wa
	}
	if len(wb) == 0 {
		return 0
	}
	counts := make(map[string]int, len(wa))
	for _, w := range wa {
		counts[w]++
	}
	common := 0
	for _, w := range wb {
		if counts[w] > 0 {
			counts[w]--
			common++
		}
	}
	return float64(common) / float64(len(wa))
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// Clue is a number that reports share which may be the same: equal addresses,
// ids, texts or titles give equal clues. Unequal ones may, too, which Recognise
// sees.
type Clue int64

// Clues returns the clues of an item, without repeats. An address that is a
// listing gives none.
func Clues(it *Item) []Clue {
	c := make([]Clue, 0, 4)
	add := func(sort byte, parts ...string) {
		c = append(c, Clue(sum((offset^uint64(sort))*prime, parts...)))
	}
	if it.ID != "" {
		add('i', it.ID)
	}
	if it.URL != "" && !it.Listing {
		add('u', it.URL)
	}
	if it.Text != "" {
		add('t', it.Text)
	}
	if t := store.Fold(it.Title); t != "" && it.Published != "" {
		add('h', it.Published, t)
	}
	return c
}

// Bearers tells listings: addresses that bear items of different title or text
// in one capture. It is made anew for each import, and remembers as many
// addresses as bound says; of those beyond nothing is told. It is not safe for
// use by several goroutines.
type Bearers struct {
	bound int
	first map[uint64]uint64 // of address and capture -> of title and text
}

// NewBearers returns a Bearers that remembers at most bound addresses.
func NewBearers(bound int) *Bearers {
	return &Bearers{bound: bound, first: map[uint64]uint64{}}
}

// Bear notes that an item stood at its address when it was captured (a day, a
// time, or "" where the input gives none) and reports whether that makes the
// address a listing. Version is that of the item.
func (b *Bearers) Bear(url, captured, version string) (listing bool) {
	if url == "" {
		return false
	}
	key, value := sum(offset, url, captured), sum(offset, version)
	first, ok := b.first[key]
	if !ok {
		if len(b.first) < b.bound {
			b.first[key] = value
		}
		return false
	}
	return first != value
}

// FNV-1a, 64 bits.
const (
	offset = 14695981039346656037
	prime  = 1099511628211
)

// sum goes on from a sum with strings, each with a zero behind it. Stores hold such
// sums. The package hash/fnv would have each text copied.
func sum(h uint64, parts ...string) uint64 {
	for _, p := range parts {
		for i := range len(p) {
			h = (h ^ uint64(p[i])) * prime
		}
		h *= prime // a zero changes nothing before
	}
	return h
}
