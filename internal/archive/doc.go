// Package archive decides what an item that comes in is to what is held: a new
// report, a new version of one, another address of one, a text that fills a
// headline, or nothing new. And it keeps the log in which every version stands,
// so that it can be proved that nothing was changed since.
//
// Key types: Item and Held (what comes in, what is held), Clue (by what the held
// ones that matter are found), Recognise and Verdict (the decision), Bearers
// (which addresses are listings), Entry (a version as the log has it), Log (the
// tree of RFC 6962 over entries), Pack and Unpack (raw bytes, compressed).
//
// How a report is recognised, in this order:
//
//   - The same title and text on the same day is the same report, whatever its
//     address; another address is an alias.
//   - The same address, or the same id of the input, with like text is the same
//     report. An address that bore items of different title or text in one
//     capture is a listing, such as the page of a day, and identifies nothing.
//   - The same outlet, language, day and title, none of them empty, with like
//     text is the same report.
//   - The same text on the same day under another title is the same report,
//     unless it is of a few words.
//   - A text fills a headline of the same outlet, day and title; a headline joins
//     a text in the same way.
//   - Anything else is a new report, also at an address that shows another story.
//
// What it does not do: it stores nothing, knows no SQL, and does not judge which
// of two versions is right.
package archive
