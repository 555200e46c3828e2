package eval

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/language"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/roster"
	"github.com/rostrum-watch/rostrum/profiles"
)

// held are the reports of the corpora in the engine's language, with their records, read
// once for all tests, which change nothing in them; in no order.
var held = sync.OnceValues(func() ([]*holding.Report, error) {
	p, err := profile.Load(profiles.FS, "kcna-en")
	if err != nil {
		return nil, err
	}
	recogniser, err := language.New(profiles.FS)
	if err != nil {
		return nil, err
	}
	texts, err := corpora()
	if err != nil {
		return nil, err
	}
	engine := extract.New(p)
	var all []*holding.Report
	for _, r := range texts {
		if recogniser.Recognise(r.Title, r.Text) != p.Lang {
			continue
		}
		x := Predict(engine, []*rostrum.Report{r})[0]
		all = append(all, &holding.Report{ID: r.ID, Outlet: r.Outlet, Lang: p.Lang, Published: r.Published, Known: r.Published, Title: r.Title, Text: r.Text, Version: r.Version(),
			Versions: 1, Kind: x.Kind, Status: x.Status, Coverage: "unknown", Events: x.Events, Mentions: x.Mentions})
	}
	return all, nil
})

// roll tells who is who in them.
var roll = sync.OnceValues(func() (*roster.Roll, error) {
	k, err := roster.Load(profiles.FS, "kcna-en")
	if err != nil {
		return nil, err
	}
	all, err := held()
	if err != nil {
		return nil, err
	}
	r := roster.New(k, nil)
	r.Add(all...)
	return r, nil
})

// rolled gives the roll of the corpora, and their reports by id.
func rolled(t *testing.T) (*roster.Roll, map[string]*holding.Report) {
	t.Helper()
	all, err := held()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Skip("no corpora in ../shared")
	}
	r, err := roll()
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]*holding.Report{}
	for _, h := range all {
		byID[h.ID] = h
	}
	return r, byID
}

// TestSample_identityWhole holds who is who against readers' verdicts on pairs of
// appearances that were drawn before there was code to decide.
func TestSample_identityWhole(t *testing.T) {
	whole.Only(t)
	roll, reports := rolled(t)
	var total struct{ joined, right, same int }
	for _, sort := range []string{"post", "near", "same", "far"} {
		var verdicts map[string]string
		readVerdicts(t, "identity-"+sort+"-100", &verdicts)
		joined, right, same, lost := 0, 0, 0, 0
		for pair, verdict := range verdicts {
			a, b, _ := strings.Cut(pair, " ")
			x, okx := personAt(roll, reports, a)
			y, oky := personAt(roll, reports, b)
			if !okx || !oky {
				lost++
				t.Logf("%s %s: no such appearance", sort, pair)
				continue
			}
			if verdict == "open" {
				continue
			}
			if verdict == "same" {
				same++
			}
			if x == y {
				joined++
			}
			if x == y && verdict == "same" {
				right++
			}
			if (x == y) != (verdict == "same") {
				t.Logf("%s %s: %s and %s, a reader says %s", sort, pair, x, y, verdict)
			}
		}
		t.Logf("%s: precision %.3f (of %d), recall %.3f (of %d), %d lost", sort, share(right, joined), joined, share(right, same), same, lost)
		if sort != "far" {
			total.joined, total.right, total.same = total.joined+joined, total.right+right, total.same+same
		}
	}
	precision, recall := share(total.right, total.joined), share(total.right, total.same)
	t.Logf("identity: precision %.3f (of %d), recall %.3f (of %d)", precision, total.joined, recall, total.same)
	if precision < 0.99 || recall < 0.97 {
		t.Errorf("precision %.3f and recall %.3f; want 0.99 and 0.97", precision, recall)
	}
}

func share(part, whole int) float64 { return float64(part) / float64(max(whole, 1)) }

// personAt finds whose the appearance is that begins at a byte of a report's text.
func personAt(roll *roster.Roll, reports map[string]*holding.Report, key string) (string, bool) {
	id, at, _ := strings.Cut(key, ":")
	start, err := strconv.Atoi(at)
	h := reports[id]
	if err != nil || h == nil {
		return "", false
	}
	for i := range h.Events {
		for j, p := range h.Events[i].Participants {
			if p.At.Field == rostrum.FieldText && p.At.Start == start {
				r, ok := roll.Resolve(id, i+1, j+1)
				return r.Person, ok
			}
		}
	}
	return "", false
}

