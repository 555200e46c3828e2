package app

import (
	"context"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/diff"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Outliner tells the sentences of an extraction's title and text, and the wordings of
// numbers and dates, by what is known of its outlet and language.
type Outliner interface {
	Outline(x *rostrum.Extraction) (sentences []rostrum.Span, numbers []diff.Number)
}

// DiffOptions says which versions of a report are compared. A version is named by
// its whole name or by the beginning of its digest.
type DiffOptions struct {
	From, To string // without either, the version before To and the newest
	All      bool   // each version with the one before it
}

// Differences is the answer of App.Diff.
type Differences struct {
	Report    string          `json:"report"`
	Outlet    string          `json:"outlet"`
	Published string          `json:"published"`
	Title     string          `json:"title"`
	Versions  []store.Version `json:"versions"` // all that are held, newest first
	Pairs     []Pair          `json:"pairs"`    // oldest first; none where one version is held
}

// Pair is two versions and what they differ in.
type Pair struct {
	Report string `json:"report"`
	From   string `json:"from"` // versions
	To     string `json:"to"`
	*diff.Diff
	Old *rostrum.Extraction `json:"-"`
	New *rostrum.Extraction `json:"-"`
}

// leastPrefix is how much of a digest names a version.
const leastPrefix = 4

// Diff tells what was changed between versions of one report.
func (a *App) Diff(ctx context.Context, id string, outliner Outliner, o DiffOptions) (*Differences, error) {
	r, err := a.store.Report(ctx, id)
	if err != nil {
		return nil, err
	}
	d := &Differences{Report: r.ID, Outlet: r.Outlet, Published: r.Published, Title: r.Extraction.Title, Versions: r.Versions, Pairs: []Pair{}}
	pairs, err := o.choose(r)
	if err != nil {
		return nil, err
	}
	read := map[string]*rostrum.Extraction{r.Extraction.Version: r.Extraction}
	version := func(name string) (*rostrum.Extraction, error) {
		if x := read[name]; x != nil {
			return x, nil
		}
		x, err := a.store.Version(ctx, id, name)
		if err == nil {
			read[name] = x
		}
		return x, err
	}
	for _, p := range pairs {
		old, err := version(p[0])
		if err != nil {
			return nil, err
		}
		new, err := version(p[1])
		if err != nil {
			return nil, err
		}
		c := diff.Compare(outlined(outliner, old), outlined(outliner, new))
		c.Facts = diff.CompareRecords(old, new)
		d.Pairs = append(d.Pairs, Pair{Report: id, From: p[0], To: p[1], Diff: c, Old: old, New: new})
	}
	return d, nil
}

// choose names the versions to compare, the old one first.
func (o *DiffOptions) choose(r *store.Report) ([][2]string, error) {
	if o.All && (o.From != "" || o.To != "") {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "expected either all versions or two of them")
	}
	var pairs [][2]string
	if o.All {
		for i := len(r.Versions) - 1; i > 0; i-- {
			pairs = append(pairs, [2]string{r.Versions[i].Version, r.Versions[i-1].Version})
		}
		return pairs, nil
	}
	to, err := number(r, o.To)
	if err != nil {
		return nil, err
	}
	from, err := number(r, o.From)
	if err != nil {
		return nil, err
	}
	if o.From == "" {
		from = to + 1
	}
	switch {
	case o.From == "" && o.To == "" && len(r.Versions) < 2:
		return nil, nil
	case from == len(r.Versions):
		return nil, rostrum.Errorf(rostrum.CodeNotFound, "report %s: no version is held from before %s", r.ID, r.Versions[to].Version)
	case from == to:
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "report %s: expected two versions, found %s twice", r.ID, r.Versions[to].Version)
	}
	return [][2]string{{r.Versions[from].Version, r.Versions[to].Version}}, nil
}

// number finds a version by its name or the beginning of its digest; the newest
// where there is no name.
func number(r *store.Report, name string) (int, error) {
	if name == "" {
		return 0, nil
	}
	const method = "sha256:"
	prefix := method + strings.ToLower(strings.TrimPrefix(name, method))
	var found []int
	for i := range r.Versions {
		if strings.HasPrefix(r.Versions[i].Version, prefix) {
			found = append(found, i)
		}
	}
	switch {
	case len(prefix) < len(method)+leastPrefix:
		return 0, rostrum.Errorf(rostrum.CodeInvalid, "version %q: expected its name, or at least %d digits of it", name, leastPrefix)
	case len(found) == 0:
		return 0, rostrum.Errorf(rostrum.CodeNotFound, "report %s: no version %s of it is held", r.ID, name)
	case len(found) > 1:
		return 0, rostrum.Errorf(rostrum.CodeInvalid, "report %s: %d versions begin with %s; more of its digits are needed", r.ID, len(found), name)
	}
	return found[0], nil
}

// outlined makes of an extraction what is compared.
func outlined(outliner Outliner, x *rostrum.Extraction) *diff.Version {
	sentences, numbers := outliner.Outline(x)
	return diff.Read(x, sentences, numbers)
}
