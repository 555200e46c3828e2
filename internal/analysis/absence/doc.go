// Package absence counts who was not named where he was expected, and how long
// leaders were not seen, by their own rhythm.
//
// Key types: Run (occasions one after another at which somebody was expected and
// not named), Gap (days without an activity of a leader, at the least and at the
// most), Result (findings, and how many chance alone would give).
//
// Who is expected where is a habit: how often somebody was named at the occasions
// of a class before, apart by whether he was named at the last one that counted,
// since absences come in runs (a journey, an illness, a class of occasions that
// he is not asked to). Who takes an office that one person holds is expected where
// the one was who held it before, until he has a habit. Lists of one class that became known on one day are one
// occasion to be named at.
//
// A day that is not held was not looked at: nothing that is missing on it counts,
// and no run goes over a gap in coverage. Probabilities are given only where
// coverage is complete.
//
// What it does not do: it says of nobody why he is not named.
package absence
