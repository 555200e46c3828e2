// Package holding is what is held, as analyses read it: reports with their
// records, in order of publication, and the days on which enough of them are
// held to say what was not in them.
//
// Key types: Report (one report with the records of the current extraction of
// its newest version), Series (the reports of one outlet in one language, its
// Stretches of one coverage, and its Days), Day (how many reports it has, and
// whether it counts as held).
//
// The rule of held days: a series falls into stretches wherever the coverage that
// its imports declare changes, or more than MaxGap days pass without a report
// (MaxCompleteGap, where they declare that nothing is missing). A day of a
// stretch is held if it has at least a quarter of the median number of reports of
// those of its days that have any. A day that is not held was not looked at, so
// nothing is missing on it.
//
// What it does not do: it reads no store, decides nothing about who a name
// belongs to, and finds nothing: that is for the packages under
// internal/analysis and their neighbours.
package holding
