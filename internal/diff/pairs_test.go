package diff_test

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/diff"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/read"
	"github.com/rostrum-watch/rostrum/profiles"
)

const (
	samples = "../../profiles/vdb-en/samples/reports.jsonl"
	corpus  = "../../../shared/corpus/kcna-2024.jsonl.gz"
)

// reader reads versions as the program does.
type reader struct{ engine *extract.Engine }

func newReader(t testing.TB, name string) reader {
	t.Helper()
	p, err := profile.Load(profiles.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	return reader{extract.New(p)}
}

func (r reader) extraction(report *rostrum.Report) *rostrum.Extraction {
	x := &rostrum.Extraction{ID: report.ID, Outlet: report.Outlet, Lang: "en", Published: report.Published, Title: report.Title, Text: &report.Text}
	r.engine.Extract(report, x)
	return x
}

func (r reader) version(report *rostrum.Report) *diff.Version {
	o := extract.NewOutline(r.engine.Profile(), report)
	numbers := make([]diff.Number, 0, len(o.Numbers))
	for _, n := range o.Numbers {
		numbers = append(numbers, diff.Number(n))
	}
	return diff.Read(r.extraction(report), o.Sentences, numbers)
}

// reports reads a file; it skips where there is none.
func reports(t testing.TB, pattern string) []*rostrum.Report {
	t.Helper()
	names, _ := filepath.Glob(pattern)
	if len(names) == 0 {
		t.Skipf("no %s", pattern)
	}
	in := read.New(names, nil, read.Options{})
	defer in.Close()
	var all []*rostrum.Report
	for {
		r, err := in.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
}

// source is a text that changes are made in.
type source struct {
	*rostrum.Report
	v *diff.Version
}

// made is a text with one change: what stood at [start, end) is now at [start, is).
type made struct {
	text           string
	start, end, is int
	kind           string // the change must be of this kind
}

// forge makes changes by lot.
type forge struct {
	*rand.Rand
	all []*source
}

func (g *forge) put(s *source, start, end int, words, kind string) *made {
	if strings.EqualFold(words, s.Text[start:end]) && kind != diff.Case {
		return nil
	}
	return &made{s.Text[:start] + words + s.Text[end:], start, end, start + len(words), kind}
}

// one draws one of a list; false where it is empty.
func one[T any](g *forge, list []T) (x T, ok bool) {
	if len(list) == 0 {
		return x, false
	}
	return list[g.IntN(len(list))], true
}

// words are the spans of words of small letters, without those of names and posts.
func (s *source) words() []rostrum.Span {
	var out []rostrum.Span
	start := -1
	for i, r := range s.Text + " " {
		switch plain := r >= 'a' && r <= 'z'; {
		case plain && start < 0 && (i == 0 || s.Text[i-1] == ' '):
			start = i
		case !plain && start >= 0:
			if i-start > 2 && (r == ' ') && !within(start, i, s.v.People, s.v.Posts, s.v.Names) {
				out = append(out, rostrum.Span{Field: rostrum.FieldText, Start: start, End: i})
			}
			start = -1
		}
	}
	return out
}

func within(start, end int, lists ...[]rostrum.Span) bool {
	for _, spans := range lists {
		for _, s := range spans {
			if s.Field == rostrum.FieldText && s.Start < end && start < s.End {
				return true
			}
		}
	}
	return false
}

// noises are the changes of no meaning, by kind.
var noises = map[string]func(*forge, *source) *made{
	diff.Quotes: func(g *forge, s *source) *made {
		other := map[rune][]string{'"': {"“", "”", "''", ""}, '\'': {"’", "‘", "`"}, '“': {"\"", "„"}, '”': {"\"", "»"}, '’': {"'"}}
		var at []int
		for i, r := range s.Text {
			if other[r] != nil {
				at = append(at, i)
			}
		}
		i, ok := one(g, at)
		if !ok || g.IntN(3) == 0 {
			w, ok := one(g, s.words())
			if !ok {
				return nil
			}
			return g.put(s, w.Start, w.End, "“"+s.Text[w.Start:w.End]+"”", diff.Quotes)
		}
		r, size := utf8.DecodeRuneInString(s.Text[i:])
		instead, _ := one(g, other[r])
		return g.put(s, i, i+size, instead, diff.Quotes)
	},
	diff.Spaces: func(g *forge, s *source) *made {
		var at []int
		for i := range s.Text {
			if (s.Text[i] == ' ' || s.Text[i] == '\n') && i > 0 && !figures(s.Text, i) {
				at = append(at, i)
			}
		}
		i, ok := one(g, at)
		if !ok {
			return nil
		}
		instead, _ := one(g, []string{"  ", "\n", "\n\n", "\u00a0", "", "\t", "\r\n"})
		if instead == s.Text[i:i+1] {
			instead = "   "
		}
		return g.put(s, i, i+1, instead, diff.Spaces)
	},
	diff.Case: func(g *forge, s *source) *made {
		var at []int
		for i := 1; i+1 < len(s.Text); i++ {
			if letter(s.Text[i]) && s.Text[i-1] == ' ' {
				at = append(at, i)
			}
		}
		i, ok := one(g, at)
		if !ok {
			return nil
		}
		end := i + 1
		if g.IntN(2) == 0 {
			for end < len(s.Text) && letter(s.Text[end]) {
				end++
			}
		}
		w := s.Text[i:end]
		instead := strings.ToUpper(w)
		if instead == w {
			instead = strings.ToLower(w)
		}
		return g.put(s, i, end, instead, diff.Case)
	},
	diff.Punctuation: func(g *forge, s *source) *made {
		var at []int
		for i := range s.Text {
			if (s.Text[i] == ',' || s.Text[i] == '.') && i+1 < len(s.Text) && s.Text[i+1] == ' ' && !figures(s.Text, i) {
				at = append(at, i)
			}
		}
		i, ok := one(g, at)
		if !ok {
			return nil
		}
		instead, _ := one(g, []string{"", ";", "!"})
		return g.put(s, i, i+1, instead, diff.Punctuation)
	},
	diff.Dashes: func(g *forge, s *source) *made {
		var at []int
		for i := range s.Text {
			if s.Text[i] == '-' && i > 0 && letter(s.Text[i-1]) && i+1 < len(s.Text) && letter(s.Text[i+1]) {
				at = append(at, i)
			}
		}
		i, ok := one(g, at)
		if !ok {
			return nil
		}
		instead, _ := one(g, []string{"‐", "–", ""})
		return g.put(s, i, i+1, instead, diff.Dashes)
	},
	diff.Encoding: func(g *forge, s *source) *made {
		w, ok := one(g, s.words())
		if !ok {
			return nil
		}
		word := s.Text[w.Start:w.End]
		return g.put(s, w.Start, w.End, word[:1]+"\u00ad"+word[1:], diff.Encoding)
	},
	diff.Accents: func(g *forge, s *source) *made {
		w, ok := one(g, s.words())
		i := -1
		if ok {
			i = strings.IndexByte(s.Text[w.Start:w.End], 'e')
		}
		if i < 0 {
			return nil
		}
		return g.put(s, w.Start+i, w.Start+i+1, "é", diff.Accents)
	},
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// figures reports whether what stands at i has figures on both sides: to take it away
// makes another number.
func figures(s string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s[:i], " ,.\n"))
	after, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[i+1:], " ,.\n"))
	return unicode.IsDigit(before) && (unicode.IsDigit(after) || letter(byte(after))) || letter(byte(before)) && unicode.IsDigit(after)
}

