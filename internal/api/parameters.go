package api

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// everyVoice is the word for all voices.
const everyVoice = "all"

// The orders of hits.
const (
	byRank = "rank"
	byNew  = "new"
)

// What can be given with addresses, by the names that the command line has for it.
var (
	from          = parameter{name: "from", says: "first day of publication, as 2024-09-01, or a month or year", sort: asDay, example: "2031-03"}
	to            = parameter{name: "to", says: "last day of publication, or a month or year, itself included", sort: asDay, example: "2031-04"}
	fromOf        = parameter{name: "from", says: "first day, as 2024-09-01, or a month or year; of the event, or as by says", sort: asDay, example: "2031-03"}
	toOf          = parameter{name: "to", says: "last day, or a month or year, itself included", sort: asDay, example: "2031-04"}
	by            = parameter{name: "by", says: "whose day from and to are about: that of the event, or that on which its report was published", of: []string{"event", "published"}, initial: "event"}
	types         = parameter{name: "type", says: "only events of these types", of: rostrum.EventTypes, many: true, example: "inspection"}
	person        = parameter{name: "person", says: "only events with this person, by the whole name", example: "Torvane Ost Halric"}
	post          = parameter{name: "post", says: "only with somebody whose post contains these words in a row; with person, that person's", example: "minister"}
	role          = parameter{name: "role", says: "only with somebody in this role; with person, that person", of: rostrum.Roles, example: "companion"}
	site          = parameter{name: "site", says: "only where site or place contain these words in a row", example: "works"}
	kinds         = parameter{name: "kind", says: "only from reports of these kinds", of: rostrum.ReportKinds, many: true, example: "news"}
	outlet        = parameter{name: "outlet", says: "only from reports of this outlet", example: "VDB"}
	lang          = parameter{name: "lang", says: "only from reports in this language, as recognised", example: "en"}
	in            = parameter{name: "in", says: "only of reports that this query finds, in the language of search", sort: asQuery, example: "harvest OR plough"}
	newest        = parameter{name: "newest-first", says: "begin with the latest", sort: asFlag, example: "true"}
	limit         = parameter{name: "limit", says: "at most so many entries; without it, a stream has all", sort: asNumber, least: 1, most: mostPage, initial: fmt.Sprint(defaultPage)}
	cursor        = parameter{name: "cursor", says: "go on after the page that gave this cursor as next", sort: asCursor}
	format        = parameter{name: "format", says: "the form of the answer, whatever the client accepts: a page, or a stream of the whole set", of: []string{"json", "ndjson", "csv"}}
	text          = parameter{name: "text", says: "only where all of these words stand, in any order, or longer ones that begin so; words in quotation marks in a row: in plan, subject and assigner, or in the sentence of an act", example: "harvest"}
	voices        = parameter{name: "voice", says: "only in the words of these voices", of: append(slices.Clone(rostrum.Voices), everyVoice), many: true, initial: rostrum.VoiceOwn + "," + rostrum.VoiceOfficial}
	anyVoices     = parameter{name: "voice", says: "only in the words of these voices", of: append(slices.Clone(rostrum.Voices), everyVoice), many: true, initial: everyVoice}
	referents     = parameter{name: "referent", says: "only about these: own, foreign, adversary, a leader's full name, or all", many: true, example: "own"}
	statuses      = parameter{name: "status", says: "only plans of these statuses", of: rostrum.PlanStatuses, many: true, example: "fulfilled"}
	horizon       = parameter{name: "horizon", says: "only plans for this time: 2024 (with its parts, and spans of years around it), 2024-H1, 2024-Q1, 2024-12, 2021/2025", sort: asTime, example: "2031"}
	acts          = parameter{name: "act", says: "only these acts", of: rostrum.Acts, many: true, example: "directive"}
	speaker       = parameter{name: "speaker", says: "only where the speaker contains this name", example: "Torvane Ost Halric"}
	addressee     = parameter{name: "addressee", says: "only where the addressee contains this name", example: "official"}
	subject       = parameter{name: "subject", says: "only where who carries the plan out contains this name", example: "works"}
	assigner      = parameter{name: "assigner", says: "only where who set the plan contains this name", example: "Torvane Ost Halric"}
	conditional   = parameter{name: "conditional", says: "only with a condition", sort: asFlag, example: "true"}
	sought        = parameter{name: "query", says: "a query in the language of search", sort: asQuery, wants: true, example: "plough OR tractor*"}
	order         = parameter{name: "sort", says: "the order of hits: rank, or new, the newest first", of: []string{byRank, byNew}, initial: byRank}
	linkKinds     = parameter{name: "kind", says: "only links of these kinds", of: store.LinkKinds, many: true, example: "retelling"}
	citedSorts    = parameter{name: "sort", says: "only these sorts", of: store.CitedSorts, many: true, example: "headline"}
	facets        = parameter{name: "facets", says: "count all that is found by outlet, language, kind, type, person, year and month", sort: asFlag, example: "true"}
	reportID      = parameter{name: "report", says: "only of this report, by its id", example: "vdb-2031-03-01-001"}
	reportIDs     = parameter{name: "report", says: "only on these reports, by their ids", many: true, example: "vdb-2031-03-01-001"}
	extracted     = parameter{name: "status", says: "only reports with this outcome of extraction", of: []string{rostrum.StatusExtracted, rostrum.StatusNotExtracted, rostrum.StatusFailed}}
	undated       = parameter{name: "undated", says: "only reports without a day of publication", sort: asFlag}
	referent      = parameter{name: "referent", says: "only titles of this leader, by the full name", example: "Torvane Ost Halric"}
	firstFrom     = parameter{name: "from", says: "first day on which a title is held first", sort: asDay, example: "2031-03"}
	firstTo       = parameter{name: "to", says: "last day on which a title is held first", sort: asDay, example: "2031-04"}
	input         = parameter{name: "input", says: "only items of this input", example: "reports.jsonl"}
	head          = parameter{name: "head", says: "a head that was written down, as SIZE:ROOT", sort: asHead}
	older         = parameter{name: "from", says: "the older version, by its name or the beginning of its digest; else the one before the newer"}
	newer         = parameter{name: "to", says: "the newer version, likewise; else the newest"}
	everyPair     = parameter{name: "all", says: "each version with the one before it", sort: asFlag}
	analyst       = parameter{name: "as", says: "only what this analyst said", example: "M. Ilven"}
	verdicts      = parameter{name: "verdict", says: "only these verdicts", of: rostrum.Verdicts, many: true}
	applying      = parameter{name: "applies", says: "only what applies to the newest version, or does not any more", of: []string{"yes", "no"}}
	saidFrom      = parameter{name: "from", says: "first day on which it was said", sort: asDay}
	saidTo        = parameter{name: "to", says: "last day on which it was said", sort: asDay}
	ofReports     = []parameter{from, to, outlet, lang, kinds, extracted, undated, in}
	ofEvents      = []parameter{fromOf, toOf, by, types, person, post, role, site, kinds, outlet, lang, reportID, in}
	ofPlans       = []parameter{from, to, statuses, horizon, subject, assigner, text, voices, referents, kinds, outlet, lang, reportID, in, newest}
	ofActs        = []parameter{from, to, acts, speaker, addressee, conditional, text, voices, referents, kinds, outlet, lang, reportID, in, newest}
	ofCorrections = []parameter{analyst, reportIDs, verdicts, applying, saidFrom, saidTo}
)

