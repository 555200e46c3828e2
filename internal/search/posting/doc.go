// Package posting keeps what a search looks up: for each term, the documents that
// have it and the places where it stands there. It decides which documents a query
// finds, how many they are, and in which order; where the bytes lie is a store's
// business, so that every store finds the same.
//
// Documents are numbered in the order in which they came. A Segment holds those
// of a stretch of numbers, with all their terms. It is never changed: a document
// that no longer counts is marked dead beside it, and Merge makes one segment of
// several that follow one another, without the dead. Plan says which to merge, so
// that there are never many.
//
// A segment is a header, which is kept in memory while it is searched (for each
// document its report, day of publication, length and language: 13 bytes), and
// numbered blocks of two sorts:
//
//   - terms, in order, each with the documents that have it: the bytes that it has
//     in common with the term before it, the rest of it, how many documents, the
//     last one, how many bytes of places, and the list: for each document the
//     distance from the one before, and how often it has the term;
//   - places, in the order of terms, then of documents: the distances between
//     positions. They are cut into blocks of one size, which are read only where a
//     query asks what stands beside what.
//
// Numbers are varints, as encoding/binary has them.
//
// Key types: Builder, which makes a segment of documents, Segment, Blocks (what
// reads a store's blocks), Request and Page. Find answers a query, Look says what was
// looked at.
//
// What it does not do: it reads no query's text, cuts no text into words, keeps
// nothing anywhere, and holds no SQL.
package posting
