package grammar

// Nearest returns the candidate that is at most a third of its letters away
// from s by edits (Damerau–Levenshtein, restricted), or "".
func Nearest(s string, candidates []string) string {
	best, at := "", 1<<30
	for _, c := range candidates {
		if d := distance(s, c); d < at && d <= max(1, (len(c)+2)/3) {
			best, at = c, d
		}
	}
	return best
}

func distance(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return 1 << 20
	}
	var two, one, row [65]int
	for j := 0; j <= len(b); j++ {
		one[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			c := 1
			if a[i-1] == b[j-1] {
				c = 0
			}
			row[j] = min(row[j-1]+1, one[j]+1, one[j-1]+c)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], two[j-2]+1)
			}
		}
		two, one = one, row
	}
	return one[len(b)]
}
