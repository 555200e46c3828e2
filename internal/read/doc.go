// Package read turns bytes into reports, in input order and without losing an
// item: what cannot be read becomes a report that says why.
//
// The format is told by content, never by name:
//
//   - JSONL: one object a line, with the fields id, outlet, lang, url,
//     published, retrieved, topic, title and text; other fields are ignored. A
//     file that is one JSON array, or objects printed over several lines, is
//     read too.
//   - Plain text: one report a file. A block of "Title: …", "Date: …",
//     "Outlet: …", "URL: …", "Lang: …", "ID: …", "Retrieved: …", "Topic: …"
//     lines may come first, then an empty line, then the text. Without such a
//     block the first line is the title if an empty line follows it.
//
// Either may be compressed with gzip (members may follow one another), begin
// with a byte order mark (UTF-8 or UTF-16) and end its lines with CRLF. Empty
// lines of a JSONL file and empty files hold no item.
//
// Title and text are kept byte for byte as the decoded JSON field, or as the
// bytes of the plain file after its header, line ends included. Only bytes that
// are not UTF-8 are replaced by U+FFFD, with a note.
//
// Key types: Reader (walks the inputs), Raw (one item, cut out but not decoded:
// NextRaw is cheap and sequential, Raw.Report may run in any goroutine), Options
// (bounds, and where a missing outlet comes from).
//
// What it does not do: it cleans no text, recognises no language, decides
// nothing about what is the same report, and reads neither HTML nor archives of
// web pages (it says so when it meets them).
package read