// meanings are the changes of meaning, by kind.
var meanings = map[string]func(*forge, *source) *made{
	diff.NameChanged: func(g *forge, s *source) *made {
		p, ok := one(g, s.people())
		other, ok2 := one(g, g.people())
		if !ok || !ok2 || strings.EqualFold(other, s.Text[p.Start:p.End]) {
			return nil
		}
		return g.put(s, p.Start, p.End, other, diff.NameChanged)
	},
	diff.NameGone: func(g *forge, s *source) *made {
		var listed []rostrum.Span
		for _, p := range s.people() {
			if strings.HasSuffix(s.Text[:p.Start], ", ") && strings.HasPrefix(s.Text[p.End:], ",") {
				listed = append(listed, p)
			}
		}
		p, ok := one(g, listed)
		if !ok {
			return nil
		}
		return g.put(s, p.Start-2, p.End, "", diff.NameGone)
	},
	diff.NameAdded: func(g *forge, s *source) *made {
		p, ok := one(g, s.people())
		other, ok2 := one(g, g.people())
		if !ok || !ok2 || strings.Contains(s.Text, other) {
			return nil
		}
		m := g.put(s, p.End, p.End, ", "+other, diff.NameAdded)
		return m
	},
	diff.NumberChanged: func(g *forge, s *source) *made {
		var at []rostrum.Span
		for i := 1; i < len(s.Text); i++ {
			if !unicode.IsDigit(rune(s.Text[i])) || s.Text[i-1] != ' ' {
				continue
			}
			end := i
			for end < len(s.Text) && unicode.IsDigit(rune(s.Text[end])) {
				end++
			}
			if end < len(s.Text) && s.Text[end] == ' ' && !within(i, end, s.v.People, s.v.Posts, s.v.Names) {
				at = append(at, rostrum.Span{Start: i, End: end})
			}
		}
		for _, n := range s.v.Numbers {
			if n.At.Field == rostrum.FieldText && n.Value != "" && !strings.ContainsAny(n.Value, "-/") && !within(n.At.Start, n.At.End, s.v.People, s.v.Posts, s.v.Names) {
				at = append(at, n.At)
			}
		}
		n, ok := one(g, at)
		if !ok {
			return nil
		}
		instead := fmt.Sprint(32 + g.IntN(900))
		if letter(s.Text[n.Start]) {
			instead, _ = one(g, []string{"seven", "nineteen", "thirty"})
		}
		if strings.EqualFold(instead, s.Text[n.Start:n.End]) {
			return nil
		}
		return g.put(s, n.Start, n.End, instead, diff.NumberChanged)
	},
	diff.PostReworded: func(g *forge, s *source) *made {
		var at []rostrum.Span // words of posts
		for _, p := range s.v.Posts {
			if p.Field != rostrum.FieldText || within(p.Start, p.End, s.v.People) {
				continue
			}
			start := p.Start
			for i := p.Start; i <= p.End; i++ {
				if i == p.End || !letter(s.Text[i]) {
					if i-start > 3 && (i == p.End || s.Text[i] == ' ') && (start == p.Start || s.Text[start-1] == ' ') && (i == len(s.Text) || !letter(s.Text[i])) {
						at = append(at, rostrum.Span{Start: start, End: i})
					}
					start = i + 1
				}
			}
		}
		w, ok := one(g, at)
		if !ok {
			return nil
		}
		instead, _ := one(g, []string{"lantern-warden", "assistant bellfounder", "keeper"})
		if first := s.Text[w.Start]; first >= 'A' && first <= 'Z' {
			instead = strings.ToUpper(instead[:1]) + instead[1:]
		}
		return g.put(s, w.Start, w.End, instead, diff.PostReworded)
	},
	diff.Wording: func(g *forge, s *source) *made {
		w, ok := one(g, s.words())
		if ok { // what stands beside a name may become part of it
			ok = !within(w.Start-12, w.End+12, s.v.People, s.v.Posts, s.v.Names) && !slices.ContainsFunc(s.v.Numbers, func(n diff.Number) bool { return n.At.Start < w.End && w.Start < n.At.End })
		}
		if !ok {
			return nil
		}
		instead, _ := one(g, []string{"crumbling", "beneath", "whistled"})
		return g.put(s, w.Start, w.End, instead, diff.Wording)
	},
	diff.SentenceDeleted: func(g *forge, s *source) *made {
		all := s.sentences()
		k := g.IntN(max(1, len(all)))
		if len(all) < 2 {
			return nil
		}
		start, end := all[k].Start, all[k].End
		if k+1 < len(all) {
			end = all[k+1].Start
		} else {
			start = all[k-1].End
		}
		if strings.Count(s.Text, strings.TrimSpace(s.Text[start:end])) > 1 || len(strings.Fields(s.Text[start:end])) < 3 {
			return nil
		}
		return g.put(s, start, end, "", diff.SentenceDeleted)
	},
	diff.SentenceAdded: func(g *forge, s *source) *made {
		from, _ := one(g, g.all)
		at, ok := one(g, s.sentences())
		new, ok2 := one(g, from.sentences())
		if !ok || !ok2 || from == s {
			return nil
		}
		words := strings.Join(strings.Fields(from.Text[new.Start:new.End]), " ")
		if len(strings.Fields(words)) < 4 || strings.Contains(s.Text, words) || !strings.HasSuffix(words, ".") || at.Start > 0 && !strings.ContainsAny(s.Text[at.Start-1:at.Start], " \n") {
			return nil
		}
		return g.put(s, at.Start, at.Start, words+" ", diff.SentenceAdded)
	},
}

