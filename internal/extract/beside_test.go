package extract_test

import (
	"testing"

	"github.com/rostrum-watch/rostrum"
)

// TestEngine_beside holds that names which no event has keep the post that stands
// with them, and those which one has do not.
func TestEngine_beside(t *testing.T) {
	r := &rostrum.Report{ID: "1", Outlet: "VDB", Published: "2031-05-12", Text: "Torvane Ost Halric, First Steward of the People's Union, made a tour of counsel at the Saltcoast Cannery on 9 May.\n" +
		"The plans had been drawn by Superintendent Marrick Ost Sorvane.\nThe quay is the work of Hestrel Ild Orran, chief engineer of the yard, who was praised.\nSeen there was a gift of Torvane Ost Halric, Keeper of State."}
	want := map[string]string{"Torvane Ost Halric": "Keeper of State", "Marrick Ost Sorvane": "Superintendent", "Hestrel Ild Orran": "chief engineer of the yard"}
	var x rostrum.Extraction
	engine(t, "vdb-en").Extract(r, &x)
	for _, m := range x.Mentions {
		if m.Kind != rostrum.MentionPerson {
			continue
		}
		post := ""
		if m.Post != nil {
			post = *m.Post
			if got := r.Text[m.PostAt[0].Start:m.PostAt[0].End]; got != post {
				t.Errorf("%s: %q stands at its place, not %q", m.Name, got, post)
			}
		}
		if w, ok := want[m.Name]; !ok || post != w && m.At.Start > 0 || m.At.Start == 0 && post != "" {
			t.Errorf("%s has the post %q, expected %q", m.Name, post, w)
		}
	}
}
