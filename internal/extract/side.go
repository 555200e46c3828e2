package extract

import (
	"iter"
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// sideOfPerson tells on which side somebody stands by posts and name.
func (x *reader) sideOfPerson(d *text.Doc, name grammar.Range, posts []grammar.Range) string {
	was := x.d
	x.d = d
	defer func() { x.d = was }()
	own := false
	for _, p := range posts {
		side := x.side(p)
		if side == rostrum.ReferentOwn {
			home := x.holds(p, x.c.home)
			if x.holds(p, x.c.country|x.c.demonym) && (!home || !d.Tokens[name.First].Class.Has(x.c.family)) {
				return rostrum.ReferentForeign // "secretary of the party" of a university abroad, who studies the own state there
			}
			if !home {
				own = true // of which party, another post may tell
				continue
			}
			if x.c.family != 0 && !d.Tokens[name.First].Class.Has(x.c.family|x.c.leader) && name.Last > name.First+1 {
				continue // "chairman of the Committee for Peace in Korea", by a name that the own state has not
			}
		}
		if side != "" {
			return side
		}
	}
	if own && (d.Tokens[name.First].Class.Has(x.c.family) || x.p.Leader(d.Join(name.First, name.Last)) || x.around == rostrum.ReferentOwn || x.around == "") {
		return rostrum.ReferentOwn // "the Party", but not of who has a foreign name and is told of abroad
	}
	if side := x.side(name); side != "" {
		return side
	}
	if name.First+1 < name.Last && d.Tokens[name.First+1].Class.Has(x.c.link) {
		return rostrum.ReferentOwn // a name as only the own state has
	}
	if len(posts) > 0 && !d.Tokens[name.First].Class.Has(x.c.family) {
		return rostrum.ReferentForeign
	}
	if n := name.Last - name.First; n == 3 && x.around == rostrum.ReferentForeign && d.Tokens[name.First].Class.Has(x.c.family) && d.Tokens[name.First+1].Class.Has(x.c.syllable) && d.Tokens[name.First+2].Class.Has(x.c.syllable) && !x.compatriots() {
		return rostrum.ReferentOwn
	}
	if x.around != rostrum.ReferentOwn && x.around != "" && (!d.Tokens[name.First].Class.Has(x.c.family) || x.around == rostrum.ReferentForeign) {
		return rostrum.ReferentForeign
	}
	if x.c.family != 0 && name.Last > name.First+1 && !d.Tokens[name.First].Class.Has(x.c.family) && !x.p.Leader(d.Join(name.First, name.Last)) {
		return rostrum.ReferentForeign // by a name that the own state has not
	}
	return rostrum.ReferentOwn
}

// compatriots reports whether the report's title speaks of compatriots abroad.
func (x *reader) compatriots() bool {
	was := x.d
	x.d = &x.title
	defer func() { x.d = was }()
	r := x.whole()
	return x.signed(r, profile.CueAbroad) || x.signed(r, profile.CueAllied)
}

// witness reports whether somebody of the own state is asked as a citizen or an
// expert and holds no office: by what is said of him.
func (x *reader) witness(name grammar.Range, posts []grammar.Range) bool {
	expert := false
	for _, p := range posts {
		if x.holds(p, x.c.organisation) && x.officeOf(p.First, p.Last) && !x.signed(p, profile.CueExpert) {
			return false
		}
		expert = expert || x.signed(p, profile.CueExpert)
	}
	behind := grammar.Range{First: name.Last, Last: min(name.Last+8, len(x.d.Tokens))}
	return expert || len(posts) == 0 && x.signed(behind, profile.CueExpert)
}

// paperNamed returns the domestic paper whose words a commentary gives, as
// written, or "".
func (x *reader) paperNamed() string {
	for _, d := range []*text.Doc{&x.body, &x.title} {
		last := len(d.Tokens)
		if d == &x.body {
			last = x.leadEnd()
		}
		for k := 0; k < last; k++ {
			if c, n := x.cueAt(d, k, last); n > 0 && c.Sign == profile.CuePaper {
				return d.Join(k, k+n)
			}
		}
	}
	return ""
}

// leadEnd returns the token behind the lead of the text.
func (x *reader) leadEnd() int {
	list := x.body.Sentences
	if len(list) == 0 {
		return 0
	}
	return list[min(len(list), leadSentences)-1].Last
}

// cueAt returns the cue at token k.
func (x *reader) cueAt(d *text.Doc, k, last int) (*profile.Cue, int) {
	if d == &x.body && k < len(x.cues) {
		if m := &x.cues[k]; m.n == 0 {
			return profile.NoCue, 0
		} else if k+m.n <= last {
			return m.cue, m.n
		}
	}
	t := &d.Tokens[k]
	if t.Is(text.Punct) || t.Word == text.Unknown {
		return profile.NoCue, 0
	}
	return x.p.CueAt(d, k, last, x.c.cue)
}

// side returns whose a range is by the first of its words that tells: own,
// foreign, adversary, or "".
func (x *reader) side(r grammar.Range) string {
	side := x.firstSide(r)
	if side == rostrum.ReferentAdversary && x.holds(r, x.c.organisation) && x.namesHome(r) {
		return rostrum.ReferentOwn // an institute of the own state for the study of another
	}
	return side
}

// namesHome reports whether a range names the own state, and not as part of another's name:
// "Korean", but not "south Korean".
func (x *reader) namesHome(r grammar.Range) bool {
	for k := r.First; k < r.Last; k++ {
		n, class, _ := x.p.Phrases.Longest(x.d, k, r.Last, x.c.adversary|x.c.home|x.c.country)
		if n <= 1 {
			n, class = 1, x.d.Tokens[k].Class
		}
		if class.Has(x.c.home) {
			return true
		}
		k += n - 1
	}
	return false
}

func (x *reader) firstSide(r grammar.Range) string {
	d := x.d
	for k := r.First; k < r.Last; k++ {
		t := &d.Tokens[k]
		if t.Is(text.Quoted) {
			continue
		}
		if n, class, _ := x.p.Phrases.Longest(d, k, r.Last, x.c.adversary|x.c.home|x.c.country|x.c.cue); n > 1 {
			switch {
			case class.Has(x.c.adversary):
				return rostrum.ReferentAdversary
			case class.Has(x.c.home):
				return rostrum.ReferentOwn
			case class.Has(x.c.country):
				return rostrum.ReferentForeign
			}
		}
		if c, n := x.cueAt(d, k, r.Last); n > 0 {
			switch c.Sign {
			case profile.CueOwnSide, profile.CueFirst:
				if !x.callsOthers(k, n, r.Last) {
					return rostrum.ReferentOwn
				}
			case profile.CueAbroad, profile.CueAllied:
				return rostrum.ReferentForeign
			case profile.CueEnemy:
				return rostrum.ReferentAdversary
			}
		}
		class := t.Class
		if t.Is(text.Capital) && class&(x.c.adversary|x.c.home|x.c.country|x.c.demonym) == 0 {
			class |= x.joint(k)
		}
		switch {
		case class.Has(x.c.adversary):
			return rostrum.ReferentAdversary
		case class.Has(x.c.home):
			return rostrum.ReferentOwn
		case class.Has(x.c.country|x.c.demonym) && t.Is(text.Capital):
			return rostrum.ReferentForeign
		}
	}
	return ""
}

// callsOthers reports whether n words at a token that call the own side call somebody else:
// "the party" where others are told of, "of the North Jolla League".
func (x *reader) callsOthers(k, n, last int) bool {
	d := x.d
	end := &d.Tokens[k+n-1]
	if n < 2 || d.Tokens[k].Is(text.Capital) {
		return false
	}
	if end.Is(text.Capital) {
		return k+n < last && d.Tokens[k+n].Is(text.Capital)
	}
	return n == 2 && d.Tokens[k].Class.Has(x.c.article) && end.Class.Has(x.c.orgNoun) && x.around != rostrum.ReferentOwn
}

// joint returns the classes of the first part of a word with a hyphen that has
// any: "Finland-Korea", "All-Finland".
func (x *reader) joint(k int) text.Class {
	w := x.d.Word(k)
	if strings.IndexByte(w, '-') <= 0 {
		return 0
	}
	for part := range strings.SplitSeq(w, "-") {
		if class := x.p.Vocabulary.Class(x.p.Vocabulary.Find(strings.ToLower(part))); class&(x.c.home|x.c.country|x.c.demonym|x.c.adversary) != 0 {
			return class
		}
	}
	return 0
}

// knownPosts returns the posts of a person, here or where an event names them.
func (x *reader) knownPosts(key string, posts []grammar.Range) []grammar.Range {
	if len(posts) > 0 {
		return posts
	}
	for _, e := range x.events {
		for i := range e.people {
			if a := &e.people[i]; a.key == key && a.d == x.d && len(a.posts) > 0 {
				return a.posts
			}
		}
	}
	was := x.d
	x.d = &x.body
	p, ok := x.firstMention(key)
	x.d = was
	if ok && was == &x.body {
		return p.posts
	}
	return nil
}

// eventSide tells whose occasion the first event was by its place.
func (x *reader) eventSide() string {
	for _, e := range x.events {
		if e.place.Empty() || e.placeDoc == nil {
			continue
		}
		was := x.d
		x.d = e.placeDoc
		side := x.side(e.place)
		x.d = was
		if e.typ == rostrum.TypeStatement && side == rostrum.ReferentOwn {
			continue // words issued are of the own state's places, whoever's they are
		}
		return side
	}
	return ""
}

// signAt is how many words the cue at token k has, where it is one of a sign, else 0.
func (x *reader) signAt(k, last int, sign string) int {
	if c, n := x.cueAt(x.d, k, last); c.Sign == sign {
		return n
	}
	return 0
}

// signed reports whether a range holds a cue of a sign.
func (x *reader) signed(r grammar.Range, sign string) bool {
	for k := r.First; k < r.Last; k++ {
		if x.signAt(k, r.Last, sign) > 0 {
			return true
		}
	}
	return false
}

// signs reports whether the word at a token is a cue of a sign by itself.
func (x *reader) signs(k int, sign string) bool {
	return x.signed(grammar.Range{First: k, Last: k + 1}, sign)
}

// leaderIn returns the name of the first leader named in a range, and not of what is named
// after him, or "".
func (x *reader) leaderIn(d *text.Doc, first, last int) string {
	was := x.d
	x.d = d
	defer func() { x.d = was }()
	for at := range x.leadersIn(d, first, last) {
		if !x.borne(at.Last, last) {
			return d.Join(at.First, at.Last)
		}
	}
	return ""
}

// firstLeader is where a leader is named first in a range; empty where none is.
func (x *reader) firstLeader(d *text.Doc, first, last int) grammar.Range {
	for at := range x.leadersIn(d, first, last) {
		return at
	}
	return grammar.Range{}
}

// leadersIn yields where leaders are named in a range, one behind the other.
func (x *reader) leadersIn(d *text.Doc, first, last int) iter.Seq[grammar.Range] {
	return func(yield func(grammar.Range) bool) {
		for k := first; k < last; k++ {
			if !d.Tokens[k].Opens.Has(x.c.leader) {
				continue
			}
			n, _, _ := x.p.Phrases.Longest(d, k, last, x.c.leader)
			if n == 0 {
				continue
			}
			if !yield(grammar.Range{First: k, Last: k + n}) {
				return
			}
			k += n - 1
		}
	}
}
