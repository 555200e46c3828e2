package relate_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/relate"
	"github.com/rostrum-watch/rostrum/internal/store"
)

const (
	choir = "Aldermoor, March 19 (VDB) -- The choir of the Greyfell pitmen sang in the Theatre of the Commons on Monday before the builders of the Corrand Ford Power House. " +
		"The songs told of the long night shift, of the lamp at the gate and of the bread that waits at home."
	more = " Two of them were new: the masons of the eastern dam had sent the words, and a schoolmaster of the lower town had set them to the tune of an old reel. " +
		"The builders called for the reel again and again, and would not let the choir go until the lamps were put out. " +
		"After the last song the foreman gave each singer a loaf and a measure of salt, as the custom of the river is."
	greeting = "Torvane Ost Halric sent a message of greeting to Odrun Kesh Vaal, king of Esterlund, on the anniversary of the crown of Esterlund, and wished him and the people of his country new successes in their work."
	visit    = "Torvane Ost Halric went round the Bellhurst Tractor Works with Brannoc Ost Ludrik and Kestrane Ost Doren. He saw 214 tractors and spoke with the foreman Jarrow Ild Penn."
	visita   = "Torvane Ost Halric recorrió los talleres de Bellhurst en compañía de Brannoc Ost Ludrik y Kestrane Ost Doren. Allí vio 214 tractores y habló con el capataz Jarrow Ild Penn."
)

// reports makes reports of an outlet, each given as "day lang text", and gives
// them ids and keys from 1.
func reports(lines ...string) []relate.Report {
	all := make([]relate.Report, len(lines))
	for i, line := range lines {
		part := strings.SplitN(line, " ", 3)
		all[i] = relate.Report{Key: int64(i + 1), ID: fmt.Sprintf("r%03d", i+1), Outlet: "VDB", Published: part[0], Lang: part[1], Text: part[2]}
	}
	return all
}

// filler are reports in two languages that have nothing to do with others, so
// that what is rare can be told.
func filler() []string {
	var lines []string
	for i := range 24 {
		day := fmt.Sprintf("2031-03-%02d", 3+i)
		lines = append(lines,
			fmt.Sprintf("%s en The pit of Canton %c%d sent %d loads of coal down the river to the harbour at Isker in the month of rain.", day, 'A'+i, i, 1000+i),
			fmt.Sprintf("%s es La mina del cantón %c%d mandó %d cargas por el río al puerto de Isker en el mes de las lluvias.", day, 'A'+i, 50+i, 3000+i))
	}
	return lines
}

// linked gives the links of all weeks of some reports.
func linked(all []relate.Report) []relate.Link {
	var links []relate.Link
	for _, d := range decided(all) {
		links = append(links, d.Links...)
	}
	return links
}

// decided decides about all weeks of some reports.
func decided(all []relate.Report) []relate.Decision {
	byWeek := map[int][]relate.Report{}
	first, last := 1<<30, -1<<30
	for _, r := range all {
		day, ok := relate.DayOf(r.Published)
		if !ok {
			continue
		}
		w := relate.WeekOf(day)
		byWeek[w] = append(byWeek[w], r)
		first, last = min(first, w), max(last, w)
	}
	weeks := map[int]*relate.Week{}
	for number, r := range byWeek {
		weeks[number] = relate.NewWeek(number, r)
	}
	var told []relate.Decision
	for number := first; number <= last; number++ {
		var around relate.Weeks
		for i := range around {
			around[i] = weeks[number-relate.Before+i]
		}
		told = append(told, relate.Decide(&around))
	}
	return told
}

