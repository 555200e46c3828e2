package app

import "context"

func (a *App) ingest(ctx context.Context, src Source, x Extractor, workers int, progress func(Summary)) (Summary, error) {
	return Summary{}, nil
}
