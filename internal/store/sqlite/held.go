package sqlite

import (
	"database/sql"
	"errors"
	"slices"

	"github.com/rostrum-watch/rostrum/internal/archive"
)

const (
	// maxBearers bounds the memory spent on telling listings in one import.
	maxBearers = 1 << 20
	// maxHeld bounds the reports that one clue leads to: the newest. An address
	// that shows another story every day leads to all of them.
	maxHeld = 16
)

// candidate is a report that is held and may be that of an item.
type candidate struct {
	keptReport
	id string
	archive.Held
}

// recognise decides what an item is to the reports that are held, and to which.
func (w *writer) recognise(c *coming) (archive.Sort, *candidate, error) {
	r, x := c.item.Report, c.item.Extraction
	listing, err := w.listing(r.URL, captured(r.Retrieved), x.Version)
	if err != nil {
		return 0, nil, err
	}
	c.as = archive.Item{ID: r.ID, URL: r.URL, Listing: listing, Outlet: x.Outlet, Lang: x.Lang, Published: x.Published, Title: r.Title, Text: r.Text}
	if c.clues = w.foreseen.clues[c.item]; listing || c.clues == nil {
		c.clues = archive.Clues(&c.as)
	}
	var keys []int64
	for _, clue := range c.clues {
		if keys, err = w.find(keys, clue); err != nil {
			return 0, nil, err
		}
	}
	if len(keys) == 0 {
		return archive.NewReport, nil, nil
	}
	if err := w.settle(); err != nil {
		return 0, nil, err
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	found := make([]candidate, len(keys))
	held := make([]archive.Held, len(keys))
	for i, key := range keys {
		if err := w.hold(&found[i], key, c.sum); err != nil {
			return 0, nil, err
		}
		held[i] = found[i].Held
	}
	v := archive.Recognise(&c.as, held)
	for _, i := range v.Displaced {
		c.displaced = append(c.displaced, found[i].key)
	}
	if v.Sort == archive.NewReport {
		return v.Sort, nil, nil
	}
	return v.Sort, &found[v.Held], nil
}

// find adds the reports of a clue to keys.
func (w *writer) find(keys []int64, clue archive.Clue) ([]int64, error) {
	keys = append(keys, w.waiting[clue]...)
	if !w.foreseen.held[clue] {
		return keys, nil
	}
	rows, err := w.findClues.QueryContext(background, int64(clue), maxHeld)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var key int64
		if err := rows.Scan(&key); err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	return keys, rows.Err()
}

// hold reads a report that is held; sum is the digest of the version coming in.
func (w *writer) hold(h *candidate, key int64, sum []byte) error {
	h.key = key
	if err := w.findHeld.QueryRowContext(background, key).Scan(&h.id, &h.Outlet, &h.Lang, &h.Published, &h.Headline, &h.version, &h.document,
		&h.Title, &h.Text); err != nil {
		return err
	}
	var one int
	err := w.findSame.QueryRowContext(background, key, sum).Scan(&one)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	h.Same = err == nil
	if h.Addresses, err = column(w.findAddresses, key, nil); err != nil {
		return err
	}
	h.IDs, err = column(w.findAliases, key, []string{h.id})
	return err
}

// column adds the one column of what a statement finds to list.
func column(s *sql.Stmt, key int64, list []string) ([]string, error) {
	rows, err := s.QueryContext(background, key)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var value string
		if err := rows.Scan(&value); err != nil {
			return nil, err
		}
		list = append(list, value)
	}
	return list, rows.Err()
}

// displace notes that an item stands where others stood.
func (w *writer) displace(report int64, c *coming) error {
	if len(c.displaced) == 0 {
		return nil
	}
	if err := w.settle(); err != nil {
		return err
	}
	for _, key := range c.displaced {
		if _, err := w.addDisplaced.ExecContext(background, key, report, c.as.URL, captured(c.item.Report.Retrieved)); err != nil {
			return err
		}
	}
	return nil
}

// known notes what an item adds to what a report is recognised by.
func (w *writer) known(h *candidate, c *coming) error {
	r, x := c.item.Report, c.item.Extraction
	if !slices.Contains(h.Addresses, r.URL) {
		if err := w.address(h.key, r.URL); err != nil {
			return err
		}
	}
	if !slices.Contains(h.IDs, x.ID) {
		if _, err := w.addAlias.ExecContext(background, x.ID, h.key); err != nil {
			return err
		}
		w.ids[x.ID] = true
	}
	// What is waiting is written first: a clue may stand there already.
	if err := w.clues.flush(); err != nil {
		return err
	}
	w.written()
	for _, clue := range c.clues {
		w.foreseen.held[clue] = true
		if _, err := w.addClue.ExecContext(background, int64(clue), h.key); err != nil {
			return err
		}
	}
	return nil
}

// addClues leads from clues to a report.
func (w *writer) addClues(report int64, clues []archive.Clue) error {
	for _, clue := range clues {
		if err := w.clues.add(int64(clue), report); err != nil {
			return err
		}
		if len(w.clues.args) == 0 {
			w.foreseen.held[clue] = true // with those that waited
			w.written()
			continue
		}
		w.waiting[clue] = append(w.waiting[clue], report)
	}
	return nil
}

// listing reports whether an address identifies nothing, and notes what stood
// at it.
func (w *writer) listing(url, at, version string) (bool, error) {
	bears := w.bearers.Bear(url, at, version)
	switch {
	case url == "":
		return false, nil
	case url == w.listed:
		return true, nil
	case bears:
		w.listed = url
		_, err := w.addListing.ExecContext(background, url)
		return true, err
	case url == w.unlisted:
		return false, nil
	}
	var one int
	err := w.findListing.QueryRowContext(background, url).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		w.unlisted = url
		return false, nil
	}
	if err == nil {
		w.listed = url
	}
	return err == nil, err
}
