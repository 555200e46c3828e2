package web

import (
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/correction"
	"github.com/rostrum-watch/rostrum/internal/diff"
	"github.com/rostrum-watch/rostrum/internal/marks"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// functions are what templates call: words and addresses.
func (d *desk) functions() template.FuncMap {
	return template.FuncMap{
		"static": d.static.url,
		"words":  prose.Words, "thousands": prose.Thousands, "count": prose.Count, "counted": prose.Counted, "given": prose.Given, "spanDays": prose.Days, "dash": prose.OrDash, "plain": prose.Plain,
		"joined": prose.Joined, "tallied": prose.Tallied, "times": prose.Times, "searched": prose.Searched, "looked": prose.Looked, "coverage": prose.Coverage,
		"spanOf": prose.At,
		"short":  prose.Short, "captured": prose.Captured, "citedSorts": prose.CitedSorts,
		"said": prose.Said, "fieldWords": prose.Fields, "stated": prose.Stated,
		"share": share, "clip": clip, "title": titled, "day": day, "join": strings.Join, "has": has, "inc": func(i int) int { return i + 1 }, "judged": judged,
		"report": reportURL, "version": versionURL, "passage": passageURL, "list": listURL, "person": personURL, "eventsOf": eventsOf, "searchPerson": searchPerson, "yearOf": yearOf, "anchor": anchor, "pageOf": func(page, id string) string { return pageOf(page, id, nil) },
		"judge": judgeURL, "judgeFrom": judgeFrom, "reviewTabs": func() []place { return reviewTabs }, "percent": percent, "passageNow": passageNow, "titleSearch": titleSearch, "acts": func(act string) []string { return []string{act} }, "factField": factField, "verdictWords": verdictWords, "chartDays": chartDays, "marked": marked, "lineUp": lineUp, "pairs": pairs,
		"couldBe": couldBe, "years": yearRates, "timesExpected": timesExpected, "rowState": rowState, "tenureBands": tenureBands,
		"lineUpPages": func() []place { return lineUpPages }, "wordPages": func() []place { return wordPages },
		// By value, as a template has no address of what stands in a map.
		"dateOf":      func(e rostrum.Event) string { return prose.DateOf(&e) },
		"dayOf":       func(e store.Event) string { return prose.DayOf(&e) },
		"where":       func(e rostrum.Event) string { return prose.Plain(prose.Where(&e)) },
		"apart":       prose.Apart,
		"terms":       func(q rostrum.Plan) string { return prose.Plain(prose.Terms(&q)) },
		"toWhom":      func(a rostrum.Act) string { return prose.Plain(prose.Address(&a)) },
		"versionLine": func(v store.Version) string { return prose.VersionLine(&v) },
		"score":       func(l store.Link) string { return prose.Score(&l) },
		"shared":      func(l store.Link) string { return prose.Shared(&l) },
		"recordOf":    func(s correction.Standing) string { return prose.RecordOf(&s) },
		"now":         func(s correction.Standing) string { return prose.Now(&s) },
	}
}

// share words a confidence in hundredths; what nobody has measured says so.
func share(c float64) string {
	if c <= 0 {
		return "not measured"
	}
	return fmt.Sprintf("%.0f %%", 100*c)
}

// titled is the title of a report, or that it has none.
func titled(s string) string {
	if s = strings.TrimSpace(s); s != "" {
		return prose.Plain(s)
	}
	return "(no title)"
}

// day is the day of a time, which may be one already.
func day(s string) string { return s[:min(len("2006-01-02"), len(s))] }

func has(values []string, v string) bool {
	for _, one := range values {
		if one == v {
			return true
		}
	}
	return false
}

// judged words what analysts say of a record of a list and of its line-up.
func judged(o store.Origin) []string {
	var lines []string
	for _, j := range o.Corrections {
		line := prose.Judgement(j.ID, j.Verdict, j.Is, j.By, j.Why, j.Differs)
		if strings.Contains(j.Record, "/") {
			line = j.Record + ": " + line
		}
		lines = append(lines, prose.Plain(line))
	}
	return lines
}

// marked cuts a text by what was sought in it.
func marked(text string, all []rostrum.Span, field string, from, to int) []piece {
	found := marks.Within(all, field, from, to)
	var pieces []piece
	at := 0
	for _, m := range found {
		m.Start, m.End = min(m.Start, len(text)), min(m.End, len(text))
		pieces = append(pieces, piece{Text: text[at:m.Start]}, piece{Text: text[m.Start:m.End], Class: marks.Sought})
		at = m.End
	}
	return append(pieces, piece{Text: text[at:]})
}

// position is a person of a line-up, with the role where it begins.
type position struct {
	Number int
	Role   string // "" where it is that of the one before
	*rostrum.Appearance
}

// lineUp numbers the people of an event.
func lineUp(people []rostrum.Appearance) []position {
	list := make([]position, len(people))
	role := ""
	for i := range people {
		list[i] = position{Number: i + 1, Appearance: &people[i]}
		if people[i].Role != role {
			role = people[i].Role
			list[i].Role = role
		}
	}
	return list
}

// pairs makes a map of names and values, for a part of a page that takes several.
func pairs(values ...any) (map[string]any, error) {
	if len(values)%2 != 0 {
		return nil, fmt.Errorf("a name without a value")
	}
	m := map[string]any{}
	for i := 0; i < len(values); i += 2 {
		name, ok := values[i].(string)
		if !ok {
			return nil, fmt.Errorf("expected a name, found %v", values[i])
		}
		m[name] = values[i+1]
	}
	return m, nil
}

// passageNow is the address of where the record of a word stands now.
func passageNow(s correction.Standing) string {
	if s.Stands == nil {
		return reportURL(s.Report)
	}
	return pageOf("report", s.Report, url.Values{"at": {spanWords(*s.Stands)}}) + "#at"
}

// titleSearch is the address of a search for a title as it is worded.
func titleSearch(name string) string {
	return listURL("search") + "?" + url.Values{"q": {`"` + strings.ReplaceAll(name, `"`, " ") + `"`}, "sort": {byNew}}.Encode()
}

// factField words what a field of a record was and is.
func factField(f diff.Altering) string {
	value := func(s *string) string {
		if s == nil {
			return "none"
		}
		return "“" + clip(prose.Plain(*s), 160) + "”"
	}
	switch {
	case f.Was == nil && f.Field == "appearance":
		return prose.Plain(f.Who) + " is there: " + prose.Plain(*f.Is)
	case f.Is == nil && f.Field == "appearance":
		return prose.Plain(f.Who) + " is there no longer: " + prose.Plain(*f.Was)
	case f.Field == "evidence":
		return "evidence: in other words"
	}
	return prose.Joined(", ", prose.Plain(f.Who), prose.Words(f.Field)) + ": " + value(f.Was) + " → " + value(f.Is)
}

// verdictWords words a verdict where it is chosen.
func verdictWords(verdict string) string {
	switch verdict {
	case rostrum.VerdictRight:
		return "yes: it is right"
	case rostrum.VerdictWrong:
		return "no: it is wrong"
	case rostrum.VerdictInstead:
		return "otherwise: with other values"
	case rostrum.VerdictMissing:
		return "yes, and it was not read"
	}
	return verdict
}

// chartDays are days and their numbers of reports as a chart takes them.
func chartDays(days []store.Day) [][2]any {
	rows := make([][2]any, len(days))
	for i, d := range days {
		rows[i] = [2]any{d.Day, d.Reports}
	}
	return rows
}
