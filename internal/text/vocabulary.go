package text

// Word identifies a known word, case-folded. Unknown is the zero Word.
type Word int32

// Unknown is the Word of everything the vocabulary does not hold.
const Unknown Word = 0

// Class is a set of word classes, one bit each; the profile names them.
type Class uint64

// Has reports whether c shares a class with d.
func (c Class) Has(d Class) bool { return c&d != 0 }

// Vocabulary holds the words a profile knows. It is filled once and then only
// read, so that many goroutines may share it.
type Vocabulary struct {
	ids     map[string]Word
	classes []Class
	words   []string

	// Abbreviation marks words that keep their final period and end no
	// sentence by it ("mt", "no"). Glue marks the words of names that a site's
	// markup glues to neighbours.
	Abbreviation, GlueHead, GlueTail Class

	Opener Class // words that begin a sentence even after an abbreviation ("the")
}

// NewVocabulary returns a vocabulary without words.
func NewVocabulary() *Vocabulary {
	return &Vocabulary{ids: map[string]Word{}, classes: []Class{0}, words: []string{""}}
}

// Add enters a lower-case word with further classes and returns its Word.
func (v *Vocabulary) Add(word string, c Class) Word {
	id, ok := v.ids[word]
	if !ok {
		id = Word(len(v.words))
		v.ids[word] = id
		v.words = append(v.words, word)
		v.classes = append(v.classes, 0)
	}
	v.classes[id] |= c
	return id
}

// Find returns the Word of a lower-case word, or Unknown.
func (v *Vocabulary) Find(word string) Word { return v.ids[word] }

// Class returns the classes of a word.
func (v *Vocabulary) Class(w Word) Class { return v.classes[w] }

// String returns the word itself.
func (v *Vocabulary) String(w Word) string { return v.words[w] }

// Len returns one more than the largest Word.
func (v *Vocabulary) Len() int { return len(v.words) }
