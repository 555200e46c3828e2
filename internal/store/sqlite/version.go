package sqlite

import (
	"database/sql"
	"errors"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/archive"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// newReport keeps an item as the first version of a report.
func (w *writer) newReport(c *coming) error {
	r, x := c.item.Report, c.item.Extraction
	id, err := w.freeID(x.ID, x.Version)
	if err != nil {
		return err
	}
	w.report++
	report := w.report
	d := c.item.Document
	if d == nil {
		d = w.gatherer.Document(r, x)
	}
	document, err := w.index.document(report, d)
	if err != nil {
		return err
	}
	if r.Text != "" {
		w.touch(x.Published)
	}
	// The version and its extraction come next, with the next keys.
	if err := w.reports.add(report, id, x.Outlet, r.Topic, x.Published, x.Lang, x.Kind, w.version+1, w.extraction+1, document, 1, r.Text == "", importOf(c.item)); err != nil {
		return err
	}
	if err := w.address(report, r.URL); err != nil {
		return err
	}
	if err := w.addClues(report, c.clues); err != nil {
		return err
	}
	_, err = w.newVersion(report, id, c)
	return err
}

// freeID is id, or, where a report has that, id with the digits of the version
// behind it: as many as it takes.
func (w *writer) freeID(id, version string) (string, error) {
	digits := version[len("sha256:"):]
	for n := 0; n <= len(digits); n += 8 {
		free := id
		if n > 0 {
			free += "-" + digits[:n]
		}
		if w.ids[free] {
			continue
		}
		if w.foreseen.free[free] {
			w.ids[free] = true
			return free, nil
		}
		var one int
		err := w.findID.QueryRowContext(background, free).Scan(&one)
		if errors.Is(err, sql.ErrNoRows) {
			w.ids[free] = true
			return free, nil
		}
		if err != nil {
			return "", err
		}
	}
	return "", rostrum.Errorf(rostrum.CodeConflict, "every id that could be made of %s is taken", id)
}

func (w *writer) address(report int64, url string) error {
	if url == "" {
		return nil
	}
	return w.addresses.add(nil, report, url)
}

// newVersion keeps a version, its capture and its leaf.
func (w *writer) newVersion(report int64, id string, c *coming) (int64, error) {
	r, x := c.item.Report, c.item.Extraction
	w.version++
	version := w.version
	notes, err := list(r.Notes)
	if err != nil {
		return 0, err
	}
	if err := w.versions.add(version, report, c.sum, x.Outlet, r.Topic, x.Published, r.Lang, r.Retrieved, captured(r.Retrieved), x.Input, x.Item,
		notes, w.extraction+1, r.Title, r.Text); err != nil {
		return 0, err
	}
	raw := rawSum(c.item)
	if err := w.capture(version, c, raw); err != nil {
		return 0, err
	}
	entry := archive.Entry{Report: id, Version: x.Version, Outlet: x.Outlet, Lang: r.Lang, Published: x.Published, Retrieved: r.Retrieved, Topic: r.Topic,
		URL: r.URL, Raw: raw}
	hash := entry.Hash()
	if err := w.log.Append(hash); err != nil {
		return 0, err
	}
	if err := w.leaves.add(version, hash[:]); err != nil {
		return 0, err
	}
	_, err = w.newExtraction(report, version, x, c.engine)
	return version, err
}

// rawSum is the digest of the raw bytes, none where they are not held.
func rawSum(it *store.Item) []byte {
	if len(it.Raw) == 0 {
		return []byte{}
	}
	return it.RawSum[:]
}

// importOf is the key of an item's import, or null.
func importOf(it *store.Item) any {
	if it.Import == 0 {
		return nil
	}
	return it.Import
}

// capture keeps the item that brought a version.
func (w *writer) capture(version int64, c *coming, sum []byte) error {
	r, raw := c.item.Report, c.item.Raw
	if raw == nil {
		raw = []byte{}
	}
	return w.captures.add(nil, version, importOf(c.item), r.ID, r.URL, r.Retrieved, r.Input, r.Item, sum, raw)
}

// recapture keeps another item that brought a version, unless it is held.
func (w *writer) recapture(version int64, c *coming) error {
	sum := rawSum(c.item)
	var one int
	err := w.findCapture.QueryRowContext(background, version, sum, c.item.Report.URL, c.item.Report.Retrieved).Scan(&one)
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	return w.capture(version, c, sum)
}

// keptReport is a report that is there: its key, its newest version, and its
// document in the index.
type keptReport struct{ key, version, document int64 }

// renew lets a report be as its newest version has it, which may be the version of
// the item. If it is, and was not or is read anew, it is indexed anew.
func (w *writer) renew(kept *keptReport, version int64, it *store.Item, anew bool) error {
	if err := w.settle(); err != nil {
		return err
	}
	var newest int64
	if err := w.newest.QueryRowContext(background, kept.key).Scan(&newest); err != nil {
		return err
	}
	before, err := w.current(kept.key)
	if err != nil {
		return err
	}
	if _, err := w.setReport.ExecContext(background, newest, kept.key); err != nil {
		return err
	}
	after, err := w.current(kept.key)
	if err != nil {
		return err
	}
	if after != before {
		w.touch(before.published)
		w.touch(after.published)
	}
	if newest != version || newest == kept.version && !anew {
		return nil
	}
	return w.reindex(kept.key, kept.document, it)
}

// current is what a report is at a time.
type current struct {
	published           string
	version, extraction int64
	lang, kind          string
}

func (w *writer) current(report int64) (c current, err error) {
	err = w.findCurrent.QueryRowContext(background, report).Scan(&c.published, &c.version, &c.extraction, &c.lang, &c.kind)
	return c, err
}

// held is a version that is there, with its current extraction.
type held struct {
	key, extraction, engine    int64
	seen, status, lang, reason string
}

// again takes in a version that is there.
func (w *writer) again(kept *keptReport, v *held, it *store.Item, engine int64) (store.Outcome, error) {
	r, x := it.Report, it.Extraction
	outcome, current := store.Duplicate, v.extraction
	if v.engine != engine || yields(v, x) {
		key, err := w.reextract(kept.key, v.key, x, engine)
		if err != nil {
			return 0, err
		}
		outcome, current = store.Reextracted, key
	}
	seen := max(v.seen, captured(r.Retrieved))
	if outcome == store.Duplicate && seen == v.seen {
		return outcome, nil
	}
	if _, err := w.setVersion.ExecContext(background, seen, current, v.key); err != nil {
		return 0, err
	}
	return outcome, w.renew(kept, v.key, it, outcome == store.Reextracted)
}

// captured is the time of a capture in a form that can be compared: a day, which
// comes before every time of that day, or a time in UTC.
func captured(retrieved string) string {
	if t, err := time.Parse(time.RFC3339Nano, retrieved); err == nil {
		return t.UTC().Format(time.RFC3339)
	}
	return retrieved
}

// yields reports whether an extraction without records gives way to x, which the
// same profile and engine made: a failure to what is none, and a reason or a
// language to another, as the languages are no part of a profile.
func yields(v *held, x *rostrum.Extraction) bool {
	switch v.status {
	case rostrum.StatusExtracted:
		return false
	case rostrum.StatusFailed:
		return x.Status != rostrum.StatusFailed
	}
	return x.Status == rostrum.StatusNotExtracted && (x.Lang != v.lang || x.Reason != v.reason)
}

// reextract keeps another extraction of a version and returns its key: a new
// one, or that of the same profile and engine, which becomes current again.
func (w *writer) reextract(report, version int64, x *rostrum.Extraction, engine int64) (int64, error) {
	var v held
	err := w.findExtraction.QueryRowContext(background, version, engine).Scan(&v.key, &v.status, &v.lang, &v.reason)
	if errors.Is(err, sql.ErrNoRows) {
		return w.newExtraction(report, version, x, engine)
	}
	if err != nil || !yields(&v, x) {
		return v.key, err
	}
	notes, err := list(x.Notes)
	if err != nil {
		return 0, err
	}
	if _, err := w.setExtraction.ExecContext(background, x.Lang, x.Status, x.Reason, notes, len(x.Events), len(x.Unread), x.Kind, len(x.Plans), len(x.Acts),
		mentionsOf(x), v.key); err != nil {
		return 0, err
	}
	return v.key, w.keepRecords(report, v.key, x)
}

func (w *writer) newExtraction(report, version int64, x *rostrum.Extraction, engine int64) (int64, error) {
	w.extraction++
	key := w.extraction
	notes, err := list(x.Notes)
	if err != nil {
		return 0, err
	}
	if err := w.extractions.add(key, version, engine, x.Lang, x.Status, x.Reason, notes, len(x.Events), len(x.Unread), x.Kind, len(x.Plans), len(x.Acts), mentionsOf(x)); err != nil {
		return 0, err
	}
	return key, w.keepRecords(report, key, x)
}

// engineKey is the key of the profile and the engine that made x.
func (w *writer) engineKey(x *rostrum.Extraction) (int64, error) {
	pair := [2]string{x.Profile, x.Engine}
	if key, ok := w.engines[pair]; ok {
		return key, nil
	}
	var key int64
	err := w.findEngine.QueryRowContext(background, x.Profile, x.Engine).Scan(&key)
	if errors.Is(err, sql.ErrNoRows) {
		w.engine++
		key = w.engine
		_, err = w.addEngine.ExecContext(background, key, x.Profile, x.Engine)
	}
	if err == nil {
		w.engines[pair] = key
	}
	return key, err
}
