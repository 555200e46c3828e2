// Package weapon is the ledger of weapons as reports name them: when each was
// named first, at what occasions, its tests, and the figures that reports give.
//
// Key types: Ledger (what is kept; Add a day of reports, then Close the day),
// System (one weapon by its designation, its calibre, or its bare name), Test (one
// trial, with every report that tells of it), Figure (a number as a report claims
// it).
//
// A system is told by a word with a large letter and a digit beside the name of
// the weapon, or by a calibre before it; what has neither is counted by the bare
// name and is no system of its own. Whose it is goes by the sentence: where an enemy
// or another country stands before it, it is theirs; where half of the passages say so,
// it is no system of the own side.
//
// What it does not do: it adds nothing to the words of a report: no range,
// payload, site or coordinate that is not quoted; and it says of no figure that
// it is true.
package weapon
