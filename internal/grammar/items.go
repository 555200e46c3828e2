package grammar

// Items cuts a pattern where spaces stand outside its brackets: into words,
// slots, classes and choices, for those who tell an author which is missing.
func Items(src string) []string {
	var out []string
	depth, from := 0, -1
	for i := 0; i < len(src); i++ {
		switch c := src[i]; {
		case c == '\\' && i+1 < len(src):
			if from < 0 {
				from = i
			}
			i++
			continue
		case c == '(' || c == '{':
			depth++
		case c == ')' || c == '}':
			depth--
		case depth == 0 && (c == ' ' || c == '\t' || c == '\n'):
			if from >= 0 {
				out = append(out, src[from:i])
			}
			from = -1
			continue
		}
		if from < 0 {
			from = i
		}
	}
	if from >= 0 {
		out = append(out, src[from:])
	}
	return out
}
