package cli

import (
	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/prose"
)

// What every front end words alike, under the names by which commands call it.
var (
	address, at, captured, citedSorts = prose.Address, prose.At, prose.Captured, prose.CitedSorts
	confidence, count, counted        = prose.Confidence, prose.Count, prose.Counted
	dateOf, dayOf, fieldWords, given  = prose.DateOf, prose.DayOf, prose.Fields, prose.Given
	lastPart, days                    = prose.LastPart, prose.Days
	joined, judgement, now            = prose.Joined, prose.Judgement, prose.Now
	orDash, plain                     = prose.OrDash, prose.Plain
	recordName, recordOf, reference   = rostrum.RecordName, prose.RecordOf, prose.Reference
	relation, saidWords, score        = prose.Relation, prose.Said, prose.Score
	searched, shared, short           = prose.Searched, prose.Shared, prose.Short
	spoken, stated, tallied, terms    = prose.Spoken, prose.Stated, prose.Tallied, prose.Terms
	thousands, times, words           = prose.Thousands, prose.Times, prose.Words
)
