package search

import "math"

// MostRanked is how many hits are ranked, the newest. To rank all of half a million
// would take longer than anybody waits, for a first page that seldom differs.
const MostRanked = 10000

// Constants of BM25, as Robertson and Zaragoza give them for most collections
// (The Probabilistic Relevance Framework: BM25 and Beyond, 2009, section 3.2) and
// Lucene takes them.
const (
	saturation = 1.2  // k1: how soon more of the same word counts for no more
	byLength   = 0.75 // b: how much long reports are held to say everything
)

// Ranking ranks by BM25. What is counted are reports.
type Ranking struct {
	Reports int     // in all
	Length  float64 // of a report, in words, on average
	In      []int   // of each word, phrase or NEAR: reports that it stands in
}

// Score is the weight of a report of some length in which each of what was
// sought stands so often.
func (r *Ranking) Score(times []uint16, length uint32) float64 {
	norm := saturation * (1 - byLength)
	if r.Length > 0 {
		norm += saturation * byLength * float64(length) / r.Length
	}
	score := 0.0
	for i, n := range times {
		if n == 0 {
			continue
		}
		// The 1 keeps words that most reports have from counting against them.
		rare := math.Log(1 + (float64(r.Reports-r.In[i])+0.5)/(float64(r.In[i])+0.5))
		f := float64(n)
		score += rare * f * (saturation + 1) / (f + norm)
	}
	return score
}
