package sqlite

import "sync"

// moveItems is after how many items the pages that they changed are moved from the
// journal into the file: many are written again before.
const moveItems = 4096

// journal is what is known of the pages that wait in the journal.
type journal struct {
	mu     sync.Mutex
	items  int // added since pages were moved last
	moving bool
}

// added counts items that were added, and returns how many wait.
func (j *journal) added(items int) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.items += items
	return j.items
}

// begin reports whether nobody is moving pages; then somebody is.
func (j *journal) begin() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.moving {
		return false
	}
	j.items, j.moving = 0, true
	return true
}

func (j *journal) end() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.moving = false
}

// move moves what is committed from the journal into the file, over a connection of
// those that read, while others go on: a good part of the time is spent waiting for
// the disk. What is written meanwhile stays, so that the journal grows until who
// writes moves the little that is left (see checkpoint), and it begins anew.
func (db *DB) move() {
	if !db.journal.begin() {
		return
	}
	db.keeping.Go(func() {
		defer db.journal.end()
		// Nothing is lost where this fails: the pages are in the journal, and are moved by
		// the next who does, or when the store is closed, who says why they cannot be.
		_, _ = db.read.ExecContext(background, "PRAGMA wal_checkpoint(PASSIVE)")
	})
}
