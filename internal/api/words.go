package api

import (
	"context"
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/company"
	firsts "github.com/rostrum-watch/rostrum/internal/analysis/first"
	"github.com/rostrum-watch/rostrum/internal/analysis/phrase"
	"github.com/rostrum-watch/rostrum/internal/analysis/rank"
	"github.com/rostrum-watch/rostrum/internal/app"
)

// The fields of a report, as the parameter field has them.
var fieldNames = map[string]string{"headline": rostrum.FieldTitle, "body": rostrum.FieldText}

// What questions about words and about company take.
var (
	ofField    = parameter{name: "field", says: "only in these fields of reports", of: []string{"headline", "body"}, many: true}
	phraseKind = parameter{name: "kind", says: "only changes of these kinds", of: slices.Concat(phrase.Kinds, phrase.TitleKinds), many: true}
	wording    = parameter{name: "words", says: "the words, in a row", wants: true, example: "tour of counsel"}
	thing      = parameter{name: "thing", says: "what is called by several names, by its name in the profile", wants: true, example: "leader"}
	one        = parameter{name: "one", says: "one of two people, by name", wants: true, example: "Eldrun Ost Corvan"}
	two        = parameter{name: "two", says: "the other, by name", wants: true, example: "Brannoc Ost Ludrik"}
	earlier    = parameter{name: "before-from", says: "first day of an earlier period to compare with", sort: asDay, example: "2031-03"}
	earlierTo  = parameter{name: "before-to", says: "last day of it", sort: asDay, example: "2031-03"}
	opening    = parameter{name: "opening", says: "keep what is first held at the beginning of a stretch, when nearly everything is", sort: asFlag}
	ofWords    = []parameter{from, to, voices, ofField, outlet, lang, limit}
)

// words is what questions about words look at.
func (q *request) words() app.WordFilter {
	f := app.WordFilter{From: q.from(), To: q.to(), Outlet: q.text("outlet"), Lang: q.lang(), Voices: q.voices(), Limit: q.number("limit")}
	for _, name := range q.all("field") {
		f.Fields = append(f.Fields, fieldNames[name])
	}
	return f
}

// ofWordPaths are the paths about wordings, and about who is named with whom.
func ofWordPaths() []*path {
	all := []*path{
		single(path{path: "/phrases", id: "phrases", summary: "List the phrases that recur", says: "The most used first, each with its first use, its last day and its rate among a thousand comparable reports.", parameters: ofWords, period: true},
			func(ctx context.Context, s *server, q *request) (*app.PhraseLedger, error) {
				return s.app.PhraseLedger(ctx, s.options.Words, q.words())
			}),
		single(path{path: "/phrases/changes", id: "phrase-changes", summary: "Tell which phrases and titles are born, die, come back or crowd", says: "By the day on which it was known. What is told is about words, never about policy, practice or posts.",
			parameters: append([]parameter{knownFrom, knownTo, phraseKind, newest}, ofWords[2:]...), period: true},
			func(ctx context.Context, s *server, q *request) (*app.PhraseChanges, error) {
				return s.app.PhraseChanges(ctx, s.options.Words, q.words(), q.all("kind"), q.flag("newest-first"))
			}),
		single(path{path: "/phrase", id: "phrase", summary: "Tell how words are used, month by month, by whom, and where", parameters: append([]parameter{wording}, ofWords...), period: true},
			func(ctx context.Context, s *server, q *request) (*app.PhraseUse, error) {
				return s.app.Phrase(ctx, s.options.Words, q.text("words"), q.words())
			}),
		single(path{path: "/order", id: "order", summary: "Tell who of two people stands before the other, in which lists", parameters: []parameter{one, two, knownFrom, until, class, outlet, lang}},
			func(ctx context.Context, s *server, q *request) (*app.Pairs, error) {
				return s.app.Order(ctx, q.text("one"), q.text("two"), q.lineUps(), s.options.LineUps)
			}),
		single(path{path: "/moves", id: "moves", summary: "Find places in lists that differ from those before, and orders that changed", parameters: []parameter{knownFrom, until, whom, outlet, lang, limit}},
			func(ctx context.Context, s *server, q *request) (*app.LineUpFindings, error) {
				return s.app.Moves(ctx, q.lineUps(), rank.Default, s.options.LineUps)
			}),
		single(path{path: "/firsts", id: "firsts", summary: "Find who is with a leader, or given a post, for the first time, and who is named again after long",
			says: "First is what no earlier report of the store has; the outlet may have told of it before.", parameters: []parameter{knownFrom, until, whom, opening, outlet, lang, limit}},
			func(ctx context.Context, s *server, q *request) (*app.LineUpFindings, error) {
				return s.app.Firsts(ctx, q.lineUps(), firsts.Settings{Opening: q.flag("opening")}, s.options.LineUps)
			}),
		single(path{path: "/company", id: "company", summary: "Tell who is named together more often than chance would have it",
			says:       "Over the last year, without from. With person, about one; with before-from and before-to, compared with an earlier period.",
			parameters: []parameter{whom, knownFrom, knownTo, earlier, earlierTo, outlet, lang}, period: true},
			func(ctx context.Context, s *server, q *request) (*app.Company, error) {
				f := q.lineUps()
				f.From = ""
				set := company.Default
				set.From, set.To = q.from(), q.to()
				var before *app.Period
				if first, last := startOf(q.text("before-from")), endOf(q.text("before-to")); first != "" || last != "" {
					before = &app.Period{From: first, To: last}
				}
				return s.app.Company(ctx, f, set, before, s.options.LineUps)
			}),
		single(path{path: "/names", id: "names", summary: "Tell by what names a thing is called, year by year", parameters: append([]parameter{thing}, from, to, voices, outlet, lang), period: true},
			func(ctx context.Context, s *server, q *request) (*app.ThingNames, error) {
				return s.app.Names(ctx, s.options.Words, q.text("thing"), q.words(), len("2031"))
			}),
	}
	for _, p := range all {
		p.group, p.slow = groupFindings, true
	}
	return all
}
