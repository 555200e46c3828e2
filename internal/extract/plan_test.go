package extract_test

import (
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
)

// TestPlan_phrase holds where the plan of a claim begins and ends: without what else its
// subject does, how it is carried out, and by which figure it is met.
func TestPlan_phrase(t *testing.T) {
	vdb := engine(t, "vdb-en")
	for sentence, want := range map[string]string{
		"The county built a new weir and cleared the marsh.":                                 "a new weir",
		"The county built a new weir and has cleared the marsh.":                             "a new weir",
		"The county built a new weir and boldly cleared marshes.":                            "a new weir",
		"The county built a new weir and the locks.":                                         "a new weir and the locks",
		"The builders are pushing ahead with a project for felling and carting the timber.":  "a project for felling and carting the timber",
		"The builders are pushing ahead with the work to drain and plough the marsh.":        "the work to drain and plough the marsh",
		"The builders finished the construction of the bridge by working at night.":          "construction of the bridge",
		"The mill has finished the laying of pipes in a matter of two weeks.":                "the laying of pipes",
		"The mine overfulfilled its plan at 112 percent.":                                    "its plan",
		"The mine overfulfilled its plan for copper at 112 percent.":                         "its plan for copper",
		"The builders of the town have finished the plastering of the hall.":                 "the plastering of the hall",
		"Steward Halric Ost Orran inspected greenhouses under construction.":                 "greenhouses",
		"Meanwhile, the bridge was rebuilt.":                                                 "the bridge",
		"Thus, the bridge was rebuilt.":                                                      "the bridge",
		"The weir was built in the north and a modern school was opened and newly repaired.": "The weir",
	} {
		var x rostrum.Extraction
		vdb.Extract(&rostrum.Report{ID: "1", Outlet: "VDB", Published: "2031-05-12", Text: sentence}, &x)
		if len(x.Plans) == 0 || x.Plans[0].Plan != want {
			t.Errorf("%s\n got %+v\nwant %q", sentence, x.Plans, want)
		}
	}
	for _, sentence := range []string{"The republic launched two satellites.", "The council put an end to the project.", "An exhibition of maps is going on."} {
		var x rostrum.Extraction
		vdb.Extract(&rostrum.Report{ID: "1", Outlet: "VDB", Published: "2031-05-12", Text: sentence}, &x)
		if len(x.Plans) != 0 {
			t.Errorf("%s\n got %+v\nwant no plan", sentence, x.Plans)
		}
	}
}

// TestPlan_owner: what is quoted of a claim does not begin between an owner and what is his.
func TestPlan_owner(t *testing.T) {
	vdb := engine(t, "vdb-en")
	met := 0
	for between := range 12 {
		var x rostrum.Extraction
		vdb.Extract(&rostrum.Report{ID: "1", Outlet: "VDB", Published: "2031-05-12",
			Text: "It is for them to love the northern county's " + strings.Repeat("old ", between) + "land and step up the work to drain the marsh."}, &x)
		for _, p := range x.Plans {
			met++
			if strings.HasPrefix(p.Evidence, "s ") || strings.HasPrefix(p.Evidence, "'s ") {
				t.Errorf("%d words between: %q", between, p.Evidence)
			}
		}
	}
	if met != 12 {
		t.Errorf("%d plans, want 12", met)
	}
}
