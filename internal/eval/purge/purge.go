// Package purge makes an archive of an invented state, and the same archive as it is
// captured later, after a purge: names taken out of all reports, other edits, reports
// withdrawn, and spaces that differ for no reason. What was done is known, so that
// what is found can be held against it.
//
// Key types: Plan (how much of each), Archive (both captures, and the truth).
//
// What it does not do: it extracts nothing and judges nothing; the same plan makes
// the same archive. Nothing in it was taken from a real outlet.
package purge

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Plan says how much is made.
type Plan struct {
	Seed      uint64
	Reports   int
	Edits     int // reports that are changed, Purged among them
	Purged    int // of these, those that lose a purged name
	Withdrawn int
	Crawl     int // days that the second capture takes
}

// Archive is reports, first as they were published and then as they are captured
// later, with what was done between.
type Archive struct {
	First, Second []*rostrum.Report
	Edited        map[string]string   // by id of report: the kind of change that internal/diff calls it
	Removed       map[string][]string // by name: reports that lost it, sorted
	Withdrawn     []string            // sorted
	Noisy         int                 // reports that differ in spaces alone
	// Rare is a name that stood in two reports and was taken out of both: too few to
	// be told of. Frequent was taken out of three of many.
	Rare, Frequent string
}

const (
	firstDay = "2031-01-06" // of publication
	perDay   = 40
	rest     = 30 // days from the last report to the second capture
)

// maker makes an archive by lot.
type maker struct {
	*rand.Rand
	officials []string
	purged    []string
	archive   *Archive
}

// Make makes an archive.
func Make(p Plan) *Archive {
	m := &maker{Rand: rand.New(rand.NewPCG(p.Seed, 1)), archive: &Archive{Edited: map[string]string{}, Removed: map[string][]string{}}}
	names := m.names(163)
	m.purged, m.officials = names[:3], names[5:]
	m.archive.Rare, m.archive.Frequent = names[3], names[4]
	drafts := make([]*draft, p.Reports)
	for i := range drafts {
		drafts[i] = m.draft(i)
	}
	m.place(drafts, p)
	order := m.Perm(p.Reports)
	withdrawn := map[int]bool{}
	for _, i := range order {
		if len(withdrawn) < p.Withdrawn && drafts[i].rare == "" {
			withdrawn[i] = true
		}
	}
	edits := m.edits(drafts, order, withdrawn, p)
	for i, d := range drafts {
		r := d.report()
		m.archive.First = append(m.archive.First, r)
		if withdrawn[i] {
			m.archive.Withdrawn = append(m.archive.Withdrawn, r.ID)
			continue
		}
		if edit := edits[i]; edit != nil {
			m.archive.Edited[r.ID] = edit(d)
		}
		again := d.report()
		again.Retrieved = holding.Plus(firstDay, p.Reports/perDay+rest+i%max(p.Crawl, 1))
		if m.IntN(5) < 2 {
			if text := m.spaced(again.Text); text != again.Text {
				again.Text = text
				if edits[i] == nil {
					m.archive.Noisy++
				}
			}
		}
		m.archive.Second = append(m.archive.Second, again)
	}
	slices.Sort(m.archive.Withdrawn)
	for _, list := range m.archive.Removed {
		slices.Sort(list)
	}
	return m.archive
}

// place puts the names that will be removed into reports: the purged ones into as
// many as are to lose them, and some of those that are withdrawn.
func (m *maker) place(drafts []*draft, p Plan) {
	visits := slices.DeleteFunc(m.Perm(len(drafts)), func(i int) bool { return len(drafts[i].suite) == 0 })
	for k, i := range visits {
		d := drafts[i]
		switch {
		case k < p.Purged:
			// half of them have the first name, and every tenth two
			d.purged = []string{m.purged[[]int{0, 0, 0, 1, 1, 2}[k%6]]}
			if k%10 == 9 {
				d.purged = append(d.purged, m.purged[(k/10)%3])
			}
			d.purged = slices.Compact(d.purged)
		case k < p.Purged+2:
			d.rare = m.archive.Rare
		case k < p.Purged+62:
			d.rare = m.archive.Frequent
		default:
			continue
		}
		for _, name := range append(slices.Clone(d.purged), d.rare) {
			if name != "" {
				d.suite = slices.Insert(d.suite, m.IntN(len(d.suite)+1), person{name, m.one(posts)})
			}
		}
	}
}

