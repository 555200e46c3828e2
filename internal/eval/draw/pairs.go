package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/rostrum-watch/rostrum"
)

// Sorts of pairs of appearances that can be drawn.
const (
	pairsPost = "post" // one name, different posts
	pairsNear = "near" // names one or two letters apart
	pairsSame = "same" // one name and one post
	pairsFar  = "far"  // one name, posts without a word in common
)

// mostOfName bounds how many drawn pairs may hold one name, so that a leader does
// not fill the draw.
const mostOfName = 2

// figure is one appearance that may be drawn: the first with a post that a report
// gives a name, or its first.
type figure struct {
	key        string // ID:START
	report     string
	name, post string // folded
}

// drawPairs draws n pairs of appearances out of what `rostrum extract` printed. A
// lot is what the pair is about (the name and both posts, both names, or name
// and post), and of the appearances that fit it, those with the lowest hash stand
// for it; the two are of different reports.
func drawPairs(files []string, seed, sort string, n int) ([]string, error) {
	var all []figure
	for _, name := range files {
		xs, err := extractionsOf(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for i := range xs {
			all = append(all, figuresOf(&xs[i])...)
		}
	}
	slices.SortFunc(all, func(a, b figure) int { return strings.Compare(rank(seed, a.key), rank(seed, b.key)) })
	all = slices.CompactFunc(all, func(a, b figure) bool { return a.key == b.key })
	var lots []lot
	switch sort {
	case pairsPost:
		lots = postTickets(all, func(a, b string) bool { return true })
	case pairsFar:
		lots = postTickets(all, wordsApart)
	case pairsNear:
		lots = nearTickets(all)
	case pairsSame:
		lots = sameTickets(all)
	default:
		return nil, fmt.Errorf("pairs are of sort %s, %s, %s or %s", pairsPost, pairsNear, pairsSame, pairsFar)
	}
	return takeTickets(lots, seed, n), nil
}

// lot is one pair that may be drawn.
type lot struct {
	about string
	names [2]string
	pair  [2]figure
}

// takeTickets picks by rank, no name more often than mostOfName.
func takeTickets(all []lot, seed string, n int) []string {
	sort.Slice(all, func(i, j int) bool { return rank(seed, all[i].about) < rank(seed, all[j].about) })
	taken := map[string]int{}
	var out []string
	for _, t := range all {
		if len(out) == n {
			break
		}
		if taken[t.names[0]] >= mostOfName || taken[t.names[1]] >= mostOfName {
			continue
		}
		taken[t.names[0]]++
		if t.names[1] != t.names[0] {
			taken[t.names[1]]++
		}
		out = append(out, t.pair[0].key+" "+t.pair[1].key)
	}
	return out
}

// rank decides a draw: the lowest come first.
func rank(seed, s string) string {
	sum := sha256.Sum256([]byte(seed + "\x00" + s))
	return hex.EncodeToString(sum[:])
}

// figuresOf lists the named appearances of a report, one for each name.
func figuresOf(x *rostrum.Extraction) []figure {
	var out []figure
	at := map[string]int{}
	for i := range x.Events {
		for _, p := range x.Events[i].Participants {
			if p.Name == nil || p.At.Field != rostrum.FieldText {
				continue
			}
			f := figure{key: fmt.Sprintf("%s:%d", x.ID, p.At.Start), report: x.ID, name: letters(*p.Name)}
			if p.Post != nil {
				f.post = letters(*p.Post)
			}
			if j, seen := at[f.name]; !seen {
				at[f.name] = len(out)
				out = append(out, f)
			} else if out[j].post == "" && f.post != "" {
				out[j] = f
			}
		}
	}
	return out
}

// letters leaves letters, digits and single spaces, in lower case.
func letters(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}

// wordsApart says that two posts have no word in common.
func wordsApart(a, b string) bool {
	words := strings.Fields(a)
	return !slices.ContainsFunc(strings.Fields(b), func(w string) bool { return slices.Contains(words, w) })
}

// postTickets are pairs of posts of one name that differ as asked. all is by rank, so that the first
// appearance with a post is the one with the lowest hash.
func postTickets(all []figure, differ func(a, b string) bool) []lot {
	posts := map[string][]figure{} // name -> first of each post
	for _, f := range all {
		if f.post == "" || slices.ContainsFunc(posts[f.name], func(g figure) bool { return g.post == f.post }) {
			continue
		}
		posts[f.name] = append(posts[f.name], f)
	}
	var out []lot
	for name, list := range posts {
		for i, f := range list {
			for _, g := range list[i+1:] {
				if f.report != g.report && differ(f.post, g.post) {
					out = append(out, lot{about: about(name, f.post, g.post), names: [2]string{name, name}, pair: [2]figure{f, g}})
				}
			}
		}
	}
	return out
}

// sameTickets are names with one post in two reports.
func sameTickets(all []figure) []lot {
	first := map[[2]string]figure{}
	done := map[[2]string]bool{}
	var out []lot
	for _, f := range all {
		key := [2]string{f.name, f.post}
		g, seen := first[key]
		switch {
		case f.post == "" || done[key]:
		case !seen:
			first[key] = f
		case g.report != f.report:
			done[key] = true
			out = append(out, lot{about: about(f.name, f.post, ""), names: [2]string{f.name, f.name}, pair: [2]figure{g, f}})
		}
	}
	return out
}

// nearTickets are pairs of whole names of which one or two letters differ.
func nearTickets(all []figure) []lot {
	first := map[string]figure{}
	var names []string
	for _, f := range all {
		if _, seen := first[f.name]; !seen && strings.Contains(f.name, " ") {
			first[f.name] = f
			names = append(names, f.name)
		}
	}
	var out []lot
	for i, a := range names {
		for _, b := range names[i+1:] {
			if d := distance(strings.ReplaceAll(a, " ", ""), strings.ReplaceAll(b, " ", "")); d == 1 || d == 2 {
				if first[a].report != first[b].report {
					out = append(out, lot{about: about(min(a, b), max(a, b), ""), names: [2]string{a, b}, pair: [2]figure{first[a], first[b]}})
				}
			}
		}
	}
	return out
}

// about words a lot the same whichever of two stands first.
func about(name, a, b string) string { return name + "|" + min(a, b) + "|" + max(a, b) }

// distance is the least number of letters to put in, take out or change, or 3
// where that is more than two.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > 2 || len(y)-len(x) > 2 {
		return 3
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		last, least := row[0], i+1
		row[0] = i + 1
		for j := range y {
			d := last
			if x[i] != y[j] {
				d = 1 + min(last, row[j], row[j+1])
			}
			last, row[j+1] = row[j+1], d
			least = min(least, d)
		}
		if least > 2 {
			return 3
		}
	}
	return min(row[len(y)], 3)
}

// extractionsOf reads the array or the lines that `rostrum extract` prints.
func extractionsOf(name string) ([]rostrum.Extraction, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	if len(b) > 0 && b[0] == '[' {
		var out []rostrum.Extraction
		return out, json.Unmarshal(b, &out)
	}
	var out []rostrum.Extraction
	for d := json.NewDecoder(strings.NewReader(string(b))); d.More(); {
		var x rostrum.Extraction
		if err := d.Decode(&x); err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}
