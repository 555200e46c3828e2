package diff_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/diff"
)

// meeting is an event with people given as "Name/role/post".
func meeting(day, evidence string, people ...string) rostrum.Event {
	e := rostrum.Event{Type: rostrum.TypeMeeting, Date: &day, Form: "met", Evidence: evidence}
	for _, p := range people {
		part := strings.Split(p, "/")
		a := rostrum.Appearance{Name: &part[0], Role: part[1]}
		if len(part) > 2 {
			a.Post = &part[2]
		}
		e.Participants = append(e.Participants, a)
	}
	return e
}

func TestCompareRecords(t *testing.T) {
	drill := rostrum.Event{Type: rostrum.TypeDrill, Form: "fired", Evidence: "guns were fired"}
	year, other := "2031", "2032"
	plan := rostrum.Plan{Plan: "the yearly tally", Horizon: &year, Status: rostrum.StatusAssigned, Evidence: "the yearly tally was set"}
	met := plan
	met.Status, met.Horizon = rostrum.StatusFulfilled, &other
	act := rostrum.Act{Act: rostrum.ActThreat, Speaker: "VDB", Evidence: "They will regret it bitterly before long."}
	reworded := act
	reworded.Evidence = "They will regret it before long."
	old := &rostrum.Extraction{
		Events: []rostrum.Event{meeting("2031-03-01", "they met", "Osk Tarn/host/warden", "Pell Udo/attendee", "Ren Vask/attendee", "Ild Marn/attendee"), drill, meeting("2031-03-02", "again they met", "Osk Tarn/host")},
		Plans:  []rostrum.Plan{plan}, Acts: []rostrum.Act{act},
		Mentions: []rostrum.Mention{{Kind: rostrum.MentionPerson, Name: "Osk Tarn"}, {Kind: rostrum.MentionPerson, Name: "OSK Tarn"}, {Kind: rostrum.MentionSite, Name: "Low Weir"}},
	}
	new := &rostrum.Extraction{
		Events: []rostrum.Event{meeting("2031-03-01", "They  met", "Osk Tarn/principal/keeper", "Ren Vask/attendee", "Ild Marn/attendee", "Nob Orr/attendee"), meeting("2031-03-02", "Again they “met”", "Osk Tarn/host")},
		Plans:  []rostrum.Plan{met}, Acts: []rostrum.Act{reworded},
		Mentions: []rostrum.Mention{{Kind: rostrum.MentionPerson, Name: "Osk Tarn"}, {Kind: rostrum.MentionSite, Name: "High Weir"}},
	}
	var got []string
	for _, f := range diff.CompareRecords(old, new) {
		var fields []string
		value := func(s *string) string {
			if s == nil {
				return "-"
			}
			return *s
		}
		for _, a := range f.Fields {
			fields = append(fields, fmt.Sprintf(" %s%s:%s>%s", a.Who, a.Field, value(a.Was), value(a.Is)))
		}
		got = append(got, f.Sort+" "+f.Label+" "+f.State+strings.Join(fields, ""))
	}
	want := []string{
		"event meeting changed Osk Tarnrole:host>principal Osk Tarnpost:warden>keeper Pell Udoappearance:attendee>- Nob Orrappearance:->attendee",
		"event drill vanished",
		"event meeting stands",
		"plan fulfilled changed horizon:2031>2032 status:assigned>fulfilled",
		"act threat changed evidence:They will regret it bitterly before long.>They will regret it before long.",
		"mention person changed count:2>1",
		"mention site new",
		"mention site vanished",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, f := range diff.CompareRecords(new, new) {
		if f.State != diff.Stands {
			t.Errorf("%+v does not stand in its own version", f)
		}
	}
	if moved := diff.CompareRecords(&rostrum.Extraction{Events: []rostrum.Event{meeting("2031-03-01", "they met", "Osk Tarn/host", "Pell Udo/host")}},
		&rostrum.Extraction{Events: []rostrum.Event{meeting("2031-03-01", "they met", "Pell Udo/host", "Osk Tarn/host")}}); len(moved) != 1 || len(moved[0].Fields) != 2 || moved[0].Fields[0].Field != "position" {
		t.Errorf("another order: %+v", moved)
	}
}
