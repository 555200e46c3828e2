package eval

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
)

// ReadRecords reads whole records that readers gave reports, as annotations have them,
// but for the words of the reports: a site, a place, the parts of a post, a plan, who
// carries it out and who set it, its value, evidence and the first words of a sentence
// are told by where they stand, as "120-155" in the text or "title:0-12". Reports
// without a line in another language are left out of the file.
func ReadRecords(name string) ([]Article, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var all []Article
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return all, nil
}

// HeldRecords reports whether a report whose whole records were read only checks:
// nothing was mended on it, and nobody who mends reads it.
func HeldRecords(id string) bool { return part("events-hold|"+id)>>24%2 == 0 }

// Spell returns records with the words of their report where the file says where
// these stand.
func (a *Article) Spell(r *rostrum.Report) (Article, error) {
	s := speller{r: r}
	out := *a
	out.Events, out.Plans, out.Acts = slices.Clone(a.Events), slices.Clone(a.Plans), slices.Clone(a.Acts)
	for i := range out.Events {
		e := &out.Events[i]
		e.Site, e.Place, e.Evidence = s.some(e.Site), s.some(e.Place), s.words(e.Evidence)
		e.Participants = slices.Clone(e.Participants)
		for k := range e.Participants {
			e.Participants[k].Post = s.some(e.Participants[k].Post)
		}
	}
	for i := range out.Plans {
		p := &out.Plans[i]
		p.Plan, p.Subject, p.Assigner, p.Value, p.Evidence = s.words(p.Plan), s.some(p.Subject), s.some(p.Assigner), s.some(p.Value), s.words(p.Evidence)
	}
	for i := range out.Acts {
		out.Acts[i].Sentence = s.words(out.Acts[i].Sentence)
	}
	return out, s.err
}

// speller puts words in the place of where they stand.
type speller struct {
	r   *rostrum.Report
	err error // the first mistake
}

func (s *speller) some(where *string) *string {
	if where == nil {
		return nil
	}
	words := s.words(*where)
	return &words
}

// words returns what stands in the places that are given, with " | " between them.
func (s *speller) words(where string) string {
	var parts []string
	for place := range strings.SplitSeq(where, " | ") {
		field, span := s.r.Text, place
		if rest, ok := strings.CutPrefix(place, "title:"); ok {
			field, span = s.r.Title, rest
		}
		first, last, _ := strings.Cut(span, "-")
		start, err := strconv.Atoi(first)
		end, err2 := strconv.Atoi(last)
		if err != nil || err2 != nil || start < 0 || start >= end || end > len(field) {
			if s.err == nil {
				s.err = fmt.Errorf("%s: %q: expected where words of the report stand, as 120-155", s.r.ID, place)
			}
			return ""
		}
		parts = append(parts, field[start:end])
	}
	return strings.Join(parts, " | ")
}
