package store

import "context"

// Keeper keeps what was worked out of what is held, for as long as that stays as it
// is. It is a cache: what it has kept may be gone at any time.
type Keeper interface {
	// Kept gives what was kept under a name in a state; nil where there is nothing,
	// or it was kept in another.
	Kept(ctx context.Context, name, state string) ([]byte, error)

	// Keep keeps something under a name, in place of what was kept under it. It is
	// no change of what is held.
	Keep(ctx context.Context, name, state string, data []byte) error
}
