// Package roster decides who is who: it joins the appearances of many reports
// into persons, parses posts into offices of organisations, and tells who held
// which office when, as far as reports show it.
//
// Key types: Knowledge (what a profile says of spellings and offices), Roll (who
// is who in the reports added to it), Person, Office, Organisation, Tenure,
// Reason (why two are one, or not).
//
// The rule of identity. Appearances of one name, as the outlet's ways of spelling
// it allow, are put into strands by the offices they give. Strands are one person
// unless something speaks against it: one list has the name twice, they are of
// different states or stations, or they hold main offices of different bodies in
// turns without ever being given both. Two spellings that differ by more are one
// only where both hold one office and neither ever stands beside the other.
// Likeness of strings alone decides nothing.
//
// A Roll depends only on the reports added to it, in whatever order, and on
// rulings: with those up to a day it says what could be known then.
//
// What it does not do: it reads no store and no clock, knows no name or title of
// any state (a profile does), and says nothing of why an office ended.
package roster
