package purge

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// person is a name with its post.
type person struct{ name, post string }

// draft is a report before it is written out.
type draft struct {
	id, day string
	verb    string
	site    string
	suite   []person // none at a gathering
	number  int
	detail  string
	closing string
	purged  []string // names that will be taken out of it
	rare    string
}

var (
	posts = []string{"head of the Bureau of Heavy Works", "Superintendent of Mines", "Steward for Instruction", "Superintendent of Roads and Rivers", "head of the Bureau of Arms Works",
		"Chief of the War Chancery", "Superintendent of Light Works", "Steward for Organisation", "Speaker of the Assembly of Hundreds"}
	places = []string{"Bellhurst", "Greyfell", "Iskerby", "Tolbridge", "Haldrun", "Eastmarch", "Lower Sarn", "Upper Sarn", "Nether Isker", "Linden Street", "Marlow Ridge", "Cold Weir"}
	works  = []string{"Tractor Works", "Colliery", "Grain Farm", "Weaving Mill", "Ferry Landing", "Boiler House", "Glass Works", "Paper Mill", "Salt Pans", "Fishing Harbour"}
	things = []string{"castings", "bales of cloth", "tubs of coal", "sacks of rye", "window panes", "reams of paper", "barrels of herring", "boiler plates"}
	asides = []string{"The water stood high at the landing", "Snow lay on the roofs of the sheds", "The band of the works played in the yard", "A kettle of soup was on the fire in the porter's lodge",
		"The lamps had been trimmed the night before", "The children of the canton lined the lane", "The new chimney could be seen from the river", "Bread from the works bakery was handed round"}
	additions = []string{"A second visit will be paid before the harvest.", "The hands were given a day of rest.", "The gate has been painted green since then."}
)

// draft makes the draft of one report.
func (m *maker) draft(i int) *draft {
	day := holding.Plus(firstDay, i/perDay)
	d := &draft{id: fmt.Sprintf("vdb-g-%05d", i), day: day, number: 12 + m.IntN(900)*10,
		// no two of a day bear one title
		site: m.one(places) + " " + m.one(works) + fmt.Sprintf(" No. %d", 1+i%97)}
	d.detail = fmt.Sprintf("%s, and %s of the %s had come from %s with %d %s.", m.one(asides), m.one([]string{"a cart", "a barge", "a sledge", "two wagons"}), m.one(works), m.one(places),
		2+m.IntN(500), m.one(things))
	d.closing = fmt.Sprintf("%s when the day ended at the %s of %s.", m.one(asides), m.one(works), m.one(places))
	if d.verb = "met in"; m.IntN(3) > 0 {
		d.verb = "toured"
		// few are named often, as everywhere
		for range 3 + m.IntN(5) {
			name := m.officials[min(m.IntN(len(m.officials)), m.IntN(len(m.officials)))]
			if !slices.ContainsFunc(d.suite, func(p person) bool { return p.name == name }) {
				d.suite = append(d.suite, person{name, m.one(posts)})
			}
		}
	}
	return d
}

// drop takes a name out of the suite, with its post.
func (d *draft) drop(name string) {
	d.suite = slices.DeleteFunc(d.suite, func(p person) bool { return p.name == name })
}

// report writes a draft out as it was published.
func (d *draft) report() *rostrum.Report {
	r := &rostrum.Report{ID: d.id, Outlet: "VDB", Lang: "en", URL: "http://www.vdb.example/g/" + d.id, Published: d.day, Retrieved: d.day}
	var b strings.Builder
	if len(d.suite) > 0 {
		r.Title = "First Steward Tours " + d.site
		fmt.Fprintf(&b, "Torvane Ost Halric, First Steward of the People's Union, %s the %s on this day.\nIn his suite were ", d.verb, d.site)
		for i, p := range d.suite {
			switch {
			case i > 0 && i == len(d.suite)-1:
				b.WriteString(", and ")
			case i > 0:
				b.WriteString(", ")
			}
			b.WriteString(p.name + ", " + p.post)
		}
		b.WriteString(".\n")
	} else {
		r.Title = "Hands Gather at " + d.site
		fmt.Fprintf(&b, "The hands of the %s %s the great hall of the works on this day.\n", d.site, d.verb)
	}
	fmt.Fprintf(&b, "The works turned out %d pieces since the thaw. %s", d.number, d.detail)
	if d.closing != "" {
		b.WriteString("\n" + d.closing)
	}
	r.Text = b.String()
	return r
}
