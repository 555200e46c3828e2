// Package text turns one stored field into tokens, sentences and paragraphs
// without ever rewriting it: every token keeps the half-open byte range it was
// read from, so that any record can quote the stored text exactly, while the
// words it yields are repaired (glued words cut apart, full-width forms and
// curly quotes folded).
//
// Key types: Vocabulary (known words with their classes), Doc (one field's
// tokens, sentences, paragraphs), Token.
//
// What it does not do: it knows no language and no outlet. Which words exist,
// which abbreviations end in a period and which names a site's markup glues to
// their neighbours comes with the Vocabulary, from a profile.
package text
