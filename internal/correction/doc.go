// Package correction works out what analysts' words do: which record a word is
// about, where that record stands in another extraction or another version,
// whether the word still counts, and what the records are with all words applied.
//
// A word finds its record again by its place and its essential fields (type of an
// event; name and role of an appearance; status of a plan claim; act and speaker).
// In the same version the spans must overlap; in another one the quote must still
// stand there, whatever its spaces. Where it does not, the word no longer applies
// and stays. Of what one person said of one record, the last word counts; what
// several persons say stands side by side.
//
// Key types: Name (a record as people name it, "event:2/3"), Standing (a word as
// it stands now; Judge gives them), Gold (a report in the shape of annotations;
// Apply makes it).
//
// What it does not do: it keeps nothing, reads no clock, weighs no person's word
// more than another's, and says nothing of whether a report is true.
package correction
