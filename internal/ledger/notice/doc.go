// Package notice is the ledger of what was threatened, pledged, ordered and
// foretold: each notice with everything that carried it, and what may have come
// of it.
//
// Key types: Ledger (what is kept; Add a day of reports, then Close the day),
// Entry (one notice, with addressee, condition, due day and outcome), Vehicle (a
// report that carries it: who speaks, on which rung of authority, in which
// sentences), Proposal (a later passage that may be the outcome).
//
// How notices are joined: the threats of one statement or commentary to one side
// are one notice. A later passage joins the notice that it repeats in its words;
// or on whose author and pronouncement it leans by name ("as clarified in the
// statement of …"), within a month. Who repeats a notice without its words or
// its author, after another provocation, gives another notice.
//
// What it does not do: it never says that a notice was carried out or broken;
// passages are proposed with a score, and an analyst decides. It counts no
// follow-through of a person or an office.
package notice
