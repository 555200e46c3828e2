package eval

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
)

// Annotated are reports with the records that readers gave them, and a digest of what
// these stand in.
type Annotated struct {
	Gold    []Article
	Reports []*rostrum.Report
	Digest  string
}

// CalibratedOn are the samples of whole records that confidence is measured on, beside
// the annotated articles.
var CalibratedOn = []string{"events-240.verdicts.json", "events-240-2.verdicts.json", "events-200.verdicts.json", peopleRead}

// peopleRead is a sample of events of which two thirds taught mends: confidence is
// measured on the rest alone.
const peopleRead = "people-read.verdicts.json"

// ReadAnnotated reads annotated articles, and beside them whole records that readers gave
// other reports: files of these, and their reports by identifier.
func ReadAnnotated(gold, articles string, records []string, held map[string]*rostrum.Report) (Annotated, error) {
	var out Annotated
	var err error
	if out.Gold, out.Digest, err = ReadGold(gold); err != nil {
		return out, err
	}
	if out.Reports, err = ReadReports(articles); err != nil || len(records) == 0 {
		return out, err
	}
	digest := sha256.New()
	fmt.Fprintln(digest, out.Digest)
	for _, name := range records {
		all, sum, err := ReadGold(name)
		if err != nil {
			return out, err
		}
		fmt.Fprintln(digest, sum)
		for i := range all {
			if filepath.Base(name) == peopleRead && !HeldPeople(all[i].ID) {
				continue
			}
			r := held[all[i].ID]
			if r == nil {
				return out, fmt.Errorf("%s: %s is in no corpus", name, all[i].ID)
			}
			a, err := all[i].Spell(r)
			if err != nil {
				return out, fmt.Errorf("%s: %w", name, err)
			}
			out.Gold, out.Reports = append(out.Gold, a), append(out.Reports, r)
		}
	}
	out.Digest = "sha256:" + hex.EncodeToString(digest.Sum(nil))
	return out, nil
}

// HeldRecords reports whether a report whose whole records were read only checks:
// nothing was mended on it, and nobody who mends reads it.
func HeldRecords(id string) bool { return part("events-hold|"+id)>>24%2 == 0 }

// HeldPeople reports whether a report whose events were read with their people only
// checks: so that what HeldOccasions keeps is not looked at either, all of that does.
func HeldPeople(id string) bool { return HeldOccasions(id) || part("people-read-hold|"+id)%6 == 0 }

// Spell returns the records of an article with the words of its report. A file of whole
// records tells a site, a place, the parts of a post, a plan, who carries it out and who
// set it, its value, evidence and the first words of a sentence by where they stand, as
// "120-155" in the text or "title:0-12", with " | " between several. Who takes part or
// speaks is told so where his name is long, or by it.
func (a *Article) Spell(r *rostrum.Report) (Article, error) {
	s := speller{r: r}
	out := *a
	out.Events, out.Plans, out.Acts = slices.Clone(a.Events), slices.Clone(a.Plans), slices.Clone(a.Acts)
	for i := range out.Events {
		e := &out.Events[i]
		e.Site, e.Place, e.Evidence = s.some(e.Site), s.some(e.Place), s.words(e.Evidence)
		e.Participants = slices.Clone(e.Participants)
		for k := range e.Participants {
			p := &e.Participants[k]
			p.Post = s.some(p.Post)
			if p.Name != nil && placed.MatchString(*p.Name) {
				p.Name = s.some(p.Name)
			}
		}
	}
	for i := range out.Plans {
		p := &out.Plans[i]
		p.Plan, p.Subject, p.Assigner, p.Value, p.Evidence = s.words(p.Plan), s.some(p.Subject), s.some(p.Assigner), s.some(p.Value), s.words(p.Evidence)
	}
	for i := range out.Acts {
		out.Acts[i].Sentence = s.words(out.Acts[i].Sentence)
		parts := strings.Split(out.Acts[i].Speaker, " | ")
		for k, part := range parts {
			if placed.MatchString(part) {
				parts[k] = s.words(part)
			}
		}
		out.Acts[i].Speaker = strings.Join(parts, " ")
	}
	return out, s.err
}

// placed is where words stand.
var placed = regexp.MustCompile(`^(title:)?\d+-\d+$`)

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
