package eval

import (
	"maps"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/confidence"
)

// judgePlans compares plan claims: one is right where it stands on the same
// passage as one of the readers'.
func judgePlans(out *Judged, gold *Article, found *rostrum.Extraction, family map[string]string) {
	if gold.PlansAnnotated != nil && !*gold.PlansAnnotated {
		return
	}
	g, f := gold.Plans, found.Plans
	pairs := pair(len(g), len(f), func(i, j int) float64 {
		if !samePassage(words(g[i].Evidence), words(f[j].Evidence)) {
			return 0
		}
		like := 1.0
		if g[i].Status == f[j].Status {
			like++
		}
		if overlap(g[i].Plan, f[j].Plan, 0.5) {
			like++
		}
		return like
	})
	out.Plans = Count{len(pairs), len(f) - len(pairs), len(g) - len(pairs)}
	right := map[int]bool{}
	for _, p := range pairs {
		right[p.found] = true
		if g[p.gold].Status == f[p.found].Status {
			out.Statuses++
		}
		out.Performers.add(named(g[p.gold].Subject, f[p.found].Subject))
		out.Assigners.add(named(g[p.gold].Assigner, f[p.found].Assigner))
	}
	for j := range f {
		out.Verdicts = append(out.Verdicts, Verdict{gold.ID, confidence.Plan, f[j].Status, family[f[j].Formula], right[j]})
	}
}

// named compares whom two records name, or that they name nobody. One who is named
// wrongly is both too much and missing.
func named(gold, found *string) Count {
	switch {
	case gold == nil && found == nil:
		return Count{}
	case gold == nil:
		return Count{Extra: 1}
	case found == nil:
		return Count{Missing: 1}
	case overlap(*gold, *found, 0.6):
		return Count{Both: 1}
	}
	return Count{Extra: 1, Missing: 1}
}

// judgeActs compares acts: one is right where a reader found the same act in the
// same sentence.
func judgeActs(out *Judged, gold *Article, found *rostrum.Extraction, family map[string]string) {
	if gold.ActsAnnotated != nil && !*gold.ActsAnnotated {
		return
	}
	var heads []string
	for _, a := range gold.Acts {
		heads = append(heads, bare(a.Sentence))
	}
	sort.SliceStable(heads, func(i, j int) bool { return len(heads[i]) > len(heads[j]) })
	key := func(a *rostrum.Act) string {
		s := bare(a.Sentence)
		for _, h := range heads {
			if strings.HasPrefix(s, h) {
				return h + "\x00" + a.Act
			}
		}
		return s[:min(len(s), longHead)] + "\x00" + a.Act
	}
	want, have := map[string]bool{}, map[string]*rostrum.Act{}
	for i := range gold.Acts {
		want[key(&gold.Acts[i])] = true
	}
	for i := range found.Acts {
		have[key(&found.Acts[i])] = &found.Acts[i]
	}
	for _, k := range slices.Sorted(maps.Keys(have)) {
		if want[k] {
			out.Acts.Both++
		} else {
			out.Acts.Extra++
		}
		out.Verdicts = append(out.Verdicts, Verdict{gold.ID, confidence.Act, have[k].Act, family[have[k].Formula], want[k]})
	}
	for k := range want {
		if have[k] == nil {
			out.Acts.Missing++
		}
	}
}

// longHead is how many letters name a sentence that no reader has named.
const longHead = 60

// datelined is a dateline, squashed.
var datelined = regexp.MustCompile(`^[a-z]{3,20}(january|february|march|april|may|june|july|august|september|october|november|december)\d{1,2}kcna`)

// bare is a sentence without its dateline, squashed.
func bare(s string) string { return datelined.ReplaceAllString(squash(s), "") }

// overlap holds where so great a part of the words of the shorter of two wordings stands
// in the other.
func overlap(a, b string, least float64) bool {
	x, y := words(a), words(b)
	if len(x) == 0 || len(y) == 0 {
		return len(x) == len(y)
	}
	both := 0
	for w := range x {
		if y[w] {
			both++
		}
	}
	return float64(both) >= least*float64(min(len(x), len(y)))
}
