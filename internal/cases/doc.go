// Package cases reads and checks the cases that stand beside a profile: short
// reports with the records they must yield and those they must not, written by
// the profile's author in plain text under profiles/NAME/cases/*.txt.
//
//	== a post before the name and one after it
//	-- report --
//	published: 2031-03-03
//
//	Torvane Ost Halric, First Steward of the People's Union, made a tour of
//	counsel at the Bellhurst Tractor Works on Sunday.
//	-- events --
//	inspection | 2031-03-02 | the Bellhurst Tractor Works | -
//	  principal  Torvane Ost Halric | First Steward of the People's Union
//	-- not --
//	event drill
//
// "-- kind --", "-- plans --" and "-- acts --" say what the report is and what
// is planned and said in it, a claim or an act a line.
//
// Every event and person is listed, in order. "-" says that there is none of a
// thing, a field left out is not looked at, "..." allows for more. A case whose
// head is followed by "fails: why" is known to fail, and fails the test once it
// passes, so that the mark goes. docs/PROFILE-GUIDE.md explains the rest.
//
// Key types: Case (one case, parsed), Failure (what differs, at which line).
//
// What it does not do: it extracts nothing itself, so that a test, a command or
// another engine can bring the records; it looks at no formula, span or
// confidence, which a profile's author does not promise.
package cases
