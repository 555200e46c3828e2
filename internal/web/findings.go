package web

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/prose"
)

// told is a finding as pages show it.
type told struct {
	*app.Stocked
	Of prose.FindingKind
}

func toldOf(all []*app.Stocked) []told {
	list := make([]told, len(all))
	for i, one := range all {
		list[i] = told{one, prose.OfFinding(one.Kind)}
	}
	return list
}

// About is the page of what a finding is about, or "".
func (t told) About() string {
	switch {
	case t.Of.OfPerson:
		return personURL(t.Subject)
	case t.Kind == "edit":
		return pageOf("diff", t.Subject, nil)
	case strings.HasPrefix(t.Kind, "phrase ") || t.Kind == "title first held" || t.Kind == "title died":
		return listURL("phrase") + "?" + query("q", t.Subject)
	}
	return ""
}

// Report is the report of the decisive passage, or "".
func (t told) Report() string {
	if len(t.Evidence) == 0 {
		return ""
	}
	return t.Evidence[0].Report
}

// standing of what is listed: whether it was found in what is held now.
type freshness struct {
	Ready, Fresh bool
}

// findingsPage is a list of findings.
type findingsPage struct {
	list
	freshness
	Heading  string
	Lead     string
	Findings []told
	Counts   []counted
	Sub      []place // other pages of the kind
	Signed   string  // analyst whose name goes with what leaves the tool
	Firsts   bool
	All      string // address that shows too what may only not be held
}

// counted is a kind with how many findings of it a list has, and where they are.
type counted struct {
	Words string
	N     int
	Path  string
}

func (d *desk) findings(w http.ResponseWriter, r *http.Request) error {
	return d.listFindings(w, r, &findingsPage{Heading: "Findings",
		Lead: "What analyses find over all that is held, by the day on which it became known. A finding says what reports show, by a rule, with what it was counted over; why it is so, no finding says."}, nil)
}

// firsts are the findings that tell of something for the first time.
func (d *desk) firsts(w http.ResponseWriter, r *http.Request) error {
	kinds := slices.Concat(prose.FindingKinds("firsts", false), prose.FindingKinds("posts", false), []string{"return", "named_again", "title_first", "weapon_first"})
	p := &findingsPage{Heading: "Firsts", Sub: lineUpPages, Firsts: true,
		Lead: "Who or what is named for the first time, with a leader for the first time, in a post for the first time; and who is named again after long. A first is one in what is held, after enough of it: what may only not be held is listed apart."}
	if r.URL.Query().Get("held") != "" {
		kinds = append(kinds, slices.Concat(prose.FindingKinds("firsts", true), prose.FindingKinds("posts", true), []string{"title_first_held"})...)
	}
	return d.listFindings(w, r, p, kinds)
}

// phrases are the findings about words.
func (d *desk) phrases(w http.ResponseWriter, r *http.Request) error {
	return d.listFindings(w, r, &findingsPage{Heading: "Phrases that came and went", Sub: wordPages,
		Lead: "Phrases and titles that come into steady use or go out of it, in the words of the outlet and of those whom it publishes. Rates are per comparable reports; nothing is compared across a break in what is held."},
		slices.Concat(prose.FindingKinds("words", false), prose.FindingKinds("words", true)))
}

