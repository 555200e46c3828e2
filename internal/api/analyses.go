package api

import (
	"context"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/absence"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/diff"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/occasion"
)

// groupFindings holds what analyses find over all that is held.
const groupFindings = "Analyses"

// Activities is the answer of /activities.
type Activities struct {
	Activities []occasion.Activity `json:"activities"` // by day
	Rule       string              `json:"rule"`       // what makes one: report, occasion, site or day
	Searched   app.Searched        `json:"searched"`
}

// What analyses take.
var (
	knownFrom = parameter{name: "from", says: "first day on which it became known", sort: asDay, example: "2031-03"}
	knownTo   = parameter{name: "to", says: "last day on which it became known", sort: asDay, example: "2031-04"}
	until     = parameter{name: "until", says: "as it was known at the end of this day", sort: asDay, example: "2031-05-01"}
	asOf      = parameter{name: "as-of", says: "as it was known at the end of this day", sort: asDay, example: "2031-04-10"}
	whom      = parameter{name: "person", says: "only about this person, by name", example: "Brannoc Ost Ludrik"}
	class     = parameter{name: "class", says: "only line-ups of this class of occasion, by its id in the profile", example: "tour"}
	findings  = parameter{name: "kind", says: "only findings of these kinds", many: true, example: "edit"}
	about     = parameter{name: "about", says: "only where the subject contains these words", example: "a"}
	signature = parameter{name: "as", says: "the name of the analyst who takes along what is found to the disadvantage of people: without one it is left out, and counted in withheld", example: "M. Ilven"}
	alarming  = parameter{name: "alarms", says: "only those that raise an alarm", sort: asFlag}
	changed   = parameter{name: "kind", says: "only with a change of these kinds", of: diff.MeaningKinds, many: true}
	moved     = parameter{name: "name", says: "only where a name came or went that contains this"}
	noise     = parameter{name: "noise", says: "list texts in which no word was changed too", sort: asFlag}
	other     = parameter{name: "with", says: "compare with the line-up of this report; else with the latest before it of its class"}
	called    = parameter{name: "name", says: "a name, in any spelling", wants: true, example: "Torvane Ost Halric"}
	office    = parameter{name: "office", says: "words of an office", wants: true, example: "Steward"}
	leader    = parameter{name: "leader", says: "whose activities, by name", wants: true, example: "Torvane Ost Halric"}
	unit      = parameter{name: "rule", says: "what makes one activity", of: occasion.Units, initial: occasion.ByReport}
	having    = parameter{name: "text", says: "only entries that have all of these words; words in quotation marks in a row"}
	entry     = parameter{name: "entry", says: "only this entry, by its id"}
	told      = parameter{name: "from", says: "first day of publication of something of the entry", sort: asDay, example: "2031-03"}
	toldTo    = parameter{name: "to", says: "last day of publication of something of the entry", sort: asDay, example: "2031-04"}
	ofLedgers = []parameter{having, entry, told, toldTo, outlet, asOf, limit}
)

