package roster

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// sound is one part of a syllable: what the outlet writes for it, what others
// write, and its letter in the script of the language.
type sound struct {
	Key    string   `yaml:"key"`
	House  []string `yaml:"house"`
	Other  []string `yaml:"other"`
	Script string   `yaml:"script"` // one or several letters, each of which is the sound
}

// spelling knows in how many ways a name can be written. Without sounds each name
// is what its letters are.
type spelling struct {
	groups   [][]sound           // in the order in which they make a syllable
	house    []map[string]string // by group: what the outlet writes -> key
	any      []map[string][]string
	script   map[rune]place
	signs    map[rune]string     // of another script -> letters of the first
	families map[string][]string // other spellings of a family name -> keys
	family   map[string]bool     // keys of family names
	links    map[string]bool     // words within the names of the own people
	careless map[string]string   // keys of sounds that are taken for others
	longest  int
}

// place is where a letter of the script belongs.
type place struct {
	group int
	key   string
}

// boundary stands between the syllables of a key.
const boundary = "."

// words cuts a name into lower-case words without marks.
func nameWords(s string) []string {
	var b strings.Builder
	for _, r := range strings.ToLower(norm.NFC.String(s)) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			b.WriteRune(r)
		case r == '\'' || r == '’' || r == '‘' || r == 'ʼ':
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}

// keyed is the key of a name as the outlet writes it; home is whether it is built
// like those of the own state, a family name first.
func (s *spelling) keyed(name string) (key string, home bool) {
	words := nameWords(name)
	if len(s.groups) > 0 && len(words) > 1 {
		var units []string
		for _, w := range words {
			parsed := s.parse(w, false)
			if len(parsed) == 0 {
				units = nil
				break
			}
			units = append(units, parsed[0]...)
		}
		if len(units) > 1 && s.homely(words) {
			return strings.Join(units, boundary), true
		}
	}
	// initials come and go
	whole := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return len([]rune(w)) == 1 })
	if len(whole) < 2 {
		whole = words
	}
	return "~" + strings.Join(whole, " "), len(s.groups) == 0 && s.homely(words)
}

// homely tells whether a name is built like those of the own state: with a family
// name first or, where the profile knows none, one of the words that link names;
// without either, every name is.
func (s *spelling) homely(words []string) bool {
	if len(s.family) > 0 {
		return s.family[familyUnit(s, words[0])]
	}
	return len(s.links) == 0 || slices.ContainsFunc(words, func(w string) bool { return s.links[w] })
}

func familyUnit(s *spelling, word string) string {
	if p := s.parse(word, false); len(p) > 0 {
		return strings.Join(p[0], boundary)
	}
	return ""
}

// searched are the keys that a name as somebody writes it may have, the outlet's
// own way first.
func (s *spelling) searched(query string) [][]string {
	key, _ := s.keyed(query)
	tiers := [][]string{{key}}
	if len(s.groups) == 0 {
		return tiers
	}
	if keys := s.fromScript(query); len(keys) > 0 {
		return [][]string{keys}
	}
	words := nameWords(query)
	var wide []string
	for _, order := range [][]string{words, turned(words)} {
		if len(order) > 1 {
			wide = append(wide, s.combine(order)...)
		}
	}
	return append(tiers, unique(wide))
}

// turned puts the last word first: some write the family name behind.
func turned(words []string) []string {
	if len(words) < 2 {
		return nil
	}
	return append([]string{words[len(words)-1]}, words[:len(words)-1]...)
}

// most bounds how many readings of a word are tried.
const most = 64

// combine gives every key that words in any spelling may stand for, the first a
// family name.
func (s *spelling) combine(words []string) []string {
	var heads []string
	for _, p := range s.parse(words[0], true) {
		if k := strings.Join(p, boundary); s.family[k] || len(s.family) == 0 {
			heads = append(heads, k)
		}
	}
	heads = unique(append(heads, s.families[words[0]]...))
	keys := heads
	for _, w := range words[1:] {
		var next []string
		for _, k := range keys {
			for _, p := range s.parse(w, true) {
				if len(next) < most*most {
					next = append(next, k+boundary+strings.Join(p, boundary))
				}
			}
		}
		keys = next
	}
	return keys
}

