package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// queueSize is how many entries of a queue are shown.
const queueSize = 40

// reasons are why a record is wrong, as the queue offers them: the first is taken
// where nobody chooses another.
var reasons = []string{"the words do not say this", "it is said of somebody or something else", "it is planned, or told by others, and not done", "it is another record once more", "its words are cut wrongly"}

// grounds are why two are one, or two, as the queue offers them.
var grounds = []string{"by the offices and days that reports give", "by what is known from elsewhere", "by how the outlet spells names"}

// reviewTabs are the pages of review.
var reviewTabs = []place{{"/review", "Records"}, {"/review?unknown=yes", "Unknown names"}, {"/review/conflicts", "Conflicts"}, {"/review/people", "People"}, {"/review/rates", "Error rates"}}

// queue is what the pages of review have in common.
type queue struct {
	Tab     string
	By      string // who judges here
	Back    string // address of the page
	Last    *lastSaid
	Reasons []string
}

// lastSaid is what was said last in this queue, and can be taken back with a key.
type lastSaid struct {
	Words string
	Token string // which names it
	Back  string // address of the page without it
}

// saidWord names a word that was said in a queue: a correction, or a ruling.
type saidWord struct {
	ruling bool
	id     int64
}

// saidWords is the part of an address that names what was said from a page: the words
// that can be taken back one after the other, the last first. It is in the address, as
// nothing else tells one tab of a browser from another.
const (
	saidWords = "undo"
	mostSaid  = 20
)

func (s saidWord) String() string {
	if s.ruling {
		return "r" + strconv.FormatInt(s.id, 10)
	}
	return "c" + strconv.FormatInt(s.id, 10)
}

// parseSaid reads what String writes, several with points between them. What is none
// ends the list.
func parseSaid(s string) []saidWord {
	var all []saidWord
	for one := range strings.SplitSeq(s, ".") {
		digits, word := strings.CutPrefix(one, "c")
		if !word {
			var ruling bool
			if digits, ruling = strings.CutPrefix(one, "r"); !ruling {
				break
			}
		}
		id, err := strconv.ParseInt(digits, 10, 64)
		if err != nil || id < 1 || len(all) == mostSaid {
			break
		}
		all = append(all, saidWord{!word, id})
	}
	return all
}

func saidList(all []saidWord) string {
	words := make([]string, min(len(all), mostSaid))
	for i := range words {
		words[i] = all[i].String()
	}
	return strings.Join(words, ".")
}

// saidNow adds a word to those of the address of a queue.
func saidNow(to string, s saidWord) string {
	u, err := url.Parse(to)
	if err != nil {
		return to
	}
	q := u.Query()
	q.Set(saidWords, saidList(append([]saidWord{s}, parseSaid(q.Get(saidWords))...)))
	return address(u.Path, q)
}

// newQueue makes it, with what was said last.
func (d *desk) newQueue(r *http.Request, tab string, why []string) (queue, error) {
	q := queue{Tab: tab, By: d.analyst(r), Back: r.URL.RequestURI(), Reasons: why}
	values := r.URL.Query()
	all := parseSaid(values.Get(saidWords))
	if len(all) == 0 || q.By == "" {
		return q, nil
	}
	words, err := d.wordsOf(r.Context(), all[0], q.By)
	if err != nil || words == "" {
		return q, err
	}
	values.Set(saidWords, saidList(all[1:]))
	q.Last = &lastSaid{words, all[0].String(), address(r.URL.Path, values)}
	return q, nil
}