// edits chooses what is done to which report.
func (m *maker) edits(drafts []*draft, order []int, withdrawn map[int]bool, p Plan) map[int]func(*draft) string {
	chosen := map[int]func(*draft) string{}
	frequent := 0
	for i, d := range drafts {
		switch {
		case withdrawn[i]:
		case len(d.purged) > 0:
			chosen[i] = func(d *draft) string {
				for _, name := range d.purged {
					d.drop(name)
					m.archive.Removed[name] = append(m.archive.Removed[name], d.id)
				}
				return "name_gone"
			}
		case d.rare == m.archive.Rare, d.rare == m.archive.Frequent && frequent < 3:
			if d.rare == m.archive.Frequent {
				frequent++
			}
			chosen[i] = func(d *draft) string { d.drop(d.rare); return "name_gone" }
		}
	}
	others := []func(*draft) string{
		func(d *draft) string { d.number += 7; return "number_changed" },
		func(d *draft) string { d.closing = ""; return "sentence_deleted" },
		func(d *draft) string {
			d.closing += " " + m.one(additions)
			return "sentence_added"
		},
		func(d *draft) string {
			d.verb = map[string]string{"toured": "visited", "met in": "gathered in"}[d.verb]
			return "wording"
		},
		func(d *draft) string {
			for was := d.suite[0].name; d.suite[0].name == was || slices.ContainsFunc(d.suite[1:], func(p person) bool { return p.name == d.suite[0].name }); {
				d.suite[0].name = m.one(m.officials)
			}
			return "name_changed"
		},
		func(d *draft) string { d.suite[0].post = "deputy " + d.suite[0].post; return "post_reworded" },
	}
	for n, i := range order {
		if len(chosen) >= p.Edits {
			break
		}
		d := drafts[i]
		if withdrawn[i] || chosen[i] != nil || d.rare != "" {
			continue
		}
		edit := others[n%len(others)]
		if n%len(others) >= 4 && len(d.suite) < 3 {
			edit = others[0]
		}
		chosen[i] = edit
	}
	return chosen
}

// spaced is a text with other spaces and breaks of lines.
func (m *maker) spaced(text string) string {
	var b strings.Builder
	for i := range len(text) {
		c := text[i]
		switch {
		case c == ' ' && m.IntN(30) == 0:
			b.WriteString(m.one([]string{"  ", "\u00a0", "\n", " \n "}))
		case c == '\n':
			b.WriteString(m.one([]string{"\n", "\n\n", "\r\n", " "}))
		default:
			b.WriteByte(c)
		}
	}
	if m.IntN(3) == 0 {
		b.WriteString("\n")
	}
	return b.String()
}

func (m *maker) one(list []string) string { return list[m.IntN(len(list))] }

// names makes names that nobody has.
func (m *maker) names(n int) []string {
	head := []string{"Bal", "Cor", "Dren", "El", "Far", "Gar", "Hal", "Jor", "Kel", "Lor", "Mar", "Nor", "Or", "Pel", "Quen", "Ras", "Sel", "Tam", "Ul", "Var", "Wes", "Yar", "Zel"}
	tail := []string{"lick", "wen", "dric", "mond", "rick", "vin", "thas", "gar", "bren", "dell", "kas", "lorn"}
	seen := map[string]bool{}
	var all []string
	for len(all) < n {
		name := m.one(head) + m.one(tail) + " Ost " + m.one(head) + m.one(tail)
		if !seen[name] {
			seen[name] = true
			all = append(all, name)
		}
	}
	return all
}

// describe is a short account of an archive, for messages of tests.
func (a *Archive) String() string {
	return fmt.Sprintf("%d reports, %d edited, %d withdrawn, %d noisy, %d names purged", len(a.First), len(a.Edited), len(a.Withdrawn), a.Noisy, len(a.Removed))
}
