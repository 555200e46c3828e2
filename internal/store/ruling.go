package store

import (
	"context"

	"github.com/rostrum-watch/rostrum"
)

// Ruler keeps what analysts say of who is who.
type Ruler interface {
	// Rule keeps an analyst's ruling and returns its ID, which is greater than all
	// before; that of r is not used. CodeNotFound where there is no ruling to
	// withdraw, CodeConflict where that was withdrawn before. Nothing changes or
	// removes a ruling.
	Rule(ctx context.Context, r *rostrum.Ruling) (int64, error)

	// FindRulings lists rulings by ID.
	FindRulings(ctx context.Context, f RulingFilter) (*Page[rostrum.Ruling], error)
}

// RulingFilter selects rulings; empty fields select all.
type RulingFilter struct {
	By     string // who said it, compared as Fold leaves it
	ID     int64
	Limit  int    // 0 is DefaultLimit
	Cursor string // Next of the page before
}
