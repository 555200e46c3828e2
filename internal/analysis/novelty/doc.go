// Package novelty tells what is there for the first time in the words of reports,
// and who leaves a post by them: a leader's title that nobody gave before, a body
// that is founded, or named, and was not before, an official of whom a report says
// that the post is given up.
//
// Key types: Knowledge (the words by which a profile's reports say so), Ledger
// (what was named so far, to which days are added).
//
// A finding depends only on what was known by its day. Within the first 90 held days
// of a stretch nearly everything is named for the first time: such findings are of
// kinds of their own, which say "first held".
//
// What it does not do: it reads no store, knows no word of any language (a profile
// does), says nothing of why a post ends, and gives no word for it but the report's.
package novelty
