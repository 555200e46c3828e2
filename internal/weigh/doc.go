// Package weigh holds what signs of a sentence count for whose matter it is: points
// that were learned from passages which readers judged, kept as a generated file
// beside the profile (referent-points.tsv), and added up by the engine.
//
// The method is the conditional logit of McFadden ("Conditional logit analysis of
// qualitative choice behavior", 1974): each candidate, a side or a leader whom the
// report names, gets the sum of the points of its signs, and the candidate with
// most points is chosen; the points are those that make the readers' choices
// likeliest, with a penalty on their squares.
//
// Key types: Role (what a word is to the sentence: in it, behind it, in the title),
// Key (a sign as a number), Points (what a sign counts, by side), Table (the file).
//
// What it does not do: it finds no signs (internal/extract does), learns nothing
// (internal/eval/learn does), and knows no word of any language.
package weigh
