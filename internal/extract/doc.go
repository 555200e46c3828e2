// Package extract applies a profile to one version of a report and yields
// records: events with their line-ups, mentions, and the passages it could not
// read. It is pure, deterministic and safe for concurrent use: no I/O, no
// clock, the same input always gives the same records.
//
// How it reads: formulas find the phrases that tell of an occasion or open a
// list of people (grammar); the people of a list are read with their posts
// (lineup.go), names being recognised by their syllables, by lists, and foreign
// ones by their place in a list (name.go); events are joined, dated and placed
// (event.go, dates.go, where.go, site.go), and where the profile has points for it, these take back, change
// and add some (eventpoints.go). Every record keeps the byte span it stands on and the
// formula that found it.
//
// Key types: Engine (one per profile), Trace (what was matched, for --explain).
//
// What it does not do: it decides nothing about who a person is, follows no
// report beyond the one it is given, and knows no word of any language: words
// come from the profile.
package extract
