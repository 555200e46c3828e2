package cli

import (
	"context"
	"fmt"
	"io"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
)

func (p *Program) refreshCommand() *cobra.Command {
	var workers int
	c := &cobra.Command{
		Use:   "refresh",
		Short: "Extract stored versions anew where a profile or the engine has changed",
		Long: `Extract anew the stored versions that another profile or another engine extracted
than are present now, or that were not extracted, and leave the rest alone. Earlier
extractions are kept.`,
		Example: `  rostrum refresh
  rostrum refresh --workers 1`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if workers < 1 {
				return rostrum.Errorf(rostrum.CodeInvalid, "--workers: expected a number from 1, found %d", workers)
			}
			e, err := p.engine()
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				done, err := a.Refresh(ctx, e, e.Current(), workers, nil)
				if err != nil {
					return err
				}
				return p.printRefreshed(done)
			})
		},
	}
	c.Flags().IntVar(&workers, "workers", runtime.GOMAXPROCS(0), "how many versions to read at once")
	return c
}

func (p *Program) printRefreshed(done app.Refreshed) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, done)
	case p.flags.ndjson:
		return writeLines(p.Out, []app.Refreshed{done})
	}
	_, err := io.WriteString(p.Out, paragraph(fmt.Sprintf("Looked at %s that the present profiles and engine had not extracted; %s another extraction now.",
		count(done.Looked, "version"), counted(done.Reextracted, "has", "have")), "", p.width()))
	return err
}
