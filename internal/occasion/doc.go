// Package occasion tells which tellings of reports are of one occasion: an
// announcement and the full report, the same in another language, another
// outlet's account, and what is told again weeks later; and it counts one
// person's activities by declared rules.
//
// Key types: Knowledge (what a profile says that the rules need: what marks a
// telling as looking back, legs of a trip, sectors), People (who is who, and whose),
// Telling (one event of one report, and whether it is news there),
// Occasion (the tellings that belong together, with the facts of the fullest and
// what the others say otherwise), Grouper (takes reports in order of publication
// and forms occasions), Activity (a row of one person's activities), Rule (how
// rows are counted), Table and Reconcile (outside counts held against ours).
//
// A Grouper decides about each report from those published before it, and never
// changes its mind: what is said of a day depends on nothing that came later but
// what People say, and a day can be added to what is held. docs/methods/occasions.md gives every rule
// and bound, and where they come from.
//
// What it does not do: it reads no store, knows no word of any language, decides
// nothing about who is who, and takes a list of names without
// presence (a roster, a message, a statement) for no occasion.
package occasion
