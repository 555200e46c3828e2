// Package backtest holds findings against a list of changes that readers found: which
// of them the analyses find, how many reports later, and what they find besides.
//
// Key types: File (the list, as Parse reads it), Change, Never, Result.
//
// A file is YAML:
//
//	kinds:      # which kinds of findings show a kind of change
//	  edit: [edit, name_removed]
//	hedged: []  # kinds that say they may come from how reports were collected
//	changes:
//	  - {id: c1, day: 2031-03-01, reports: [vdb-2031-03-01-001], kind: edit, subject: Name, also: [Other Name], what: in words}
//	never:      # what looks like a change and is none
//	  - {id: n1, from: 2031-03-01, to: 2031-03-02, kinds: [edit], subject: Name, what: in words}
//	judged:     # findings that a reader looked at, though no change of the list is theirs
//	  - {kind: edit, subject: Name, known: 2031-03-02, right: true, why: in words}
//
// A change is found if a finding of one of its kinds, known from its day to Patience
// days later, has its subject, or one of the words of also, in its own subject, or
// anywhere if it shows one of the change's reports.
//
// The delay is how many reports of the series were published behind the first that
// shows the change, up to the last that the finding shows; or, where it was known only
// on a later day than those, up to the end of that day.
//
// What never must be found is no finding of a listed change. Of alarms, those that
// are on no list are counted as false unless a reader judged them right.
//
// What it does not do: it runs no analysis and reads no store, and it does not know
// whether a finding that is on no list is false: that is for a reader to judge.
package backtest

// Patience is how many days a change may take to be found.
const Patience = 45
