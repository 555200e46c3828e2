package roster

import (
	"cmp"
	"slices"
	"strings"
)

// onlySide is the side outside the state that words name, if they do not name the
// own state or its people too: who speaks of another side is none of it.
func (p *posts) onlySide(words []string) string {
	found := ""
	for i := 0; i < len(words); {
		side, end := p.sides.longest(words, i, nil)
		switch {
		case end == 0:
			i++
			continue
		case side == sideOwn:
			return ""
		case found == "" && !strings.HasPrefix(side, sideAbroad):
			found = side
		}
		i = end
	}
	return found
}

// sideOf tells from the first word that names a state whose a post is.
func (p *posts) sideOf(words []string, marks []mark, capital map[string]bool) (side, country string) {
	for i := range words {
		if v, end := p.sides.longest(words, i, nil); end > 0 && v != sideOwn && !strings.HasPrefix(v, sideAbroad) {
			return v, "" // wherever the post says so
		}
	}
	for i := 0; i < len(words); i++ {
		if p.stops[words[i]] && !capital[words[i]] && !p.fillers[words[i]] && !slices.ContainsFunc(marks, func(m mark) bool { return m.start <= i && i < m.end }) { // what follows is no part of the post
			return "", ""
		}
		if slices.ContainsFunc(marks, func(m mark) bool { h := p.byHead[m.name]; return h != nil && h.Sent && m.end == i }) {
			away := i
			for away < len(words) && words[away] != comma && !p.sentTo[words[away]] {
				away++
			}
			if away < len(words) && words[away] != comma { // what follows is where he is sent
				words = append(slices.Clone(words[:away]), words[min(away+p.upTo(words[away:]), len(words)):]...)
			}
		}
		if i >= len(words) {
			break
		}
		if v, end := p.sides.longest(words, i, nil); end > 0 {
			side, country, _ = strings.Cut(v, ":")
			return side, country
		}
	}
	return "", ""
}

// upTo is how many words stand before the next comma.
func (p *posts) upTo(words []string) int {
	if i := slices.Index(words, comma); i >= 0 {
		return i
	}
	return len(words)
}

// said is the side that a post tells.
func (f *figure) said() string {
	if f.guessed {
		return ""
	}
	return f.side
}

// whose is the side of a strand: what posts say, else what stands around.
func (s *strand) whose() string { return cmp.Or(s.side, s.guess) }

func sidesApart(a, b string) bool { return a != "" && b != "" && a != b }

func sideWords(s *strand) string {
	if s.country != "" {
		return s.country
	}
	return s.whose()
}
