// Package ledger is what the ledgers of plans, notices, weapons and
// pronouncements read passages with: their words, the names in them, and what a
// profile says of both.
//
// Key types: Terms (what a profile says: words without weight, sectors,
// provinces, the ladder of authority), Reader (cuts passages into Words and finds
// Names), Name (a name with its own words apart from those that say what sort of
// a thing it is of), Weights (how rare a word is among the passages read so far),
// Day (what became known on a day, with what is held at its end), Play and Start (add days
// to a ledger).
//
// Everything is read in the order of the day on which it was known, and nothing
// that comes later changes what was made of it: so what is found for a day
// depends on nothing that was not known then, and a day can be added to what is
// kept.
//
// What it does not do: it reads no store, links no passages (the packages below
// it do), and knows no word of any language.
package ledger
