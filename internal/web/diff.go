package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/diff"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// diffURL is the address of what was changed from one version to another.
func diffURL(id, from, to string) string {
	return pageOf("diff", id, url.Values{"from": {digest(from)}, "to": {digest(to)}})
}

// diffPage is what was changed between two versions of a report.
type diffPage struct {
	*app.Differences
	Steps   []versionStep
	Pair    *app.Pair // nil where one version is held
	Old     store.Version
	New     store.Version
	Title   []change
	Text    [][]change // by paragraph
	Meaning string
	Noise   string
	Facts   []diff.Fact // that do not stand
	Stands  string
	Changes int // of meaning
}

// change is a stretch of the new text, or one that was changed.
type change struct {
	Text string
	Sort string // "", gone, new, moved, noise-gone or noise-new
	Hint string
	ID   string // of the first stretch of a change
}

func (d *desk) diff(w http.ResponseWriter, r *http.Request) error {
	name, err := id(r)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	found, err := d.app.Diff(r.Context(), name, d.options.Outliner, app.DiffOptions{From: q.Get("from"), To: q.Get("to")})
	if err != nil {
		return err
	}
	p := &diffPage{Differences: found}
	current := ""
	if len(found.Pairs) > 0 {
		p.Pair = &found.Pairs[0]
		current = p.Pair.To
		p.compare()
	}
	p.Steps = versionSteps(&store.Report{ID: found.Report, Versions: found.Versions}, current)
	return d.show(w, r, "diff", "Versions of "+titled(found.Title), p)
}

// compare lays out the two versions.
func (p *diffPage) compare() {
	pair := p.Pair
	version := func(name string) store.Version {
		return p.Versions[slices.IndexFunc(p.Versions, func(v store.Version) bool { return v.Version == name })]
	}
	p.Old, p.New = version(pair.From), version(pair.To)
	p.Title = changed(pair.New.Title, rostrum.FieldTitle, pair.Changes)
	p.Text = paragraphs(changed(prose.Given(pair.New.Text), rostrum.FieldText, pair.Changes))
	noise := 0
	for i := range pair.Changes {
		if pair.Changes[i].Sort == diff.Noise {
			noise++
		} else {
			p.Changes++
		}
	}
	p.Meaning = "No word was changed."
	if p.Changes > 0 {
		p.Meaning = prose.Count(p.Changes, "change") + " of meaning: " + prose.Tallied(pair.Meaning) + "."
	}
	if noise > 0 {
		p.Noise = prose.Count(noise, "change") + " of no meaning, dimmed: " + prose.Tallied(pair.Noise) + "."
	}
	stands := map[string]int{}
	for _, f := range pair.Facts {
		if f.State == diff.Stands {
			stands[f.Sort]++
		} else {
			p.Facts = append(p.Facts, f)
		}
	}
	if p.Stands = "No record stands."; len(stands) > 0 {
		p.Stands = "Records that stand: " + prose.Tallied(stands) + "."
	}
}

// changed lays the new text out with what is gone in its place. A sentence that
// moved stands where it is now.
func changed(text, field string, all []diff.Change) []change {
	var in []*diff.Change
	for i := range all {
		if all[i].New.Field == field {
			in = append(in, &all[i])
		}
	}
	slices.SortStableFunc(in, func(a, b *diff.Change) int { return a.New.Start - b.New.Start })
	var out []change
	at := 0
	put := func(s, sort, hint, id string) bool {
		if s != "" {
			out = append(out, change{shownText(s), sort, hint, id})
		}
		return s != ""
	}
	for i, c := range in {
		if c.New.Start > at {
			put(text[at:c.New.Start], "", "", "")
			at = c.New.Start
		}
		hint := strings.Join(c.Kinds, ", ")
		hint = prose.Words(hint)
		id := "c" + field[:2] + prose.Thousands(i+1)
		is := text[max(at, c.New.Start):max(at, c.New.End)]
		at = max(at, c.New.End)
		if c.Sort == diff.Noise {
			put(c.OldWords, "noise-gone", hint, "")
			put(is, "noise-new", hint, "")
			continue
		}
		if slices.Contains(c.Kinds, diff.SentenceMoved) {
			put(is, "moved", hint, id)
			continue
		}
		if put(c.OldWords, "gone", hint, id) {
			id = ""
		}
		put(is, "new", hint, id)
	}
	put(text[at:], "", "", "")

	return out
}

// paragraphs parts stretches at line ends.
func paragraphs(all []change) [][]change {
	var out [][]change
	var one []change
	for _, c := range all {
		for line := range strings.Lines(c.Text) {
			part := c
			part.Text = line
			one = append(one, part)
			if c.ID != "" {
				c.ID = ""
			}
			if strings.HasSuffix(line, "\n") && c.Sort != "gone" && c.Sort != "noise-gone" {
				out, one = append(out, one), nil
			}
		}
	}
	if len(one) > 0 {
		out = append(out, one)
	}
	return slices.DeleteFunc(out, func(p []change) bool {
		return !slices.ContainsFunc(p, func(c change) bool { return strings.TrimSpace(c.Text) != "" || c.Sort != "" })
	})
}
