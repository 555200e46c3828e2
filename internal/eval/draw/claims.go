package main

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode"
)

// claim is what may stand in a pair: a plan claim, or an act that looks ahead.
type claim struct {
	id    string // ID:START
	day   string
	says  string   // the words of the record, to leave out those that are told again word for word
	words []string // content words, sorted, each once
	names []string // of these, those with a large letter within the passage
}

// The strata of a draw of pairs, from the widest to the narrowest. Almost no two
// claims that share a word are of one thing, so a plain draw would tell nothing
// about what is missed.
var strata = []string{"word", "words", "name"}

// drawClaims prints n pairs of records of one kind (plans, threats, pledges), as many of
// each stratum, as ID:START ID:START STRATUM. word: they share a content word;
// words: three; name: a word with a large letter and another word. Acts stand
// within sixty days of each other, plan claims wherever.
func drawClaims(files []string, seed, kind string, n int) ([]string, error) {
	var all []claim
	for _, name := range files {
		if err := eachLine(name, func(line []byte) error { return readClaims(line, kind, &all) }); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	rare(all)
	var lines []string
	for i, stratum := range strata {
		want := n / len(strata)
		if i < n%len(strata) {
			want++
		}
		lines = append(lines, pairsOf(all, seed, kind, stratum, want)...)
	}
	return lines, nil
}

func readClaims(line []byte, kind string, all *[]claim) error {
	var x struct {
		ID, Lang, Published string
		Plans               []struct {
			Plan, Evidence, Voice string
			Subject               *string
			At                    []any
		}
		Acts []struct {
			Act, Evidence, Voice string
			At                   []any
		}
	}
	if err := json.Unmarshal(line, &x); err != nil {
		return err
	}
	own := func(voice string) bool { return voice == "own" || voice == "official" || voice == "home" }
	add := func(at []any, says string) {
		if len(at) == 3 && at[0] == "text" {
			c := claim{id: fmt.Sprintf("%s:%v", x.ID, at[1]), day: x.Published, says: says}
			c.words, c.names = contentWords(says)
			*all = append(*all, c)
		}
	}
	if kind == "plans" {
		for _, p := range x.Plans {
			says := p.Plan
			if p.Subject != nil {
				says += " , " + *p.Subject
			}
			if own(p.Voice) {
				add(p.At, says)
			}
		}
		return nil
	}
	for _, a := range x.Acts {
		if a.Act+"s" == kind && own(a.Voice) {
			add(a.At, a.Evidence)
		}
	}
	return nil
}

func contentWords(s string) (words, names []string) {
	for i, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		low := strings.ToLower(w)
		if len(low) < 3 {
			continue
		}
		words = append(words, low)
		if i > 0 && low != w {
			names = append(names, low)
		}
	}
	slices.Sort(words)
	slices.Sort(names)
	return slices.Compact(words), slices.Compact(names)
}

// rare keeps of each claim the words that stand in less than a fortieth of all.
func rare(all []claim) {
	df := map[string]int{}
	for _, c := range all {
		for _, w := range c.words {
			df[w]++
		}
	}
	for i := range all {
		common := func(w string) bool { return df[w]*40 > len(all) }
		all[i].words = slices.DeleteFunc(all[i].words, common)
		all[i].names = slices.DeleteFunc(all[i].names, common)
	}
}

// pairsOf draws a claim by the hash of its id, then its partner by that of both,
// among those that the stratum allows; no claim stands in two pairs.
func pairsOf(all []claim, seed, kind, stratum string, n int) []string {
	seed += "\x00" + stratum
	order := make([]int, len(all))
	ranks := make([]string, len(all))
	for i := range all {
		order[i], ranks[i] = i, rank(seed, all[i].id)
	}
	sort.Slice(order, func(a, b int) bool { return ranks[order[a]] < ranks[order[b]] })
	used := map[string]bool{}
	var lines []string
	for _, i := range order {
		if len(lines) == n {
			break
		}
		best, bestRank := -1, ""
		for j := range all {
			if used[all[i].says] || used[all[j].says] || !candidates(&all[i], &all[j], kind, stratum) {
				continue
			}
			if r := rank(seed, all[i].id+" "+all[j].id); best < 0 || r < bestRank {
				best, bestRank = j, r
			}
		}
		if best < 0 {
			continue
		}
		used[all[i].says], used[all[best].says] = true, true
		pair := []string{all[i].id, all[best].id}
		slices.Sort(pair)
		lines = append(lines, strings.Join(pair, " ")+" "+stratum)
	}
	sort.Strings(lines)
	return lines
}

func candidates(a, b *claim, kind, stratum string) bool {
	if reportOf(a.id) == reportOf(b.id) || a.says == b.says {
		return false
	}
	if kind != "plans" && !within(a.day, b.day, 60) {
		return false
	}
	words := shared(a.words, b.words)
	switch stratum {
	case "word":
		return words >= 1
	case "words":
		return words >= 3
	}
	return words >= 2 && shared(a.names, b.names) >= 1
}

func reportOf(id string) string { return id[:strings.LastIndexByte(id, ':')] }

func shared(a, b []string) (n int) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}

func within(a, b string, days float64) bool {
	x, errX := time.Parse(time.DateOnly, a)
	y, errY := time.Parse(time.DateOnly, b)
	return errX == nil && errY == nil && math.Abs(x.Sub(y).Hours())/24 <= days
}
