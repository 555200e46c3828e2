package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum/internal/archive"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// foresight is what is known of the clues and ids of a batch before its items are
// added, as most are new: two questions tell of all of them, which one by one would
// be thousands.
type foresight struct {
	clues map[*store.Item][]archive.Clue // of items whose addresses are no listings
	held  map[archive.Clue]bool          // clues that lead to a report that is written, among those of the batch
	free  map[string]bool                // ids that no report has, nor had when the batch began
}

const (
	heldClues = `SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM clue WHERE sum = value)`
	takenIDs  = `SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM report WHERE id = value) OR EXISTS (SELECT 1 FROM alias WHERE id = value)`
)

// foresee looks up what the items of a batch may be asked for.
func (w *writer) foresee(batch []store.Item) error {
	w.foreseen = foresight{clues: make(map[*store.Item][]archive.Clue, len(batch))}
	var clues []int64
	var ids []string
	for i := range batch {
		r, x := batch[i].Report, batch[i].Extraction
		if r.Err != nil {
			continue
		}
		of := archive.Clues(&archive.Item{ID: r.ID, URL: r.URL, Published: x.Published, Title: r.Title, Text: r.Text})
		w.foreseen.clues[&batch[i]] = of
		for _, c := range of {
			clues = append(clues, int64(c))
		}
		if asJSON(x.ID) {
			ids = append(ids, x.ID)
		}
	}
	held, err := among(w.heldClues, clues)
	if err != nil {
		return err
	}
	taken, err := among(w.takenIDs, ids)
	if err != nil {
		return err
	}
	w.foreseen.held, w.foreseen.free = make(map[archive.Clue]bool, len(held)), make(map[string]bool, len(ids))
	for _, c := range held {
		w.foreseen.held[archive.Clue(c)] = true
	}
	for _, id := range ids {
		w.foreseen.free[id] = true
	}
	for _, id := range taken {
		delete(w.foreseen.free, id)
	}
	return nil
}

// asJSON reports whether JSON gives an id back as it is.
func asJSON(id string) bool {
	for i := range len(id) {
		if id[i] < ' ' {
			return false
		}
	}
	return utf8.ValidString(id)
}

// among runs a statement that takes a list and finds some of it.
func among[T any](s *sql.Stmt, all []T) ([]T, error) {
	asked, err := json.Marshal(all)
	if err != nil {
		return nil, err
	}
	rows, err := s.QueryContext(context.Background(), string(asked))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []T
	for rows.Next() {
		var one T
		if err := rows.Scan(&one); err != nil {
			return nil, err
		}
		found = append(found, one)
	}
	return found, rows.Err()
}

// written notes that the clues that were waiting are in their table.
func (w *writer) written() {
	for c := range w.waiting {
		w.foreseen.held[c] = true
	}
	clear(w.waiting)
}