// TestSample_tenuresWhole holds the tenures that readers judged, eleven draws with mends
// between and all that no draw held, against those that are given now: of the judged
// ones that still are, how many are right, and how many nobody judged. Those that
// mends made longer were read again.
func TestSample_tenuresWhole(t *testing.T) {
	whole.Only(t)
	const least = 0.95
	roll, _ := rolled(t)
	given := map[string]string{} // lot -> first and last report
	for _, p := range roll.Persons() {
		for _, x := range p.Tenures {
			given[p.Name+"|"+x.Office+"|"+x.First.Report] = x.First.Report + " " + x.Last.Report
		}
	}
	right, wrong, gone := 0, 0, 0
	seen := map[string]bool{}
	type verdict struct{ First, Last, Verdict string }
	var again map[string]verdict
	readVerdicts(t, "tenure-again", &again)
	reread := map[string]bool{} // person and office
	for lot, v := range again {
		reread[lot[:strings.LastIndex(lot, "|")]], seen[lot] = true, true
		switch given[lot] {
		case v.First + " " + v.Last:
			if v.Verdict == "right" {
				right++
			} else {
				wrong++
			}
		case "":
			gone++
		default:
			wrong++
			t.Logf("again: %s: %s, judged %s with %s %s", lot, given[lot], v.Verdict, v.First, v.Last)
		}
	}
	for n := 1; n <= 12; n++ {
		var verdicts map[string]verdict
		readVerdicts(t, fmt.Sprintf("tenure-%d", n), &verdicts)
		unseen, drawn := 0, 0
		for lot, v := range verdicts {
			drawn++
			if v.Verdict == "right" {
				unseen++
			}
			if seen[lot] || reread[lot[:strings.LastIndex(lot, "|")]] {
				continue
			}
			seen[lot] = true
			switch now := given[lot]; {
			case now == v.First+" "+v.Last && v.Verdict == "right":
				right++
			case now == "", now != v.First+" "+v.Last && v.Verdict != "right":
				gone++ // or another now, which nobody judged
			default:
				wrong++
				t.Logf("draw %d: %s: %s, judged %s with %s %s", n, lot, now, v.Verdict, v.First, v.Last)
			}
		}
		t.Logf("draw %d: %.3f right (of %d) when it was drawn", n, share(unseen, drawn), drawn)
	}
	for lot := range given {
		if !seen[lot] {
			t.Logf("nobody judged %s: %s", lot, given[lot])
		}
	}
	t.Logf("tenures: %.3f right (of %d, of %d that are given); %d of the judged are not given so any more", share(right, right+wrong), right+wrong, len(given), gone)
	if share(right, right+wrong) < least {
		t.Errorf("%.3f of the judged tenures are right; want %.2f", share(right, right+wrong), least)
	}
}

// TestIdentity_historyWhole holds answers that the corpora must give.
func TestIdentity_historyWhole(t *testing.T) {
	whole.Only(t)
	all, reports := rolled(t)
	one := func(r *roster.Roll, name string, what string) *roster.Person {
		var found []*roster.Person
		for _, p := range r.Find(name) {
			for _, x := range p.Tenures {
				if strings.Contains(x.Name, what) && !slices.Contains(found, p) {
					found = append(found, p)
				}
			}
		}
		if len(found) != 1 {
			t.Fatalf("%s, %s: found %d people", name, what, len(found))
		}
		return found[0]
	}
	secretary := one(all, "Kim Yong Il", "secretary")
	if len(secretary.Namesakes) == 0 {
		t.Error("the secretary and the teacher Kim Yong Il are one")
	}
	if a, b := one(all, "Mun Kyong Dok", "chief secretary"), one(all, "Mun Kyong Tok", "chief secretary"); a != b {
		t.Error("Mun Kyong Dok and Mun Kyong Tok are two")
	}
	if general, diplomat := one(all, "Ri Yong Ho", "General Staff"), one(all, "Lee Yong-ho", "vice minister"); general == diplomat {
		t.Error("the chief of the General Staff and the vice minister Ri Yong Ho are one")
	}
	for _, p := range all.Find("Kim Yong Jun") {
		if slices.Contains(p.Spellings, "Kim Yong Chun") {
			t.Error("Kim Yong Chun and Kim Yong Jun are one")
		}
	}
	// the funeral committee has two of one name
	listed := map[string]bool{}
	for i, e := range reports["kcna-2011-12-19-004"].Events {
		for j, a := range e.Participants {
			if a.Name != nil && *a.Name == "Kim Tong Il" {
				r, _ := all.Resolve("kcna-2011-12-19-004", i+1, j+1)
				listed[r.Person] = true
			}
		}
	}
	if len(listed) != 2 {
		t.Errorf("Kim Tong Il of the funeral committee: found %d people, expected 2", len(listed))
	}
	// who was minister, as known on a day
	k, err := roster.Load(profiles.FS, "kcna-en")
	if err != nil {
		t.Fatal(err)
	}
	then := roster.New(k, nil)
	for _, h := range reports {
		if h.Published <= "2011-06-01" {
			then.Add(h)
		}
	}
	var ministers []string
	for _, office := range then.FindOffices("minister of the People's Armed Forces") {
		for _, x := range roster.Standing(then.Holders(office)) {
			ministers = append(ministers, fmt.Sprintf("%s, %s to %s", x.Holder, x.First.Report, x.Last.Day))
		}
	}
	if want := "Kim Yong Chun, kcna-2011-01-01-002 to 2011-05-28"; strings.Join(ministers, "; ") != want {
		t.Errorf("minister as known on 2011-06-01: found %v, expected %s", ministers, want)
	}
}
