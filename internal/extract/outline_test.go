package extract_test

import (
	"slices"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/extract"
)

func TestNewOutline(t *testing.T) {
	r := &rostrum.Report{Title: "Mill Opened", Published: "2031-03-05",
		Text: "Twelve barns stood there on 4 March. A third one burnt down yesterday, twenty-five years after the first."}
	o := extract.NewOutline(engine(t, "vdb-en").Profile(), r)
	var sentences, numbers []string
	for _, s := range o.Sentences {
		sentences = append(sentences, s.Quote(r))
	}
	for _, n := range o.Numbers {
		numbers = append(numbers, n.At.Quote(r)+"="+n.Value)
	}
	if want := []string{"Mill Opened", "Twelve barns stood there on 4 March.", "A third one burnt down yesterday, twenty-five years after the first."}; !slices.Equal(sentences, want) {
		t.Errorf("sentences %q, want %q", sentences, want)
	}
	if want := []string{"4 March=2031-03-04", "Twelve=12", "yesterday=2031-03-04", "third=3", "one=1", "twenty-five=25", "first=1"}; !slices.Equal(numbers, want) {
		t.Errorf("numbers %q, want %q", numbers, want)
	}
	if o := extract.NewOutline(nil, r); len(o.Sentences) != 3 || len(o.Numbers) != 0 {
		t.Errorf("without a profile: %+v", o)
	}
}
