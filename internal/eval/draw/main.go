// Command draw picks a sample of reports (or of their paragraphs) for judging
// by reading. The choice depends only on a seed and the identifiers, through
// SHA-256, so that anybody can draw the same sample again and nobody can steer
// it towards what the engine does well. It prints identifiers only, never text.
//
//	go run ./internal/eval/draw -seed names-2026 -n 100 FILE.jsonl.gz...
//
// With -findings it draws from findings, one a line; with -phrases from findings
// about phrases, as KIND|LANG|FIELD|SUBJECT|DAY.
//
// With -acts it draws from what `rostrum extract` printed, acts of some kinds; with
// -pairs pairs of appearances (ID:START ID:START), or of plan claims, threats or
// pledges (with the stratum behind).
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"sort"
	"strings"

	"github.com/rostrum-watch/rostrum"
)

func main() {
	seed := flag.String("seed", "", "word that, with the identifier, decides the draw")
	n := flag.Int("n", 100, "how many to draw")
	lang := flag.String("lang", "", "only items filed under this language")
	least := flag.Int("least", 0, "only texts of at least so many bytes")
	paragraphs := flag.Bool("paragraphs", false, "draw paragraphs (ID#INDEX, from 0) instead of reports")
	acts := flag.String("acts", "", "draw acts of these kinds (ID:START:ACT, from START on in the text) out of extractions; commas between")
	findings := flag.Bool("findings", false, "draw findings (KIND:SUBJECT:KNOWN:REPORT) instead of reports")
	pairs := flag.String("pairs", "", "draw pairs out of extractions: of appearances post, near, same or far; plans, threats or pledges")
	phrases := flag.Bool("phrases", false, "draw findings about phrases (KIND|LANG|FIELD|SUBJECT|DAY) instead of reports")
	flag.Parse()
	if *seed == "" || flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	drawn, err := []string(nil), error(nil)
	if claims := []string{"plans", "threats", "pledges"}; slices.Contains(claims, *pairs) {
		drawn, err = drawClaims(flag.Args(), *seed, *pairs, *n)
	} else if *pairs != "" {
		drawn, err = drawPairs(flag.Args(), *seed, *pairs, *n)
	} else {
		drawn, err = draw(flag.Args(), *seed, *lang, *acts, *n, *least, *paragraphs, *findings, *phrases)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "draw:", err)
		os.Exit(1)
	}
	for _, id := range drawn {
		fmt.Println(id)
	}
}

func draw(files []string, seed, lang, acts string, n, least int, paragraphs, findings, phrases bool) ([]string, error) {
	type ticket struct{ rank, id string }
	var all []ticket
	seen := map[string]bool{}
	add := func(id string) {
		if seen[id] {
			return // two captures of one report are one ticket
		}
		seen[id] = true
		all = append(all, ticket{rank(seed, id), id})
	}
	for _, name := range files {
		err := eachItem(name, func(it item) {
			if phrases {
				if len(it.Evidence) > 0 {
					add(strings.Join([]string{it.Kind, it.Coverage.Lang, it.Evidence[0].At.Field, it.Subject, it.Day}, "|"))
				}
				return
			}
			if findings {
				if len(it.Evidence) > 0 {
					add(strings.Join([]string{it.Kind, it.Subject, it.Known, it.Evidence[0].Report}, ":"))
				}
				return
			}
			if (lang != "" && it.Lang != lang) || len(it.Text) < least {
				return
			}
			if acts != "" {
				for _, a := range it.Acts {
					if slices.Contains(strings.Split(acts, ","), a.Act) && len(a.At) == 3 {
						add(fmt.Sprintf("%s:%v:%s", it.ID, a.At[1], a.Act))
					}
				}
				return
			}
			if !paragraphs {
				add(it.ID)
				return
			}
			for i := range strings.Split(it.Text, "\n") {
				add(fmt.Sprintf("%s#%d", it.ID, i))
			}
		})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].rank < all[j].rank })
	var ids []string
	for i := 0; i < n && i < len(all); i++ {
		ids = append(ids, all[i].id)
	}
	sort.Strings(ids)
	return ids, nil
}

type item struct {
	ID, Lang, Text       string
	Kind, Subject, Known string // of a finding
	Day                  string
	Coverage             struct{ Lang string }
	Evidence             evidence
	Acts                 []struct {
		Act string
		At  []any // field, start, end
	}
}

// evidence of a finding is a list; that of other records, which are passed over
// here, may be a string.
type evidence []proof

type proof struct {
	Report string
	At     rostrum.Span
}

func (e *evidence) UnmarshalJSON(data []byte) error {
	if !strings.HasPrefix(string(data), "[") {
		return nil
	}
	return json.Unmarshal(data, (*[]proof)(e))
}

func eachItem(name string, do func(item)) error {
	return eachLine(name, func(line []byte) error {
		var it item
		if err := json.Unmarshal(line, &it); err != nil {
			return err
		}
		do(it)
		return nil
	})
}

func eachLine(name string, do func([]byte) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return err
		}
	}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 64<<20)
	for sc.Scan() {
		if err := do(sc.Bytes()); err != nil {
			return err
		}
	}
	return sc.Err()
}
