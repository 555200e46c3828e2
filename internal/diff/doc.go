// Package diff compares two versions of one report: what was changed in title and
// text, noise told apart from meaning, and which records stand, changed, vanished
// or are new.
//
// Key types: Version (a text with what is known of it: sentences, names, posts,
// numbers), Change (one difference with its spans in both versions, its sort and
// its kinds), Fact (what became of one record), Diff (all of a pair).
//
// How it works: words are compared as fold leaves them, so that quotes, spaces,
// case, dashes, marks, accents and broken encodings alone never make two words
// differ. Sentences are paired first: equal ones by a longest common subsequence,
// those between by how many words they share, one with two as well, since a lost
// period joins sentences. Then the words of paired sentences are aligned, also by a
// longest common subsequence. What is left over on one side is a sentence deleted,
// added or moved, or a stretch of words; its kinds come from the names, posts and
// numbers that it touches. The work is bounded whatever the texts are.
//
// What it does not do: it reads no store and no profile, extracts nothing, knows no
// word of any language, and does not say why something was changed.
package diff

import (
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
)

// Sorts of changes.
const (
	Noise   = "noise"
	Meaning = "meaning"
)

// Kinds of noise.
const (
	Quotes      = "quotes"
	Spaces      = "spaces" // breaks of lines and paragraphs too
	Case        = "case"
	Dashes      = "dashes" // hyphens too
	Punctuation = "punctuation"
	Accents     = "accents"
	Encoding    = "encoding" // another way to write the same character, or a broken one
)

// NoiseKinds lists the kinds of noise.
var NoiseKinds = []string{Quotes, Spaces, Case, Dashes, Punctuation, Accents, Encoding}

// Kinds of meaning.
const (
	SentenceDeleted = "sentence_deleted"
	SentenceAdded   = "sentence_added"
	SentenceMoved   = "sentence_moved"
	NameGone        = "name_gone"
	NameAdded       = "name_added"
	NameChanged     = "name_changed"
	PostReworded    = "post_reworded" // a post or title given, taken away or in other words
	NumberChanged   = "number_changed"
	Wording         = "wording" // anything else
)

// MeaningKinds lists the kinds of meaning, in the order in which a change gives
// its own.
var MeaningKinds = []string{SentenceDeleted, SentenceAdded, SentenceMoved, NameGone, NameAdded, NameChanged, PostReworded, NumberChanged, Wording}

// Version is one text of a report with what is known of it. Spans may overlap; of
// a word that is part of several, the name of a person counts first, then the
// post, then other names, then the number.
type Version struct {
	Title, Text string
	Sentences   []rostrum.Span // in order; words outside of all make sentences too
	People      []rostrum.Span
	Posts       []rostrum.Span // titles and honorifics too
	Names       []rostrum.Span // of bodies, sites, places, weapons
	Numbers     []Number       // figures need not be among them: digits are seen anyway
}

// Number is a wording of a number, or of a date.
type Number struct {
	At    rostrum.Span
	Value string // in digits, or as a day; "" where words are all that is known
}

// Read makes a Version of an extraction that holds its text: names and posts are
// where its records and mentions are.
func Read(x *rostrum.Extraction, sentences []rostrum.Span, numbers []Number) *Version {
	v := &Version{Title: x.Title, Sentences: sentences, Numbers: numbers}
	if x.Text != nil {
		v.Text = *x.Text
	}
	for i := range x.Events {
		for _, a := range x.Events[i].Participants {
			if a.Name != nil {
				v.People = append(v.People, a.At)
			} else {
				v.Posts = append(v.Posts, a.At)
			}
			v.Posts = append(v.Posts, a.PostAt...)
		}
	}
	for _, m := range x.Mentions {
		switch m.Kind {
		case rostrum.MentionPerson:
			v.People = append(v.People, m.At)
		case rostrum.MentionTitle:
			v.Posts = append(v.Posts, m.At)
		default:
			v.Names = append(v.Names, m.At)
		}
	}
	return v
}

// Change is one difference between two versions. Both spans lie in the same field;
// one of them may be empty, and then says where. They never cut a word.
type Change struct {
	Sort     string       `json:"sort"`  // Noise or Meaning
	Kinds    []string     `json:"kinds"` // of the sort, at least one
	Old      rostrum.Span `json:"old"`
	New      rostrum.Span `json:"new"`
	OldWords string       `json:"old_words"` // the bytes at Old
	NewWords string       `json:"new_words"` // the bytes at New
}

// Diff is what two versions differ in.
type Diff struct {
	Changes    []Change       `json:"changes"`     // in the order of the new version, those of the title first
	Noise      map[string]int `json:"noise"`       // changes by kind; one of two kinds counts for both
	Meaning    map[string]int `json:"meaning"`     // likewise
	NamesGone  []string       `json:"names_gone"`  // that stand in the old version and nowhere in the new one
	NamesAdded []string       `json:"names_added"` // the other way round
	Facts      []Fact         `json:"facts"`
}

// Changed reports whether anything but noise was changed.
func (d *Diff) Changed() bool { return len(d.Meaning) > 0 }

// Compare tells what was changed between two versions. It fills everything but
// Facts, for which see CompareRecords.
func Compare(old, new *Version) *Diff {
	d := &Diff{Changes: []Change{}, Noise: map[string]int{}, Meaning: map[string]int{}, Facts: []Fact{}}
	words := newVocabulary()
	var sides [2][2]*field // by field, then old and new
	for i, name := range []string{rostrum.FieldTitle, rostrum.FieldText} {
		sides[i] = [2]*field{words.read(old, name), words.read(new, name)}
	}
	for i, s := range sides {
		p := pairing{old: s[0], new: s[1], words: words, whole: i == 0}
		d.Changes = append(d.Changes, p.changes()...)
	}
	for _, c := range d.Changes {
		count := d.Noise
		if c.Sort == Meaning {
			count = d.Meaning
		}
		for _, k := range c.Kinds {
			count[k]++
		}
	}
	d.NamesGone = missing([]*field{sides[0][0], sides[1][0]}, []*field{sides[0][1], sides[1][1]})
	d.NamesAdded = missing([]*field{sides[0][1], sides[1][1]}, []*field{sides[0][0], sides[1][0]})
	return d
}

// Apply makes the new text of a field from the old one and the changes in it. It
// is the meaning of a Change's spans, and what tests hold them to.
func Apply(old, field string, changes []Change) string {
	var from, to []Change
	for _, c := range changes {
		if c.Old.Field != field {
			continue
		}
		if c.Old.End > c.Old.Start {
			from = append(from, c)
		}
		if c.New.End > c.New.Start {
			to = append(to, c)
		}
	}
	slices.SortFunc(from, func(a, b Change) int { return a.Old.Start - b.Old.Start })
	slices.SortFunc(to, func(a, b Change) int { return a.New.Start - b.New.Start })
	var kept strings.Builder // what stands in both, in order
	at := 0
	for _, c := range from {
		kept.WriteString(old[at:c.Old.Start])
		at = c.Old.End
	}
	kept.WriteString(old[at:])
	rest := kept.String()
	var b strings.Builder
	for _, c := range to {
		n := min(max(0, c.New.Start-b.Len()), len(rest))
		b.WriteString(rest[:n])
		rest = rest[n:]
		b.WriteString(c.NewWords)
	}
	b.WriteString(rest)
	return b.String()
}
