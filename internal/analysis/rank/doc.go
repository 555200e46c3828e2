// Package rank tells who stands before whom: what differs between two line-ups
// of a class, in which lists of which class one stood before another, and where
// the lists of an order put somebody.
//
// Key types: Difference (entrants, exits and moves between two comparable
// line-ups, with how often the class's own history shows as much), Pair (two
// people over all lists that have both), Standing (a band fitted to the lists of
// one order), and the findings of Findings: places that differ from the last
// common lists, and orders of two that changed and stayed so.
//
// Lists are compared within one order, the protocol that their class goes by: a
// roster says nothing of who stands where in presence, nor soldiers of the
// party. Everything looks back only: a finding rests on what was known on its
// day.
//
// What it does not do: it says of nobody why he moved, and gives nobody a rank.
package rank
