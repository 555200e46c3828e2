// Package grammar is the language in which a profile writes formulas: phrase
// patterns with slots through which communiqués say things.
//
//	{subject} (visited|inspected|looked round) {site}
//	present (there|at {occasion}) (was|were) {people}
//
// A pattern is a row of words, matched without regard to case, and of
//
//	(a|b c)   one of several rows
//	(a|b)?    the same, or nothing
//	%class    one token of a word class of the profile (%title)
//	*N        up to N tokens that are no closing mark
//	{slot}    a stretch of text that the engine reads: subject, object,
//	          people, site, place, occasion, post, any
//	^         the start of a sentence (after a dateline)
//	, : ; " ( )  that mark ("\(" and "\)" for brackets)
//
// A slot at the front takes everything from the start of the sentence, one at
// the end everything to its end, one between as little as will do. A pattern
// must begin with a word, or with a slot or marks and then a word: the engine looks for patterns only where
// that word stands, which is what keeps thousands of them fast.
//
// Key types: Pattern (compiled), Match (where it stood), Error (what is wrong
// with a pattern, at which column, and what was probably meant).
//
// What it does not do: it knows no word of any language and no meaning of a
// slot; it reads no files.
package grammar
