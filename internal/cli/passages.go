package cli

import (
	"maps"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/phrase"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// Passages tells whose words the sentences of a report are, by the profile of its
// outlet and language.
func (l *readers) Passages(outlet, lang string, s *phrase.Source) {
	byLang := l.byOutlet[strings.ToLower(outlet)]
	r, ok := byLang[lang]
	if !ok {
		for _, other := range slices.Sorted(maps.Keys(byLang)) { // of one state: its names are the same
			s.People = named(byLang[other].engine().Profile(), s.Title)
			break
		}
		return
	}
	e := r.engine()
	x := &rostrum.Extraction{Title: s.Title, Published: s.Published}
	told := e.Explain(&rostrum.Report{Title: s.Title, Text: s.Text, Published: s.Published}, x)
	for _, p := range told.Passages {
		s.Passages = append(s.Passages, phrase.Passage{At: p.At, Voice: p.Voice, Speaker: p.Speaker})
	}
	for i := range x.Mentions {
		switch m := &x.Mentions[i]; {
		case m.Kind == rostrum.MentionPerson && !e.Profile().Leader(m.Name):
			s.People = append(s.People, m.At)
		case m.Kind == rostrum.MentionTitle:
			s.Titles = append(s.Titles, *m)
		}
	}
	s.People = append(s.People, named(e.Profile(), s.Title)...)
}

// Reads tells whether a profile reads an outlet in a language.
func (l *readers) Reads(outlet, lang string) bool {
	_, ok := l.byOutlet[strings.ToLower(outlet)][lang]
	return ok
}

// named finds the names in a title by family name and syllables alone: where all
// words begin with a capital, nothing shows where a name ends.
func named(p *profile.Profile, title string) []rostrum.Span {
	family, syllable := p.Class("family_names"), p.Class("syllables")
	class := func(w string) text.Class { return p.Vocabulary.Class(p.Vocabulary.Find(w)) }
	var out []rostrum.Span
	list := search.Tokens(nil, title)
	for i := 0; i+2 < len(list); i++ {
		a, b, c := &list[i], &list[i+1], &list[i+2]
		if class(a.Word).Has(family) && class(b.Word).Has(syllable) && class(c.Word).Has(syllable) && !p.Leader(a.Word+" "+b.Word+" "+c.Word) {
			out = append(out, rostrum.Span{Field: rostrum.FieldTitle, Start: a.Start, End: c.End})
			i += 2
		}
	}
	return out
}
