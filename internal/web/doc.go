// Package web is the desk: the store as pages for a browser. Every page is whole
// HTML that the server writes, works without scripts and gets better with them;
// every list pages by cursor, and every page has an address that keeps its filters.
//
// Key types: Options (what pages need beside the use cases), Measured (the measured
// error rates of a profile). New gives the handler. One file holds each page
// (today.go, report.go, …) with the template of the same name; page.go is what all
// have in common, address.go the only place that makes addresses.
//
// What it does not do: it asks no store but through internal/app, counts nothing
// itself, words in internal/prose what the command line says too, listens nowhere
// (see internal/serve), and signs nobody in. Text of reports is shown as text, never
// as HTML.
package web