// people are the names of a source that stand between other words.
func (s *source) people() []rostrum.Span {
	var out []rostrum.Span
	for _, p := range s.v.People {
		if p.Field == rostrum.FieldText && p.Start > 0 && strings.ContainsAny(s.Text[p.Start-1:p.Start], " \n") && p.End < len(s.Text) && strings.ContainsAny(s.Text[p.End:p.End+1], " ,.") {
			out = append(out, p)
		}
	}
	return out
}

// people are names of all sources.
func (g *forge) people() []string {
	from, _ := one(g, g.all)
	var out []string
	for _, p := range from.people() {
		if name := from.Text[p.Start:p.End]; strings.Count(name, " ") > 0 && !strings.ContainsAny(name, "\n,.\"") {
			out = append(out, name)
		}
	}
	return out
}

func (s *source) sentences() []rostrum.Span {
	return slices.DeleteFunc(slices.Clone(s.v.Sentences), func(x rostrum.Span) bool { return x.Field != rostrum.FieldText })
}

// judge tells what is wrong with what was found for a change of meaning, one of noise,
// or both.
func judge(d *diff.Diff, meaning, noise *made, old string) string {
	var of [2][]diff.Change
	for _, c := range d.Changes {
		if c.Sort == diff.Meaning {
			of[0] = append(of[0], c)
		} else {
			of[1] = append(of[1], c)
		}
	}
	for k, m := range []*made{meaning, noise} {
		switch {
		case m == nil && len(of[k]) > 0:
			return "found what is not there"
		case m == nil:
			continue
		case len(of[k]) == 0:
			return "missed " + m.kind
		}
		for _, c := range of[k] {
			if !slices.Equal(c.Kinds, []string{m.kind}) {
				return "took " + m.kind + " for " + strings.Join(c.Kinds, ", ")
			}
		}
	}
	if meaning != nil && (meaning.kind == diff.SentenceDeleted || meaning.kind == diff.SentenceAdded || meaning.kind == diff.NameGone) {
		gone, found := old[meaning.start:meaning.end], ""
		for _, c := range of[0] {
			found += c.OldWords + c.NewWords
		}
		if meaning.kind == diff.SentenceAdded {
			gone = meaning.text[meaning.start:meaning.is]
		}
		const marks = " ,-\n" // that may go with what stands before them or behind
		if same := strings.Trim(gone, marks) == strings.Trim(found, marks); noise == nil && !same {
			return fmt.Sprintf("%q in %d changes", gone, len(of[0]))
		}
	}
	return ""
}