// ofAnalysisPaths are the paths that read all that is held. What they answer is
// remembered as long as nothing changes. Most give pages and no streams: what is found
// of a person leaves the tool whole only with an analyst's name on it.
func ofAnalysisPaths() []*path {
	all := []*path{
		list(path{path: "/findings", id: "findings", summary: "List what all analyses find", says: "By the day on which it became known, each with its evidence, rule, coverage and what it was counted over. A stream of the whole set wants as.",
			parameters: []parameter{knownFrom, knownTo, findings, about, alarming, newest}, period: true},
			func(ctx context.Context, s *server, q *request, p page) (*app.Findings, error) {
				return s.app.Findings(ctx, s.options.Analyses, s.options.Knowing, app.FindingFilter{From: q.from(), To: q.to(), Kinds: q.all("kind"), Subject: q.text("about"),
					Alarms: q.flag("alarms"), NewestFirst: q.flag("newest-first"), Limit: p.limit, Cursor: p.cursor})
			},
			func(a *app.Findings) ([]finding.Finding, string, *app.Searched) {
				return a.Findings, a.Next, &a.Searched
			}),
		single(path{path: "/edits", id: "edits", summary: "Tell what was edited or withdrawn after publication", says: "Over all that is held, by the day of capture of the new text.",
			parameters: []parameter{knownFrom, knownTo, changed, moved, noise, outlet, lang, limit, cursor}, period: true},
			func(ctx context.Context, s *server, q *request) (*app.Edits, error) {
				return s.app.Edits(ctx, s.options.Outliner, app.EditFilter{From: q.from(), To: q.to(), Kinds: q.all("kind"), Name: q.text("name"), Noise: q.flag("noise"), Outlet: q.text("outlet"),
					Lang: q.lang(), Limit: q.number("limit"), Cursor: q.text("cursor")})
			}),
		single(path{path: "/persons", id: "persons", summary: "Tell who somebody is", says: "The holders of public office whom a name may mean, with tenures, spellings and reasons. Others of the name are counted, and have no entry.",
			parameters: []parameter{called, outlet, asOf}},
			func(ctx context.Context, s *server, q *request) (*app.Who, error) {
				return s.app.Who(ctx, s.roll(q), q.text("name"))
			}),
		single(path{path: "/offices", id: "offices", summary: "Tell who held an office", parameters: []parameter{office, outlet, asOf}},
			func(ctx context.Context, s *server, q *request) (*app.Offices, error) {
				return s.app.Offices(ctx, s.roll(q), q.text("office"))
			}),
		single(path{path: "/line-ups", id: "line-ups", summary: "List line-ups by class of occasion", parameters: []parameter{knownFrom, until, whom, class, outlet, lang, limit}},
			func(ctx context.Context, s *server, q *request) (*app.LineUps, error) {
				return s.app.LineUps(ctx, q.lineUps(), s.options.LineUps)
			}),
		single(path{path: "/line-ups/{id}", id: "line-up", summary: "Show the line-ups of a report, and what tells each from another", says: "Entrants, exits and moves are told against the latest comparable occasion before, or that of another report.",
			parameters: []parameter{other, until}},
			func(ctx context.Context, s *server, q *request) (*app.LineUps, error) {
				return s.app.LineUp(ctx, q.PathValue("id"), q.text("with"), q.lineUps(), s.options.LineUps)
			}),
		single(path{path: "/absences", id: "absences", summary: "Tell who was not named where he was expected", says: "By habit, with the denominator; the reason for an absence is never told.", parameters: []parameter{knownFrom, until, whom, outlet, lang, limit}},
			func(ctx context.Context, s *server, q *request) (*app.Absences, error) {
				return s.app.Absences(ctx, q.lineUps(), absence.Default, s.options.LineUps)
			}),
		single(path{path: "/activities", id: "activities", summary: "Count what a leader did in public", says: "By a declared rule: institutes count otherwise.", parameters: []parameter{leader, from, to, outlet, unit}, period: true},
			func(ctx context.Context, s *server, q *request) (*Activities, error) {
				a, err := s.app.Activities(ctx, app.ActivitiesOptions{Person: q.text("leader"), From: q.from(), To: q.to(), Outlet: q.text("outlet"), Rule: occasion.Rule{Unit: q.text("rule")}}, s.options.Occasions)
				if err != nil {
					return nil, err
				}
				return &Activities{append([]occasion.Activity{}, a.Rows...), a.Rule.Unit, a.Searched}, nil
			}),
		single(path{path: "/ledgers/plans", id: "plan-ledger", summary: "Follow plans from the first claim to the last", parameters: ofLedgers, period: true},
			func(ctx context.Context, s *server, q *request) (*app.PlanLedger, error) {
				return s.app.PlanLedger(ctx, app.PlanOptions{LedgerOptions: q.ledger()}, s.options.Terms)
			}),
		single(path{path: "/ledgers/notices", id: "notice-ledger", summary: "Follow notices, and what came of them", parameters: ofLedgers, period: true},
			func(ctx context.Context, s *server, q *request) (*app.NoticeLedger, error) {
				return s.app.NoticeLedger(ctx, app.NoticeOptions{LedgerOptions: q.ledger()}, s.options.Terms)
			}),
		single(path{path: "/ledgers/weapons", id: "weapon-ledger", summary: "List weapons and tests as reports name them", parameters: ofLedgers, period: true},
			func(ctx context.Context, s *server, q *request) (*app.WeaponLedger, error) {
				return s.app.WeaponLedger(ctx, app.WeaponOptions{LedgerOptions: q.ledger()}, s.options.Terms)
			}),
		single(path{path: "/ledgers/pronouncements", id: "pronouncement-ledger", summary: "List pronouncements by who makes them", parameters: ofLedgers, period: true},
			func(ctx context.Context, s *server, q *request) (*app.PronouncementLedger, error) {
				return s.app.PronouncementLedger(ctx, app.PronouncementOptions{LedgerOptions: q.ledger()}, s.options.Terms)
			}),
	}
	for _, p := range all {
		p.group, p.slow = groupFindings, true
	}
	return all
}

// lineUps is what analyses of line-ups read and show.
func (q *request) lineUps() app.LineUpFilter {
	return app.LineUpFilter{From: q.from(), Until: endOf(q.text("until")), Person: q.text("person"), Class: q.text("class"), Outlet: q.text("outlet"), Lang: q.lang(), Limit: q.number("limit")}
}

// ledger is what selects entries of a ledger.
func (q *request) ledger() app.LedgerOptions {
	return app.LedgerOptions{Words: q.text("text"), Entry: q.text("entry"), From: q.from(), To: q.to(), Outlet: q.text("outlet"), AsOf: endOf(q.text("as-of")), Limit: q.number("limit")}
}

// roll is of what identities are asked.
func (s *server) roll(q *request) app.RollFilter {
	return app.RollFilter{Knowledge: s.options.Rosters, Outlet: q.text("outlet"), AsOf: endOf(q.text("as-of"))}
}

// knows tells whether the server was given what a path has to know.
func (s *server) knows(p *path) error {
	o := &s.options
	missing := map[string]bool{
		"findings": len(o.Analyses) == 0 || o.Knowing.Load == nil, "edits": o.Outliner == nil, "diff": o.Outliner == nil, "rule": len(o.Rosters) == 0, "persons": len(o.Rosters) == 0, "offices": len(o.Rosters) == 0,
		"identities": len(o.Rosters) == 0, "organisations": len(o.Rosters) == 0, "phrases": o.Words.Reader == nil, "phrase-changes": o.Words.Reader == nil, "phrase": o.Words.Reader == nil, "names": o.Words.Reader == nil,
		"order": o.LineUps == nil, "moves": o.LineUps == nil, "firsts": o.LineUps == nil, "company": o.LineUps == nil,
		"line-ups": o.LineUps == nil, "line-up": o.LineUps == nil, "absences": o.LineUps == nil, "activities": o.Occasions == nil,
	}
	if missing[p.id] || strings.HasSuffix(p.id, "-ledger") && o.Terms == nil {
		return rostrum.Errorf(rostrum.CodeUnsupported, "this server was started without what %s needs to know", Prefix+p.path)
	}
	return nil
}
