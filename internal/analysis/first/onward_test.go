package first_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/first"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/eval/corpus"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// TestBegin_told: a post that was told of is not told of again, though what somebody's
// posts were is forgotten over a gap; nor is it where the gap lies behind the day of a
// checkpoint.
func TestBegin_told(t *testing.T) {
	_, k := corpus.Knowledge(t, "vdb-en")
	const name, usual, other = "Brannoc Ost Ludrik", "Superintendent of Outer Affairs", "Warden of Roads and Rivers"
	start := time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)
	at := func(day int) string { return start.AddDate(0, 0, day).Format(time.DateOnly) }
	var reports []*holding.Report
	for day := range 200 {
		if day >= 60 && day < 100 {
			continue // nothing is held
		}
		post := usual
		if day == 40 || day == 180 {
			post = other
		}
		published, who, leader, site := at(day), name, "Torvane Ost Halric", "the Works of Lane"
		reports = append(reports, &holding.Report{ID: "vdb-" + published, Outlet: "VDB", Lang: "en", Published: published, Known: published, Title: "Tour", Kind: rostrum.KindNews,
			Status: rostrum.StatusExtracted, Coverage: "unknown", Events: []rostrum.Event{{Type: rostrum.TypeInspection, Form: "made a tour of counsel at", Site: &site, Date: &published,
				Participants: []rostrum.Appearance{{Name: &leader, Role: rostrum.RolePrincipal}, {Name: &who, Post: &post, Role: rostrum.RoleCompanion}}}}})
	}
	s := holding.SeriesOf(reports)[0]
	find := func(stops ...string) (all []finding.Finding) {
		day, parts := "", [2]*pack.Reader{}
		for _, stop := range append(stops, holding.End) {
			b := lineup.Begin(s, k, day, parts[0])
			f := first.Begin(b, first.Settings{Opening: true}, parts[1])
			b.Until(stop)
			for _, one := range f.Until(stop) {
				if one.Rule == first.RulePost {
					all = append(all, one)
				}
			}
			for i, keep := range []func(*pack.Writer){b.Keep, f.Keep} {
				var w pack.Writer
				keep(&w)
				parts[i] = pack.NewReader(w.Bytes())
			}
			day = stop
		}
		return all
	}
	whole := find()
	if len(whole) != 1 || whole[0].Known != at(40) {
		t.Fatalf("found %+v, expected one of %s", whole, at(40))
	}
	for _, stops := range [][]string{{at(30)}, {at(50)}, {at(120)}, {at(50), at(120), at(179)}} {
		if got := find(stops...); !reflect.DeepEqual(got, whole) {
			t.Errorf("on from %v: found %+v", stops, got)
		}
	}
}
