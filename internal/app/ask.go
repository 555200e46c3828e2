package app

import (
	"context"

	"github.com/rostrum-watch/rostrum/internal/store"
)

// Events lists events that f selects, with the count of what was looked at.
func (a *App) Events(ctx context.Context, f store.EventFilter) (*Events, error) {
	return nil, nil
}

// People lists the people who appear at the events that f selects.
func (a *App) People(ctx context.Context, f store.EventFilter) (*People, error) {
	return nil, nil
}

// Show returns one report with its versions, text and records.
func (a *App) Show(ctx context.Context, id string) (*store.Report, error) {
	return nil, nil
}

// Brief tells what a stretch of days brought.
func (a *App) Brief(ctx context.Context, o BriefOptions) (*Brief, error) {
	return nil, nil
}
