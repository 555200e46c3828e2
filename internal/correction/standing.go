package correction

import (
	"fmt"
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// TextGone is why a word lapsed whose words no longer stand in the newest text.
const TextGone = "its text is gone"

// Standing is a word as it stands now: whether it counts, and what it is about in
// the version and the extraction that it is held against.
type Standing struct {
	rostrum.Correction
	Applies bool `json:"applies"`
	// Lapsed says why it does not apply.
	Lapsed string `json:"lapsed,omitempty"`
	// Record is the name of the record there, "" where the engine reads none.
	Record string `json:"record"`
	// Stands is where the record stands there; null where its text is gone.
	Stands *rostrum.Span `json:"stands"`
	// Agrees says that what the engine reads is what the word wants.
	Agrees bool `json:"agrees"`
	// Differs lists fields in which the record is not as it was judged.
	Differs []string `json:"differs,omitempty"`
	// Replaces holds the IDs of earlier words of the same person on the same record.
	Replaces []int64 `json:"replaces,omitempty"`

	found *record
	event *record // of an appearance
	group int     // words on one record share it; 0 for words on none
}

// Judge tells how the words on one report, in the order of their IDs, stand to a
// version and extraction of it, whose text x must hold.
func Judge(x *rostrum.Extraction, all []rostrum.Correction) []Standing {
	gone := Withdrawn(all)
	here := records(x)
	standings := make([]Standing, len(all))
	for i := range all {
		s := &standings[i]
		s.Correction = all[i]
		switch {
		case gone[s.ID] != 0:
			s.Lapsed = fmt.Sprintf("withdrawn by %d", gone[s.ID])
		case s.Verdict == rostrum.VerdictReviewed && s.Version != x.Version:
			s.Lapsed = "another text of the report than the one that was reviewed is the newest"
		}
		if s.Subject != nil {
			s.find(x, here)
			if s.Lapsed == "" && s.Stands == nil {
				s.Lapsed = TextGone
			}
		}
		s.Applies = s.Lapsed == ""
	}
	group(standings)
	supersede(standings)
	return standings
}

// find looks for the record in x, and holds it against the word.
func (s *Standing) find(x *rostrum.Extraction, here []*record) {
	t := target{s.Subject, places(x, s.Version, s.Subject), nil, s.Version == x.Version}
	if e := s.Subject.Event; e != nil {
		of := target{e, places(x, s.Version, e), nil, t.same}
		if len(of.at) == 0 {
			return // what tells of the occasion is gone
		}
		t.event = of.at
		if s.event = of.best(here, e.Was); s.event == nil {
			s.event = of.best(here, nil)
		}
	}
	if len(t.at) == 0 {
		return
	}
	s.Stands = &t.at[0]
	was, is := s.Subject.Was, with(s.Subject.Was, s.Is)
	s.found = t.best(here, was)
	if s.found == nil && s.Verdict == rostrum.VerdictInstead {
		s.found = t.best(here, is)
	}
	if s.found == nil {
		s.Agrees = s.Verdict == rostrum.VerdictWrong
		return
	}
	s.Stands = &s.found.at
	s.Record = s.found.name.String()
	kind := s.Subject.Kind
	s.Agrees = s.Verdict != rostrum.VerdictWrong && len(differing(kind, is, s.found.fields)) == 0
	if !s.Agrees {
		s.Differs = differing(kind, was, s.found.fields)
	}
}

// target is what a record is looked for by: where it may stand, the likeliest
// place first, where its event may, and whether that is in the same version.
type target struct {
	*rostrum.Subject
	at, event []rostrum.Span
	same      bool
}

// best is the record that is most likely the one: alike in its essential fields,
// whatever they are where none are given, and covering most of one of the places.
func (t *target) best(here []*record, fields rostrum.Fields) *record {
	var chosen *record
	least := [3]float64{}
	for _, r := range here {
		if r.name.Kind != t.Kind || fields != nil && !alike(t.Kind, r.fields, fields) {
			continue
		}
		share, event := 0.0, 0.0
		for i, at := range t.at {
			share = max(share, overlap(at, r.at)/float64(i+1))
		}
		for _, at := range t.event {
			event = max(event, overlap(at, r.event.at))
		}
		if share == 0 && !t.same {
			share = event // a person of the same event, whatever place the name is taken from
		}
		score := [3]float64{event, share, 1 / float64(1+len(differing(t.Kind, r.fields, fields)))}
		if share > 0 && slices.Compare(score[:], least[:]) > 0 {
			chosen, least = r, score
		}
	}
	return chosen
}

// sameness is the share of their place that two records must have in common to be
// one, where neither is found.
const sameness = 0.5

// same tells whether two words are about one record.
func same(a, b *Standing) bool {
	p, q := a.Subject, b.Subject
	switch {
	case p.Kind != q.Kind || (p.Event == nil) != (q.Event == nil):
		return false
	case root(a) != 0 && root(a) == root(b):
		return true
	case a.found != nil && b.found != nil && !twins(a, b):
		return a.found == b.found
	case p.Event != nil && p.Event.Added != q.Event.Added:
		return false
	case twins(a, b): // records of one extraction are not confused
		return p.At == q.At && len(differing(p.Kind, p.Was, q.Was)) == 0
	case a.Stands == nil || b.Stands == nil || overlap(*a.Stands, *b.Stands) < sameness:
		return false
	}
	return alike(p.Kind, p.Was, q.Was) || alike(p.Kind, with(p.Was, a.Is), q.Was) || alike(p.Kind, p.Was, with(q.Was, b.Is))
}

// twins tells words on records that one extraction read.
func twins(a, b *Standing) bool {
	return root(a) == 0 && root(b) == 0 && a.Version == b.Version && a.Profile == b.Profile && a.Engine == b.Engine
}

// root is the correction that adds the record a word is about, 0 for one that was
// read.
func root(s *Standing) int64 {
	if s.Verdict == rostrum.VerdictMissing {
		return s.ID
	}
	return s.Subject.Added
}

// group gives the words on one record a number.
func group(all []Standing) {
	groups := 0
	for i := range all {
		a := &all[i]
		if a.Subject == nil || a.Stands == nil {
			continue
		}
		for j := range i {
			if b := &all[j]; b.group > 0 && same(b, a) {
				a.group = b.group
				break
			}
		}
		if a.group == 0 {
			groups++
			a.group = groups
		}
	}
}

// supersede leaves, of what one person says of one record or of the whole report,
// the last word.
func supersede(all []Standing) {
	type about struct {
		who, verdict string
		group        int
	}
	last := map[about]*Standing{}
	for i := len(all) - 1; i >= 0; i-- {
		s := &all[i]
		if !s.Applies || s.Verdict == rostrum.VerdictWithdrawn {
			continue
		}
		key := about{who: store.Fold(s.By), group: s.group}
		if s.group == 0 {
			key.verdict = s.Verdict
		}
		if later, ok := last[key]; ok {
			s.Applies, s.Lapsed = false, fmt.Sprintf("the same person said %d later", later.ID)
			later.Replaces = append(later.Replaces, s.ID)
			continue
		}
		last[key] = s
	}
}
