package extract_test

import (
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/extract"
)

// TestEvent_evidenceEnds holds where the quotation of a long sentence ends: not within a
// name or a date, nor with a word that only leads on.
func TestEvent_evidenceEnds(t *testing.T) {
	vdb := engine(t, "vdb-en")
	// 25 words, to which the last are added; evidence has 28
	long := "A meeting took place at the hall with large and small maps of all the old towns and of the new ones that were built "
	for behind, want := range map[string]string{
		"there for Steward Halric Ost Orran the builder, who saw them.":    "there for Steward Halric Ost Orran",
		"nearby on October 12 and then at once moved.":                     "nearby on October 12",
		"far away from the whole of the great river and the marsh, again.": "far away",
	} {
		if got := onlyEvidence(t, vdb, long+behind); !strings.HasSuffix(got, want) {
			t.Errorf("%s%s\n got %q\nwant it to end in %q", long, behind, got, want)
		}
	}
}

// TestEvent_evidenceBegins holds that of a sentence too long to quote its last clause is, not its
// verb alone, nor words quoted before it.
func TestEvent_evidenceBegins(t *testing.T) {
	vdb := engine(t, "vdb-en")
	long := "The output of boots and laces and soles of all the mills in the south and in the north of the country and on its islands was in spring lower than in the year before by a tenth, "
	for behind, want := range map[string]string{
		"the council of Finland said Tuesday.":              "the council of Finland said Tuesday",
		"\"or more,\" the council of Finland said Tuesday.": "the council of Finland said Tuesday",
	} {
		if got := onlyEvidence(t, vdb, long+behind); got != want {
			t.Errorf("%s\n got %q\nwant %q", behind, got, want)
		}
	}
}

// onlyEvidence is the evidence of the one event that a text tells.
func onlyEvidence(t *testing.T, e *extract.Engine, body string) string {
	t.Helper()
	var x rostrum.Extraction
	e.Extract(&rostrum.Report{ID: "1", Outlet: "VDB", Published: "2031-10-14", Text: body}, &x)
	if len(x.Events) != 1 {
		t.Fatalf("%s\n%d events, want one: %+v", body, len(x.Events), x.Events)
	}
	return x.Events[0].Evidence
}
