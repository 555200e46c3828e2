package api

import (
	"context"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// RulingWord is what an analyst says of who is who.
type RulingWord struct {
	Sort    string   `json:"sort"`              // same: two people are one; two: some reports name another of the name
	Person  string   `json:"person"`            // id, or a name that one person has
	Other   string   `json:"other,omitempty"`   // with same: the other, by id or name
	Reports []string `json:"reports,omitempty"` // with two: the ids of reports that name another
	Outlet  string   `json:"outlet,omitempty"`  // only in reports of this outlet
	By      string   `json:"by"`                // name of the analyst
	Why     string   `json:"why"`               // the reason
}

// SearchWord keeps a search, for everybody who reads the store.
type SearchWord struct {
	Name   string `json:"name"`             // by which it is found again
	Query  string `json:"query"`            // in the language of search
	Newest bool   `json:"newest,omitempty"` // newest first
	By     string `json:"by"`               // name of the analyst
}

// SearchRemoval takes a kept search off.
type SearchRemoval struct {
	By string `json:"by"` // name of the analyst
}

// ofSayingPaths are the paths by which analysts say who is who, and keep searches.
func ofSayingPaths() []*path {
	return []*path{
		saying(path{path: "/rulings", id: "rule", group: groupReview, summary: "Say that two people are one, or that some reports name another",
			says: "Names people by names in reports, so that it survives every other extraction. Nothing is overwritten."},
			func(ctx context.Context, s *server, _ *request, w *RulingWord) (*rostrum.Ruling, string, error) {
				if err := w.check(); err != nil {
					return nil, "", err
				}
				roll, said := app.RollFilter{Knowledge: s.options.Rosters, Outlet: w.Outlet}, app.Said{By: w.By, Why: w.Why, When: s.options.Now()}
				if w.Sort == rostrum.RulingSame {
					return ruled(s.app.Merge(ctx, roll, w.Person, w.Other, said))
				}
				return ruled(s.app.Split(ctx, roll, w.Person, w.Reports, said))
			}),
		saying(path{path: "/rulings/{number}/withdrawal", id: "unrule", group: groupReview, summary: "Take a ruling back", says: "Only who made it can. Both stay."},
			func(ctx context.Context, s *server, q *request, w *Withdrawal) (*rostrum.Ruling, string, error) {
				id, err := q.word("ruling")
				if err == nil {
					err = signed(w.By, w.Why)
				}
				if err != nil {
					return nil, "", err
				}
				return ruled(s.app.Unrule(ctx, id, app.Said{By: w.By, Why: w.Why, When: s.options.Now()}))
			}),
		saying(path{path: "/searches", id: "save-search", group: groupReview, summary: "Keep a search under a name", says: "For everybody who reads the store."},
			func(ctx context.Context, s *server, _ *request, w *SearchWord) (*store.SavedSearch, string, error) {
				if err := signed(w.By, w.Name); err != nil {
					return nil, "", err
				}
				kept, err := s.app.SaveSearch(ctx, w.Name, w.Query, w.Newest, w.By, s.options.Now())
				return kept, Prefix + "/searches", err
			}),
		saying(path{path: "/searches/{number}/removal", id: "unsave-search", group: groupReview, summary: "Take a kept search off", says: "Anybody can, as it is everybody's; who did stays on record. Answers with those that are left."},
			func(ctx context.Context, s *server, q *request, w *SearchRemoval) (*app.Saved, string, error) {
				id, err := q.word("saved search")
				if err == nil {
					err = signed(w.By, "it is everybody's")
				}
				if err == nil {
					err = s.app.Unsave(ctx, id, w.By, s.options.Now())
				}
				if err != nil {
					return nil, "", err
				}
				left, err := s.app.Saved(ctx)
				return left, Prefix + "/searches", err
			}),
	}
}

// ruled tells where a ruling can be found: among the others, with what was looked at.
func ruled(r *rostrum.Ruling, err error) (*rostrum.Ruling, string, error) {
	return r, Prefix + "/rulings", err
}

// check checks what the use cases take as given.
func (w *RulingWord) check() error {
	sort := parameter{name: "sort", of: []string{rostrum.RulingSame, rostrum.RulingTwo}, wants: true, says: "a sort of ruling"}
	var wrong []Wrong
	if _, err := sort.check([]string{w.Sort}); err != nil {
		wrong = append(wrong, Wrong{"sort", err.Error()})
	}
	if strings.TrimSpace(w.Person) == "" {
		wrong = append(wrong, Wrong{"person", "expected the id or the name of a person, found nothing"})
	}
	switch same := w.Sort == rostrum.RulingSame; {
	case same && strings.TrimSpace(w.Other) == "":
		wrong = append(wrong, Wrong{"other", "expected the id or the name of the other person, found nothing"})
	case same && len(w.Reports) > 0:
		wrong = append(wrong, Wrong{"reports", "expected none with same, which is said of two people"})
	case !same && len(w.Reports) == 0:
		wrong = append(wrong, Wrong{"reports", "expected the ids of reports that name another, found none"})
	case !same && w.Other != "":
		wrong = append(wrong, Wrong{"other", "expected none with two, which is said of reports"})
	}
	if len(wrong) > 0 {
		return invalid(wrong)
	}
	return signed(w.By, w.Why)
}

// word is the number in an address of something that was said.
func (q *request) word(what string) (int64, error) {
	id, err := strconv.ParseInt(q.PathValue("number"), 10, 64)
	if err != nil || id < 1 {
		return 0, notHere("%s %s: there is none", what, q.PathValue("number"))
	}
	return id, nil
}
