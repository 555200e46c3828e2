package extract

import (
	"cmp"
	"slices"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// styles adds the titles and honorifics of leaders to the mentions, each with the
// leader whom it means and the voice it stands in: of the name that follows, of
// its own where the profile says so, else of the leader named last.
func (x *reader) styles() {
	before := len(x.out.Mentions)
	x.lastLeader, x.leaders = "", x.leaders[:0]
	x.d = &x.title
	x.stylesIn(0, len(x.title.Tokens), rostrum.VoiceOwn)
	x.d = &x.body
	for i := range x.said {
		x.stylesIn(x.said[i].First, x.said[i].Last, x.said[i].voice)
	}
	if len(x.out.Mentions) == before {
		return
	}
	slices.SortStableFunc(x.out.Mentions, func(a, b rostrum.Mention) int {
		if a.At.Field != b.At.Field {
			return cmp.Compare(b.At.Field, a.At.Field) // the title before the text
		}
		return cmp.Compare(a.At.Start, b.At.Start)
	})
}

func (x *reader) stylesIn(first, last int, voice string) {
	d := x.d
	for k := first; k < last; k++ {
		if d.Tokens[k].Is(text.Punct) {
			continue
		}
		n, class, value, shared := x.styleAt(k, last, x.c.style|x.c.leader)
		switch {
		case n == 0:
			if end, who := x.calledBefore(k, last); who != "" {
				x.entitle(k, end, who, voice)
				k = end - 1
			}
		case class.Has(x.c.leader):
			if !x.eponym(k+n, last) {
				x.lastLeader = d.Join(k, k+n)
				x.leaders = append(x.leaders, x.lastLeader)
			}
			k += n - 1
		default:
			if who := x.styled(k, k+n, last, value, shared); who != "" {
				x.entitle(k, k+n, who, voice)
			}
			k += n - 1
		}
	}
}

// styleAt reads a title at token k, or a longer phrase of the wanted classes: its length, 0
// where there is none, and the value of its entry. A title that is shared has none: others
// have it too, and in small letters alone it means no leader.
func (x *reader) styleAt(k, last int, want text.Class) (n int, class text.Class, value string, shared bool) {
	n, class, value = x.p.Phrases.Longest(x.d, k, last, want)
	if t := &x.d.Tokens[k]; n == 0 && t.Class.Has(x.c.style) {
		n, class, value = 1, x.c.style, x.p.Value(x.c.style, t.Word)
	}
	if class.Has(x.c.style) && value == profile.Capitalised {
		value, shared = "", true
	}
	return n, class, value, shared
}

// calledBefore reads words for an office or an honour from token k on that a leader's name
// follows: "leader A". It returns where they end and whose they are.
func (x *reader) calledBefore(k, last int) (end int, who string) {
	for end = k; end < last && end < k+longTitle && !x.d.Tokens[end].Class.Has(x.c.style) && x.d.Tokens[end].Class.Has(x.c.title|x.c.honorific|x.c.rank); end++ {
		if x.pluralWord(end) {
			return k, ""
		}
	}
	if end == k {
		return k, ""
	}
	who, _ = x.leaderBehind(end, last)
	return end, who
}

// leaderBehind returns the leader whose name stands at a token, or behind titles there,
// and whether one does: "" where something is only called after him.
func (x *reader) leaderBehind(k, last int) (who string, ok bool) {
	d := x.d
	for i := k; i < last && i < k+longTitle; i++ {
		if n, class, _ := x.p.Phrases.Longest(d, i, last, x.c.leader); n > 0 && class.Has(x.c.leader) {
			if x.eponym(i+n, last) {
				return "", true
			}
			return d.Join(i, i+n), true
		}
		if !d.Tokens[i].Class.Has(x.c.honorific | x.c.title | x.c.style) {
			break
		}
	}
	return "", false
}

// entitle adds the title in tokens [k, end) to the mentions.
func (x *reader) entitle(k, end int, who, voice string) {
	x.out.Mentions = append(x.out.Mentions, rostrum.Mention{Kind: rostrum.MentionTitle, Name: x.d.Join(k, end), At: span(x.d, grammar.Range{First: k, Last: end}), Referent: who, Voice: voice})
}

// styled returns the leader whom the title in tokens [k, end) means.
func (x *reader) styled(k, end, last int, value string, shared bool) string {
	d := x.d
	if who, ok := x.leaderBehind(end, last); ok {
		return who
	}
	if end < last && (d.Tokens[end].Is(text.Capital) || d.Tokens[end].Class.Has(x.c.of)) {
		return "" // somebody else's
	}
	if !x.capitalIn(grammar.Range{First: k, Last: end}) && (shared || value != "" && end == k+1) {
		return "" // an office that others have too
	}
	if value != "" && (end > k+1 || slices.Contains(x.leaders, value)) {
		return value // one word of a title may be another's, where its leader is not named
	}
	if k == 0 || !d.Tokens[k-1].Class.Has(x.c.article|x.c.possessive) || end == k+1 && !d.Tokens[k].Is(text.Capital) {
		return ""
	}
	return x.lastLeader
}

// armFigures gives each weapon that the text names the figures of its sentence.
func (x *reader) armFigures() {
	d := &x.body
	at := 0
	for i := range x.out.Mentions {
		m := &x.out.Mentions[i]
		if m.Kind != rostrum.MentionWeapon || m.At.Field != d.Field {
			continue
		}
		for at < len(x.said) && int(d.Tokens[x.said[at].Last-1].End) <= m.At.Start {
			at++
		}
		if at == len(x.said) || int(d.Tokens[x.said[at].First].Start) > m.At.Start {
			continue
		}
		for k := x.said[at].First; k < x.said[at].Last; k++ {
			end := x.figure(k, x.said[at].Last)
			if end == k {
				continue
			}
			r := grammar.Range{First: k, Last: end}
			m.Figures = append(m.Figures, rostrum.Figure{Quote: d.Quote(k, end), At: span(d, r)})
			k = end - 1
		}
	}
}
