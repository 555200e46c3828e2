package weigh

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Role is what sort of sign a sign is. Its name stands before the colon in the file.
type Role uint8

// Signs that any candidate may gain or lose by. Of a word sign the words are those
// of the text, in small letters; numbers are all one word.
const (
	Word       Role = iota // a word of the sentence
	Opens                  // its first word
	Title                  // a word of the title
	TitlePair              // two neighbours there
	Behind                 // a word of the sentence behind
	Beside                 // a word of another sentence of its paragraph
	Shape                  // two neighbours, with sides, leaders and names for the words that name them
	ShapeThree             // three
	Rule                   // which rule told whose matter it is, and whose
	Ruled                  // whose, by that rule
	Report                 // the report's kind, with the voice
	About                  // whose matter the report is, alone and with what else is known
	Names                  // the sides that the sentence names, in their order
	Around                 // the sides that the sentences around it name
	Share                  // which part of the others names a side first
	State                  // what else is known of the sentence
	Act                    // for which acts its cues speak, and how strongly
	Found                  // which acts and plan claims rules find in it, and by which formula
	Before                 // which they find in the sentence before

	// Signs of one leader among those whom the report names.
	Leader       // how he stands to the sentence
	LeaderIs     // who he is
	LeaderBefore // a word up to three before his name
	LeaderBehind // a word up to three behind it
	LeaderNext   // the words next to it
	LeaderUnsaid // a word that may stand for a person, where he is not named, with who he is
	roles
)

var roleNames = [roles]string{
	"within", "opens", "title", "title pair", "behind", "beside", "shape", "shape three", "rule", "ruled", "kind",
	"about", "names", "around", "share", "state", "act", "found", "before", "leader", "leader is", "leader before", "leader behind", "leader next", "leader unsaid",
}

// String is the role's name in the file.
func (r Role) String() string { return roleNames[r] }

// OfLeader reports whether signs of the role are a single leader's.
func (r Role) OfLeader() bool { return r >= Leader }

// Key is a sign as a number: its role and its terms. It is 0 where a term has no
// number, and so the sign no points.
type Key uint64

// Hash makes a number of a word, whatever its case.
func Hash[T string | []byte](word T) uint64 {
	h := uint64(basis)
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= utf8.RuneSelf {
			return hashOf(strings.Map(unicode.ToLower, string(word)))
		}
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		h = (h ^ uint64(c)) * prime
	}
	return h
}

// The basis and prime of the hash FNV-1a of 64 bits.
const (
	basis = 14695981039346656037
	prime = 1099511628211
)

func hashOf(s string) uint64 {
	h := uint64(basis)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * prime
	}
	return h
}

// Of is the key of a sign of one term.
func (r Role) Of(a Term) Key {
	if a == 0 {
		return 0
	}
	return r.front() | Key(a)
}

// OfTwo is the key of a sign of two.
func (r Role) OfTwo(a, b Term) Key {
	if a == 0 || b == 0 {
		return 0
	}
	return r.front() | Key(b)<<termBits | Key(a)
}

// OfThree is the key of a sign of three.
func (r Role) OfThree(a, b, c Term) Key {
	if a == 0 || b == 0 || c == 0 {
		return 0
	}
	return r.front() | Key(c)<<(2*termBits) | Key(b)<<termBits | Key(a)
}

// front is the part of a key that tells the role.
func (r Role) front() Key { return Key(r+1) << (3 * termBits) }

// role is the role that a key tells.
func (k Key) role() Role { return Role(k>>(3*termBits)) - 1 }

// single is the term of a key that has but one, else 0.
func (k Key) single() Term {
	if k>>termBits&maxTerms != 0 {
		return 0
	}
	return Term(k)
}
