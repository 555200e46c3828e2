// Package phrase keeps the ledger of the phrases that an outlet says again and
// again: where each is used first and last, how often among comparable reports,
// which of them are born, die, come back or crowd, and where one wording perhaps
// only took the place of another.
//
// Key types: Words (what a language's phrases are made of), Corpus (readings of
// the reports of one outlet in one language), Report (a reading: the words of one
// report, whose words they are, and where they stand), Ledger (the phrases of a
// field of a corpus, headlines or bodies, with all that is found about them),
// Concordance (the words of all reports in few bytes, in which a phrase is looked up
// in milliseconds, and of which a Corpus is laid out), Series (one phrase, month by
// month).
//
// How it works: a text becomes numbers of words; a phrase is two to six of them in
// a row, told by their stems, that at least Least reports share. Which phrases
// recur is found length by length, as no phrase is more frequent than its parts.
// Every month that is over is looked at once, by what was published until its
// end, so that nothing which is found depends on what came later.
//
// What it does not do: it reads no store and no file, knows no word of any
// language, decides nothing about voices (a reader of passages is handed in), and
// says nothing of policy, practice or posts: a phrase is words.
package phrase
