package backtest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

const list = `
kinds: {post: [tenure], word: [birth, held]}
hedged: [held]
changes:
  - {id: c1, day: 2031-03-02, reports: [r3], kind: post, subject: Mara Ild Senn, what: "a post, given"}
  - {id: c2, day: 2031-03-02, reports: [r3, r4], kind: word, subject: long table, also: [table], what: a word}
  - {id: c3, day: 2031-03-03, reports: [r5], kind: order, subject: X, what: nobody looks}
  - {id: c4, day: 2031-03-01, reports: [r9], kind: post, subject: Nobody, what: not held}
never:
  - {id: n1, from: 2031-03-01, to: 2031-03-09, kinds: [word], subject: gap, what: a break}
judged:
  - {kind: tenure, subject: Orla, known: 2031-03-04, right: true}
  - {kind: tenure, subject: Teth, known: 2031-03-04, right: false, why: another man}
`

func TestParse(t *testing.T) {
	f, err := Parse("list.yaml", []byte(list))
	if err != nil || len(f.Changes) != 4 || f.Changes[1].Also[0] != "table" || len(f.Never) != 1 || len(f.Judged) != 2 {
		t.Fatalf("found %+v, %v", f, err)
	}
	for _, c := range []struct{ name, file, want string }{
		{"nothing", "", "list.yaml: expected changes"},
		{"no-day", "changes:\n  - {id: a, day: 2031-13-01, reports: [r], kind: k, subject: s}", `list.yaml:2:5: day: expected a day such as 2031-03-01, found "2031-13-01"`},
		{"two-mistakes", "changes:\n  - {id: a, day: 2031-03-01, kind: k, subject: s}\n  - {id: a, day: 2031-03-01, reports: [r], kind: k}",
			"list.yaml:2:5: reports: expected the id of the first report that shows it\nlist.yaml:3:5: expected an id of its own, found a twice\nlist.yaml:3:5: expected a kind and a subject"},
		{"no-id", "never:\n- {from: 2031-03-02, to: 2031-03-01}", "list.yaml:2:3: expected an id\nlist.yaml:2:3: expected days from and to"},
		{"no-kinds", "never:\n- {id: n, from: 2031-03-01, to: 2031-03-01}", "list.yaml:2:3: kinds: expected kinds of changes"},
		{"judged", "changes:\n- {id: a, day: 2031-03-01, reports: [r], kind: k, subject: s}\njudged:\n- {kind: k}", "list.yaml:4:3: expected the kind and the subject"},
		{"comma", "changes:\n- {id: a, what: one, two}", "list.yaml:2: expected a known field, found two; a text with a comma or a colon stands in quotes"},
		{"no-yaml", "changes: [", "list.yaml:"},
		{"another-shape", "changes: 3", "list.yaml:1: cannot unmarshal"},
		{"size", strings.Repeat("#", mostBytes+1), "expected at most"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse("list.yaml", []byte(c.file))
			if err == nil || !strings.Contains(err.Error(), c.want) || rostrum.ErrorCode(err) != rostrum.CodeInvalid {
				t.Errorf("found    %v\nexpected %s", err, c.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(list))
	f.Add([]byte("changes:\n- &a {id: *a}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if file, err := Parse("x", data); err == nil {
			for _, c := range file.Changes {
				if c.ID == "" || len(c.Reports) == 0 || !day(c.Day) {
					t.Errorf("found %+v", c)
				}
			}
		}
	})
}

// archive is a series of two reports a day, r1 to r8.
func archive() []*holding.Series {
	var all []*holding.Report
	for i := range 8 {
		day := fmt.Sprintf("2031-03-0%d", 1+i/2)
		all = append(all, &holding.Report{ID: fmt.Sprintf("r%d", i+1), Outlet: "VDB", Lang: "en", Published: day, Known: day})
	}
	return holding.SeriesOf(all)
}

func found(kind, subject, known string, reports ...string) finding.Finding {
	f := finding.Finding{Kind: kind, Subject: subject, Known: known, Says: "it is so", Value: 1}
	for _, r := range reports {
		f.Evidence = append(f.Evidence, finding.Evidence{Report: r, Quote: "at the long table"})
	}
	return f
}

func TestAgainst(t *testing.T) {
	f, err := Parse("list.yaml", []byte(list))
	if err != nil {
		t.Fatal(err)
	}
	all := []finding.Finding{
		found("birth", "the gap", "2031-03-01", "r1"),              // must never be found
		found("held", "the gap", "2031-03-01", "r1"),               // says itself that it may be one
		found("tenure", "Mara Ild Senn", "2031-03-01", "r1"),       // before its day
		found("birth", "other", "2031-03-03", "r3", "r5"),          // by what its evidence quotes
		found("tenure", "Mara Ild Senn, post", "2031-03-02", "r3"), // at once
		found("tenure", "Orla", "2031-03-04", "r7"),                // judged right
		found("tenure", "Teth", "2031-03-04", "r7"),                // judged wrong
		found("tenure", "Joss", "2031-03-04", "r7"),                // judged by nobody
		found("quiet", "Joss", "2031-03-04", "r7"),                 // raises no alarm
	}
	r := Against(f, archive(), all, []string{"tenure", "birth", "held"}, func(one *finding.Finding) bool { return one.Kind != "quiet" && one.Kind != "held" })
	var got []string
	for _, o := range r.Changes {
		got = append(got, fmt.Sprint(o.ID, " ", o.Found, " ", o.Held, " ", o.Alarm, " ", o.Kind, " ", o.Known, " ", o.Delay, " ", o.Days))
	}
	want := "c1 true true true tenure 2031-03-02 0 0; c2 true true true birth 2031-03-03 2 1; c3 false true false   0 0; c4 false false false   0 0"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("found    %s\nexpected %s", s, want)
	}
	if r.Listed != 4 || r.Found != 2 || r.Alarmed != 2 || r.Unsought != 1 || r.MedianDelay != 2 || r.Months != 1 {
		t.Errorf("found %+v", r)
	}
	if want := (Alarms{All: 7, Listed: 2, Right: 1, Wrong: 2, Unjudged: 2}); r.Alarms != want || len(r.Wrong) != 1 || len(r.Unlisted) != 4 || r.PerMonth != 4 {
		t.Errorf("found %+v, %d never to be found, %d unlisted, %.1f a month, expected %+v", r.Alarms, len(r.Wrong), len(r.Unlisted), r.PerMonth, want)
	}
}

// TestAgainst_delay counts to the end of the day on which what came later was known.
func TestAgainst_delay(t *testing.T) {
	f, err := Parse("list.yaml", []byte(list))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		known   string
		reports []string
		delay   int
	}{
		{"2031-03-02", []string{"r3"}, 0}, {"2031-03-02", []string{"r4"}, 1}, {"2031-03-03", []string{"r5", "r1"}, 2}, {"2031-03-04", []string{"r3"}, 5},
		{"2031-04-20", []string{"r3"}, -1}, // too late to be the same
	} {
		r := Against(f, archive(), []finding.Finding{found("tenure", "Mara Ild Senn", c.known, c.reports...)}, nil, func(*finding.Finding) bool { return true })
		got := -1
		if r.Changes[0].Found {
			got = r.Changes[0].Delay
		}
		if got != c.delay {
			t.Errorf("known on %s by %v: found %d, expected %d", c.known, c.reports, got, c.delay)
		}
	}
}
