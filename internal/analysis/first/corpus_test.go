package first_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/analysis/first"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/eval/corpus"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/finding"
)

const (
	kcna2011 = "../../../../shared/corpus/kcna-2011.jsonl.gz"
	kcna2024 = "../../../../shared/corpus/kcna-2024.jsonl.gz"
	samples  = "../../../profiles/vdb-en/samples/reports.jsonl"
)

// TestFirsts_whole: what is known, and that nothing is called a first too early
// or behind a gap.
func TestFirsts_whole(t *testing.T) {
	whole.Only(t)
	s, k := corpus.Read(t, "kcna-en", "unknown", kcna2011, kcna2024)
	b := corpus.Book(t, "kcna-en", s, k)
	found := first.Findings(b, first.Settings{Opening: true})
	has := func(kind, subject, day string) bool {
		return slices.ContainsFunc(found, func(f finding.Finding) bool { return f.Kind == kind && f.Subject == subject && f.Day == day })
	}
	for _, c := range [][3]string{
		{first.KindWithLeader, "Hwang Pyong So", "2011-10-19"},
		{first.KindReturn, "Kim Kyong Hui", "2011-08-08"},
		{first.KindWithLeaderHeld, "Kim Yong Nam", "2010-12-31"},
		{first.KindWithLeaderHeld, "No Kwang Chol", "2024-10-14"},
	} {
		if !has(c[0], c[1], c[2]) {
			t.Errorf("no %s of %s on %s", c[0], c[1], c[2])
		}
	}
	for _, f := range found {
		if settled := f.Kind == first.KindWithLeader || f.Kind == first.KindPost; settled && (f.Known < "2011-04-01" || f.Known > "2012") {
			t.Errorf("%s called a first: %s", f.Known, f.Says)
		}
		if strings.Contains(f.Kind, "held") && !strings.Contains(f.Says, "held") {
			t.Errorf("not said to be only held: %s", f.Says)
		}
		if len(f.Evidence) == 0 || f.Coverage.Denominator == "" {
			t.Errorf("without evidence or denominator: %+v", f)
		}
	}
	opened := first.Findings(b, first.Settings{})
	if len(opened) >= len(found) || slices.ContainsFunc(opened, func(f finding.Finding) bool { return f.Known < "2011-03-31" }) {
		t.Error("what is first held within the first ninety days is left out unless asked for")
	}
}

func TestFindings_wholeCausal(t *testing.T) {
	whole.Only(t)
	s, k := corpus.Read(t, "kcna-en", "unknown", kcna2011)
	all := first.Findings(lineup.New(s, k, nil), first.Settings{Opening: true})
	for _, day := range []string{"2011-02-15", "2011-07-27", "2011-12-20"} {
		part := first.Findings(lineup.New(s.Until(day), k, nil), first.Settings{Opening: true})
		var want []finding.Finding
		for _, f := range all {
			if f.Known <= day {
				want = append(want, f)
			}
		}
		if !reflect.DeepEqual(part, want) {
			t.Errorf("by %s: found %d, the whole archive has %d", day, len(part), len(want))
		}
	}
}

// TestFirsts_samples: in the invented state, all is only first held.
func TestFirsts_samples(t *testing.T) {
	s, k := corpus.Read(t, "vdb-en", "unknown", samples)
	b := corpus.Book(t, "vdb-en", s, k)
	if found := first.Findings(b, first.Settings{}); len(found) > 0 {
		t.Errorf("firsts within the first ninety held days: %v", found)
	}
	found := first.Findings(b, first.Settings{Opening: true})
	if !slices.ContainsFunc(found, func(f finding.Finding) bool {
		return f.Kind == first.KindWithLeaderHeld && f.Subject == "Quenlow Ild Maren" && f.Known == "2031-04-04"
	}) {
		t.Errorf("%d findings, and none of Quenlow Ild Maren with the First Steward", len(found))
	}
}
