package extract_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/profiles"
)

// engine loads a profile of the program once.
var engine = func() func(testing.TB, string) *extract.Engine {
	var mu sync.Mutex
	held := map[string]*extract.Engine{}
	return func(t testing.TB, name string) *extract.Engine {
		t.Helper()
		mu.Lock()
		defer mu.Unlock()
		if held[name] == nil {
			p, err := profile.Load(profiles.FS, name)
			if err != nil {
				t.Fatal(err)
			}
			held[name] = extract.New(p)
		}
		return held[name]
	}
}()

// apply reads one report as the program does.
func apply(e *extract.Engine, r *rostrum.Report) *rostrum.Extraction {
	x := &rostrum.Extraction{Title: r.Title, Published: r.Published}
	e.Extract(r, x)
	return x
}

// mistakes returns what is wrong with the records of a report, whatever the
// report: every span lies within its field and is what it quotes, no event or
// role has an unknown name, no day is a guess.
func mistakes(r *rostrum.Report, x *rostrum.Extraction) []string {
	var out []string
	complain := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	span := func(what string, s rostrum.Span) string {
		field := r.Text
		switch s.Field {
		case rostrum.FieldTitle:
			field = r.Title
		case rostrum.FieldText:
		default:
			complain("%s: there is no field %q", what, s.Field)
			return ""
		}
		if s.Start < 0 || s.End <= s.Start || s.End > len(field) {
			complain("%s: [%d,%d) of %d bytes", what, s.Start, s.End, len(field))
			return ""
		}
		return field[s.Start:s.End]
	}
	within := func(what string, s *string) {
		if s != nil && *s != "" && !strings.Contains(r.Text, *s) && !strings.Contains(r.Title, *s) {
			complain("%s %q stands in neither field", what, *s)
		} else if s != nil && *s == "" {
			complain("%s is empty and not null", what)
		}
	}
	day := func(what string, s *string, forms ...string) {
		if s == nil || *s == r.Published { // the reader sees to it that this is a day
			return
		}
		for _, form := range forms {
			if d, err := time.Parse(form, *s); err == nil && d.Format(form) == *s {
				return
			}
		}
		if len(*s) <= 10 { // years beyond 9999 come of days of publication beyond it
			complain("%s %q is no day", what, *s)
		}
	}
	for i := range x.Events {
		e := &x.Events[i]
		what := fmt.Sprintf("event %d (%s)", i, e.Formula)
		if !slices.Contains(rostrum.EventTypes, e.Type) {
			complain("%s: type %q", what, e.Type)
		}
		if q := span(what, e.At); q != e.Evidence {
			complain("%s: evidence %q, span %q", what, e.Evidence, q)
		}
		if e.Form == "" || e.Formula == "" {
			complain("%s: form %q, formula %q", what, e.Form, e.Formula)
		}
		within(what+" form", &e.Form)
		within(what+" site", e.Site)
		within(what+" place", e.Place)
		day(what+" date", e.Date, time.DateOnly, "2006-01", "2006")
		day(what+" date_to", e.DateTo, time.DateOnly)
		day(what+" not_before", e.NotBefore, time.DateOnly)
		day(what+" not_after", e.NotAfter, time.DateOnly)
		if e.Date == nil && e.DateTo != nil {
			complain("%s: ends on %s without a beginning", what, *e.DateTo)
		}
		if e.Date != nil && e.NotAfter != nil {
			complain("%s: dated and bounded", what)
		}
		if e.Confidence < 0 || e.Confidence > 1 {
			complain("%s: confidence %v", what, e.Confidence)
		}
		if e.Participants == nil {
			complain("%s: participants are null", what)
		}
		for k := range e.Participants {
			a := &e.Participants[k]
			what := fmt.Sprintf("%s person %d (%s)", what, k, a.Formula)
			q := span(what, a.At)
			switch {
			case a.Name == nil && (a.Post == nil || *a.Post == ""):
				complain("%s: neither name nor wording", what)
			case a.Name != nil && *a.Name == "":
				complain("%s: an empty name", what)
			case a.Name != nil && letters(*a.Name) != letters(q):
				complain("%s: name %q, span %q", what, *a.Name, q)
			case a.Name != nil && q == "":
				complain("%s: no span for %q", what, *a.Name)
			}
			if !slices.Contains(rostrum.Roles, a.Role) {
				complain("%s: role %q", what, a.Role)
			}
			var parts []string
			for _, s := range a.PostAt {
				parts = append(parts, span(what+" post", s))
			}
			if a.Post != nil && strings.Join(parts, " | ") != *a.Post && a.Name != nil {
				complain("%s: post %q, spans %q", what, *a.Post, parts)
			} else if a.Post == nil && len(parts) > 0 {
				complain("%s: spans %q without a post", what, parts)
			}
			if a.PostAt == nil {
				complain("%s: post_at is null", what)
			}
		}
	}
	stands := func(what, evidence string, at rostrum.Span, voice, referent, formula string, confidence float64) {
		if q := span(what, at); q != evidence || evidence == "" {
			complain("%s: evidence %q, span %q", what, evidence, q)
		}
		if !slices.Contains(rostrum.Voices, voice) || referent == "" || formula == "" || confidence < 0 || confidence > 1 {
			complain("%s: voice %q, referent %q, formula %q, confidence %v", what, voice, referent, formula, confidence)
		}
	}
	for i := range x.Plans {
		p := &x.Plans[i]
		what := fmt.Sprintf("plan %d (%s)", i, p.Formula)
		stands(what, p.Evidence, p.At, p.Voice, p.Referent, p.Formula, p.Confidence)
		if !slices.Contains(rostrum.PlanStatuses, p.Status) {
			complain("%s: status %q", what, p.Status)
		}
		within(what, &p.Plan)
		within(what+" subject", p.Subject)
		within(what+" value", p.Value)
	}
	for i := range x.Acts {
		a := &x.Acts[i]
		what := fmt.Sprintf("act %d (%s)", i, a.Formula)
		stands(what, a.Evidence, a.At, a.Voice, a.Referent, a.Formula, a.Confidence)
		if !slices.Contains(rostrum.Acts, a.Act) || a.Speaker == "" {
			complain("%s: act %q by %q", what, a.Act, a.Speaker)
		}
		if dash := strings.TrimLeft(a.Evidence, "-–—―－‐‑ \n\t"); !strings.HasPrefix(a.Evidence, a.Sentence) && !strings.HasPrefix(dash, a.Sentence) { // the dash of an item is none of its words
			complain("%s: sentence %q begins not with %q", what, a.Evidence, a.Sentence)
		}
		within(what+" condition", a.Condition)
		within(what+" addressee", a.Addressee)
	}
	if !slices.Contains(rostrum.ReportKinds, x.Kind) {
		complain("kind %q", x.Kind)
	}
	for i := range x.Mentions {
		m := &x.Mentions[i]
		what := fmt.Sprintf("mention %d (%s)", i, m.Name)
		span(what, m.At)
		if m.Name == "" || m.Kind == "" {
			complain("%s: kind %q", what, m.Kind)
		}
	}
	for i := range x.Unread {
		span(fmt.Sprintf("unread %d (%s)", i, x.Unread[i].Why), x.Unread[i].At)
	}
	return out
}

