// Package profile loads what is known about one outlet's language: word
// classes, names, phrases, calendars and formulas, all data files that an
// analyst who does not program can edit.
//
// A profile is a folder:
//
//	profile.yaml     who it is for and what it inherits
//	syntax.yaml      small word classes (articles, pronouns, …)
//	lexicon/X.txt    word class X, one entry a line, "entry = value" allowed
//	formulas/*.yaml  formulas, each with an example that it must match
//	calendar.yaml    words of dates
//
// Key types: Profile (loaded, compiled, read-only), Formula, Diagnostic (file,
// line, column, what is wrong, what was probably meant), Phrases (word trie of
// multi-word entries), Part (a file of a profile that another package reads, with
// those that it inherits, and mistakes told in the same way).
//
// What it does not do: it reads no text but that of the examples, opens no file
// outside the fs.FS it is given, and knows no word of any language.
package profile
