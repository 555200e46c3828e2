// Package eval measures the engine against annotated reports: which of its
// records readers agree with, and how sure it may therefore be of the next one.
//
// Two things stand here. Judge decides, by the rules of the annotation guide's
// scorer, which records of a report are right; Calibrate turns the verdicts of
// many reports into the table of internal/confidence. The quality report under
// testdata holds the figures of the scorer itself, and its test fails when one
// of them falls.
//
// Key types: Article (one annotated report), Verdict (one record of the engine,
// judged).
//
// What it does not do: it is no part of the program (nothing but tests and
// `make calibrate` runs it), holds no text of any annotated report, and does not
// judge whether a report is true.
package eval
