package prose

import (
	"slices"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/store"
)

func TestOnce(t *testing.T) {
	all := []store.Event{{Origin: store.Origin{Report: "a", Version: "v", Number: 1}}, {Origin: store.Origin{Report: "a", Version: "v", Number: 2}}, {Origin: store.Origin{Report: "b", Version: "w", Number: 1}},
		{Origin: store.Origin{Report: "c", Version: "v", Number: 1}}, {Origin: store.Origin{Report: "d", Version: "v", Number: 1}}}
	events, also := Once(all, func(e *store.Event) *store.Origin { return &e.Origin })
	if len(events) != 3 || events[0] != &all[0] || events[2] != &all[2] {
		t.Errorf("got %d events", len(events))
	}
	if got := also[&all[0]]; len(also) != 1 || !slices.Equal(got, []string{"c", "d"}) {
		t.Errorf("got %v", also)
	}
}

func TestSearched(t *testing.T) {
	s := app.Searched{Reports: 1200, Days: 1, First: "2031-03-01", Last: "2031-03-01", Undated: 2, Langs: map[string]int{"en": 1100, "": 100}, Status: map[string]int{"extracted": 1100},
		Coverage: map[string]int{store.CoverageSample: 1200}}
	for _, tt := range []struct{ what, got, want string }{
		{"all", Searched(s), "Looked at 1,200 reports of 1 day, 2031-03-01 to 2031-03-01; 2 without a day (en 1,100, unknown 100); 100 of them not extracted. Their imports say of their coverage: sample 1,200."},
		{"nothing", Searched(app.Searched{}), "Looked at no report: the store holds none for this."},
		{"coverage", Coverage(s), "Reports by what their imports say they cover: sample 1,200. So what is not told here may have been reported all the same."},
		{"voices", Voiced(map[string]int{"own": 2, "home": 3}, []string{"own"}, "ask for them"), "In the words of these voices: own. Left out: 3 of other voices (home 3); ask for them."},
		{"whose plans", Whose(map[string]int{"own": 2, "foreign": 3}, []string{"Own"}, "ask for them"), "Plans of: Own. Left out: 3 of others (foreign 3); ask for them."},
		{"anybody's plans", Whose(map[string]int{"own": 2}, nil, "ask for them"), "Plans of anybody (own 2)."},
		{"nothing left out", Whose(map[string]int{"own": 2}, []string{"own"}, "ask for them"), "Plans of: own."},
		{"a plan of others", Apart("foreign") + Apart("own") + Apart("A Leader"), "foreign"},
		{"control characters", Plain("a\x1bb\nc\u202e"), "a\ufffdb c\ufffd"},
		{"times", Times(1) + Times(2000), "once2,000 times"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.what, tt.got, tt.want)
		}
	}
}