func FuzzExtract(f *testing.F) {
	for _, s := range []string{
		"",
		"Aldermoor, May 18 (KCNA) -- Kim Chol Su, minister of Works, visited the Tool Factory on Friday.\nHe was accompanied by Ri Yong, director of the bureau, and other officials.",
		"Present there were KPA Vice Marshal Ri Yong, chief of the General Staff, KPA Generals Kim Won, Kim Il and Pak Jae, and officials concerned.",
		"“ComradeKim Jong Un” (photos accompanied), atKim Il SungSquare\nThey included A, B and C, secretaries of the committee.",
		"A delegation led by Vice President Olan Vest arrived here on May 5. Talks were held between him and Premier Pak Chol.\nOn hand were:",
		"He sent a message of greeting to John Smith, president of Ruritania, on the New Year.",
		"was were accompanied by present there were , and , and -- (KCNA",
		"Ｋｉｍ　Ｃｈｏｌ visited\u00a0the\u3000factory\xff\xfe on Feb. 29.",
		"The following is the list of the members of the funeral committee:\nKim A, Kim B, Ri C, O D, Pak E.",
		"A spokesman for the ministry said in a statement Monday: \"War means war.\"\n-0-",
		strings.Repeat("(\"Kim Chol, ", 40),
	} {
		f.Add("Kim Chol Su Visits Factory", s, "2031-05-19")
		f.Add("", s, "")
	}
	f.Add("A Rally", "More than 400", "2031-05-19")
	f.Add("A Rally", "About 70 percent of the", "2031-05-19")
	f.Add("Ri Yong meets Kim", "x", "0000-99-99")
	f.Add("Plans Fulfilled", "Plans were fulfilled. It is also pushing ahead with the plan.", "2031-05-19")
	f.Fuzz(func(t *testing.T, title, text, published string) {
		for _, name := range []string{"kcna-en"} {
			e := engine(t, name)
			r := &rostrum.Report{ID: "x", Title: title, Text: text, Published: published}
			x := apply(e, r)
			for _, m := range mistakes(r, x) {
				t.Errorf("%s: %s", name, m)
			}
			first := x.AppendJSON(nil)
			// what stood in a reader before must not show
			apply(e, &rostrum.Report{Title: "Another", Text: "Kim Chol, director of the bureau, visited the factory with Ri Yong on Monday.", Published: "2031-05-19"})
			if again := apply(e, r).AppendJSON(nil); !bytes.Equal(first, again) {
				t.Errorf("%s: read again, it gives other records:\n%s\n%s", name, first, again)
			}
		}
	})
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0xFF01 && r <= 0xFF5E {
			r -= 0xFEE0
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
