package novelty

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
)

const (
	before    = 80 // bytes before a name in which a title may stand
	mostTitle = 5  // words
)

// readTitles notes titles that stand before a leader's name, or are mentioned as
// one's, and did not before. Before a name, a title is made of words that titles read
// so far have.
func (l *Ledger) readTitles(r *holding.Report) {
	for i := range r.Mentions {
		if m := &r.Mentions[i]; m.Kind == rostrum.MentionTitle {
			for _, w := range l.r.Words(m.Name) {
				l.vocab[w.Word] = true
			}
		}
	}
	for i := range r.Mentions {
		m := &r.Mentions[i]
		raw := text(r, m.At.Field)
		if m.At.End > len(raw) || m.At.Field == rostrum.FieldTitle {
			continue // headlines have large letters everywhere
		}
		switch m.Kind {
		case rostrum.MentionTitle:
			if m.Referent != "" && own(m.Voice) {
				l.title(r, m.Referent, l.content(l.r.Words(m.Name)), m.Name, m.At.Field, m.At.Start, m.At.End)
			}
		case rostrum.MentionPerson:
			name := l.r.Words(m.Name)
			if !slices.ContainsFunc(l.k.Leaders, func(p ledger.Phrase) bool { return strings.Join(p, " ") == joined(name) }) {
				continue
			}
			start := max(0, m.At.Start-before, strings.LastIndexByte(raw[:m.At.Start], '\n')+1)
			words := l.r.Words(raw[start:m.At.Start])
			from := len(words)
			for end := m.At.Start - start; from > 0 && len(words)-from < mostTitle; from-- {
				w := words[from-1]
				gap := raw[start+w.End : start+end]
				if strings.TrimSpace(gap) != "" || l.k.Home[w.Word] || l.k.Lands[w.Word] || l.k.Empty[w.Word] || !l.vocab[w.Word] {
					break
				}
				end = w.Start
			}
			if from == len(words) {
				continue
			}
			at := start + words[from].Start
			l.title(r, m.Name, joined(words[from:]), raw[at:m.At.Start], m.At.Field, at, m.At.End)
		}
	}
}

// content is the words of a title without the empty ones.
func (l *Ledger) content(words []ledger.Word) string {
	return joined(slices.DeleteFunc(words, func(w ledger.Word) bool { return l.k.Empty[w.Word] }))
}

func own(voice string) bool {
	return voice == "" || voice == rostrum.VoiceOwn || voice == rostrum.VoiceOfficial
}

func (l *Ledger) title(r *holding.Report, leader, key, title, field string, from, to int) {
	key = leader + "\x00" + key
	if l.titles[key] {
		return
	}
	l.titles[key] = true
	l.of[leader]++
	from, to = ledger.Sentence(text(r, field), from, to)
	l.note(fresh{value: 1 / float64(l.of[leader]), kind: Title, held: TitleHeld, subject: leader,
		says: fmt.Sprintf("“%s” is said of %s, %%s on %s.", strings.ReplaceAll(strings.TrimSpace(title), "%", "%%"), leader, r.Published), over: "titles of leaders in the reports held of this stretch"}, r, field, from, to)
}
