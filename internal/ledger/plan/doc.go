// Package plan links claims about one plan across reports into its history.
//
// Key types: Ledger (what is kept, one outlet in one language; Add a day of
// reports, then Close the day), Entry (one plan with its claims, state, sectors,
// province and horizon), Claim (a plan claim of a report, and why it was linked).
// The findings are overdue, contradicted, recycled and silent plans.
//
// How claims are linked, each to the entry that fits best, never to be moved
// again:
//
//   - by a named thing: both name it, and either says that it is the thing itself
//     that is built, or the words beside the name agree. Parts of a thing that is
//     built belong to it.
//   - by a quota: the same body, for the same time, of the same thing.
//   - by words: most of the words that say something, weighted by how rare they
//     are among the claims so far, and no name or province against it.
//
// What it does not do: it judges no plan. A plan is met, late or dropped only as
// reports say; a silent plan is one that was told of and is no more, with the days
// that were looked at.
package plan
