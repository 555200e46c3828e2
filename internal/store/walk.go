package store

import (
	"context"

	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Walker reads what analyses work on.
type Walker interface {
	// Walk reads the reports that f selects, each with the records of the current
	// extraction of its newest version, and calls use for each, by publication day
	// (those without one first), then id. All of it is of one moment. An error of
	// use ends it, and is returned as it is.
	Walk(ctx context.Context, f WalkFilter, use func(*holding.Report) error) error

	// WalkHeads reads the reports that came or were changed since a moment, all of them
	// since the zero Moment, without titles, texts and records: what tells whether
	// anything of a report was changed. It returns the moment to give next time.
	WalkHeads(ctx context.Context, since Moment, use func(*holding.Report) error) (Moment, error)

	// WalkVersions does the same for every version with a text of the reports of
	// which several are held, each with the records of its own current extraction,
	// in the order in which they came in within a report.
	WalkVersions(ctx context.Context, f WalkFilter, use func(*holding.Report) error) error

	// WalkCaptures tells of each report when it was captured, in the order of Walk: of
	// the captures that came in after one, all of them after 0. It returns the last that
	// came in. Of f, the days, Outlet and Lang count. Captures without a text are left out.
	WalkCaptures(ctx context.Context, f WalkFilter, after int64, use func(*holding.History) error) (int64, error)
}

// Moment is a state of a store of which somebody knows all reports.
type Moment struct {
	Report  int64 // key of the last that came
	Changes int64
}

// WalkFilter selects what Walk reads; empty fields select all.
type WalkFilter struct {
	From, To string   // publication days, both included; From leaves out reports without a day
	Outlet   string   // in large letters or small
	Lang     string   // as recognised
	Reports  []string // ids; nil for all
	// Text reads texts too, and the others leave out what is not needed.
	Text       bool
	NoEvents   bool
	NoPlans    bool
	NoActs     bool
	NoMentions bool
}
