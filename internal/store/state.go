package store

import "context"

// Stateful tells whether what was answered before still holds.
type Stateful interface {
	// State names what is held now. As long as it is the same, every method answers
	// the same; it stays the same while the store is closed and opened again.
	State(ctx context.Context) (*State, error)
}

// State is what tells one state of a store from another.
type State struct {
	Head        Head  `json:"head"`        // of the log over versions
	Corrections int64 `json:"corrections"` // ID of the last of analysts' words
	// Changes grows with each change of what is held: of extractions, links, captures
	// and imports too, which the others do not tell.
	Changes int64 `json:"changes"`
}
