// Package pronouncement is the ledger of what a state gives out in its own name:
// who speaks, on which rung of the ladder of authority, and how long after the
// thing that is answered.
//
// Key types: Ledger (what is kept; Add a day of reports, then Close the day),
// Pronouncement (one statement, answer, commentary or article), Answered (what it
// answers, with the day it names).
//
// What is answered is told by the pronouncement itself: of the days that its
// opening names, in a sentence that speaks of an enemy or another country or says
// that it answers, the latest before the day on which it was given. Where the opening
// names none, the response time is not told.
//
// What it does not do: it does not say why somebody of that rung spoke, and counts
// no follow-through.
package pronouncement
