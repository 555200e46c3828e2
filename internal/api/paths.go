package api

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// The groups of paths, in the order of the reference.
const (
	groupReports = "Reports"
	groupRecords = "Records"
	groupBrief   = "Overviews"
	groupReview  = "Review"
	groupArchive = "Archive"
)

var groups = []struct{ name, says string }{
	{groupReports, "What was published, in which versions, and what belongs together."},
	{groupRecords, "What reports say, each record with the words that say it."},
	{groupBrief, "What a stretch of days brought, and what there is to look at."},
	{groupFindings, "What is found over all that is held, with its evidence, its rule and what it was counted over. The first answer after a change takes seconds."},
	{groupReview, "What analysts say of records. Words are appended, never changed."},
	{groupArchive, "What came in, by which import, and the proof that it is what it was."},
}

// Imports is the answer of /imports.
type Imports struct {
	Imports []store.Import `json:"imports"` // in the order in which they began
}

// Days is the answer of /days.
type Days struct {
	Days     []store.Day  `json:"days"` // newest first
	Searched app.Searched `json:"searched"`
}

// Versions is the answer of /reports/{id}/versions.
type Versions struct {
	Report   string          `json:"report"`   // id
	Versions []store.Version `json:"versions"` // newest first
}

// paths is the table. To add a use case is to add an entry.
func paths() []*path {
	return slices.Concat(ofReportPaths(), ofRecordPaths(), ofOverviewPaths(), ofAnalysisPaths(), ofWordPaths(), ofPeoplePaths(), ofReviewPaths(), ofQueuePaths(), ofSayingPaths())
}

func ofReportPaths() []*path {
	return []*path{
		list(path{path: "/reports", id: "reports", group: groupReports, summary: "List reports", says: "By day of publication (those without one first), then id. Texts come with one report.",
			parameters: ofReports, period: true},
			func(ctx context.Context, s *server, q *request, p page) (*app.Reports, error) {
				return s.app.Reports(ctx, q.reports(p))
			},
			func(a *app.Reports) ([]store.ReportLine, string, *app.Searched) {
				return a.Reports, a.Next, &a.Searched
			}),
		single(path{path: "/reports/{id}", id: "report", group: groupReports, summary: "Show one report", says: "With its versions, the text of the newest, every record found in it, links to reports that belong to it, and analysts' words. The id may also be an address of it, or the first digits of a version's digest."},
			func(ctx context.Context, s *server, q *request) (*app.Shown, error) {
				return s.app.Show(ctx, q.PathValue("id"))
			}),
		single(path{path: "/reports/{id}/versions", id: "versions", group: groupReports, summary: "List the versions of a report"},
			func(ctx context.Context, s *server, q *request) (*Versions, error) {
				r, err := s.app.Show(ctx, q.PathValue("id"))
				if err != nil {
					return nil, err
				}
				return &Versions{r.ID, r.Versions}, nil
			}),
		single(path{path: "/reports/{id}/versions/{version}", id: "version", group: groupReports, summary: "Show one version of a report", says: "With its text and what was found in it."},
			func(ctx context.Context, s *server, q *request) (*rostrum.Extraction, error) {
				return s.app.Version(ctx, q.PathValue("id"), q.PathValue("version"))
			}),
		single(path{path: "/reports/{id}/originals", id: "originals", group: groupReports, summary: "Give the items that brought a report, as they came in", says: "Their bytes in base64, where the import kept them."},
			func(ctx context.Context, s *server, q *request) (*Originals, error) {
				r, err := s.app.Show(ctx, q.PathValue("id"))
				if err != nil {
					return nil, err
				}
				all, err := s.app.Originals(ctx, r.ID)
				if err != nil {
					return nil, err
				}
				o := &Originals{r.ID, make([]Original, len(all)), r.Versions}
				for i := range all {
					o.Originals[i] = Original{all[i], append([]byte{}, all[i].Raw...)}
				}
				return o, nil
			}),
		single(path{path: "/reports/{id}/diff", id: "diff", group: groupReports, summary: "Tell what was changed between versions", says: "Word by word, what changes the meaning told apart from what does not, and what became of each record.",
			parameters: []parameter{older, newer, everyPair}},
			func(ctx context.Context, s *server, q *request) (*app.Differences, error) {
				return s.app.Diff(ctx, q.PathValue("id"), s.options.Outliner, app.DiffOptions{From: q.text("from"), To: q.text("to"), All: q.flag("all")})
			}),
		list(path{path: "/search", id: "search", group: groupReports, summary: "Find reports by their words and records", says: "Each hit opens at the passage where what was sought stands together. The count is exact; ranked are the newest of what is found.",
			parameters: []parameter{sought, order, facets}},
			func(ctx context.Context, s *server, q *request, p page) (*app.Found, error) {
				return s.app.Search(ctx, app.SearchOptions{Query: q.text("query"), Newest: q.text("sort") == byNew, Facets: q.flag("facets"), Limit: p.limit, Cursor: p.cursor})
			},
			func(a *app.Found) ([]app.Hit, string, *app.Searched) { return a.Hits, a.Next, &a.Searched }),
		list(path{path: "/links", id: "links", group: groupReports, summary: "List reports that belong together", says: "Retellings, summaries, twins in another language.",
			parameters: []parameter{from, to, linkKinds, outlet, reportID}, period: true},
			func(ctx context.Context, s *server, q *request, p page) (*app.Links, error) {
				return s.app.Links(ctx, store.LinkFilter{From: q.from(), To: q.to(), Kinds: q.all("kind"), Outlet: q.text("outlet"), Report: q.text("report"), Limit: p.limit, Cursor: p.cursor})
			},
			func(a *app.Links) ([]store.Link, string, *app.Searched) { return a.Links, a.Next, &a.Searched }),
		list(path{path: "/cited", id: "cited", group: groupReports, summary: "List what is cited and not held", parameters: []parameter{from, to, citedSorts, outlet, reportID}, period: true},
			func(ctx context.Context, s *server, q *request, p page) (*app.Cited, error) {
				return s.app.Cited(ctx, store.CitedFilter{From: q.from(), To: q.to(), Sorts: q.all("sort"), Outlet: q.text("outlet"), Report: q.text("report"), Limit: p.limit, Cursor: p.cursor})
			},
			func(a *app.Cited) ([]store.Cited, string, *app.Searched) { return a.Cited, a.Next, &a.Searched }),
		list(path{path: "/edited", id: "edited", group: groupReports, summary: "List reports of which several texts are held", parameters: ofReports, period: true},
			func(ctx context.Context, s *server, q *request, p page) (*app.Edited, error) {
				return s.app.Edited(ctx, q.reports(p))
			},
			func(a *app.Edited) ([]store.Edited, string, *app.Searched) { return a.Edited, a.Next, &a.Searched }),
		list(path{path: "/displaced", id: "displaced", group: groupReports, summary: "List reports at whose address another one was captured later", parameters: ofReports, period: true},
			func(ctx context.Context, s *server, q *request, p page) (*app.Displaced, error) {
				return s.app.Displaced(ctx, q.reports(p))
			},
			func(a *app.Displaced) ([]store.Displaced, string, *app.Searched) {
				return a.Displaced, a.Next, &a.Searched
			}),
	}
}