// fromScript reads a name in the script of the language, or in its signs.
func (s *spelling) fromScript(name string) []string {
	var written strings.Builder
	for _, r := range name {
		if t, ok := s.signs[r]; ok {
			written.WriteString(t)
		} else {
			written.WriteRune(r)
		}
	}
	var units []string
	unit, last, any := "", len(s.groups), false
	for _, r := range norm.NFD.String(written.String()) {
		p, ok := s.script[r]
		if !ok {
			if unicode.IsLetter(r) {
				return nil
			}
			continue
		}
		if p.group <= last && any {
			units = append(units, unit)
			unit = ""
		}
		unit, last, any = unit+p.key, p.group, true
	}
	if !any {
		return nil
	}
	units = append(units, unit)
	if len(units) < 2 {
		return nil
	}
	keys := []string{strings.Join(units, boundary)}
	if alt, ok := s.families[units[0]]; ok { // written otherwise in the south
		for _, f := range alt {
			keys = append(keys, f+boundary+strings.Join(units[1:], boundary))
		}
	}
	return keys
}

// parse reads a word into syllables, as the outlet writes it or, with wide, as
// anybody may: the readings with the fewest syllables, those whose first parts are
// longer before others.
func (s *spelling) parse(word string, wide bool) [][]string {
	type reading struct {
		units []string
	}
	memo := map[int][]reading{}
	var from func(at int) []reading
	from = func(at int) []reading {
		if at == len(word) {
			return []reading{{}}
		}
		if r, ok := memo[at]; ok {
			return r
		}
		memo[at] = nil
		var out []reading
		s.units(word, at, 0, "", wide, func(end int, unit string) {
			if end == at {
				return
			}
			for _, rest := range from(end) {
				if len(out) < most {
					out = append(out, reading{append([]string{unit}, rest.units...)})
				}
			}
		})
		memo[at] = out
		return out
	}
	var out [][]string
	for _, r := range from(0) {
		out = append(out, r.units)
	}
	slices.SortStableFunc(out, func(a, b []string) int { return len(a) - len(b) })
	for i := range out {
		if len(out[i]) > len(out[0]) {
			return out[:i]
		}
	}
	return out
}

// units calls use for each syllable that begins at a place of a word, those with
// longer parts first.
func (s *spelling) units(word string, at, group int, unit string, wide bool, use func(end int, unit string)) {
	if group == len(s.groups) {
		use(at, unit)
		return
	}
	for n := min(s.longest, len(word)-at); n >= 0; n-- {
		part := word[at : at+n]
		if !wide {
			if key, ok := s.house[group][part]; ok {
				s.units(word, at+n, group+1, unit+key, wide, use)
			}
			continue
		}
		for _, key := range s.any[group][part] {
			s.units(word, at+n, group+1, unit+key, wide, use)
		}
	}
}

// loose is a key in which sounds that are carelessly taken for one another are one.
func (s *spelling) loose(key string) string {
	units := strings.Split(key, boundary)
	for i, u := range units {
		for n := min(s.longest, len(u)); n > 0; n-- {
			if to, ok := s.careless[u[:n]]; ok {
				units[i] = to + u[n:]
				break
			}
		}
	}
	return strings.Join(units, boundary)
}

func unique(list []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool {
		twice := seen[s]
		seen[s] = true
		return twice
	})
}

// letters are those of a name, without spaces and marks.
func letters(name string) []rune { return []rune(strings.Join(nameWords(name), "")) }

// letterDistance is the least number of letters to put in, take out or change
// between two names, spaces apart; more than two is three.
func letterDistance(a, b string) int {
	x, y := letters(a), letters(b)
	if d := len(x) - len(y); d > 2 || d < -2 {
		return 3
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal, least := row[0], i+1
		row[0] = i + 1
		for j := range y {
			d := diagonal
			if x[i] != y[j] {
				d = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], d
			least = min(least, d)
		}
		if least > 2 {
			return 3
		}
	}
	return min(row[len(y)], 3)
}
