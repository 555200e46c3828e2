package correction

import (
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Given is what an analyst says of a record.
type Given struct {
	Name    Name
	Verdict string
	Set     map[string]string // fields, for instead and missing
	Quote   string            // for missing: words of the report on which it stands
}

// New makes of what is given a correction on a record of x, or on one that an
// earlier correction adds. Who said it, when and why is left to the caller.
func New(x *rostrum.Extraction, earlier []rostrum.Correction, g Given) (*rostrum.Correction, error) {
	if !slices.Contains([]string{rostrum.VerdictRight, rostrum.VerdictWrong, rostrum.VerdictInstead, rostrum.VerdictMissing}, g.Verdict) {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "verdict: expected one of right, wrong, instead, missing; found %q", g.Verdict)
	}
	c := &rostrum.Correction{Verdict: g.Verdict, Report: x.ID, Version: x.Version, Profile: x.Profile, Engine: x.Engine}
	missing := g.Verdict == rostrum.VerdictMissing
	switch {
	case missing != g.Name.Record.New:
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "%s: a record that is missing is named new (event:new, event:2/new, plan:new, act:new), and no other is", g.Name)
	case missing == (g.Quote == ""):
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "quote: expected words of the report for a record that is missing, and for no other")
	case (missing || g.Verdict == rostrum.VerdictInstead) != (len(g.Set) > 0):
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "fields: expected some for what is missing or is to be instead, and none for what is right or wrong; %s has %s",
			articled(g.Name.Kind), strings.Join(FieldNames(g.Name.Kind), ", "))
	}
	var err error
	if c.Is, err = Check(g.Name.Kind, g.Set, x); err != nil {
		return nil, err
	}
	if missing {
		c.Subject, err = add(x, earlier, g, c.Is)
		c.Is = nil
		return c, err
	}
	if c.Subject, err = subject(x, earlier, g.Name); err != nil {
		return nil, err
	}
	if g.Verdict == rostrum.VerdictInstead && len(differing(g.Name.Kind, c.Subject.Was, with(c.Subject.Was, c.Is))) == 0 {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "%s: has these values already; right says so", g.Name)
	}
	if len(c.Is) == 0 {
		c.Is = nil
	}
	return c, nil
}

// subject finds the record that a name means.
func subject(x *rostrum.Extraction, earlier []rostrum.Correction, n Name) (*rostrum.Subject, error) {
	if n.Record.Added > 0 {
		return added(x, earlier, n)
	}
	if n.Event.Added > 0 {
		return nil, rostrum.Errorf(rostrum.CodeNotFound, "%s: people of a record that is missing are named by the corrections that add them (event:+%d/+ID)", n, n.Event.Added)
	}
	of := 0
	for _, r := range records(x) {
		if r.name == n {
			return r.subject(), nil
		}
		if r.name.Kind == n.Kind && r.name.Event == n.Event {
			of++
		}
	}
	return nil, rostrum.Errorf(rostrum.CodeNotFound, "%s: there is none; of this sort the report has %d (rostrum show %s numbers them)", n, of, x.ID)
}

// added finds the record that an earlier correction adds.
func added(x *rostrum.Extraction, earlier []rostrum.Correction, n Name) (*rostrum.Subject, error) {
	gone := Withdrawn(earlier)
	for i := range earlier {
		c := &earlier[i]
		if c.ID != n.Record.Added || c.Verdict != rostrum.VerdictMissing || c.Subject.Kind != n.Kind || gone[c.ID] != 0 {
			continue
		}
		at := places(x, c.Version, c.Subject)
		if len(at) == 0 {
			break
		}
		s := *c.Subject
		s.Added, s.At = c.ID, at[0]
		s.Quote = at[0].Quote(&rostrum.Report{Title: x.Title, Text: textOf(x)})
		return &s, nil
	}
	return nil, rostrum.Errorf(rostrum.CodeNotFound, "%s: no correction %d of this report adds such a record now (rostrum corrections --report %s lists them)", n, n.Record.Added, x.ID)
}

// add makes a record that was missing.
func add(x *rostrum.Extraction, earlier []rostrum.Correction, g Given, fields rostrum.Fields) (*rostrum.Subject, error) {
	s := &rostrum.Subject{Kind: g.Name.Kind, Was: fields}
	found := Occurrences(x, g.Quote)
	if len(found) == 0 {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "quote: expected words of the report as they stand there, found %q", g.Quote)
	}
	if g.Name.Kind == rostrum.RecordAppearance {
		var err error
		if s.Event, err = subject(x, earlier, Name{Kind: rostrum.RecordEvent, Record: g.Name.Event}); err != nil {
			return nil, err
		}
		// A name stands in many places; that of a line-up follows what tells of it.
		if i := slices.IndexFunc(found, func(at rostrum.Span) bool { return at.Field == s.Event.At.Field && at.Start >= s.Event.At.Start }); i > 0 {
			found = found[i:]
		}
		found = found[:1]
	} else if _, ok := fields[evidence.name]; ok {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "evidence: of a record that is missing it is the quote")
	}
	if len(found) > 1 {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "quote: expected words that stand once in the report, found %d times %q; more of the sentence tells which", len(found), g.Quote)
	}
	s.At = found[0]
	s.Quote = s.At.Quote(&rostrum.Report{Title: x.Title, Text: textOf(x)})
	if g.Name.Kind != rostrum.RecordAppearance {
		quote := s.Quote
		fields[evidence.name] = &quote
	}
	if err := complete(g.Name.Kind, fields); err != nil {
		return nil, err
	}
	for _, r := range records(x) {
		if r.name.Kind != s.Kind {
			continue
		}
		there := overlap(r.at, s.At) > 0 && alike(s.Kind, r.fields, s.Was)
		if s.Event != nil { // one role for each person at each event
			there = s.Event.Added == 0 && r.event.at == s.Event.At && store.Fold(get(r.fields, "name")) == store.Fold(get(s.Was, "name"))
		}
		if there {
			return nil, rostrum.Errorf(rostrum.CodeConflict, "%s: is read there, as %s; that can be right, wrong or instead", g.Name, r.name)
		}
	}
	return s, nil
}

// Withdrawn gives, for each word that was taken back, the ID of the one that did.
func Withdrawn(all []rostrum.Correction) map[int64]int64 {
	gone := map[int64]int64{}
	for i := range all {
		if all[i].Verdict == rostrum.VerdictWithdrawn {
			gone[all[i].Withdraws] = all[i].ID
		}
	}
	return gone
}