// wordsOf words what somebody said, "" where there is nothing to take back.
func (d *desk) wordsOf(ctx context.Context, s saidWord, by string) (string, error) {
	if !s.ruling {
		found, err := d.app.Corrections(ctx, app.CorrectionsFilter{CorrectionFilter: store.CorrectionFilter{ID: s.id, Limit: 1}})
		if err != nil || len(found.Corrections) == 0 {
			return "", err
		}
		c := &found.Corrections[0]
		if !c.Applies || store.Fold(c.By) != store.Fold(by) {
			return "", nil
		}
		return prose.Plain(prose.RecordOf(c) + " of " + c.Report + ": " + prose.Said(c.Verdict, c.Is)), nil
	}
	found, err := d.app.Rulings(ctx, store.RulingFilter{ID: s.id})
	if err != nil || len(found.Rulings) == 0 || found.Rulings[0].Of == nil || store.Fold(found.Rulings[0].By) != store.Fold(by) {
		return "", err
	}
	words := "one person"
	if found.Rulings[0].Sort == rostrum.RulingTwo {
		words = "two people"
	}
	return prose.Plain(found.Rulings[0].Of.Name + ": " + words), nil
}

// name lets the browser remember who judges here.
func (d *desk) name(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return invalidForm(err)
	}
	by := strings.Join(strings.Fields(r.PostForm.Get("as")), " ")
	if store.Fold(by) == "" || len(by) > mostName {
		return rostrum.Errorf(rostrum.CodeInvalid, "expected the name of who judges, found %q", clip(by, mostName))
	}
	remember(w, analystCookie, by)
	back(w, r, orElse(r.PostForm.Get("back"), "/review"))
	return nil
}

// mostName bounds a name, in bytes.
const mostName = 200

// undo takes back what was said last.
func (d *desk) undo(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return invalidForm(err)
	}
	all := parseSaid(r.PostForm.Get("word"))
	if len(all) != 1 {
		return rostrum.Errorf(rostrum.CodeInvalid, "expected the number of a word, found %q", clip(r.PostForm.Get("word"), 100))
	}
	const why = "taken back in the queue"
	by := orElse(r.PostForm.Get("as"), d.analyst(r))
	var err error
	if all[0].ruling {
		_, err = d.app.Unrule(r.Context(), all[0].id, app.Said{By: by, Why: why, When: d.options.Now()})
	} else {
		_, err = d.app.Withdraw(r.Context(), all[0].id, by, why, d.options.Now())
	}
	if err != nil {
		return err
	}
	back(w, r, orElse(r.PostForm.Get("back"), "/review"))
	return nil
}

// reviewPage is the queue of records that nobody has judged.
type reviewPage struct {
	*app.Queue
	queue
	Fields  []field
	Path    string
	Used    bool
	Stretch string
	Unknown bool
}

func (d *desk) review(w http.ResponseWriter, r *http.Request) error {
	f := newFilter(r.URL.Query())
	o := app.ReviewOptions{Limit: queueSize}
	o.From, o.To = f.bounded()
	o.Kinds = f.several("record", "Record", []string{rostrum.RecordEvent, rostrum.RecordAppearance, rostrum.RecordPlan, rostrum.RecordAct})
	o.Outlet = f.text("outlet", "Outlet", "")
	o.Unknown = f.yes("unknown", "Only names that no earlier report has")
	if f.err != nil {
		return f.err
	}
	found, err := d.app.Review(r.Context(), o)
	if err != nil {
		return err
	}
	tab := "/review"
	if o.Unknown {
		tab = "/review?unknown=yes"
	}
	q, err := d.newQueue(r, tab, reasons)
	if err != nil {
		return err
	}
	p := &reviewPage{Queue: found, queue: q, Fields: f.fields, Path: r.URL.Path, Used: f.used() && (!o.Unknown || o.From+o.To+o.Outlet != "" || len(o.Kinds) > 0), Stretch: prose.Joined(" to ", found.From, found.To), Unknown: o.Unknown}
	return d.show(w, r, "review", "Review", p)
}

// conflictsPage is a list of records of which what is said does not agree.
type conflictsPage struct {
	*app.Conflicts
	queue
	Turn list
}

