package relate_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/relate"
)

// event makes a report tell of something, with its words and what is done in them.
func event(r *relate.Report, typ, date, evidence, form string) {
	start := strings.Index(r.Text, evidence)
	r.Told = append(r.Told, relate.Telling{Number: len(r.Told) + 1, Type: typ, Date: date, Form: form, Evidence: evidence,
		At: rostrum.Span{Field: rostrum.FieldText, Start: start, End: start + len(evidence)}})
}

func cited(all []relate.Report) []string {
	var names []string
	for _, d := range decided(all) {
		for _, c := range d.Cited {
			names = append(names, fmt.Sprintf("%s %d.%d %s %q", c.Sort, c.Report, c.Number, c.Day, c.Quote))
		}
	}
	return names
}

func TestDecide_Press(t *testing.T) {
	const (
		ferry  = "The second ferry was opened at the Corrand Ford landing in Sarn Canton"
		nobody = "took place"
	)
	digest := func() relate.Report {
		r := reports("2031-03-19 en The papers carry: " + ferry + ". A sitting " + nobody + ". An article says that salt is dear.")[0]
		r.Key, r.ID, r.Kind = 900, "digest", rostrum.KindDigest
		event(&r, rostrum.TypeCeremony, "", ferry, "was opened at")
		event(&r, rostrum.TypeMeeting, "2031-03-18", nobody, nobody)
		event(&r, rostrum.TypeStatement, "2031-03-19", "An article says that salt is dear", "An article says")
		return r
	}
	for _, tt := range []struct {
		name, other string
		kind        string
		want        string
	}{
		{"nobody tells of it", "2031-03-18 en The weavers sang in the hall of the Bread Guild before the masons of the eastern dam.", rostrum.KindNews,
			`press 900.1 2031-03-19 "` + ferry + `"`},
		{"a report of the day before tells of it", "2031-03-18 en A second ferry goes at Corrand Ford, Sarn Canton, from today: it was opened at the landing by the steward.", rostrum.KindNews, ""},
		{"a report of another week tells of another", "2031-03-26 en A second ferry goes at Corrand Ford, Sarn Canton, from today: it was opened at the landing by the steward.", rostrum.KindNews,
			`press 900.1 2031-03-19 "` + ferry + `"`},
		{"another digest tells of it", "2031-03-18 en The papers carry: " + ferry + ".", rostrum.KindDigest, `press 900.1 2031-03-19 "` + ferry + `"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all := reports(append(filler(), tt.other)...)
			all[len(all)-1].Kind = tt.kind
			if got := strings.Join(cited(append(all, digest())), ", "); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestDecide_Statement(t *testing.T) {
	const body = "A herald of the Superintendency of Outer Affairs "
	held := reports("2031-03-14 en " + body + "issued a statement. The waters are ours and will stay ours for as long as they flow to the sea.")[0]
	held.Key, held.ID, held.Kind = 900, "held", rostrum.KindStatement
	event(&held, rostrum.TypeStatement, "2031-03-14", body+"issued a statement", "issued a statement")
	speaks := func(day, kind, evidence string) relate.Report {
		r := reports("2031-03-21 en The fleet of Harrish lies off Isker again, and the papers are full of it. " + evidence + " in the matter of the fleet.")[0]
		r.Key, r.ID, r.Kind = 901, "speaks", kind
		event(&r, rostrum.TypeStatement, day, evidence, "issued a statement")
		return r
	}
	for _, tt := range []struct {
		name, day, kind, evidence string
		want                      string
	}{
		{"of a day of which none is held", "2031-03-18", rostrum.KindCommentary, body + "issued a statement", "statement 901.1 2031-03-18"},
		{"of a day of which one is held", "2031-03-14", rostrum.KindCommentary, body + "issued a statement", ""},
		{"of the day before, which the report itself brings", "2031-03-20", rostrum.KindNews, body + "issued a statement", ""},
		{"by somebody else", "2031-03-18", rostrum.KindPressEcho, "The Friends of Vellmar in Karrow Town issued a statement", ""},
		{"without a day", "", rostrum.KindCommentary, body + "issued a statement", ""},
		{"in a speech", "2031-03-18", rostrum.KindSpeech, body + "issued a statement", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.Join(cited([]relate.Report{held, speaks(tt.day, tt.kind, tt.evidence)}), ", ")
			if !strings.HasPrefix(got, tt.want) || tt.want == "" && got != "" {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestDecide_Twin(t *testing.T) {
	// It names whom others name, days later.
	alone := "2031-03-13 es En la vega baja los labradores recogieron el trigo antes de las lluvias, y lo vieron"
	var lines []string
	for i, name := range []string{"Bellhurst", "Iskerby", "Greyfell", "Tolbridge", "Haldrun", "Sarnmouth", "Oranmar", "Karrow", "Aldermoor"} {
		who := strings.NewReplacer("Bellhurst", name, "Jarrow Ild Penn", name+" Ild Penn", "214", fmt.Sprint(700+i), "Kestrane Ost Doren", name+" Ost Vane")
		lines = append(lines, "2031-03-18 es "+who.Replace(visita), "2031-03-18 en "+who.Replace(visit))
		alone += " " + name + " Ild Penn, " + name + " Ost Vane,"
	}
	all := reports(append(lines, alone)...)
	all[len(lines)].Title = "Trigo"
	want := `twin 19.0 2031-03-13 "Trigo"`
	if got := strings.Join(cited(all), ", "); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	all[len(lines)].Title = ""
	want = `twin 19.0 2031-03-13 "En la vega baja los labradores recogieron el trigo antes de las"`
	if got := strings.Join(cited(all), ", "); got != want {
		t.Errorf("without a title: got %s, want %s", got, want)
	}
	if got := cited(all[len(lines):]); len(got) != 0 {
		t.Errorf("where no report has a twin: %v", got)
	}
}
