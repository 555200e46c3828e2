package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
)

// Sorts of facts.
const (
	FactEvent   = "event"
	FactPlan    = "plan"
	FactAct     = "act"
	FactMention = "mention" // a name or title, wherever and however often it stands
)

// States of facts.
const (
	Stands   = "stands" // the same, perhaps at another place or with other marks
	Altered  = "changed"
	Vanished = "vanished"
	New      = "new"
)

// States lists what may become of a record.
var States = []string{Stands, Altered, Vanished, New}

// Fact says what became of one record.
type Fact struct {
	Sort   string     `json:"sort"`
	State  string     `json:"state"`
	Label  string     `json:"label"`  // type of an event, status of a plan claim, the act, kind of a mention
	Words  string     `json:"words"`  // its evidence, or the name, in the newest version that has it
	Old    *Place     `json:"old"`    // null where it is new
	New    *Place     `json:"new"`    // null where it vanished
	Fields []Altering `json:"fields"` // what differs, where it changed
}

// Place is where a record stands in a version.
type Place struct {
	Number int          `json:"number"` // among the version's records of the sort, from 1
	At     rostrum.Span `json:"at"`
}

// Altering is one field of a record that differs.
type Altering struct {
	Field string  `json:"field"` // key of the record, or "appearance", "position" for the place in the line-up, "count" of a mention
	Who   string  `json:"who"`   // of an appearance: the person; else ""
	Was   *string `json:"was"`   // null where there was none
	Is    *string `json:"is"`
}

// fact is a record as it is compared.
type fact struct {
	sort, label, words string
	number             int
	at                 rostrum.Span
	fields             []value
	people             []rostrum.Appearance
	key                string // all of it, folded
}

// value is one field of a record; where it counts for more, records that share it
// are the more likely to be one.
type value struct {
	field  string
	is     *string
	weight int
	worded bool // two that are not the same may still share words
}

// Weights of fields.
const (
	little  = 1
	some    = 2
	much    = 4
	enough  = 0.4     // of the weight that two records must share to be one
	mostTry = 1 << 20 // pairs of records that are tried
)

// CompareRecords tells what became of each record of the old version, and which
// ones the new one has besides: events, plan claims, acts, then names and titles,
// those of the new version in its order, each vanished one before what followed it.
func CompareRecords(old, new *rostrum.Extraction) []Fact {
	out := []Fact{}
	for _, read := range []func(*rostrum.Extraction) []fact{events, plans, acts, mentions} {
		out = append(out, compareFacts(read(old), read(new))...)
	}
	return out
}

func compareFacts(old, new []fact) []Fact {
	to := pairFacts(old, new) // of each old one, -1 for none
	from := make([]int, len(new))
	for j := range from {
		from[j] = -1
	}
	for i, j := range to {
		if j >= 0 {
			from[j] = i
		}
	}
	var out []Fact
	next := 0 // first old one not told of
	vanished := func(until int) {
		for ; next < until; next++ {
			if to[next] < 0 {
				f := old[next].told(Vanished)
				f.Old = &Place{old[next].number, old[next].at}
				out = append(out, f)
			}
		}
	}
	for j := range new {
		f := new[j].told(New)
		if i := from[j]; i >= 0 {
			vanished(i)
			f.Old = &Place{old[i].number, old[i].at}
			f.State = Stands
			if f.Fields = differing(&old[i], &new[j]); len(f.Fields) > 0 {
				f.State = Altered
			}
		}
		f.New = &Place{new[j].number, new[j].at}
		out = append(out, f)
	}
	vanished(len(old))
	return out
}

func (f *fact) told(state string) Fact {
	return Fact{Sort: f.sort, State: state, Label: f.label, Words: f.words, Fields: []Altering{}}
}

