package weigh

import "testing"

// TestSum: however many points are added, and of whatever size, each column has the
// sum of its own.
func TestSum(t *testing.T) {
	for _, c := range []struct {
		name string
		p    Points
	}{
		{"none", Points{}},
		{"the most", Points{MaxPoints, MaxPoints, MaxPoints, MaxPoints, MaxPoints, MaxPoints, MaxPoints, MaxPoints}},
		{"the least", Points{-MaxPoints, -MaxPoints, -MaxPoints, -MaxPoints, -MaxPoints, -MaxPoints, -MaxPoints, -MaxPoints}},
		{"mixed", Points{MaxPoints, -MaxPoints, 1, -1, 0, 17, -MaxPoints, MaxPoints}},
	} {
		packed := c.p.pack()
		if got := packed.Points(); got != c.p {
			t.Errorf("%s: %v unpacked, want %v", c.name, got, c.p)
		}
		for _, n := range []int{0, 1, many - 1, many, many + 1, 3*many + 2} {
			var s Sum
			for range n {
				s.Add(&packed)
			}
			total := s.Total()
			s.AddSum(total)
			for k, got := range s.Total() {
				if want := 2 * int32(n) * int32(c.p[k]); got != want {
					t.Errorf("%s, %d times twice: column %d has %d, want %d", c.name, n, k, got, want)
				}
			}
		}
	}
}