func ofRecordPaths() []*path {
	return []*path{
		list(path{path: "/events", id: "events", group: groupRecords, summary: "List events with their line-ups", says: "By day, people in the order in which the report gives them, with the words that report the event.",
			parameters: append(ofEvents[:len(ofEvents):len(ofEvents)], newest), period: true},
			func(ctx context.Context, s *server, q *request, p page) (*app.Events, error) {
				return s.app.Events(ctx, q.events(p))
			},
			func(a *app.Events) ([]store.Event, string, *app.Searched) { return a.Events, a.Next, &a.Searched }),
		list(path{path: "/people", id: "people", group: groupRecords, summary: "List the names that appear at events", says: "Most appearances first: how often, in what roles, when first and last, with the post given last. Nobody has decided whether a name is that of one person.",
			parameters: ofEvents, period: true},
			func(ctx context.Context, s *server, q *request, p page) (*app.People, error) {
				return s.app.People(ctx, q.events(p))
			},
			func(a *app.People) ([]store.Person, string, *app.Searched) { return a.People, a.Next, &a.Searched }),
		list(path{path: "/plans", id: "plans", group: groupRecords, summary: "List plan claims: what was set, is under way, met or late", says: "By day of publication. Without voice, what the state says in its own words; voices counts what others say.",
			parameters: ofPlans, period: true},
			func(ctx context.Context, s *server, q *request, p page) (*app.Plans, error) {
				return s.app.Plans(ctx, q.plans(p))
			},
			func(a *app.Plans) ([]store.Plan, string, *app.Searched) { return a.Plans, a.Next, &a.Searched }),
		list(path{path: "/acts", id: "acts", group: groupRecords, summary: "List acts: what was ordered, promised, threatened, praised, foretold", says: "By day of publication. Without voice, what the state says in its own words; voices counts what others say.",
			parameters: ofActs, period: true},
			func(ctx context.Context, s *server, q *request, p page) (*app.Acts, error) {
				return s.app.Acts(ctx, q.acts(p))
			},
			func(a *app.Acts) ([]store.Act, string, *app.Searched) { return a.Acts, a.Next, &a.Searched }),
		list(path{path: "/titles", id: "titles", group: groupRecords, summary: "List titles of leaders, by the day on which each is held first", says: "Held first is what no earlier report of the store has; the outlet may have used it before.",
			parameters: []parameter{firstFrom, firstTo, referent, anyVoices, outlet, lang}, period: true},
			func(ctx context.Context, s *server, q *request, p page) (*app.Titles, error) {
				return s.app.Titles(ctx, store.TitleFilter{From: q.from(), To: q.to(), Referent: q.text("referent"), Voices: q.voices(), Outlet: q.text("outlet"), Lang: q.lang(), Limit: p.limit, Cursor: p.cursor})
			},
			func(a *app.Titles) ([]store.Title, string, *app.Searched) { return a.Titles, a.Next, &a.Searched }),
		list(path{path: "/unread", id: "unread", group: groupRecords, summary: "List passages that look as if they held records and gave none", parameters: ofReports, period: true},
			func(ctx context.Context, s *server, q *request, p page) (*app.Unread, error) {
				return s.app.Unread(ctx, q.reports(p))
			},
			func(a *app.Unread) ([]store.Unread, string, *app.Searched) { return a.Unread, a.Next, &a.Searched }),
	}
}

