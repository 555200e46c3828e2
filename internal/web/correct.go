package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/correction"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// judgeURL is the address where a record is judged.
func judgeURL(report, record string) string {
	return pageOf("correct", report, url.Values{"record": {record}})
}

// judgeFrom is the address where a record is judged, and from where one goes back to
// a queue.
func judgeFrom(report, record, to string) string {
	return pageOf("correct", report, url.Values{"record": {record}, "back": {to}, "queue": {"yes"}})
}

func invalidForm(err error) error {
	return rostrum.Errorf(rostrum.CodeInvalid, "the form could not be read: %w", err)
}

// setPrefix begins the names of inputs for fields of a record.
const setPrefix = "set-"

// correctPage is the form by which a record is judged.
type correctPage struct {
	Report   *app.Shown
	X        *rostrum.Extraction
	Action   string
	Record   string
	New      bool // the record is to be added
	Quote    string
	Fields   []recordField
	Verdict  string
	Verdicts []string
	Why      string
	Given    string // the quote of what is missing, as it was given
	By       string
	Back     string
	Queue    string // yes where one came from a queue
	Wrong    string
	Said     []string // what was said of it before
}

// recordField is one field of a record.
type recordField struct {
	Name    string
	Value   string
	Options []string
	Long    bool
}

func (d *desk) correct(w http.ResponseWriter, r *http.Request) error {
	name, err := id(r)
	if err != nil {
		return err
	}
	p, err := d.form(r, name, r.URL.Query())
	if err != nil {
		return err
	}
	return d.show(w, r, "correct", "Judge "+p.Record+" of "+p.Report.ID, p)
}

// form makes the form for a record, filled with what was given.
func (d *desk) form(r *http.Request, report string, given url.Values) (*correctPage, error) {
	shown, err := d.app.Show(r.Context(), report)
	if err != nil {
		return nil, err
	}
	n, err := correction.ParseName(given.Get("record"))
	if err != nil {
		return nil, err
	}
	p := &correctPage{Report: shown, X: shown.Extraction, Action: pageOf("correct", shown.ID, nil), Record: n.String(), New: n.Record.New, Why: given.Get("why"), Given: given.Get("quote"),
		Verdict: given.Get("verdict"), By: given.Get("as"), Back: given.Get("back"), Queue: given.Get("queue")}
	if p.By == "" {
		p.By = d.analyst(r)
	}
	if !local(p.Back) {
		p.Back = reportURL(shown.ID) + "#" + anchor(p.Record)
	}
	var fields rostrum.Fields
	if p.New {
		p.Verdicts, p.Verdict = []string{rostrum.VerdictMissing}, rostrum.VerdictMissing
	} else {
		p.Verdicts = []string{rostrum.VerdictRight, rostrum.VerdictWrong, rostrum.VerdictInstead}
		found, at, ok := correction.Look(shown.Extraction, n)
		switch {
		case ok:
			fields = found
			p.Quote = at.Quote(&rostrum.Report{Title: p.X.Title, Text: prose.Given(p.X.Text)})
		case n.Record.Added == 0 && n.Event.Added == 0:
			return nil, rostrum.Errorf(rostrum.CodeNotFound, "report %s: has no record %s", shown.ID, p.Record)
		}
	}
	for _, name := range correction.FieldNames(n.Kind) {
		f := recordField{Name: name, Options: correction.Allowed(n.Kind, name), Long: name == "evidence", Value: prose.Given(fields[name])}
		if v, ok := given[setPrefix+name]; ok {
			f.Value = v[0]
		}
		p.Fields = append(p.Fields, f)
	}
	for i := range shown.Corrections {
		if s := &shown.Corrections[i]; s.Applies && (s.Record == p.Record || s.Record == "" && s.Named() == p.Record) {
			p.Said = append(p.Said, prose.Plain(prose.Judgement(s.ID, s.Verdict, s.Is, s.By, s.Why, s.Differs)))
		}
	}
	return p, nil
}