func TestLinks(t *testing.T) {
	for _, tt := range []struct {
		name    string
		reports []string
		want    string
	}{
		{"the same on another day", []string{"2031-03-19 en " + choir, "2031-03-24 en " + strings.Replace(choir, "March 19", "March 24", 1)}, "retelling 2>1"},
		{"too late", []string{"2031-03-19 en " + choir, "2031-03-30 en " + choir}, ""},
		{"ten days, over two weeks", []string{"2031-03-19 en " + choir, "2031-03-29 en " + choir}, "retelling 2>1"},
		{"in another language", []string{"2031-03-19 en " + choir, "2031-03-19 es " + choir}, "twin 2>1"},
		{"a short form before", []string{"2031-03-19 en " + choir, "2031-03-19 en " + choir + more}, "summary 1>2"},
		{"a short form behind", []string{"2031-03-18 en " + choir + more, "2031-03-19 en " + choir}, "summary 2>1"},
		{"greetings to two kings", []string{"2031-03-19 en " + greeting, "2031-03-20 en " + strings.NewReplacer("Odrun Kesh Vaal", "Perrin Aske", "Esterlund", "Karrow").Replace(greeting)}, ""},
		{"the same greeting", []string{"2031-03-19 en " + greeting, "2031-03-20 en " + greeting}, "retelling 2>1"},
		{"three tellings", []string{"2031-03-19 en " + choir, "2031-03-20 en " + choir, "2031-03-21 en " + choir}, "retelling 2>1, retelling 3>1, retelling 3>2"},
		{"a few words", []string{"2031-03-19 en A photo of the day.", "2031-03-20 en A photo of the day."}, ""},
		{"no text", []string{"2031-03-19 en ", "2031-03-20 en "}, ""},
		{"no day", []string{"2031-03 en " + choir, "2031-03-20 en " + choir}, ""},
		{"twins", []string{"2031-03-19 es " + visita, "2031-03-19 en " + visit}, "twin 1>2"},
		{"twins, a day apart", []string{"2031-03-19 es " + visita, "2031-03-20 en " + visit}, "twin 1>2"},
		{"too far for twins", []string{"2031-03-19 es " + visita, "2031-03-21 en " + visit}, ""},
		{"one of two, as good as the other", []string{"2031-03-19 es " + visita, "2031-03-19 en " + visit, "2031-03-20 en " + visit}, "retelling 3>2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all := reports(append(tt.reports, filler()...)...)
			for range 3 { // in whatever order they come
				var got []string
				for _, l := range linked(all) {
					got = append(got, fmt.Sprintf("%s %d>%d", l.Kind, l.From, l.To))
					if l.Score <= 0 || l.Score > 1 || l.Day == "" || (l.Kind == store.LinkTwin) != (len(l.Names) > 0) {
						t.Errorf("%+v", l)
					}
				}
				if strings.Join(got, ", ") != tt.want {
					t.Errorf("got %q, want %q", strings.Join(got, ", "), tt.want)
				}
				rand.New(rand.NewPCG(1, 2)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
			}
		})
	}
}

// TestLinks_Names wants the rarest name first, and names whole.
func TestLinks_Names(t *testing.T) {
	lines := append(filler(), "2031-03-19 en Brannoc Ost Ludrik spoke in the hall of the Bread Guild to the pitmen of Isker about the month of rain.")
	all := reports(append([]string{"2031-03-19 es " + visita, "2031-03-19 en " + visit}, lines...)...)
	for _, l := range linked(all) {
		if l.Kind == store.LinkTwin && l.From == 1 {
			if got := strings.Join(l.Names, ", "); got != "214, Bellhurst, Jarrow Ild Penn, Kestrane Ost Doren, Torvane Ost Halric, Brannoc Ost Ludrik" {
				t.Errorf("got %s", got)
			}
			return
		}
	}
	t.Error("there is no twin")
}

func TestWeekOf(t *testing.T) {
	for _, tt := range []struct{ day, first, last string }{
		{"1970-01-01", "1970-01-01", "1970-01-07"}, {"1970-01-07", "1970-01-01", "1970-01-07"}, {"1969-12-31", "1969-12-25", "1969-12-31"},
		{"1969-12-24", "1969-12-18", "1969-12-24"}, {"2031-03-19", "2031-03-13", "2031-03-19"}, {"0001-01-01", "0000-12-28", "0001-01-03"},
	} {
		day, ok := relate.DayOf(tt.day)
		if first, last := relate.Days(relate.WeekOf(day)); !ok || first != tt.first || last != tt.last {
			t.Errorf("%s: got %s to %s, want %s to %s", tt.day, first, last, tt.first, tt.last)
		}
	}
	if _, ok := relate.DayOf("2031-03"); ok {
		t.Error("a month is a day")
	}
}

// FuzzLinks: any texts give links between those that are there, the same in any
// order, with names that stand in one of them.
func FuzzLinks(f *testing.F) {
	f.Add(visita, visit, choir+more)
	f.Add(choir, greeting, "")
	f.Add("Ärger\xff ÉCOLE école 12 12", "\x00 Ł ł", "- - -")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		all := []relate.Report{
			{Key: 1, ID: "a", Outlet: "VDB", Lang: "es", Published: "2031-03-12", Text: a}, {Key: 2, ID: "b", Outlet: "vdb", Lang: "en", Published: "2031-03-13", Text: b},
			{Key: 3, ID: "c", Outlet: "VDB", Lang: "en", Published: "2031-03-13", Text: c}, {Key: 4, ID: "d", Outlet: "VDB", Lang: "en", Published: "2031-03-15", Text: a + " " + c},
		}
		links := linked(all)
		for _, l := range links {
			if l.From < 1 || l.From > 4 || l.To < 1 || l.To > 4 || l.From == l.To || l.Score <= 0 || l.Score > 1.0001 {
				t.Errorf("%+v", l)
			}
			for _, n := range l.Names {
				if !strings.Contains(all[l.To-1].Text, n) {
					t.Errorf("the name %q is not in %q", n, all[l.To-1].Text)
				}
			}
		}
		all[0], all[3] = all[3], all[0]
		all[1], all[2] = all[2], all[1]
		if again := linked(all); !reflect.DeepEqual(again, links) {
			t.Errorf("in another order %s, else %s", must(again), must(links))
		}
	})
}

func must(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}
