// Package weigh holds what signs of a sentence count for whose matter it is, and for
// which acts and plan claims it holds and of which events it tells: points that were
// learned from reports which readers judged, kept as generated files beside the profile
// (referent-points.tsv, claim-points.tsv, event-points.tsv), and added up by the engine.
//
// The method for the one is the conditional logit of McFadden ("Conditional logit analysis of
// qualitative choice behavior", 1974): each candidate, a side or a leader whom the
// report names, gets the sum of the points of its signs, and the candidate with
// most points is chosen; the points are those that make the readers' choices
// likeliest, with a penalty on their squares. For the others it is logistic regression
// (Cox, "The regression analysis of binary sequences", 1958), a column for each act and
// each type of event.
//
// Key types: Role (what a word is to the sentence: in it, behind it, in the title),
// Terms (the words and values that signs are made of, by number), Key (a sign as a
// number), Points (what a sign counts, by column), Table (the file), Sum (points of many
// signs).
//
// What it does not do: it finds no signs (internal/extract does), learns nothing
// (internal/eval/learn does), and knows no word of any language.
package weigh
