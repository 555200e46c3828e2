package phrase

import (
	"slices"
	"time"

	"github.com/rostrum-watch/rostrum/internal/holding"
)

// field is the reports of a corpus that have words in one field, in some voices,
// and the clocks that phrases are measured by.
type field struct {
	corpus  *Corpus
	name    string   // rostrum.FieldTitle or FieldText; "" for both
	voices  []string // whose words count; none is all
	reports []*Report
	stream  *stream
	table   *table
	// uses of each gram before each month since that of the first report, and one more at
	// the end; nil until they are counted
	monthly [Longest + 1][][]uint32
	word    []*gram // of one word, by its number in the corpus; nil where it does not recur
	day     []int32 // of each report, in days since 1970
	month   []int   // of each report, in months since year 0
	months  []int   // first report of each month since that of the first report; one more at the end
	nth     []int32 // of each report, which of the days with reports it is of
	covered []int32 // reports with another coverage than the one before
	kinds   []string
	kind    []int32   // of each report, in kinds
	before  [][]int32 // for each kind, how many reports of it stand before each; one more at the end
	shuts   []shut
	breaks  []breach
}

// shut is a month that is over: what was published in it and before is looked at
// as it was then.
type shut struct {
	reports int   // so many reports were published until its end
	end     int32 // the first day of the next month
	known   int32 // the day of the report that shows that it is over

	turn     int // the report from which on a phrase may have turned; -1 where nothing can be told
	turnFrom int // and from which on it is compared with
	run      int // the first report since the last break of any sort
}

// breach is where the series of a field breaks: nothing is compared across it.
type breach struct {
	at    int32 // the first day behind it
	known int32 // the day on which it could be known
	why   why
}

type why uint8

const (
	gap    why   = iota // days without reports, or another coverage
	more                // the outlet, or who collects it, puts out much more a day
	fewer               // or much less
	widest = 1.5        // from which ratio on
	level  = 6          // so many months are the level before
	least  = 3          // at least
)

// fieldOf gathers the words of one field. A report of which a later text was
// captured when the month of its publication was over is left out, as nobody knows
// what it said then.
func (c *Corpus) fieldOf(name string, voices []string) *field {
	f := &field{corpus: c, name: name, voices: voices}
	for _, r := range c.Reports {
		if r.counts(name, voices) {
			f.reports = append(f.reports, r)
		}
	}
	if name != "" {
		f.stream = c.streamOf(f.reports, name, voices)
	}
	kinds := map[string]int32{}
	n := len(f.reports)
	f.day, f.nth, f.month, f.kind = make([]int32, n), make([]int32, n), make([]int, n), make([]int32, n)
	var days holding.Calendar
	var counted holding.Report
	for i, r := range f.reports {
		if i > 0 && r.Published == f.reports[i-1].Published {
			f.day[i], f.nth[i], f.month[i] = f.day[i-1], f.nth[i-1], f.month[i-1]
		} else {
			f.day[i] = dayOf(r.Published)
			f.month[i] = monthOf(f.day[i])
			if i > 0 {
				f.nth[i] = f.nth[i-1] + 1
			}
		}
		k, ok := kinds[r.Kind]
		if !ok {
			k = int32(len(f.kinds))
			kinds[r.Kind] = k
			f.kinds = append(f.kinds, r.Kind)
		}
		f.kind[i] = k
		counted.Published, counted.Coverage = r.Published, r.Coverage
		days.Add(&counted)
	}
	f.before = make([][]int32, len(f.kinds))
	for k := range f.before {
		f.before[k] = make([]int32, len(f.reports)+1)
	}
	for i, k := range f.kind {
		for j := range f.before {
			f.before[j][i+1] = f.before[j][i]
		}
		f.before[k][i+1]++
	}
	for i := 1; i < len(f.reports); i++ {
		if a, b := f.reports[i-1].Published[:7], f.reports[i].Published[:7]; a != b {
			f.shuts = append(f.shuts, shut{reports: i, end: monthAfter(f.day[i-1]), known: f.day[i]})
		}
	}
	for _, x := range days.Series(c.Outlet, c.Lang).Stretches {
		f.breaks = append(f.breaks, breach{at: dayOf(x.From), known: dayOf(x.From), why: gap})
	}
	f.volume()
	for i, m := range f.month {
		for f.month[0]+len(f.months) <= m {
			f.months = append(f.months, i)
		}
	}
	f.months = append(f.months, len(f.reports))
	for i := range f.shuts {
		s := &f.shuts[i]
		s.run = f.begins(s.reports-1, s.known, gap, more, fewer)
		s.turn, s.turnFrom = f.reportAt(s.end-lasting), f.reportAt(s.end-lasting-turnedFrom)
		if s.turn >= s.reports || s.turn <= s.turnFrom || f.begins(s.reports-1, s.known, gap, fewer) > s.turnFrom {
			s.turn = -1
		}
	}
	slices.SortFunc(f.breaks, func(a, b breach) int { return int(a.at) - int(b.at) })
	return f
}

