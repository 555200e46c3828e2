package app

import (
	"context"

	"github.com/rostrum-watch/rostrum/internal/correction"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Originals lists the items that brought the versions of a report, as they came in.
func (a *App) Originals(ctx context.Context, id string) ([]store.Original, error) {
	return a.store.Originals(ctx, id)
}

// ShowVersion is Show with one version of the report in the place of the newest,
// named by its digest or the beginning of it. Words are judged against the newest
// version, so those on another one are left out.
func (a *App) ShowVersion(ctx context.Context, id, version string) (*Shown, error) {
	s, err := a.Show(ctx, id)
	if err != nil {
		return nil, err
	}
	i, err := number(s.Report, version)
	if err != nil {
		return nil, err
	}
	if name := s.Versions[i].Version; name != s.Extraction.Version {
		if s.Extraction, err = a.store.Version(ctx, s.ID, name); err != nil {
			return nil, err
		}
		s.Corrections = []correction.Standing{}
	}
	return s, nil
}