// TestPairs_whole makes pairs of versions with one known change, or one of meaning and one
// of none, and wants each told right.
func TestPairs_whole(t *testing.T) {
	whole.Only(t)
	const many = 1000
	for _, c := range []struct{ name, file, profile string }{{"samples", samples, "vdb-en"}, {"corpus", corpus, "kcna-en"}} {
		t.Run(c.name, func(t *testing.T) {
			r := newReader(t, c.profile)
			g := &forge{Rand: rand.New(rand.NewPCG(20310305, 1))}
			for _, report := range reports(t, c.file) {
				if report.Lang == "en" && len(report.Text) > 300 {
					g.all = append(g.all, &source{report, r.version(report)})
				}
			}
			var kinds []string
			for k := range meanings {
				kinds = append(kinds, k)
			}
			for k := range noises {
				kinds = append(kinds, k)
			}
			slices.Sort(kinds)
			count, wrong := map[string]int{}, 0
			for n := 0; n < many; {
				s, _ := one(g, g.all)
				kind := kinds[n%len(kinds)]
				var meaning, noise *made
				if f := noises[kind]; f != nil {
					noise = f(g, s)
				} else if meaning = meanings[kind](g, s); meaning != nil && g.IntN(3) == 0 {
					kind = "with noise"
					k, _ := one(g, []string{diff.Quotes, diff.Spaces, diff.Case})
					noise = noises[k](g, s)
					if noise == nil || noise.start < meaning.end+40 && meaning.start < noise.end+40 {
						continue
					}
				}
				var text string
				switch {
				case meaning == nil && noise == nil:
					continue
				case noise == nil:
					text = meaning.text
				case meaning == nil:
					text = noise.text
				case noise.start < meaning.start:
					text = noise.text[:noise.is] + s.Text[noise.end:meaning.start] + meaning.text[meaning.start:]
				default:
					text = meaning.text[:meaning.is] + s.Text[meaning.end:noise.start] + noise.text[noise.start:]
				}
				n++
				count[kind]++
				changed := *s.Report
				changed.Text = text
				new := r.version(&changed)
				d := diff.Compare(s.v, new)
				if why := judge(d, meaning, noise, s.Text); why != "" {
					wrong++
					if wrong <= 30 {
						t.Errorf("%s: %s: %q", s.ID, why, words(d.Changes))
					}
				}
				check(t, s.v, new, d)
			}
			t.Logf("%d pairs, %d wrong: %v", many, wrong, count)
		})
	}
}

