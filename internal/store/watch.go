package store

import "context"

// Watchlist keeps the rules that are watched for. It is appended only.
type Watchlist interface {
	// Watch keeps a rule, or takes one off, and returns its ID, which is greater than
	// all before; that of w is not used. CodeConflict where the rule is on the list
	// already, or was taken off before; CodeNotFound where there is none to take off.
	Watch(ctx context.Context, w *Watch) (int64, error)

	// Watches lists the rules by ID: those on the list, or, with removed, all.
	Watches(ctx context.Context, removed bool) ([]Watch, error)
}

// Watch is a rule of a watchlist, or the word that takes one off.
type Watch struct {
	ID      int64  `json:"id"`
	Rule    string `json:"rule"` // as internal/watch writes it
	By      string `json:"by"`   // or ""
	When    string `json:"when"` // time in UTC
	Removes int64  `json:"removes,omitempty"`
	// Removed is the ID of the word that took it off, and when it was said.
	Removed     int64  `json:"removed,omitempty"`
	RemovedWhen string `json:"removed_when,omitempty"`
}
