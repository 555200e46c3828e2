package store

import (
	"context"

	"github.com/rostrum-watch/rostrum"
)

// NoticeOutcomes keeps what analysts say came of notices.
type NoticeOutcomes interface {
	// SayOutcome keeps an analyst's word and returns its ID, which is greater than
	// all before; that of o is not used. CodeNotFound where a report that it names
	// has no such version, or is not there, or there is no word to withdraw;
	// CodeConflict where that was withdrawn before. Nothing changes or removes a
	// word.
	SayOutcome(ctx context.Context, o *rostrum.NoticeOutcome) (int64, error)

	// FindOutcomes lists analysts' words by ID.
	FindOutcomes(ctx context.Context, f OutcomeFilter) (*Page[rostrum.NoticeOutcome], error)
}

// OutcomeFilter selects words on outcomes; empty fields select all.
type OutcomeFilter struct {
	Notice string // id of the report that gave notice
	By     string // who said it, compared as Fold leaves it
	ID     int64
	Limit  int    // 0 is DefaultLimit
	Cursor string // Next of the page before
}
