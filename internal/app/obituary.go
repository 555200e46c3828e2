package app

import (
	"context"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/internal/occasion"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// ToldDeath is a report that announces a death, by the sentence that says whose, with
// the other obituaries of the same person.
type ToldDeath struct {
	store.Origin              // number 0: the report as a whole tells of it
	Evidence     string       `json:"evidence"`
	At           rostrum.Span `json:"at"`
	Also         []string     `json:"also"` // ids of reports
}

// obituaries lists the deaths that the reports that f selects announce, each once.
func (a *App) obituaries(ctx context.Context, f store.ReportFilter) ([]ToldDeath, error) {
	f.Kinds = []string{rostrum.KindObituary}
	lines, err := a.reports(ctx, f)
	if err != nil {
		return nil, err
	}
	deaths := []ToldDeath{}
	first := map[string]int{} // who died, as told in a series -> its place in deaths
	for i := range lines {
		line := &lines[i]
		r, err := a.store.Report(ctx, line.ID)
		if err != nil {
			return nil, err
		}
		who, at := deathIn(r.Extraction)
		name := strings.Join([]string{line.Outlet, line.Lang, who}, "\x00")
		if i, ok := first[name]; ok && who != "" {
			deaths[i].Also = append(deaths[i].Also, line.ID)
			continue
		}
		first[name] = len(deaths)
		death := ToldDeath{Origin: store.Origin{Report: line.ID, Outlet: line.Outlet, Lang: line.Lang, Kind: line.Kind, Published: line.Published, Title: line.Title,
			Version: line.Version}, At: at, Also: []string{}}
		death.Evidence = line.Title
		if x := r.Extraction; at.Field == rostrum.FieldText {
			death.Evidence = (*x.Text)[at.Start:at.End]
		}
		deaths = append(deaths, death)
	}
	return deaths, nil
}

// deathIn gives the sentence by which an obituary says who died, and the name by which
// it is known again: whom the title names, else whom the text names first, as an
// obituary opens with them.
func deathIn(x *rostrum.Extraction) (who string, at rostrum.Span) {
	if x.Text == nil || *x.Text == "" {
		return "", rostrum.Span{Field: rostrum.FieldTitle, End: len(x.Title)}
	}
	at.Field = rostrum.FieldText
	text := *x.Text
	begin := occasion.TextStart(text)
	people := peopleIn(x, rostrum.FieldTitle)
	named := peopleIn(x, rostrum.FieldText)
	if len(people) == 0 {
		people = named
	}
	start := begin
	if len(people) > 0 {
		who = store.Fold(people[0].Name)
		if i := indexOf(named, who); i >= 0 {
			start = named[i].At.Start
		}
	}
	at.Start, at.End = ledger.Sentence(text, start, start)
	at.Start = max(at.Start, min(begin, at.End))
	for at.Start < at.End && text[at.Start] == ' ' {
		at.Start++
	}
	return who, at
}

// peopleIn gives the people whom a field names, as they stand there.
func peopleIn(x *rostrum.Extraction, field string) []rostrum.Mention {
	var all []rostrum.Mention
	for _, m := range x.Mentions {
		if m.Kind == rostrum.MentionPerson && m.At.Field == field {
			all = append(all, m)
		}
	}
	return all
}

// indexOf finds who bears a name, as store.Fold leaves it; -1 where nobody does.
func indexOf(people []rostrum.Mention, folded string) int {
	for i := range people {
		if store.Fold(people[i].Name) == folded {
			return i
		}
	}
	return -1
}
