package api

import (
	"context"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Originals is the answer of /reports/{id}/originals.
type Originals struct {
	Report    string          `json:"report"`    // id
	Originals []Original      `json:"originals"` // items that brought it, as they came in, in the order in which they did
	Versions  []store.Version `json:"versions"`  // newest first
}

// Original is one item that brought a version.
type Original struct {
	store.Original
	Raw []byte `json:"raw"` // its bytes, in base64; empty where they are not held
}

// Rulings is the answer of /rulings.
type Rulings struct {
	Rulings  []rostrum.Ruling `json:"rulings"` // in the order in which they were said
	Next     string           `json:"next,omitempty"`
	Searched app.Searched     `json:"searched"` // reports whose people they may be about
}

// What the queues of review take.
var (
	recordKinds = parameter{name: "record", says: "only records of these kinds", of: []string{rostrum.RecordEvent, rostrum.RecordAppearance, rostrum.RecordPlan, rostrum.RecordAct}, many: true}
	unknown     = parameter{name: "unknown", says: "only appearances of names that no report of an earlier day has at an event", sort: asFlag}
	anyName     = parameter{name: "name", says: "only people whose name contains this", example: "Ost"}
)

// ofQueuePaths are the paths that show what is to be judged, and what came of it.
func ofQueuePaths() []*path {
	return []*path{
		single(path{path: "/review", id: "review", group: groupReview, summary: "List records that nobody has judged, the least sure first", says: "Of at most 92 days of publication; without from and to, the last seven that have reports.",
			parameters: []parameter{from, to, recordKinds, unknown, outlet, limit}, period: true},
			func(ctx context.Context, s *server, q *request) (*app.Queue, error) {
				if err := bounded(q.from(), q.to()); err != nil {
					return nil, err
				}
				return s.app.Review(ctx, app.ReviewOptions{From: q.from(), To: q.to(), Kinds: q.all("record"), Unknown: q.flag("unknown"), Outlet: q.text("outlet"), Limit: q.number("limit")})
			}),
		list(path{path: "/conflicts", id: "conflicts", group: groupReview, summary: "List records of which what is said does not agree", says: "Analysts do not say the same, the record is read otherwise than when it was judged, or its words are gone."},
			func(ctx context.Context, s *server, _ *request, p page) (*app.Conflicts, error) {
				return s.app.Conflicts(ctx, p.limit, p.cursor)
			},
			func(a *app.Conflicts) ([]app.Conflict, string, *app.Searched) {
				return a.Conflicts, a.Next, &a.Searched
			}),
		single(path{path: "/error-rates", id: "error-rates", group: groupReview, summary: "Tell how often records of each kind are wrong, as analysts judged them",
			says: "With n and the interval of 95 % by Wilson's score. The queue puts the least sure first, so of all records fewer are wrong than of those judged there.", parameters: []parameter{analyst}},
			func(ctx context.Context, s *server, q *request) (*app.Rates, error) {
				return s.app.Rates(ctx, q.text("as"))
			}),
		list(path{path: "/rulings", id: "rulings", group: groupReview, summary: "List what analysts said of who is who", parameters: []parameter{analyst}},
			func(ctx context.Context, s *server, q *request, p page) (*Rulings, error) {
				found, err := s.app.Rulings(ctx, store.RulingFilter{By: q.text("as"), Limit: p.limit, Cursor: p.cursor})
				if err != nil {
					return nil, err
				}
				looked, err := s.app.Reports(ctx, store.ReportFilter{Limit: 1})
				if err != nil {
					return nil, err
				}
				return &Rulings{append([]rostrum.Ruling{}, found.Rulings...), found.Next, looked.Searched}, nil
			},
			func(a *Rulings) ([]rostrum.Ruling, string, *app.Searched) { return a.Rulings, a.Next, &a.Searched }),
		single(path{path: "/searches", id: "searches", group: groupReview, summary: "List the searches that analysts keep"},
			func(ctx context.Context, s *server, _ *request) (*app.Saved, error) { return s.app.Saved(ctx) }),
	}
}

// ofPeoplePaths are the paths about decisions on who is who: they read all that is held.
func ofPeoplePaths() []*path {
	all := []*path{
		single(path{path: "/identities", id: "identities", summary: "List decisions on who is who that may be wrong", says: "People with a public office alone: two of one name who may be one, and one who may be two. Those on which more reports hang come first.",
			parameters: []parameter{anyName, limit, cursor}},
			func(ctx context.Context, s *server, q *request) (*app.Identities, error) {
				return s.app.Identities(ctx, app.RollFilter{Knowledge: s.options.Rosters}, q.text("name"), q.number("limit"), q.text("cursor"))
			}),
		single(path{path: "/organisations", id: "organisations", summary: "List organisations with their offices and who held them", parameters: []parameter{{name: "name", says: "only those with these words in their names, and what lies in them", example: "Council"}, outlet, asOf}},
			func(ctx context.Context, s *server, q *request) (*app.Bodies, error) {
				return s.app.Bodies(ctx, s.roll(q), q.text("name"))
			}),
	}
	for _, p := range all {
		p.group, p.slow = groupFindings, true
	}
	return all
}
