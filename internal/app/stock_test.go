package app

import (
	"context"
	"errors"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
)

// TestLatest wants the last answer at once, and a new one made beside it.
func TestLatest(t *testing.T) {
	var l latest[int]
	ctx := t.Context()
	value, failing := 1, false
	do := func(context.Context) (*int, error) {
		if failing {
			return nil, errors.New("no")
		}
		v := value
		return &v, nil
	}
	if made, fresh, err := l.get(ctx, "a", do); made != nil || fresh || err != nil {
		t.Fatalf("before anything is made: %v, %v, %v", made, fresh, err)
	}
	l.wait(ctx)
	if made, fresh, _ := l.get(ctx, "a", do); made == nil || *made != 1 || !fresh {
		t.Fatalf("what was made is not given")
	}
	value = 2
	if made, fresh, _ := l.get(ctx, "b", do); made == nil || *made != 1 || fresh {
		t.Fatal("what was made before is not given, and told as such")
	}
	l.wait(ctx)
	if made, fresh, _ := l.get(ctx, "b", do); *made != 2 || !fresh {
		t.Fatal("it is not made anew")
	}
	failing = true
	_, _, _ = l.get(ctx, "c", do)
	l.wait(ctx)
	if made, fresh, err := l.get(ctx, "c", do); err == nil || *made != 2 || fresh {
		t.Fatalf("a making that failed is not told of: %v", err)
	}
	failing = false
	_, _, _ = l.get(ctx, "c", do)
	l.wait(ctx)
	if made, fresh, err := l.get(ctx, "c", do); err != nil || *made != 2 || !fresh {
		t.Fatal("it is not tried again")
	}
}

// TestStockNames wants a name for each finding, which what else is found does not change.
func TestStockNames(t *testing.T) {
	f := func(kind, subject string, start int) finding.Finding {
		return finding.Finding{Kind: kind, Subject: subject, Known: "2031-03-01", Value: 2, Evidence: []finding.Evidence{{Report: "r", At: rostrum.Span{Field: "text", Start: start, End: start + 1}}}}
	}
	analyses := []Analysis{{Kinds: []Kind{{Name: "a", Alarm: true, Least: 2}, {Name: "b", Alarm: true, Least: 3}, {Name: "c"}}}}
	few := newStock([]finding.Finding{f("a", "x", 1), f("b", "x", 1)}, analyses)
	many := newStock([]finding.Finding{f("c", "x", 1), f("a", "x", 1), f("a", "x", 1), f("a", "y", 1), f("b", "x", 1)}, analyses)
	if few.all[0].ID != many.all[1].ID || few.all[1].ID != many.all[4].ID {
		t.Error("names change with what else is found")
	}
	if len(many.byID) != 5 {
		t.Errorf("%d names of 5 findings", len(many.byID))
	}
	for i, want := range []bool{false, true, true, true, false} {
		if many.all[i].Alarm != want {
			t.Errorf("%d: alarm %v", i, many.all[i].Alarm)
		}
	}
}

func TestAround(t *testing.T) {
	r := &rostrum.Report{Title: "A tour", Text: "One line.\nHe toured the weir on Friday, and thanked the hands.\nAnother."}
	before, after := around(r, rostrum.Span{Field: rostrum.FieldText, Start: 13, End: 28})
	if before != "He " || after != " on Friday, and thanked the hands." {
		t.Errorf("%q, %q", before, after)
	}
	if before, after = around(r, rostrum.Span{Field: rostrum.FieldTitle, Start: 2, End: 6}); before != "A " || after != "" {
		t.Errorf("%q, %q", before, after)
	}
	if before, after = around(r, rostrum.Span{Field: rostrum.FieldTitle, Start: 2, End: 600}); before+after != "" {
		t.Error("a passage that is not there has surroundings")
	}
}