// TestVersions compares the real reports that are held in two versions.
func TestVersions(t *testing.T) {
	r := newReader(t, "kcna-en")
	first := map[string]*rostrum.Report{}
	pairs := 0
	for _, report := range reports(t, corpus) {
		old := first[report.ID]
		if first[report.ID] = report; old == nil || old.ID == "" || old.Text == report.Text {
			continue
		}
		pairs++
		a, b := r.version(old), r.version(report)
		d := diff.Compare(a, b)
		check(t, a, b, d)
		t.Logf("%s: meaning %v, noise %v", report.ID, d.Meaning, d.Noise)
	}
	if pairs != 2 {
		t.Errorf("%d reports have two versions, not 2", pairs)
	}
}

func BenchmarkCompare(b *testing.B) {
	r := newReader(b, "vdb-en")
	g := &forge{Rand: rand.New(rand.NewPCG(1, 1))}
	var old, new strings.Builder
	for _, report := range reports(b, samples) {
		s := &source{report, r.version(report)}
		if m := meanings[diff.SentenceDeleted](g, s); m != nil {
			old.WriteString(s.Text + "\n")
			new.WriteString(m.text + "\n")
		}
	}
	x, y := r.version(&rostrum.Report{Text: old.String(), Published: "2031-04-01"}), r.version(&rostrum.Report{Text: new.String(), Published: "2031-04-01"})
	b.SetBytes(int64(old.Len()))
	for b.Loop() {
		diff.Compare(x, y)
	}
}
