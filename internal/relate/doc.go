// Package relate decides which reports belong together: a story told again, the
// summary of another text, the same occasion in another language; and what
// reports tell of others that are not held.
//
// Key types: Report (what comes in), Week (the reports of seven days, prepared
// once), Weeks (a week with those around it), Link (two reports that belong
// together, with the reason), Citation (what is told of a report that is not
// held), Decide and Decision (both, for one week).
//
// Time is cut into weeks, as a decision needs its surroundings: how rare a name
// is, and what else there is to choose from. A link belongs to the week of the
// later of its reports. What a week yields depends on the reports of Before
// weeks before it, of itself, and of After weeks behind it, and on nothing else;
// so it does not matter in which order they came.
//
//   - A retelling shares at least MinRetold of its runs of four words, and most
//     of its words, with an earlier text in its language, of whatever outlet, at
//     most Reach days before; and neither has names or numbers in the place of
//     the other's, since greetings to two presidents are of one wording.
//   - A summary is much shorter, and nearly all of it stands in the other text.
//   - A twin is the report of one outlet in another language that has the most
//     names in common, of the same day or the next; each is the other's best, and
//     better by far than the second best. Names are words with a large first
//     letter, and numbers, alone and in runs; with them count the beginnings of
//     longer words, which related languages share. Only what both languages have
//     in these weeks counts, and the rarer it is, the more.
//
// What is cited and not held, but for headlines, which are known by what is held
// of them:
//
//   - twin: a report that has hardly a name in common with any in another language
//     of some days around, where most reports of its language have a twin.
//   - press: an event of a digest, statements aside, most of whose words, by their
//     weight, stand in no other report of Beside days around.
//   - statement: a statement that news, commentary or press echo speaks of, made
//     some days before by a body whose statements are held of these weeks, of
//     whose day or the next no statement or document is held.
//
// What it does not do: it merges nothing, stores nothing, and knows no word of
// any language. Reports without a day stay alone.
package relate
