package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// found makes a finding of a kind about somebody, shown by a passage of a report.
func found(kind, subject, report string, start int, alarm bool) app.Stocked {
	return app.Stocked{Alarm: alarm, Key: store.Fold(subject), ID: kind + subject + report, Finding: finding.Finding{Kind: kind, Subject: subject, Day: "2031-03-01", Known: "2031-03-01",
		Says: subject + " is told of", Coverage: finding.Coverage{Coverage: "sample"}, Evidence: []finding.Evidence{{Report: report, At: rostrum.Span{Field: rostrum.FieldText, Start: start, End: start + 9}}}}}
}

// TestNews wants alarms first by weight, what is about one subject together, what one
// report shows many times as one, and what may only not be held counted apart.
func TestNews(t *testing.T) {
	all := []app.Stocked{
		found("return", "Brannoc Ost Ludrik", "r1", 0, true),
		found("named_again", "Brannoc Ost Ludrik", "r1", 0, false),
		found("new_holder", "Eldrun Ost Corvan", "r2", 40, true),
		found("new_post", "Eldrun Ost Corvan", "r2", 40, false),
		found("body_founded", "Council of Weirs", "r3", 10, true),
		found("body_first", "Council of Weirs and Quays", "r3", 12, false), // the same words
		found("new_post_held", "Kestrane Ost Doren", "r2", 90, false),
		found("plan_met", "the weir", "r4", 0, false),
		{Alarm: true, Finding: finding.Finding{Kind: "title first held", Subject: "Lamp of the People", Known: "2031-03-01"}},
		{Alarm: true, Finding: finding.Finding{Kind: "title_first", Subject: "Torvane Ost Halric", Known: "2031-03-01", Says: "“lamp of the people” is said of Torvane Ost Halric"}},
		{Alarm: true, Finding: finding.Finding{Kind: "title_first", Subject: "Torvane Ost Halric", Known: "2031-03-02", Says: "“star of the weirs” is said of Torvane Ost Halric"}},
	}
	for i := range 5 {
		all = append(all, found("first_named", fmt.Sprintf("Official %d", i), "r5", 100*i, false))
	}
	alarms, rest, sections := news(all, "2031-03-01", "2031-03-07")
	var got []string
	for _, a := range alarms {
		line := a.Kind + " " + a.Subject
		for _, m := range a.More {
			line += " + " + m.Kind
		}
		for _, b := range a.Bundle {
			line += " " + b.Label()
		}
		got = append(got, line)
	}
	want := "new_holder Eldrun Ost Corvan + new_post\nbody_founded Council of Weirs + body_first\ntitle first held Lamp of the People “Lamp of the People” “star of the weirs”\nreturn Brannoc Ost Ludrik + named_again"
	if s := strings.Join(got, "\n"); s != want || rest != 0 {
		t.Errorf("alarms are\n%s\nwant\n%s", s, want)
	}
	for _, s := range sections {
		switch s.Name {
		case "posts":
			if len(s.Items) != 1 || len(s.Items[0].Bundle) != 5 || len(s.Apart) != 1 || s.Apart[0].N != 1 {
				t.Errorf("posts: %d items, %v apart, want five of one report as one, and one apart", len(s.Items), s.Apart)
			}
		case "plans":
			if len(s.Items) != 0 || len(s.Apart) != 1 || s.Apart[0].N != 1 {
				t.Errorf("plans are told twice: %+v", s)
			}
		default:
			t.Errorf("section %s: %+v", s.Name, s)
		}
	}
}

// TestLeaves holds that what is to a person's disadvantage leaves with a name alone.
func TestLeaves(t *testing.T) {
	for kind, want := range map[string]bool{"absence": false, "leader-gap": false, "place-behind": false, "post_left": false, "name_removed": false, "new_holder": false, "order-changed": false, "new_post": true, "weapon_tested": true} {
		if got := leaves(prose.OfFinding(kind), ""); got != want {
			t.Errorf("%s leaves without a name: %v, want %v", kind, got, want)
		}
		if !leaves(prose.OfFinding(kind), "M. Ilven") {
			t.Errorf("%s does not leave with a name", kind)
		}
	}
}

// TestVisited plays visits: one begins four hours after the last page.
func TestVisited(t *testing.T) {
	at := time.Date(2031, 4, 1, 8, 0, 0, 0, time.UTC)
	d := &desk{options: Options{Now: func() time.Time { return at }}}
	kept := ""
	for _, step := range []struct {
		after time.Duration
		last  string
		want  string
	}{
		{0, "2031-03-30", ""}, {time.Hour, "2031-03-30", ""}, {time.Hour, "2031-03-31", ""}, // the first visit
		{20 * time.Hour, "2031-04-02", "2031-03-31"}, {time.Hour, "2031-04-03", "2031-03-31"},
		{5 * time.Hour, "2031-04-03", "2031-04-03"}, {48 * time.Hour, "2031-04-05", "2031-04-03"},
	} {
		at = at.Add(step.after)
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		if kept != "" {
			r.Header.Set("Cookie", kept)
		}
		w := httptest.NewRecorder()
		if got := d.visited(w, r, step.last); got != step.want {
			t.Errorf("%s: since %q, want %q", at.Format(time.DateTime), got, step.want)
		}
		kept, _, _ = strings.Cut(w.Header().Get("Set-Cookie"), ";")
	}
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Header.Set("Cookie", visitCookie+"=%3Cscript%3E%7Cx%7Cy")
	if got := d.visited(httptest.NewRecorder(), r, "2031-04-05"); got != "" {
		t.Errorf("a cookie that is none gives %q", got)
	}
}

// TestMeasuredFindings wants rates that are rates, of kinds that are worded.
func TestMeasuredFindings(t *testing.T) {
	all, err := measuredFindings()
	if err != nil || len(all) == 0 {
		t.Fatalf("%d kinds, %v", len(all), err)
	}
	for kind, m := range all {
		n, wrong := 0, 0
		for _, y := range m.Years {
			n, wrong = n+y.N, wrong+y.Wrong
		}
		if m.Wrong > m.N || len(m.Years) > 0 && (n != m.N || wrong != m.Wrong) {
			t.Errorf("%s: %d of %d wrong, by year %d of %d", kind, m.Wrong, m.N, wrong, n)
		}
		if m.How == "" {
			t.Errorf("%s: does not say how it was measured", kind)
		}
	}
	if f := errorRate(60, 3); f.Error != "5.0 %" || f.Low != "1.7 %" || f.High != "13.7 %" {
		t.Errorf("3 of 60 are %+v", f)
	}
}