// listFindings shows findings of some kinds, nil for all, by a filter.
func (d *desk) listFindings(w http.ResponseWriter, r *http.Request, p *findingsPage, among []string) error {
	f := newFilter(r.URL.Query())
	ff := app.FindingFilter{NewestFirst: true, Limit: pageSize, Cursor: f.query.Get("cursor")}
	ff.From, ff.To = f.period()
	kinds := among
	if kinds == nil {
		kinds = app.KindNames(d.options.Looking.Analyses)
	}
	ff.Kinds = f.several("kind", "Kind", kinds)
	ff.Subject = f.text("about", "About", "part of a name or of words")
	ff.Alarms = f.yes("alarms", "Alarms only")
	if p.Firsts {
		f.yes("held", "Those too that may only not be held")
	}
	ff.NewestFirst = !f.yes("oldest-first", "Oldest first")
	if f.err != nil {
		return f.err
	}
	if len(ff.Kinds) == 0 {
		ff.Kinds = among
	}
	found, err := d.app.News(r.Context(), d.options.Looking, ff)
	if err != nil {
		return err
	}
	shown := make([]*app.Stocked, len(found.Findings))
	for i := range found.Findings {
		shown[i] = &found.Findings[i]
	}
	if err := d.app.Quote(r.Context(), shown, 1); err != nil {
		return err
	}
	searched, err := d.app.LookedAt(r.Context(), "", ff.To)
	if err != nil {
		return err
	}
	p.freshness = freshness{found.Ready, found.Fresh}
	p.Findings, p.Signed = toldOf(shown), d.analyst(r)
	for _, kind := range slices.Sorted(maps.Keys(found.Counts)) {
		q := r.URL.Query()
		q.Del("cursor")
		q["kind"] = []string{kind}
		p.Counts = append(p.Counts, counted{prose.OfFinding(kind).Words, found.Counts[kind], address(r.URL.Path, q)})
	}
	slices.SortStableFunc(p.Counts, func(a, b counted) int { return b.N - a.N })
	p.list = newList(r, f, prose.Count(found.Total, "finding")+".", *searched, found.Next)
	return d.show(w, r, "findings", p.Heading, p)
}

// findingPage is one finding with all it stands on.
type findingPage struct {
	told
	freshness
	Gone     bool // it was not found again yet: things are being looked for anew
	Rule     string
	Basis    string
	CouldBe  string
	Measured *measuredFinding
	Others   []told // about the same subject
	Signed   string
	More     int
}

// mostOthers is how many other findings about the same a page lists.
const mostOthers = 12

func (d *desk) finding(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	one, looking, err := d.app.FindingByID(r.Context(), d.options.Looking, id)
	if err != nil {
		return err
	}
	p := &findingPage{freshness: freshness{one != nil, !looking}, Signed: d.analyst(r)}
	if one == nil {
		w.Header().Set("Refresh", "3")
		return d.write(w, r, http.StatusServiceUnavailable, "waiting", "A moment", waitingPage{"The findings in all that is held"})
	}
	p.told = told{one, prose.OfFinding(one.Kind)}
	p.Rule, p.Basis, p.CouldBe = "/about/"+p.Of.Page, prose.Basis(&one.Finding), prose.CouldBe(&one.Finding)
	p.Measured = d.measured[one.Kind]
	about, err := d.app.AboutSubject(r.Context(), d.options.Looking, one.Subject)
	if err != nil {
		return err
	}
	for i := range about.Findings {
		if o := &about.Findings[i]; o.ID != one.ID {
			if len(p.Others) == mostOthers {
				p.More++
				continue
			}
			p.Others = append(p.Others, told{o, prose.OfFinding(o.Kind)})
		}
	}
	p.More = max(0, p.More)
	return d.show(w, r, "finding", p.Of.Words+": "+clip(prose.Plain(one.Subject), 80), p)
}

// within runs what may take long and waits for so long: false where it is not done
// then. It goes on beside, for the next who asks.
func within(r *http.Request, wait time.Duration, do func(context.Context) error) (bool, error) {
	ctx, cancel := context.WithTimeout(r.Context(), wait)
	defer cancel()
	err := do(ctx)
	if errors.Is(err, context.DeadlineExceeded) && r.Context().Err() == nil {
		return false, nil
	}
	return err == nil, err
}

// couldBe, basis are what templates call of a finding.
func couldBe(f finding.Finding) string { return prose.CouldBe(&f) }

// Topic is what a finding is about, for a line.
func (t told) Topic() string {
	const most = 140
	return clip(prose.Plain(t.Subject), most)
}