func ofOverviewPaths() []*path {
	return []*path{
		single(path{path: "/brief", id: "brief", group: groupBrief, summary: "Brief on a stretch of days", says: "Of at most " + strconv.Itoa(mostDays) + " days of publication; without from and to, the last seven that have reports.",
			parameters: []parameter{from, to, outlet}, period: true},
			func(ctx context.Context, s *server, q *request) (*app.Brief, error) {
				if err := bounded(q.from(), q.to()); err != nil {
					return nil, err
				}
				return s.app.Brief(ctx, app.BriefOptions{From: q.from(), To: q.to(), Outlet: q.text("outlet")})
			}),
		single(path{path: "/counts", id: "counts", group: groupBrief, summary: "Count what the store holds", parameters: ofReports, period: true},
			func(ctx context.Context, s *server, q *request) (*store.Counts, error) {
				return s.app.Counts(ctx, q.reports(page{}))
			}),
		single(path{path: "/days", id: "days", group: groupBrief, summary: "List the days that have reports, newest first", parameters: append(ofReports[:len(ofReports):len(ofReports)], limit), period: true},
			func(ctx context.Context, s *server, q *request) (*Days, error) {
				days, searched, err := s.app.Days(ctx, q.reports(q.page()))
				if err != nil {
					return nil, err
				}
				return &Days{days, *searched}, nil
			}),
		single(path{path: "/imports", id: "imports", group: groupArchive, summary: "List imports, with what each says it covers"},
			func(ctx context.Context, s *server, _ *request) (*Imports, error) {
				all, err := s.app.Imports(ctx)
				return &Imports{all}, err
			}),
		list(path{path: "/rejected", id: "rejected", group: groupArchive, summary: "List items that could not be read", parameters: []parameter{input}},
			func(ctx context.Context, s *server, q *request, p page) (*app.Rejected, error) {
				return s.app.Rejected(ctx, store.RejectedFilter{Input: q.text("input"), Limit: p.limit, Cursor: p.cursor})
			},
			func(a *app.Rejected) ([]store.Rejected, string, *app.Searched) {
				return a.Rejected, a.Next, &a.Searched
			}),
		single(path{path: "/head", id: "head", group: groupArchive, summary: "Give the head of the log, and what names the present state"},
			func(ctx context.Context, s *server, _ *request) (*store.State, error) { return s.app.State(ctx) }),
		single(path{path: "/verify", id: "verify", group: groupArchive, whole: true, summary: "Prove that no version was changed since it came in",
			says: "Reads the whole store each time, one such request at a time. What does not agree is listed in flaws; with a head that was written down, that the archive still begins with exactly those versions.", parameters: []parameter{head}},
			func(ctx context.Context, s *server, q *request) (*store.Verification, error) {
				if q.text("head") == "" {
					return s.app.Verify(ctx, nil)
				}
				h, err := parseHead(q.text("head"))
				if err != nil {
					return nil, err
				}
				return s.app.Verify(ctx, &h)
			}),
	}
}

// bounded checks that a brief is about a stretch, and not about years: it lists all
// that they brought.
func bounded(first, last string) error {
	if first == "" && last == "" {
		return nil
	}
	if first == "" || last == "" {
		return problem(rostrum.CodeInvalid, "expected both from and to, or neither")
	}
	a, err1 := time.Parse(time.DateOnly, first)
	b, err2 := time.Parse(time.DateOnly, last)
	if err1 != nil || err2 != nil || int(b.Sub(a).Hours()/24)+1 > mostDays {
		return problem(rostrum.CodeInvalid, "expected from and to to be at most "+strconv.Itoa(mostDays)+" days apart, found "+first+" to "+last)
	}
	return nil
}
