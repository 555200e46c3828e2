package holding

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
)

// TestCalendar_Series lays a calendar out again and again while reports are added, most
// of them in order, and finds what is laid out at once.
func TestCalendar_Series(t *testing.T) {
	coverages := []string{CoverageComplete, "sample", "unknown"}
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 3))
		var c Calendar
		var all []*Report
		day, coverage := "2024-01-01", coverages[rng.IntN(3)]
		for range 120 {
			switch rng.IntN(20) {
			case 0:
				day = Plus(day, rng.IntN(400))
			case 1:
				coverage = coverages[rng.IntN(3)]
			case 2, 3, 4, 5:
				day = Plus(day, 1+rng.IntN(5))
			}
			r := &Report{ID: fmt.Sprint(len(all)), Published: day, Coverage: coverage}
			if rng.IntN(10) == 0 { // it comes late
				r.Published = Plus(day, -rng.IntN(60))
			}
			all = append(all, r)
			if c.Add(r); rng.IntN(3) > 0 {
				continue
			}
			got, want := c.Series("", ""), &Series{Reports: all}
			want.count()
			if !reflect.DeepEqual(got.Days, want.Days) || !reflect.DeepEqual(got.Stretches, want.Stretches) {
				t.Fatalf("seed %d, %d reports:\nfound    %v\n%v\nexpected %v\n%v", seed, len(all), got.Stretches, got.Days, want.Stretches, want.Days)
			}
		}
	}
}
