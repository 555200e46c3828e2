package app

import (
	"context"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/counterpart"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Comparison is the answer of App.Compare.
type Comparison struct {
	Old      Compared          `json:"old"`
	New      Compared          `json:"new"`
	Chosen   string            `json:"chosen"` // why the old one, where it was not named
	Counts   map[string]int    `json:"counts"` // sentences by what became of them
	Rows     []counterpart.Row `json:"rows"`
	Searched Searched          `json:"searched"` // for the old one
}

// Compared is a report that is compared.
type Compared struct {
	ID        string `json:"id"`
	Version   string `json:"version"`
	Published string `json:"published"`
	Kind      string `json:"kind"`
	Title     string `json:"title"`
}

// headLetters is how much of a text stands for a title that is missing.
const headLetters = 120

// Compare lays a report beside an earlier one, sentence by sentence; without the
// other's id, beside its counterpart of an earlier year.
func (a *App) Compare(ctx context.Context, id, other string, outliner Outliner) (*Comparison, error) {
	newer, err := a.store.Report(ctx, id)
	if err != nil {
		return nil, err
	}
	out := &Comparison{Counts: map[string]int{}}
	if other == "" {
		of := counterpart.Candidate{ID: newer.ID, Published: newer.Published, Kind: newer.Extraction.Kind, Title: heading(newer.Extraction.Title, given(newer.Extraction.Text))}
		var among []counterpart.Candidate
		err := a.store.Walk(ctx, store.WalkFilter{To: newer.Published, Outlet: newer.Outlet, Lang: newer.Extraction.Lang, Text: true, NoEvents: true, NoPlans: true, NoActs: true, NoMentions: true},
			func(r *holding.Report) error {
				if r.Text != "" && r.Kind == of.Kind {
					among = append(among, counterpart.Candidate{ID: r.ID, Published: r.Published, Kind: r.Kind, Title: heading(r.Title, r.Text)})
				}
				return nil
			})
		if err != nil {
			return nil, err
		}
		m, ok := counterpart.Find(newer.Extraction.Lang, of, among)
		if !ok {
			return nil, rostrum.Errorf(rostrum.CodeNotFound, "report %s: no earlier report of its outlet, language and kind has a title like %q; name one: rostrum compare %s OTHER", newer.ID, newer.Extraction.Title, newer.ID)
		}
		other, out.Chosen = m.ID, chosen(m)
	}
	older, err := a.store.Report(ctx, other)
	if err != nil {
		return nil, err
	}
	if older.ID == newer.ID {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "report %s: expected another report to lay beside it; rostrum diff compares its versions", newer.ID)
	}
	if older.Published > newer.Published {
		older, newer = newer, older
	}
	texts := [2]*rostrum.Report{}
	spans := [2][]rostrum.Span{}
	for i, r := range []*store.Report{older, newer} {
		texts[i] = &rostrum.Report{Title: r.Extraction.Title, Text: given(r.Extraction.Text)}
		spans[i], _ = outliner.Outline(r.Extraction)
	}
	out.Old, out.New = sideOf(older), sideOf(newer)
	out.Rows = counterpart.Sentences(newer.Extraction.Lang, texts[0], texts[1], spans[0], spans[1])
	for _, r := range out.Rows {
		out.Counts[r.Status]++
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{To: newer.Published, Outlet: newer.Outlet, Lang: newer.Extraction.Lang})
	if err != nil {
		return nil, err
	}
	out.Searched = *s
	return out, nil
}

func chosen(m counterpart.Match) string {
	if m.Years > 0 {
		return "same kind and season, a title of the same shape"
	}
	return "same kind, a title of the same shape; none of the season of an earlier year is held"
}

// heading is a title, or the beginning of the text.
func heading(title, text string) string {
	if title != "" {
		return title
	}
	return text[:min(len(text), headLetters)]
}

func sideOf(r *store.Report) Compared {
	return Compared{ID: r.ID, Version: r.Extraction.Version, Published: r.Published, Kind: r.Extraction.Kind, Title: r.Extraction.Title}
}

func given(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
