package absence_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/analysis/absence"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/eval/corpus"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/finding"
)

const kcna2011 = "../../../../shared/corpus/kcna-2011.jsonl.gz"

// TestAbsences_whole2011 holds absences of 2011 that were noticed at the time, and
// that nothing is called a chance where nobody has said that all reports are
// held.
func TestAbsences_whole2011(t *testing.T) {
	whole.Only(t)
	s, k := corpus.Read(t, "kcna-en", "unknown", kcna2011)
	r := absence.Findings(corpus.Book(t, "kcna-en", s, k), nil, absence.Default)
	for _, name := range []string{"Ju Kyu Chang", "Kim Kyong Hui", "Pak To Chun"} {
		if !slices.ContainsFunc(r.Findings, func(f finding.Finding) bool { return f.Kind == absence.KindAbsence && f.Subject == name }) {
			t.Errorf("no absence of %s", name)
		}
	}
	for _, f := range r.Findings {
		if strings.Contains(f.Says, "chance") || strings.Contains(f.Says, "probab") {
			t.Errorf("coverage is unknown, and yet: %s", f.Says)
		}
		if len(f.Evidence) == 0 || f.Coverage.Reports == 0 || f.Coverage.Denominator == "" {
			t.Errorf("without evidence or denominator: %+v", f)
		}
	}
}

func TestFindings_wholeCausal(t *testing.T) {
	whole.Only(t)
	s, k := corpus.Read(t, "kcna-en", "unknown", kcna2011)
	all := absence.Findings(lineup.New(s, k, nil), nil, absence.Default).Findings
	for _, day := range []string{"2011-03-01", "2011-07-15", "2011-12-06"} {
		part := absence.Findings(lineup.New(s.Until(day), k, nil), nil, absence.Default).Findings
		var want []finding.Finding
		for _, f := range all {
			if f.Known <= day {
				want = append(want, f)
			}
		}
		if !reflect.DeepEqual(part, want) {
			t.Errorf("by %s: found %v, the whole archive has %v", day, part, want)
		}
	}
}
