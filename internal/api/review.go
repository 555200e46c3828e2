package api

import (
	"context"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/correction"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// GoldExport is the answer of /gold.
type GoldExport struct {
	Reports []*correction.Gold `json:"reports"`  // reviewed whole, as annotated articles
	LeftOut []app.LeftOut      `json:"left_out"` // reviewed, and not exported
}

// Word is what an analyst says of a record, or of a whole report.
type Word struct {
	Report  string `json:"report"`           // id
	Record  string `json:"record,omitempty"` // its name, as event:2, event:2/3, plan:1, act:4; event:new and the like of what is missing
	Verdict string `json:"verdict"`          // one of right, wrong, instead, missing; reviewed is said of the whole report
	// Set gives fields of the record: with instead those that are others, with missing
	// all of them. Null is none.
	Set   map[string]*string `json:"set,omitempty"`
	Quote string             `json:"quote,omitempty"` // with missing: the words of the report that say it
	By    string             `json:"by"`              // name of the analyst
	Why   string             `json:"why,omitempty"`   // the reason; needed with wrong, instead and missing
}

// Withdrawal takes a word back.
type Withdrawal struct {
	By  string `json:"by"`  // name of the analyst who said it
	Why string `json:"why"` // the reason
}

func ofReviewPaths() []*path {
	return []*path{
		list(path{path: "/corrections", id: "corrections", group: groupReview, summary: "List analysts' words", says: "In the order in which they were said, each with the record that it is about now.", parameters: ofCorrections, period: true},
			func(ctx context.Context, s *server, q *request, p page) (*app.Corrections, error) {
				f := app.CorrectionsFilter{CorrectionFilter: store.CorrectionFilter{By: q.text("as"), Reports: q.all("report"), Verdicts: q.all("verdict"), From: q.from(), To: q.to(),
					Limit: p.limit, Cursor: p.cursor}}
				if given := q.text("applies"); given != "" {
					yes := given == "yes"
					f.Applies = &yes
				}
				return s.app.Corrections(ctx, f)
			},
			func(a *app.Corrections) ([]correction.Standing, string, *app.Searched) {
				return a.Corrections, a.Next, &a.Searched
			}),
		saying(path{path: "/corrections", id: "correct", group: groupReview, summary: "Say that a record is right, wrong, otherwise, or missing",
			says: "Keeps the word of an analyst on the newest version of a report. Nothing is overwritten: a later word stands beside an earlier one, and the last that a person says of a record counts."},
			func(ctx context.Context, s *server, _ *request, w *Word) (*correction.Standing, string, error) {
				said := app.Word{Report: w.Report, Record: w.Record, Verdict: w.Verdict, Quote: w.Quote, By: w.By, Why: w.Why, When: s.options.Now(), Set: map[string]string{}}
				for field, value := range w.Set {
					if said.Set[field] = ""; value != nil {
						said.Set[field] = *value
					}
				}
				if err := w.check(); err != nil {
					return nil, "", err
				}
				return s.said(s.app.Correct(ctx, said))
			}),
		single(path{path: "/corrections/{number}", id: "correction", group: groupReview, summary: "Show one word of an analyst"},
			func(ctx context.Context, s *server, q *request) (*correction.Standing, error) {
				id, err := q.word("correction")
				if err != nil {
					return nil, err
				}
				all, err := s.app.Corrections(ctx, app.CorrectionsFilter{CorrectionFilter: store.CorrectionFilter{ID: id, Limit: 1}})
				if err == nil && len(all.Corrections) == 0 {
					err = notHere("correction %d: there is none", id)
				}
				if err != nil {
					return nil, err
				}
				return &all.Corrections[0], nil
			}),
		saying(path{path: "/corrections/{number}/withdrawal", id: "withdraw", group: groupReview, summary: "Take a word back", says: "Only who said it can. The word stays, with the one that takes it back beside it."},
			func(ctx context.Context, s *server, q *request, w *Withdrawal) (*correction.Standing, string, error) {
				id, err := q.word("correction")
				if err == nil {
					err = signed(w.By, w.Why)
				}
				if err != nil {
					return nil, "", err
				}
				return s.said(s.app.Withdraw(ctx, id, w.By, w.Why, s.options.Now()))
			}),
		single(path{path: "/gold", id: "gold", group: groupReview, summary: "Export the reports that were reviewed whole, as annotated articles", says: "With as, by one person's words.", parameters: []parameter{analyst}},
			func(ctx context.Context, s *server, q *request) (*GoldExport, error) {
				g, err := s.app.Gold(ctx, q.text("as"))
				if err != nil {
					return nil, err
				}
				answer := &GoldExport{Reports: []*correction.Gold{}, LeftOut: []app.LeftOut{}}
				answer.Reports, answer.LeftOut = append(answer.Reports, g.Reports...), append(answer.LeftOut, g.Left...)
				return answer, nil
			}),
	}
}

// said tells where a word can be found.
func (s *server) said(word *correction.Standing, err error) (*correction.Standing, string, error) {
	if err != nil {
		return nil, "", err
	}
	return word, Prefix + "/corrections/" + strconv.FormatInt(word.ID, 10), nil
}

// saidOf are the verdicts that are said of a record or a report; what is withdrawn is
// said of a word.
var saidOf = []string{rostrum.VerdictRight, rostrum.VerdictWrong, rostrum.VerdictInstead, rostrum.VerdictMissing, rostrum.VerdictReviewed}

// check checks what the use case takes as given: who judges, what is judged, and why.
func (w *Word) check() error {
	verdict := parameter{name: "verdict", of: saidOf, wants: true, says: "a verdict"}
	var wrong []Wrong
	if _, err := verdict.check([]string{w.Verdict}); err != nil {
		wrong = append(wrong, Wrong{"verdict", err.Error()})
	}
	if w.Report == "" {
		wrong = append(wrong, Wrong{"report", "expected the id of a report, found nothing"})
	}
	if whole := w.Verdict == rostrum.VerdictReviewed; whole && (w.Record != "" || len(w.Set) > 0 || w.Quote != "") {
		wrong = append(wrong, Wrong{"record", "expected none with reviewed, which is said of the whole report"})
	} else if !whole && w.Record == "" {
		wrong = append(wrong, Wrong{"record", "expected the name of a record, as event:2, found nothing"})
	}
	if len(wrong) > 0 {
		return invalid(wrong)
	}
	if w.Verdict == rostrum.VerdictRight || w.Verdict == rostrum.VerdictReviewed {
		return signed(w.By, "as it is") // agreement needs no reason
	}
	return signed(w.By, w.Why)
}

// signed checks that somebody speaks, and says why.
func signed(by, why string) error {
	var wrong []Wrong
	if strings.TrimSpace(by) == "" {
		wrong = append(wrong, Wrong{"by", "expected the name of who says it, found nothing"})
	}
	if strings.TrimSpace(why) == "" {
		wrong = append(wrong, Wrong{"why", "expected the reason, found nothing"})
	}
	if len(wrong) > 0 {
		return invalid(wrong)
	}
	return nil
}
