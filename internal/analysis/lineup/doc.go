// Package lineup lays out who stood where: the line-ups of a series of reports
// as the analyses of order, absence, company and firsts read them.
//
// Key types: Knowledge (what a profile says of classes of occasions and of who
// belongs to the own state), People (whose appearance one is; that of
// internal/roster tells persons, Named is the simple answer, by name), LineUp (the
// own state's people at one occasion, in order), Book (all line-ups of a series,
// in the order in which they became known, with the days that were looked at).
//
// What an occasion is here: an event at which somebody is present, told by a
// report that tells of its own days. Events of one type that share most of their
// people and can be of one day are one occasion, told again; the fullest line-up
// of the first day on which any was known is the occasion's, and what later
// reports add counts for presence only. A roster, a list of names without
// presence, is kept apart by its class.
//
// Everything is in the order in which it became known, so that an analysis that
// goes through a Book once, and looks back only, depends on nothing later.
//
// What it does not do: it decides nothing about who a name belongs to beyond
// what People says, reads no store, and finds nothing by itself.
package lineup
