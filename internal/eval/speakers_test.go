package eval

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
)

// TestSample_speakersWhole holds the speakers of acts against readers who were told which
// acts a sentence holds and not whose, where the engine finds the act too. A third of the
// reports only checks; on the rest speakers were mended.
func TestSample_speakersWhole(t *testing.T) {
	whole.Only(t)
	all, err := ReadSpeakers("samples/speakers-read.verdicts.txt")
	if err != nil {
		t.Fatal(err)
	}
	reports := drawn(t, idsOf(all, func(string) bool { return true }))
	engine, _ := reading(t)
	for _, part := range []struct {
		name  string
		held  bool
		least float64
	}{{"the third that only checks", true, 0.87}, {"the rest", false, 0.89}} {
		right, n := 0, 0
		for _, id := range slices.Sorted(maps.Keys(all)) {
			if HeldSpeakers(id) != part.held {
				continue
			}
			x := &rostrum.Extraction{Title: reports[id].Title, Published: reports[id].Published}
			engine.Extract(reports[id], x)
			for _, a := range x.Acts {
				if a.At.Field != rostrum.FieldText {
					continue
				}
				for _, want := range all[id][a.At.Start] {
					if slices.Contains(want.Acts, a.Act) {
						n++
						if accepted(t, want.Speakers, a.Speaker, reports[id]) {
							right++
						}
					}
				}
			}
		}
		share := float64(right) / float64(max(1, n))
		t.Logf("%s: %.3f of %d speakers right", part.name, share, n)
		if share < part.least {
			t.Errorf("%s: want at least %.3f", part.name, part.least)
		}
	}
}

// accepted reports whether a speaker is one of those that a reader accepts: four of five
// words of the shorter name stand in the other, as for the scorer of annotated articles.
func accepted(t *testing.T, wanted []string, speaker string, r *rostrum.Report) bool {
	t.Helper()
	for _, w := range wanted {
		name, err := spellSpeaker(w, r)
		if err != nil {
			t.Fatal(err)
		}
		if overlap(name, speaker, 0.8) {
			return true
		}
	}
	return false
}

func TestReadSpeakers(t *testing.T) {
	read := func(lines string) (Speakers, error) {
		return ReadSpeakers(verdictsFile(t, "# d directive, c criticism\n"+lines))
	}
	got, err := read("a 20dc=4-12+t0-8/@ 20d=@\nb\n")
	if err != nil {
		t.Fatal(err)
	}
	want := Speakers{"a": {20: {{[]string{"directive", "criticism"}, []string{"4-12+t0-8", "@"}}, {[]string{"directive"}, []string{"@"}}}}, "b": {}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read %v, want %v", got, want)
	}
	r := &rostrum.Report{Outlet: "VDB", Title: "Speakers Meet", Text: "The builders met."}
	for speaker, want := range map[string]string{"4-12+t0-8": "builders Speakers", "@": "VDB"} {
		if name, err := spellSpeaker(speaker, r); name != want || err != nil {
			t.Errorf("%s is spelled %q, %v; want %q", speaker, name, err, want)
		}
	}
	if _, err := spellSpeaker("4-99", r); err == nil {
		t.Error("a place beyond the text is spelled")
	}
	for _, bad := range []string{"a 20d", "a d=@", "a 20x=@", "a 20=@", "a 20d="} {
		if _, err := read(bad); err == nil || !strings.Contains(err.Error(), "verdicts.txt:2: ") {
			t.Errorf("%q: got error %v, want one with its line", bad, err)
		}
	}
}