// The parts of addresses that stand in braces.
var named = map[string]string{
	"id":      "the report's id, or another that an item of it came with",
	"version": "the version's name, or at least four digits of its digest",
	"number":  "the number of the correction",
}

// reports is what selects reports.
func (q *request) reports(p page) store.ReportFilter {
	return store.ReportFilter{From: q.from(), To: q.to(), Undated: q.flag("undated"), Outlet: q.text("outlet"), Lang: q.lang(), Kinds: q.all("kind"), Status: q.text("status"),
		Report: q.text("report"), In: q.query("in"), Limit: p.limit, Cursor: p.cursor}
}

// events is what selects events.
func (q *request) events(p page) store.EventFilter {
	days := store.ByEvent
	if q.text("by") == "published" {
		days = store.ByPublished
	}
	return store.EventFilter{From: q.from(), To: q.to(), By: days, Types: q.all("type"), Kinds: q.all("kind"), Person: q.text("person"), Role: q.text("role"), Post: q.text("post"),
		Site: q.text("site"), Outlet: q.text("outlet"), Lang: q.lang(), Report: q.text("report"), In: q.query("in"), NewestFirst: q.flag("newest-first"), Limit: p.limit, Cursor: p.cursor}
}

// plans is what selects plan claims.
func (q *request) plans(p page) store.PlanFilter {
	return store.PlanFilter{From: q.from(), To: q.to(), Statuses: q.all("status"), Horizon: q.text("horizon"), Subject: q.text("subject"), Assigner: q.text("assigner"), Text: q.text("text"), Voices: q.voices(), Referents: q.all("referent"),
		Kinds: q.all("kind"), Outlet: q.text("outlet"), Lang: q.lang(), Report: q.text("report"), In: q.query("in"), NewestFirst: q.flag("newest-first"), Limit: p.limit, Cursor: p.cursor}
}

// acts is what selects acts.
func (q *request) acts(p page) store.ActFilter {
	return store.ActFilter{From: q.from(), To: q.to(), Acts: q.all("act"), Speaker: q.text("speaker"), Addressee: q.text("addressee"), Voices: q.voices(), Referents: q.all("referent"), Conditional: q.flag("conditional"),
		Text: q.text("text"), Kinds: q.all("kind"), Outlet: q.text("outlet"), Lang: q.lang(), Report: q.text("report"), In: q.query("in"), NewestFirst: q.flag("newest-first"),
		Limit: p.limit, Cursor: p.cursor}
}

// voices are those that were asked for, none where all were.
func (q *request) voices() []string {
	if all := q.all("voice"); !slices.Contains(all, everyVoice) {
		return all
	}
	return nil
}

func (q *request) lang() string { return strings.ToLower(q.text("lang")) }
