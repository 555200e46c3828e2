package counterpart

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
)

func TestFind(t *testing.T) {
	of := Candidate{ID: "now", Published: "2033-04-15", Kind: "message", Title: "Message on 23rd Founding Day of the Union"}
	same := func(id, day, title string) Candidate {
		return Candidate{ID: id, Published: day, Kind: "message", Title: title}
	}
	for _, c := range []struct {
		name  string
		among []Candidate
		want  string
		years int
	}{
		{"the year before", []Candidate{same("a", "2032-04-14", "Message on 22nd Founding Day of the Union"), same("b", "2031-04-15", "Message on 21st Founding Day of the Union")}, "a", 1},
		{"an earlier year", []Candidate{same("b", "2030-04-15", "Message on 20th Founding Day of the Union")}, "b", 3},
		{"another season", []Candidate{same("c", "2032-11-01", "Message on 22nd Founding Day of the Union")}, "c", 0},
		{"the season first", []Candidate{same("c", "2032-11-01", "Message on 22nd Founding Day of the Union"), same("b", "2031-04-20", "Message on Founding Day of Union")}, "b", 2},
		{"another kind", []Candidate{{ID: "d", Published: "2032-04-15", Kind: "news", Title: of.Title}}, "", 0},
		{"another title", []Candidate{same("e", "2032-04-15", "Grain Tally Read Out")}, "", 0},
		{"later", []Candidate{same("f", "2034-04-15", of.Title)}, "", 0},
	} {
		m, ok := Find("en", of, c.among)
		if ok != (c.want != "") || m.ID != c.want || m.Years != c.years {
			t.Errorf("%s: %+v, %v", c.name, m, ok)
		}
	}
}

func text(sentences ...string) (*rostrum.Report, []rostrum.Span) {
	r := &rostrum.Report{}
	var spans []rostrum.Span
	for _, s := range sentences {
		start := len(r.Text)
		r.Text += s + "\n"
		spans = append(spans, rostrum.Span{Field: rostrum.FieldText, Start: start, End: start + len(s)})
	}
	return r, spans
}

func TestSentences(t *testing.T) {
	old, a := text("The Union greets the hands of the mills.", "The grain quota was met in full by the cantons.", "The bells rang.", "Long live the forge!")
	new, b := text("Long live the FORGE!", "The Union greets the hands of the mills.", "The grain quota was met early by all cantons.", "A dam is to be built.")
	var got []string
	for _, r := range Sentences("en", old, new, a, b) {
		s := r.Status
		if r.Moved {
			s += " moved"
		}
		got = append(got, s)
	}
	if s := strings.Join(got, ", "); s != "dropped, kept, kept moved, reworded moved, new" {
		t.Errorf("rows: %s", s)
	}
	if rows := Sentences("en", old, old, a, a); fmt.Sprint(len(rows)) != "4" || rows[0].Status != Kept {
		t.Errorf("rows of a text beside itself: %+v", rows)
	}
}
