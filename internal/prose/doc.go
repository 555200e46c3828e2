// Package prose words answers for people, so that the command line and the pages
// say the same thing in the same words: what was looked at, counts, days, where
// and who, what an analyst said, how two reports belong together.
//
// Key types: Heading and Section (a section of a brief, named). All else are
// functions from a value of the use cases to a line of text.
//
// What it does not do: it lays nothing out, escapes nothing for HTML, colours
// nothing, names no command and no address, and asks no store.
package prose