func (d *desk) conflicts(w http.ResponseWriter, r *http.Request) error {
	found, err := d.app.Conflicts(r.Context(), queueSize, r.URL.Query().Get("cursor"))
	if err != nil {
		return err
	}
	q, err := d.newQueue(r, "/review/conflicts", reasons)
	if err != nil {
		return err
	}
	p := &conflictsPage{Conflicts: found, queue: q, Turn: newList(r, newFilter(r.URL.Query()), "", found.Searched, found.Next)}
	return d.show(w, r, "conflicts", "Conflicts – Review", p)
}

// identitiesPage is the queue of people who may be one, or two.
type identitiesPage struct {
	*app.Identities
	queue
	Name string
	Turn list
}

func (d *desk) identities(w http.ResponseWriter, r *http.Request) error {
	p := &identitiesPage{Name: strings.TrimSpace(r.URL.Query().Get("name"))}
	done, err := d.soon(w, r, "The people of all that is held", func(ctx context.Context) (err error) {
		p.Identities, err = d.app.Identities(ctx, app.RollFilter{Knowledge: d.options.Rolls}, p.Name, queueSize, r.URL.Query().Get("cursor"))
		return err
	})
	if !done {
		return err
	}
	if p.queue, err = d.newQueue(r, "/review/people", grounds); err != nil {
		return err
	}
	p.Turn = newList(r, newFilter(r.URL.Query()), "", p.Searched, p.Next)
	return d.show(w, r, "identities", "People – Review", p)
}

// decide keeps what is said of who is who.
func (d *desk) decide(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return invalidForm(err)
	}
	form := r.PostForm
	do := app.Decision{Sort: form.Get("sort"), Person: form.Get("person"), Other: form.Get("other"), Confirm: form.Get("say") == "confirm"}
	if !do.Confirm && form.Get("say") != "overrule" {
		return rostrum.Errorf(rostrum.CodeInvalid, "say: expected confirm or overrule, found %q", clip(form.Get("say"), 100))
	}
	return d.ruled(w, r, func(s app.Said) (*rostrum.Ruling, error) {
		return d.app.Decide(r.Context(), app.RollFilter{Knowledge: d.options.Rolls}, do, s)
	})
}

// merge keeps that two people, of any names, are one.
func (d *desk) merge(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return invalidForm(err)
	}
	one, other := strings.TrimSpace(r.PostForm.Get("one")), strings.TrimSpace(r.PostForm.Get("other"))
	if one == "" || other == "" {
		return rostrum.Errorf(rostrum.CodeInvalid, "expected two people, each by a name or an id")
	}
	return d.ruled(w, r, func(s app.Said) (*rostrum.Ruling, error) {
		return d.app.Merge(r.Context(), app.RollFilter{Knowledge: d.options.Rolls}, one, other, s)
	})
}

// ruled keeps a ruling by who judges here, and goes back to the queue.
func (d *desk) ruled(w http.ResponseWriter, r *http.Request, rule func(app.Said) (*rostrum.Ruling, error)) error {
	form := r.PostForm
	ruling, err := rule(app.Said{By: form.Get("as"), Why: orElse(strings.TrimSpace(form.Get("why")), form.Get("because")), When: d.options.Now()})
	if errors.Is(err, context.DeadlineExceeded) {
		return rostrum.Errorf(rostrum.CodeUnavailable, "the people of all that is held are being laid out")
	}
	if err != nil {
		return err
	}
	remember(w, analystCookie, ruling.By)
	to := form.Get("back")
	if !local(to) {
		to = "/review/people"
	}
	back(w, r, saidNow(to, saidWord{ruling: true, id: ruling.ID}))
	return nil
}

// ratesPage is how often records are wrong, by what was said of them.
type ratesPage struct {
	*app.Rates
	queue
	Name string
}

func (d *desk) rates(w http.ResponseWriter, r *http.Request) error {
	p := &ratesPage{Name: strings.TrimSpace(r.URL.Query().Get("as"))}
	var err error
	if p.Rates, err = d.app.Rates(r.Context(), p.Name); err != nil {
		return err
	}
	if p.queue, err = d.newQueue(r, "/review/rates", nil); err != nil {
		return err
	}
	return d.show(w, r, "rates", "Error rates – Review", p)
}