// pairFacts tells which new record each old one became, or -1. Those that are the
// same are paired first, then those that share most.
func pairFacts(old, new []fact) []int {
	to, taken := make([]int, len(old)), make([]bool, len(new))
	same := map[string][]int{}
	for j := range new {
		same[new[j].key] = append(same[new[j].key], j)
	}
	var rest []int
	for i := range old {
		to[i] = -1
		if js := same[old[i].key]; len(js) > 0 {
			to[i], taken[js[0]] = js[0], true
			same[old[i].key] = js[1:]
		} else {
			rest = append(rest, i)
		}
	}
	type pair struct {
		i, j  int
		share float64
	}
	var pairs []pair
	tries := 0
	for _, i := range rest {
		for j := range new {
			if taken[j] {
				continue
			}
			if tries++; tries > mostTry {
				break
			}
			if s := share(&old[i], &new[j]); s >= enough {
				pairs = append(pairs, pair{i, j, s})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	for _, p := range pairs {
		if to[p.i] < 0 && !taken[p.j] {
			to[p.i], taken[p.j] = p.j, true
		}
	}
	return to
}

// share is how much of their weight two records have in common. What is worded
// counts by the words that are the same, people by their names.
func share(a, b *fact) float64 {
	var all, both float64
	for k := range a.fields {
		x, y := &a.fields[k], &b.fields[k]
		if x.is == nil && y.is == nil {
			continue
		}
		w := float64(x.weight)
		all += w
		switch {
		case x.is == nil || y.is == nil:
		case fold(*x.is, allNoise) == fold(*y.is, allNoise):
			both += w
		case x.worded:
			both += w * overlap(strings.Fields(*x.is), strings.Fields(*y.is))
		}
	}
	if len(a.people) > 0 || len(b.people) > 0 {
		all += much
		both += much * overlap(named(a.people), named(b.people))
	}
	if all == 0 {
		return 0
	}
	return both / all
}

// overlap is how much of two lists is in both, whatever the order.
func overlap(a, b []string) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	n := map[string]int{}
	for _, s := range a {
		n[fold(s, allNoise)]++
	}
	both := 0
	for _, s := range b {
		if k := fold(s, allNoise); n[k] > 0 {
			n[k]--
			both++
		}
	}
	return 2 * float64(both) / float64(len(a)+len(b))
}

func named(people []rostrum.Appearance) []string {
	var out []string
	for i := range people {
		out = append(out, whose(&people[i]))
	}
	return out
}

// whose is the name of an appearance, or what stands for one.
func whose(a *rostrum.Appearance) string {
	switch {
	case a.Name != nil:
		return *a.Name
	case a.Post != nil:
		return *a.Post
	}
	return ""
}

// differing lists what two records differ in.
func differing(a, b *fact) []Altering {
	out := []Altering{}
	for k := range a.fields {
		if x, y := &a.fields[k], &b.fields[k]; !alikeIn(x.is, y.is) {
			out = append(out, Altering{Field: x.field, Was: x.is, Is: y.is})
		}
	}
	return append(out, lineUps(a.people, b.people)...)
}

// alikeIn compares two values as noise leaves them.
func alikeIn(a, b *string) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b || fold(*a, allNoise) == fold(*b, allNoise)
}

// lineUps compares who was there, as what, and in what order. Those who came or
// went shift nobody: the place of a person is that among those in both.
func lineUps(old, new []rostrum.Appearance) []Altering {
	var out []Altering
	at := map[string][]int{}
	for i := range new {
		k := fold(whose(&new[i]), allNoise)
		at[k] = append(at[k], i)
	}
	to := make([]int, len(old))
	met := make([]bool, len(new))
	for i := range old {
		k := fold(whose(&old[i]), allNoise)
		to[i] = -1
		if js := at[k]; len(js) > 0 {
			to[i], met[js[0]] = js[0], true
			at[k] = js[1:]
		}
	}
	var order []int // of those in both, as the new version has them
	for i := range old {
		if to[i] >= 0 {
			order = append(order, to[i])
		}
	}
	sorted := slices.Sorted(slices.Values(order))
	n := 0
	for i := range old {
		a := &old[i]
		who := whose(a)
		if to[i] < 0 {
			out = append(out, Altering{Field: "appearance", Who: who, Was: as(a)})
			continue
		}
		b := &new[to[i]]
		if a.Role != b.Role {
			out = append(out, Altering{Field: "role", Who: who, Was: &a.Role, Is: &b.Role})
		}
		if a.Name != nil && !alikeIn(a.Post, b.Post) {
			out = append(out, Altering{Field: "post", Who: who, Was: a.Post, Is: b.Post})
		}
		if is, _ := slices.BinarySearch(sorted, to[i]); is != n {
			out = append(out, Altering{Field: "position", Who: who, Was: ordinal(n), Is: ordinal(is)})
		}
		n++
	}
	for j := range new {
		if !met[j] {
			out = append(out, Altering{Field: "appearance", Who: whose(&new[j]), Is: as(&new[j])})
		}
	}
	return out
}

func ordinal(n int) *string {
	s := fmt.Sprint(n + 1)
	return &s
}

// as is in what role and with what post somebody appears.
func as(a *rostrum.Appearance) *string {
	s := a.Role
	if a.Post != nil && a.Name != nil {
		s += ", " + *a.Post
	}
	return &s
}

// seal fills the key of a record.
func (f *fact) seal() fact {
	var b strings.Builder
	for _, v := range f.fields {
		b.WriteByte(0)
		if v.is != nil {
			b.WriteByte(1)
			b.WriteString(fold(*v.is, allNoise))
		}
	}
	for i := range f.people {
		a := &f.people[i]
		b.WriteString("\x00" + fold(whose(a), allNoise) + "\x00" + a.Role + "\x00")
		if a.Post != nil {
			b.WriteString(fold(*a.Post, allNoise))
		}
	}
	f.key = b.String()
	return *f
}

func events(x *rostrum.Extraction) []fact {
	var out []fact
	for i := range x.Events {
		e := &x.Events[i]
		f := fact{sort: FactEvent, label: e.Type, words: e.Evidence, number: i + 1, at: e.At, people: e.Participants, fields: []value{
			{"type", &e.Type, some, false}, {"date", e.Date, some, false}, {"date_to", e.DateTo, little, false},
			{"not_before", e.NotBefore, 0, false}, {"not_after", e.NotAfter, 0, false},
			{"site", e.Site, some, false}, {"place", e.Place, little, false}, {"form", &e.Form, little, false}, {"evidence", &e.Evidence, much, true}}}
		out = append(out, f.seal())
	}
	return out
}

func plans(x *rostrum.Extraction) []fact {
	var out []fact
	for i := range x.Plans {
		p := &x.Plans[i]
		f := fact{sort: FactPlan, label: p.Status, words: p.Evidence, number: i + 1, at: p.At, fields: []value{
			{"plan", &p.Plan, some, false}, {"subject", p.Subject, little, false}, {"assigner", p.Assigner, little, false}, {"horizon", p.Horizon, little, false},
			{"status", &p.Status, some, false}, {"value", p.Value, little, false}, {"voice", &p.Voice, little, false}, {"referent", &p.Referent, little, false},
			{"evidence", &p.Evidence, much, true}}}
		out = append(out, f.seal())
	}
	return out
}

func acts(x *rostrum.Extraction) []fact {
	var out []fact
	for i := range x.Acts {
		a := &x.Acts[i]
		f := fact{sort: FactAct, label: a.Act, words: a.Evidence, number: i + 1, at: a.At, fields: []value{
			{"act", &a.Act, some, false}, {"speaker", &a.Speaker, little, false}, {"condition", a.Condition, little, false}, {"addressee", a.Addressee, little, false},
			{"voice", &a.Voice, little, false}, {"referent", &a.Referent, little, false}, {"evidence", &a.Evidence, 2 * much, true}}}
		out = append(out, f.seal())
	}
	return out
}

// mentions takes each name once, with how often it stands.
func mentions(x *rostrum.Extraction) []fact {
	var out []fact
	at := map[string]int{}
	var times []int
	for i := range x.Mentions {
		m := &x.Mentions[i]
		key := m.Kind + "\x00" + fold(m.Name, allNoise) + "\x00" + m.Referent
		k, ok := at[key]
		if !ok {
			k = len(out)
			at[key] = k
			times = append(times, 0)
			out = append(out, fact{sort: FactMention, label: m.Kind, words: m.Name, number: i + 1, at: m.At})
			// A name that was changed is another name: what is not the same in this is
			// another record.
			out[k].fields = []value{{"name", &key, much, true}}
		}
		times[k]++
	}
	for k := range out {
		n := fmt.Sprint(times[k])
		out[k].fields = append(out[k].fields, value{"count", &n, 0, false})
		out[k].key = *out[k].fields[0].is + "\x00" + n
	}
	return out
}
