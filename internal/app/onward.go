package app

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"sync"

	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// Onward is an analysis that stands at a day and can go on from there, so that what a
// new day brings is found without reading all days before it again.
//
// How an analysis plugs in: Analysis.Begin gives one that stands before the first day,
// where past is nil, or at the day of which past was kept. The framework calls Until
// for days in order, Keep after some of them, and Until(holding.End) at last. What
// Begin, from a past of any day, and Until(holding.End) find is what the same without
// a past finds of later days, to the byte: TestOnward of this package holds every
// analysis of series to that, at days drawn at random.
//
// Begin gets holdings of which all reports known by Holdings.Thin are heads alone, as
// store.WalkHeads gives them: they are there to count days and coverage by. What else
// an analysis needs of them it has to keep. holding.Series.Course gives the reports
// that became known after the day of a past, in order.
//
// A past is used only where nothing that was known by its day, or counts for the
// coverage of days up to it, is another than it was then (see heldBy), and the profiles
// and the program are the same: so an analysis need not ask what has changed.
//
// Past is read with package pack, whose Shelf reads entries when they are asked for:
// most of what is kept is about people, plans, phrases that a new day does not name.
type Onward interface {
	// Until takes in what became known after the day at which the analysis stands, up
	// to another day and with it, and gives the findings that were known in that time.
	Until(day string) []finding.Finding
	// Keep writes what Begin needs to stand at that day again.
	Keep(*pack.Writer)
}

// Past is what Onward.Keep wrote, and the day of it.
type Past struct {
	Day string
	*pack.Reader
}

// from is the day to go on from and what was kept of it: "" and nil where there is none.
func (p *Past) from() (day string, kept *pack.Reader) {
	if p == nil {
		return "", nil
	}
	return p.Day, p.Reader
}

// find is what an analysis finds in all that is held.
func (x *Analysis) find(h *Holdings) []finding.Finding {
	if x.Begin != nil {
		return x.Begin(h, nil).Until(holding.End)
	}
	return x.Find(h)
}

// bySeries goes on with each series by itself: begin gives what goes on with one, nil
// where nothing is to be found in it. It gets a nil past where the series is new.
func bySeries(begin func(*Holdings, *holding.Series, *Past) Onward) func(*Holdings, *Past) Onward {
	return func(h *Holdings, past *Past) Onward {
		of := map[[2]string]*Past{}
		if past != nil {
			for range past.Count() {
				name := [2]string{past.String(), past.String()}
				of[name] = &Past{past.Day, past.Part()}
			}
		}
		all := eachSeries{}
		for _, s := range h.Series {
			name := [2]string{s.Outlet, s.Lang}
			if one := begin(h, s, of[name]); one != nil {
				all.names, all.each = append(all.names, name), append(all.each, one)
			}
		}
		return &all
	}
}

// eachSeries goes on with several series.
type eachSeries struct {
	names [][2]string
	each  []Onward
}

func (e *eachSeries) Until(day string) []finding.Finding {
	var all []finding.Finding
	for _, one := range e.each {
		all = append(all, one.Until(day)...)
	}
	return all
}

func (e *eachSeries) Keep(w *pack.Writer) {
	w.Count(len(e.each))
	for i, one := range e.each {
		w.String(e.names[i][0])
		w.String(e.names[i][1])
		w.Part(one.Keep)
	}
}

const (
	// behind is how many days with reports lie after the day that an analysis keeps,
	// so that what comes late does not make it begin anew.
	behind = 4
	// ahead is how many such days there are at the most before a later day is kept.
	ahead = 7
	// turns is how many days share in that: to keep a day takes as long as to go on from
	// it, so that not all analyses do on the same one.
	turns = ahead - behind + 1
	// wayBehind is the same as behind for a second day that is kept, for what comes
	// later still.
	wayBehind = 60
)

// checkpoint is what an analysis found by a day, and what it kept then.
type checkpoint struct {
	slot  string // that it was read from
	day   string
	held  string // heldBy of the day
	far   string // day of the earlier one that is kept too, or ""
	found []finding.Finding
	state []byte
}