// say keeps a word on a record, or that the whole report was reviewed.
func (d *desk) say(w http.ResponseWriter, r *http.Request) error {
	name, err := id(r)
	if err != nil {
		return err
	}
	if err := r.ParseForm(); err != nil {
		return invalidForm(err)
	}
	form := r.PostForm
	word := app.Word{Report: name, Record: form.Get("record"), Verdict: form.Get("verdict"), Quote: form.Get("quote"), By: form.Get("as"), Why: form.Get("why"), When: d.options.Now()}
	if word.Verdict == rostrum.VerdictInstead || word.Verdict == rostrum.VerdictMissing {
		if word.Set, err = d.set(r, name, word); err != nil {
			return err
		}
	}
	if word.Verdict != rostrum.VerdictMissing {
		word.Quote = ""
	}
	if word.Verdict == rostrum.VerdictWrong && strings.TrimSpace(word.Why) == "" {
		word.Why = form.Get("because") // which the queue offers
	}
	s, err := d.app.Correct(r.Context(), word)
	if code := rostrum.ErrorCode(err); code == rostrum.CodeInvalid && word.Record != "" {
		p, again := d.form(r, name, form)
		if again != nil {
			return err
		}
		p.Wrong = prose.Plain(err.Error()) // beside what was filled in
		return d.write(w, r, code.HTTPStatus(), "correct", "Judge "+p.Record+" of "+p.Report.ID, p)
	}
	if err != nil {
		return err
	}
	remember(w, analystCookie, s.By)
	to := form.Get("back")
	if !local(to) {
		to = pageOf("report", s.Report, url.Values{"said": {prose.RecordOf(s) + " " + prose.Said(s.Verdict, s.Is)}})
		if s.Record != "" {
			to += "#" + anchor(s.Record)
		}
	} else if form.Get("queue") != "" {
		to = saidNow(to, saidWord{id: s.ID})
	}
	back(w, r, to)
	return nil
}

// set gives the fields that change: of a record that is missing all that were
// filled in, of another those that are not as they were read.
func (d *desk) set(r *http.Request, report string, word app.Word) (map[string]string, error) {
	var was rostrum.Fields
	if n, err := correction.ParseName(word.Record); err == nil && word.Verdict == rostrum.VerdictInstead {
		shown, err := d.app.Show(r.Context(), report)
		if err != nil {
			return nil, err
		}
		was, _, _ = correction.Look(shown.Extraction, n)
	}
	set := map[string]string{}
	for name, values := range r.PostForm {
		field, ok := strings.CutPrefix(name, setPrefix)
		if !ok || len(values) == 0 {
			continue
		}
		value := strings.Join(strings.Fields(values[0]), " ")
		switch {
		case word.Verdict == rostrum.VerdictMissing && value == "":
		case word.Verdict == rostrum.VerdictInstead && value == strings.Join(strings.Fields(prose.Given(was[field])), " "):
		default:
			set[field] = value
		}
	}
	return set, nil
}

// withdraw takes a word back.
func (d *desk) withdraw(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return invalidForm(err)
	}
	n, err := strconv.ParseInt(r.PostForm.Get("word"), 10, 64)
	if err != nil {
		return rostrum.Errorf(rostrum.CodeInvalid, "expected the number of a correction, found %q", r.PostForm.Get("word"))
	}
	s, err := d.app.Withdraw(r.Context(), n, r.PostForm.Get("as"), r.PostForm.Get("why"), d.options.Now())
	if err != nil {
		return err
	}
	remember(w, analystCookie, s.By)
	back(w, r, orElse(r.PostForm.Get("back"), "/corrections"))
	return nil
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// correctionsPage is a list of analysts' words.
type correctionsPage struct {
	list
	Corrections []correction.Standing
	By          string // who can take words back here
}

func (d *desk) corrections(w http.ResponseWriter, r *http.Request) error {
	f := newFilter(r.URL.Query())
	cf := app.CorrectionsFilter{CorrectionFilter: store.CorrectionFilter{Limit: pageSize, Cursor: f.query.Get("cursor")}}
	cf.By = f.text("as", "Said by", "a name")
	if report := f.text("report", "Report", "an id"); report != "" {
		cf.Reports = []string{report}
	}
	cf.Verdicts = f.several("verdict", "Verdict", rostrum.Verdicts)
	switch f.choose("applies", "Applies", []string{"yes", "no"}) {
	case "yes":
		cf.Applies = yes(true)
	case "no":
		cf.Applies = yes(false)
	}
	cf.From, cf.To = f.period()
	if f.err != nil {
		return f.err
	}
	found, err := d.app.Corrections(r.Context(), cf)
	if err != nil {
		return err
	}
	words := prose.Count(len(found.Corrections), "correction") + "."
	lapsed := 0
	for i := range found.Corrections {
		if !found.Corrections[i].Applies {
			lapsed++
		}
	}
	if lapsed > 0 {
		words += " " + prose.Counted(lapsed, "of them applies no longer.", "of them apply no longer.")
	}
	p := &correctionsPage{list: newList(r, f, words, app.Searched{}, found.Next), Corrections: found.Corrections, By: d.analyst(r)}
	return d.show(w, r, "corrections", "Corrections", p)
}

func yes(b bool) *bool { return &b }
