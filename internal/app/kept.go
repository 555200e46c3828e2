package app

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
)

// analysesVersion is raised when an analysis finds something else in the same
// holdings.
const analysesVersion = 1

// found is all that analyses find, in the order of finding.Sort. What each found is
// kept in the store, and taken from there as long as nothing was written since:
// whatever comes, is extracted again, corrected or ruled may change what is found of
// any day, as reports of earlier days may be among it.
func (a *App) found(ctx context.Context, knowing Knowing, analyses []Analysis) ([]finding.Finding, error) {
	state, err := a.state(ctx) // before anything is read
	if err != nil {
		return nil, err
	}
	in := fmt.Sprintf("%d/%d/%s", analysesVersion, state, knowing.Digest)
	all := make([][]finding.Finding, len(analyses))
	var todo []int
	var left []Analysis
	for i := range analyses {
		if knowing.Digest != "" {
			data, err := a.store.Kept(ctx, analyses[i].name(), in)
			if err != nil {
				return nil, err
			}
			if data != nil && json.Unmarshal(data, &all[i]) == nil {
				continue
			}
		}
		todo, left = append(todo, i), append(left, analyses[i])
	}
	if len(todo) > 0 {
		h, err := a.hold(ctx, knowing, left)
		if err != nil {
			return nil, err
		}
		for k, found := range foundBy(h, left) {
			all[todo[k]] = found
			if knowing.Digest == "" {
				continue
			}
			data, err := json.Marshal(found)
			if err != nil {
				return nil, err
			}
			// a store that nobody may write to, or that somebody writes to, answers all the same
			if err := a.store.Keep(ctx, analyses[todo[k]].name(), in, data); err != nil && rostrum.ErrorCode(err) != rostrum.CodeUnavailable {
				return nil, err
			}
		}
	}
	out := append([]finding.Finding{}, slices.Concat(all...)...)
	finding.Sort(out)
	return out, nil
}

// name is what findings of an analysis are kept under: its kinds.
func (x *Analysis) name() string { return fmt.Sprint(KindNames([]Analysis{*x})) }