// size is how many bytes were kept.
func (c *checkpoint) size() int {
	if c == nil {
		return 0
	}
	return len(c.state)
}

// daysOf lists the days on which any report of holdings became known.
func daysOf(h *Holdings) []string {
	seen := map[string]bool{"": true}
	var days []string
	for _, s := range h.Series {
		for _, r := range s.Reports {
			if d := r.KnownOn(); !seen[d] {
				seen[d] = true
				days = append(days, d)
			}
		}
	}
	slices.Sort(days)
	return days
}

// stops are the days on which an analysis that goes on from a day, or from nothing,
// keeps what it has. Of the days on which it may keep a later one, one is its turn.
func stops(days []string, from string, turn int) []string {
	var out []string
	add := func(back int) {
		if i := len(days) - 1 - back; i >= 0 && days[i] > from {
			out = append(out, days[i])
		}
	}
	i, _ := slices.BinarySearch(days, from+"\x00")
	if from == "" {
		add(wayBehind)
	}
	if later := len(days) - i; from == "" || later > ahead || later > behind && (len(days)+turn)%turns == 0 {
		add(behind)
	}
	return out
}

// heldBy tells what an analysis can have read of what was known by a day from what it
// can have read at another time: the reports that were known by then, and those of days
// up to it that were not, as they count for the coverage of those days.
func heldBy(h *Holdings, x *Analysis, day string) string {
	sum := sha256.New()
	sum.Write([]byte(h.digests.by(day, func() string { return reportsBy(h, day) })))
	if x.Cited {
		for _, c := range citedUntil(h.Cited, day) {
			fmt.Fprintf(sum, "cited %q %q %q %q\n", c.Report.ID, c.Day, c.Quote, c.Sort)
		}
	}
	if x.Rulings {
		for _, r := range h.Rulings {
			line, _ := json.Marshal(r) // it came as JSON
			sum.Write(append(line, '\n'))
		}
	}
	if x.Edits && h.Edited != nil {
		var line []byte
		for _, u := range h.Edited.Histories {
			if u = u.Until(day); u != nil {
				line = fmt.Appendf(line[:0], "captured %s\x00%s\x00%s\x00%s", u.Report, u.Outlet, u.Lang, u.Published)
				for i := range u.Captures {
					c := &u.Captures[i]
					line = fmt.Appendf(line, "\x00%s\x00%s\x00%s", c.At, c.Version, c.Coverage)
				}
				sum.Write(append(line, '\n'))
			}
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// reportsBy is heldBy of reports alone.
func reportsBy(h *Holdings, day string) string {
	sum := sha256.New()
	var line []byte
	put := func(fields ...string) {
		for _, f := range fields {
			line = append(append(line, f...), 0)
		}
	}
	for _, s := range h.Series {
		for i, r := range s.Reports {
			if r.Published > day {
				break // in order of publication
			}
			line = line[:0]
			if i == 0 {
				put("series", s.Outlet, s.Lang)
			}
			put(r.ID, r.Published, r.Outlet, r.Coverage, strconv.FormatBool(r.Headline))
			if r.KnownOn() <= day {
				put(r.Known, r.Version, r.Kind, r.Status, r.Topic, strconv.Itoa(r.Versions), strconv.FormatInt(r.Reading, 10))
			}
			sum.Write(append(line, '\n'))
		}
	}
	return string(sum.Sum(nil))
}

// digests remembers of holdings what reportsBy says, as analyses ask for the same days.
type digests struct {
	mu sync.Mutex
	of map[string]func() string
}

func (d *digests) by(day string, make func() string) string {
	if d == nil {
		return make()
	}
	d.mu.Lock()
	if d.of == nil {
		d.of = map[string]func() string{}
	}
	if d.of[day] == nil {
		d.of[day] = sync.OnceValue(make)
	}
	one := d.of[day]
	d.mu.Unlock()
	return one()
}
