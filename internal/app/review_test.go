package app_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
)

// conflicts words what does not agree.
func (d *desk) conflicts() string {
	d.Helper()
	found, err := d.app.Conflicts(d.Context(), 0, "")
	if err != nil {
		d.Fatal(err)
	}
	var out []string
	for _, c := range found.Conflicts {
		var ids []string
		for _, w := range c.Words {
			ids = append(ids, fmt.Sprint(w.ID))
		}
		out = append(out, c.Sort+" "+c.Record+" "+strings.Join(ids, ","))
	}
	return strings.Join(out, "; ")
}

func (d *desk) wants(what, got, want string) {
	d.Helper()
	if got != want {
		d.Errorf("%s: got %q, want %q", what, got, want)
	}
}

func TestConflicts(t *testing.T) {
	d := newDesk(t)
	d.wants("nothing is said", d.conflicts(), "")
	d.say("Ann", "event:1/2", rostrum.VerdictRight, nil, "")
	d.say("Bo", "event:1/2", rostrum.VerdictInstead, map[string]string{"role": rostrum.RoleHost}, "")
	d.say("Ann", "event:2", rostrum.VerdictRight, nil, "")
	d.wants("two say otherwise", d.conflicts(), "analysts event:1/2 1,2")
	d.say("Bo", "event:1/2", rostrum.VerdictRight, nil, "")
	d.wants("they agree", d.conflicts(), "")
	d.add(second, visit, "2031-03-05") // reads Merin as host, and no meeting
	d.wants("it is read otherwise", d.conflicts(), "reading  1,4; reading  3")
	d.add(second, strings.Replace(visit, "A meeting of the hands followed. ", "", 1), "2031-03-07")
	if got := d.conflicts(); !strings.Contains(got, "gone  3") {
		t.Errorf("words are gone: got %q", got)
	}
}

func TestRates(t *testing.T) {
	d := newDesk(t)
	rates := func(by string) string {
		t.Helper()
		found, err := d.app.Rates(t.Context(), by)
		if err != nil {
			t.Fatal(err)
		}
		out := []string{fmt.Sprint(found.Words)}
		for _, r := range found.Rates {
			if r.Low > r.Error || r.High < r.Error || r.N == 0 && r.High != 1 {
				t.Errorf("%s %s: %v is not from %v to %v", r.Kind, r.Sort, r.Error, r.Low, r.High)
			}
			out = append(out, fmt.Sprintf("%s:%s %d of %d %v -%d !%d", r.Kind, r.Sort, r.Wrong+r.Otherwise, r.N, r.Fields, r.Missing, r.Disagreed))
		}
		return strings.Join(out, "; ")
	}
	d.wants("nothing is said", rates(""), "0")
	d.say("Ann", "event:1", rostrum.VerdictWrong, nil, "")
	d.say("Ann", "event:1", rostrum.VerdictRight, nil, "") // the last counts
	d.say("Bo", "event:2", rostrum.VerdictWrong, nil, "")
	d.say("Ann", "event:2", rostrum.VerdictRight, nil, "")
	d.say("Ann", "event:1/2", rostrum.VerdictInstead, map[string]string{"role": rostrum.RoleHost}, "")
	d.say("Ann", "event:new", rostrum.VerdictMissing, map[string]string{"type": rostrum.TypeBanquet}, "A supper was given at the landing")
	gone := d.say("Bo", "act:1", rostrum.VerdictWrong, nil, "")
	if _, err := d.app.Withdraw(t.Context(), gone.ID, "Bo", "no", d.clock()); err != nil {
		t.Fatal(err)
	}
	d.wants("by all", rates(""), "6; event: 0 of 2 map[] -1 !1; event:inspection 0 of 1 map[] -0 !0; event:meeting 0 of 1 map[] -0 !1; event:banquet 0 of 0 map[] -1 !0; appearance: 1 of 1 map[role:1] -0 !0; appearance:companion 1 of 1 map[role:1] -0 !0")
	d.wants("by one", rates("bo"), "1; event: 1 of 1 map[] -0 !0; event:meeting 1 of 1 map[] -0 !0")

	// Judged again as another profile reads it, a record counts once more.
	d.add(second, visit, "2031-03-05")
	d.say("Bo", "event:1", rostrum.VerdictWrong, nil, "")
	d.wants("of two readings", rates("bo"), "2; event: 2 of 2 map[] -0 !0; event:inspection 1 of 1 map[] -0 !0; event:meeting 1 of 1 map[] -0 !0")
}

func TestReview(t *testing.T) {
	d := newDesk(t)
	queue := func(o app.ReviewOptions) string {
		t.Helper()
		q, err := d.app.Review(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		out := []string{fmt.Sprintf("%d/%d", q.Open, q.Judged)}
		for _, r := range q.Doubtful {
			out = append(out, r.Record)
		}
		return strings.Join(out, " ")
	}
	events := app.ReviewOptions{Kinds: []string{rostrum.RecordEvent}}
	d.wants("events", queue(events), "2/0 event:1 event:2")
	said := d.say("Ann", "event:1", rostrum.VerdictWrong, nil, "")
	d.say("Ann", "event:1/2", rostrum.VerdictRight, nil, "")
	d.wants("one is judged", queue(events), "1/1 event:2")
	d.wants("all kinds", queue(app.ReviewOptions{Limit: 1}), "7/2 event:1/1")
	if _, err := d.app.Withdraw(t.Context(), said.ID, "Ann", "no", d.clock()); err != nil {
		t.Fatal(err)
	}
	d.wants("it is taken back", queue(events), "2/0 event:1 event:2")
	d.wants("new names", queue(app.ReviewOptions{Unknown: true, Limit: 1}), "5/1 event:1/1")
}
