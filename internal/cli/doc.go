// Package cli is the rostrum command: what the user types, and how the answers
// are laid out on a terminal, in a file, or for another program.
//
// One file holds each command (extract.go, ingest.go, …); wire.go is the
// composition root, the only place that chooses the store and loads profiles;
// table.go, style.go and layout.go are how things look. Every command takes
// --json (one document) or --ndjson (one record a line), but those that print no
// records, and ends with the exit code that the closed set of error codes gives it.
//
// Key types: Program (the streams and the environment that a run sees, so that
// tests run the real commands in-process), style (what colours mean).
//
// What it does not do: it knows no SQL, no formula and no rule of counting.
// It asks internal/app, and prints.
package cli
