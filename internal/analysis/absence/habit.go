package absence

import "math"

// tally counts occasions by whether somebody was named at them.
type tally struct{ missed, of float64 }

func (t *tally) add(missed bool) {
	t.of++
	if missed {
		t.missed++
	}
}

// fade lets what is long past count for less, so that a habit can change.
func (t *tally) fade(by float64) {
	t.missed *= by
	t.of *= by
}

// share is the part that was missed, drawn towards a prior of some weight.
func (t tally) share(prior, weight float64) float64 {
	return (t.missed + prior*weight) / (t.of + weight)
}

// memory is what came before an occasion for somebody: whether he missed the last
// one of its class, and the last one of any.
type memory int

func remember(classMissed, anyMissed bool) memory {
	m := memory(0)
	if classMissed {
		m++
	}
	if anyMissed {
		m += 2
	}
	return m
}

// habit is how somebody is named at the occasions of one class.
type habit struct {
	all   tally
	after [4]tally // by what came before, see memory
	first int      // index of the occasion at which he was first named there
	last  bool     // whether he missed the last one
	// office is what lets him be expected there, until he has a habit
	office *inherited
}

const (
	// fading is what an occasion counts for after one more of its class.
	fading = 0.99
	// classWeight and habitWeight are how many occasions the class's habit weighs
	// in somebody's, and his in that after a miss or a presence.
	classWeight = 2
	habitWeight = 4
)

// miss is the chance that somebody is not named at the next occasion of the
// class, by his habit. What the class shows of runs, over all people, is expected
// of him as long as he has shown little himself.
func (h *habit) miss(class *classHabit, last memory) float64 {
	p := h.base(class)
	// what is beyond the habits of those who were in this state: those who are
	// seldom there are in it more often, which is no matter of runs
	expected := class.expected[last].share(p, classPriorWeight)
	run := logit(class.after[last].share(expected, classPriorWeight)) - logit(expected)
	return clamp(h.after[last].share(sigmoid(logit(p)+run), habitWeight))
}

// base is the chance that somebody misses an occasion of the class, whatever came
// before.
func (h *habit) base(class *classHabit) float64 {
	if h.office != nil {
		return h.all.share(h.office.prior, classWeight)
	}
	return h.all.share(class.all.share(classPrior, classPriorWeight), classWeight)
}

// classHabit is how people are named at the occasions of a class who can be
// expected there.
type classHabit struct {
	all   tally
	after [4]tally
	// expected is what the habits of those in each state would give.
	expected [4]tally
	n        int // occasions
}

const (
	classPrior       = 0.6
	classPriorWeight = 20
)

func (c *classHabit) add(missed bool, last memory, base float64) {
	c.all.add(missed)
	c.after[last].add(missed)
	c.expected[last].missed += base
	c.expected[last].of++
}

// fade is once for each occasion.
func (c *classHabit) fade() {
	c.all.fade(fading)
	for i := range c.after {
		c.after[i].fade(fading)
		c.expected[i].fade(fading)
	}
}

func clamp(p float64) float64   { return math.Min(math.Max(p, 0.001), 0.999) }
func logit(p float64) float64   { p = clamp(p); return math.Log(p / (1 - p)) }
func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func (h *habit) add(missed bool, last memory) {
	h.all.fade(fading)
	for i := range h.after {
		h.after[i].fade(fading)
	}
	h.all.add(missed)
	h.after[last].add(missed)
}
