// Package search holds what every search over reports has in common, whatever
// store keeps them: the language in which one asks, the words that texts are cut
// into, their stems, the excerpt that is shown of a hit, and how hits are ranked.
// As all of it is decided here, every store finds the same.
//
// Key types: Query (what Parse reads, a tree of Nodes, each with String), Token
// (a word of a text with its bytes), Document (what an index has to know of a
// report), Excerpt (the part of a hit that is shown), Ranking (BM25).
// internal/search/posting keeps documents and finds them.
//
// A query is made of:
//
//	inspection                 a word, with all words of the same stem
//	prod*                      words that begin so
//	"field guidance"           these words in a row, as written; "field guid*" too
//	a b, a AND b               both
//	a OR b                     one or both
//	NOT a, -a, a NOT b         reports without a
//	NEAR(a b, 5), a NEAR/5 b   with at most 5 words between them, in any order
//	person:"Kim Chol"          a field, see Fields
//	( )                        holds together what belongs together
//
// NOT binds closest, then AND, then OR. Operators are written in capital letters.
// Case, accents, and what stands between words play no part. A word with marks
// within it, such as people's or Jong-un, is its parts in a row.
//
// Where the source ran a person's name together with its neighbours, and the records have
// the name, its words are sought by themselves, and so are its neighbours.
//
// Words in quotes are sought as written, since the wording of a formula is what
// one quotes it for; a word without quotes is sought by its stem. Which language
// gives the stem is decided by the report: a word finds, in English reports, what
// English makes one, in Spanish ones what Spanish does, in others itself.
//
// What it does not do: it keeps nothing, reads no file and no clock, and knows
// no word of any language; no word is too common to be sought.
package search
