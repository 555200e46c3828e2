package store

import "github.com/rostrum-watch/rostrum"

// CorrectionFilter selects analysts' words; empty fields select all.
type CorrectionFilter struct {
	Reports  []string // ids, or others that an item of them came with; any of these
	By       string   // who said it, compared as Fold leaves it
	Verdicts []string // any of these
	From, To string   // days on which it was said, both included
	ID       int64
	Limit    int    // 0 is DefaultLimit
	Cursor   string // Next of the page before
}

// Judgement is an analyst's word that applies to a record of a list.
type Judgement struct {
	ID      int64          `json:"id"`
	Record  string         `json:"record"` // event:2, or event:2/3 for a person of its line-up
	Verdict string         `json:"verdict"`
	By      string         `json:"by"`
	When    string         `json:"when"`
	Why     string         `json:"why"`
	Is      rostrum.Fields `json:"is,omitempty"` // with instead: the fields that change
	// Differs lists fields in which the record is not as it was judged.
	Differs []string `json:"differs,omitempty"`
}