// volume finds the months from which on there is much more or less in a day, and
// goes on to be for a second month.
func (f *field) volume() {
	var rates []float64 // of the months since the break before
	rate := func(from, to int) float64 {
		if from == to {
			return 0
		}
		return float64(to-from) / float64(f.nth[to-1]-f.nth[from]+1)
	}
	from := 0
	for i := 0; i+1 < len(f.shuts); i++ {
		this, next := &f.shuts[i], &f.shuts[i+1]
		if i > 0 {
			from = f.shuts[i-1].reports
		}
		if slices.ContainsFunc(f.breaks, func(b breach) bool { return b.why == gap && b.at > f.day[max(from-1, 0)] && b.at < this.end }) {
			rates = rates[:0]
		}
		now := rate(from, this.reports)
		if len(rates) >= least {
			recent := slices.Clone(rates[max(0, len(rates)-level):])
			slices.Sort(recent)
			was := recent[len(recent)/2]
			ratio := (now + rate(this.reports, next.reports)) / 2 / was
			b := breach{at: f.day[from], known: next.known, why: more}
			if ratio < 1 {
				b.why = fewer
			}
			if ratio >= widest || ratio <= 1/widest {
				f.breaks = append(f.breaks, b)
				rates = rates[:0]
			}
		}
		rates = append(rates, now)
	}
}

// begins is the first report of the run of reports, unbroken by any of some breaks
// that were known by a day, that report i lies in; ends is the report behind it.
func (f *field) begins(i int, known int32, whys ...why) int {
	from := int32(0)
	for _, b := range f.breaks {
		if b.at <= f.day[i] && b.known <= known && slices.Contains(whys, b.why) {
			from = max(from, b.at)
		}
	}
	n, _ := slices.BinarySearch(f.day, from)
	return n
}

func (f *field) ends(i, reports int, known int32, whys ...why) int {
	for _, b := range f.breaks {
		if b.at > f.day[i] && b.known <= known && slices.Contains(whys, b.why) {
			n, _ := slices.BinarySearch(f.day, b.at)
			return min(n, reports)
		}
	}
	return reports
}

func dayOf(iso string) int32 {
	n, ok := holding.DayNumber(iso)
	if !ok {
		return 0
	}
	return int32(n)
}

func isoOf(day int32) string {
	return time.Unix(int64(day)*24*60*60, 0).UTC().Format(time.DateOnly)
}

func monthAfter(day int32) int32 {
	t := time.Unix(int64(day)*24*60*60, 0).UTC()
	return int32(time.Date(t.Year(), t.Month()+1, 1, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

func monthOf(day int32) int {
	t := time.Unix(int64(day)*24*60*60, 0).UTC()
	return t.Year()*12 + int(t.Month()) - 1
}

// monthReports gives the reports of a month: from the first to before the second.
func (f *field) monthReports(month int) (from, to int) {
	i := month - f.month[0]
	return f.months[i], f.months[i+1]
}
