package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/store"
)

func (p *Program) importsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "imports",
		Short: "List the imports of the store, with what each says it covers",
		Long: `List what was imported, in the order in which it began: from which inputs, what the
import says it covers and by which rule reports were chosen, the breaks in its
series, how many items it brought, and the head of the log after it.`,
		Example: `  rostrum imports`,
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				all, err := a.Imports(ctx)
				if err != nil {
					return err
				}
				return p.printImports(all)
			})
		},
	}
}

func (p *Program) printImports(all []store.Import) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, all)
	case p.flags.ndjson:
		return writeLines(p.Out, all)
	}
	width := p.width()
	var b strings.Builder
	for _, i := range all {
		about := fmt.Sprintf("%s · %s from %s", i.Coverage, count(i.Captures, "item"), plain(strings.Join(i.Inputs, ", ")))
		if i.Began != "" {
			about = plain(i.Began) + " · " + about
		}
		b.WriteString(paragraph(about, "", width))
		if i.Rule != "" {
			b.WriteString(paragraph("rule: "+plain(i.Rule), "    ", width))
		}
		for _, br := range i.Breaks {
			b.WriteString(paragraph("break: "+plain(br), "    ", width))
		}
		if i.Head.Size > 0 {
			fmt.Fprintf(&b, "    head %d:%s\n", i.Head.Size, i.Head.Root)
		}
	}
	b.WriteString(count(len(all), "import") + ".\n")
	_, err := io.WriteString(p.Out, b.String())
	return err
}
