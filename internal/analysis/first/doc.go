// Package first finds what is there for the first time in what is held, and who
// is there again: the first appearance of an official with a leader, the first
// use of a post for somebody, the return after a long absence.
//
// Key types: Settings, Person (first and last of one official), and the findings
// of Findings.
//
// A first is only as good as what is held before it. Within the first 90 held
// days of a stretch, and after a gap in coverage, it is the first held, and is
// called so; a last is open until occasions have passed at which somebody was
// expected.
//
// What it does not do: it decides nothing about who a name belongs to, and tells
// nobody's rank.
package first
