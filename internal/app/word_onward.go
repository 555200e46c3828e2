package app

import (
	"maps"
	"math"
	"runtime"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/phrase"
	"github.com/rostrum-watch/rostrum/internal/analysis/wordbook"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// wordsOnward goes on with the words of outlets.
//
// Nothing is told of phrases but when a month is over, and of leaders' titles only
// where one is new. So on most days the new reports are read, and what is kept of the
// others is passed on as it is; else it is laid out again.
type wordsOnward struct {
	w     Wordsmith
	h     *Holdings
	stand string
	books []*wordsIn
	whole bool // all is laid out
}

// wordsIn is the words of one outlet in one language.
type wordsIn struct {
	book   *wordbook.Book
	words  *phrase.Words
	read   bool     // a profile reads it; else it is a control for the rest
	kept   [][]byte // readings, as they were kept
	open   []string // of each of wordFields, the month that is not over, or ""
	titles map[string]bool
	states [][]byte          // of ledgers, as they were kept
	tables [][]byte          // of the reports in the first of the readings that were kept
	fresh  []*holding.Report // that became known since then
	heads  map[string]*holding.Report
	again  []*phrase.Report // fresh ones, read, as long as nothing is laid out
	corpus *phrase.Corpus
	all    bool // fresh ones are read
	ledger []*phrase.Ledger
}

// ledgerFields are the fields of which there is a ledger; wordFields those of which
// months are over.
var (
	ledgerFields = []string{rostrum.FieldTitle, rostrum.FieldText}
	wordFields   = []string{rostrum.FieldTitle, rostrum.FieldText, ""}
)

// begin goes on with the words of the series of which the books know something.
func (w Wordsmith) begin(h *Holdings, past *Past) Onward {
	o := &wordsOnward{w: w, h: h}
	kept := map[[2]string]*pack.Reader{}
	if past != nil {
		o.stand = past.Day
		for range past.Count() {
			name := [2]string{past.String(), past.String()}
			kept[name] = past.Part()
		}
	}
	for _, b := range w.Books {
		for _, s := range h.Series {
			if !strings.EqualFold(s.Outlet, b.Outlet) || s.Lang != b.Lang {
				continue
			}
			in := &wordsIn{book: b, words: wordsOf(b, h.Profiles.Leaders), read: w.Reader.Reads(b.Outlet, b.Lang), open: make([]string, len(wordFields)),
				titles: map[string]bool{}, heads: map[string]*holding.Report{}}
			in.corpus = phrase.NewCorpus(b.Outlet, b.Lang, in.words)
			in.corpus.Again = func(id string) *phrase.Source { return source(w.Reader, h.whole(in.heads[id])) }
			for _, r := range s.Reports {
				if r.Published == "" {
					continue
				}
				in.heads[r.ID] = r
				if r.KnownOn() > o.stand {
					in.fresh = append(in.fresh, r)
				}
			}
			if r := kept[[2]string{b.Outlet, b.Lang}]; r != nil {
				in.resume(r)
			}
			o.books = append(o.books, in)
		}
	}
	return o
}

func (in *wordsIn) resume(r *pack.Reader) {
	for i := range in.open {
		in.open[i] = r.String()
	}
	for _, t := range r.Strings() {
		in.titles[t] = true
	}
	in.states = pack.ReadList(r, func(b *[]byte) { *b = r.Raw() })
	in.tables = pack.ReadList(r, func(b *[]byte) { *b = r.Raw() })
	in.kept = pack.ReadList(r, func(b *[]byte) { *b = r.Raw() })
}

func (o *wordsOnward) Keep(w *pack.Writer) {
	w.Count(len(o.books))
	for _, in := range o.books {
		w.String(in.book.Outlet)
		w.String(in.book.Lang)
		w.Part(func(w *pack.Writer) { o.keep(in, w) })
	}
}

func (o *wordsOnward) keep(in *wordsIn, w *pack.Writer) {
	states, tables, kept := in.states, in.tables, in.kept
	var reports []*phrase.Report
	if o.whole {
		states, tables, kept = nil, nil, nil
		for _, l := range in.ledger {
			var state, table pack.Writer
			l.Kept(&state)
			l.KeepTable(&table, o.stand)
			states, tables = append(states, state.Bytes()), append(tables, table.Bytes())
		}
		reports, in.open, in.titles = in.corpus.Reports, nil, in.corpus.TitlesUntil(posts(in.book), rostrum.OwnVoices, o.stand)
		for _, f := range wordFields {
			in.open = append(in.open, in.corpus.Open(f, o.stand))
		}
	} else {
		reports = in.again
	}
	for _, month := range in.open {
		w.String(month)
	}
	w.Strings(slices.Sorted(maps.Keys(in.titles)))
	pack.List(w, states, func(b *[]byte) { w.Raw(*b) })
	pack.List(w, tables, func(b *[]byte) { w.Raw(*b) })
	reports = slices.DeleteFunc(slices.Clone(reports), func(r *phrase.Report) bool { return r.KnownOn() > o.stand })
	if len(reports) > 0 {
		var w pack.Writer
		in.corpus.Keep(&w, reports)
		kept = append(slices.Clone(kept), w.Bytes())
	}
	pack.List(w, kept, func(b *[]byte) { w.Raw(*b) })
}

func (o *wordsOnward) Until(day string) []finding.Finding {
	for _, in := range o.books {
		in.readFresh(o.w.Reader)
	}
	if !o.whole && slices.ContainsFunc(o.books, func(in *wordsIn) bool { return in.read && in.stirred() }) {
		for _, in := range o.books {
			in.layOut(o.stand)
		}
		o.whole = true
	}
	found := []finding.Finding{}
	if o.whole {
		found = o.find(day)
	}
	o.stand = day
	return found
}

// Gather reads what became known up to a day, and of it keeps no more than of what was
// known before.
func (o *wordsOnward) Gather(day string) {
	for _, in := range o.books {
		var now, later []*holding.Report
		for _, r := range in.fresh {
			if r.KnownOn() <= day {
				now = append(now, r)
			} else {
				later = append(later, r)
			}
		}
		in.take(o.w.Reader, now, in.corpus.AddThin)
		in.fresh = later
	}
}

// readFresh reads what is new, once.
func (in *wordsIn) readFresh(reader PassageReader) {
	if in.all {
		return
	}
	in.take(reader, in.fresh, in.corpus.Add)
	in.corpus.Order()
	in.again, in.all = slices.Clone(in.corpus.Reports), true
}

// take reads reports side by side, and adds them in their order.
func (in *wordsIn) take(reader PassageReader, reports []*holding.Report, add func(*phrase.Reading)) {
	const atOnce = 256 // readings are far larger than what is added
	for some := range slices.Chunk(reports, atOnce) {
		readings := make([]*phrase.Reading, len(some))
		eachAtOnce(len(some), runtime.GOMAXPROCS(0), func(i int) { readings[i] = in.words.Read(source(reader, some[i])) })
		for _, r := range readings {
			add(r)
		}
	}
}

// stirred tells whether new reports show that a month is over, or give a title that
// none gave before.
func (in *wordsIn) stirred() bool {
	for i, f := range wordFields {
		if in.corpus.Stirred(f, in.open[i]) {
			return true
		}
	}
	for t := range in.corpus.TitlesUntil(posts(in.book), rostrum.OwnVoices, holding.End) {
		if !in.titles[t] {
			return true
		}
	}
	return false
}

// layOut lays out all that was kept, with what is new.
func (in *wordsIn) layOut(stand string) {
	for i, b := range in.kept {
		in.corpus.Restore(pack.NewReader(b), i == 0, func(id string) *phrase.Head {
			r := in.heads[id]
			if r == nil {
				return nil
			}
			return headOf(r)
		})
	}
	in.corpus.Order()
	if !in.read {
		return
	}
	in.ledger = make([]*phrase.Ledger, len(ledgerFields))
	eachAtOnce(len(ledgerFields), len(ledgerFields), func(i int) {
		var table *pack.Reader
		if i < len(in.tables) {
			table = pack.NewReader(in.tables[i])
		}
		in.ledger[i] = in.corpus.OpenLedger(ledgerFields[i], rostrum.OwnVoices, terms(in.book), table)
		if i < len(in.states) {
			in.ledger[i].Resume(pack.NewReader(in.states[i]), stand)
		}
	})
}

// find tells what became known after the day at which the words stand, up to another.
func (o *wordsOnward) find(day string) []finding.Finding {
	quote := func(id string, at rostrum.Span) string {
		r := o.h.whole(o.head(id))
		return at.Quote(&rostrum.Report{Title: r.Title, Text: r.Text})
	}
	found := []finding.Finding{}
	var all []*phrase.Corpus
	for _, in := range o.books {
		all = append(all, in.corpus)
		if !in.read {
			continue
		}
		eachAtOnce(len(in.ledger), len(in.ledger), func(i int) { in.ledger[i].Play(day) })
		for _, l := range in.ledger {
			found = append(found, l.Findings(o.stand+"\x00", day, nil, quote, math.MaxInt, false)...)
		}
		found = append(found, in.corpus.Titles(posts(in.book), rostrum.OwnVoices, o.stand, day, quote)...)
	}
	for i := range found {
		beside(&found[i], all, o.w.Books)
	}
	finding.Sort(found)
	return found
}

// head is a report by its id.
func (o *wordsOnward) head(id string) *holding.Report {
	for _, in := range o.books {
		if r := in.heads[id]; r != nil {
			return r
		}
	}
	return nil
}

// source is a report as words are read of it.
func source(reader PassageReader, r *holding.Report) *phrase.Source {
	s := &phrase.Source{Head: *headOf(r), Title: r.Title, Text: r.Text}
	reader.Passages(r.Outlet, r.Lang, s)
	return s
}
