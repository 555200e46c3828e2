package cli

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/store"
)

func (p *Program) verifyCommand() *cobra.Command {
	var head string
	c := &cobra.Command{
		Use:   "verify",
		Short: "Prove that no stored version was changed since it came in",
		Long: `Read every stored version and hold title, text, raw bytes and what is kept beside
them against the digest that each was given and against the log, an append-only
Merkle tree (RFC 6962) over all versions in the order in which they came in; and
hold the log against the heads with which earlier imports ended. What does not
agree is named; the rest stays readable.

The answer ends with the head of the log: how many versions, and one digest over
all of them. Who writes it down can prove later, with --head, that the archive
still begins with exactly these versions.`,
		Example: `  rostrum verify
  rostrum verify --json`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var at *store.Head
			if head != "" {
				h, err := parseHead(head)
				if err != nil {
					return err
				}
				at = &h
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				v, err := a.Verify(ctx, at)
				if err != nil {
					return err
				}
				return p.printVerification(v)
			})
		},
	}
	c.Flags().StringVar(&head, "head", "", "a head that was written down: `SIZE:ROOT`")
	return c
}

// parseHead reads a head as verify prints it.
func parseHead(s string) (store.Head, error) {
	size, root, _ := strings.Cut(s, ":")
	n, err := strconv.Atoi(size)
	if b, bad := hex.DecodeString(root); err != nil || n < 1 || bad != nil || len(b) != 32 {
		return store.Head{}, rostrum.Errorf(rostrum.CodeInvalid, "--head: expected the number of versions, a colon and 64 hexadecimal digits, found %q", s)
	}
	return store.Head{Size: n, Root: strings.ToLower(root)}, nil
}

func (p *Program) printVerification(v *store.Verification) error {
	var err error
	switch {
	case p.flags.json:
		err = writeJSON(p.Out, v)
	case p.flags.ndjson:
		err = writeLines(p.Out, []*store.Verification{v})
	default:
		err = p.tellVerification(v)
	}
	if err == nil && len(v.Flaws) > 0 {
		return rostrum.Errorf(rostrum.CodeConflict, "the store is not what it was: %s", count(len(v.Flaws), "flaw"))
	}
	return err
}

func (p *Program) tellVerification(v *store.Verification) error {
	width := p.width()
	var b strings.Builder
	for _, f := range v.Flaws {
		where := f.Version
		if f.Report != "" {
			where = f.Report + " " + f.Version
		}
		if where == "" {
			where = "the log"
		}
		b.WriteString(hanging("✗", plain(where+": "+f.Why), 2, width))
	}
	state := "Nothing was changed since it came in."
	if len(v.Flaws) > 0 {
		state = "What is not named above is as it came in."
	}
	b.WriteString(paragraph(fmt.Sprintf("Read %s of %s, %s of them with their raw bytes, and held them against the log and %s of earlier times. %s",
		count(v.Versions, "version"), count(v.Reports, "report"), thousands(v.Captures), count(v.Heads, "head"), state), "", width))
	fmt.Fprintf(&b, "Head: %d:%s\n", v.Head.Size, v.Head.Root)
	_, err := io.WriteString(p.Out, b.String())
	return err
}
