package store

import "context"

// Originals is what a store keeps of items as they came in.
type Originals interface {
	// Originals lists the items that brought the versions of a report, in the
	// order in which they came in; id may be any that an item of it came with.
	// CodeNotFound where there is no report.
	Originals(ctx context.Context, id string) ([]Original, error)
}

// Original is one item that brought a version, as it came in.
type Original struct {
	Version   string `json:"version"`
	ID        string `json:"id"` // that the item came with, or ""
	Address   string `json:"address"`
	Retrieved string `json:"retrieved"`
	Input     string `json:"input"`
	Item      int    `json:"item"`
	Raw       []byte `json:"-"` // none where the bytes are not held
}
