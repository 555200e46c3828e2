package cli

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/api"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/serve"
	"github.com/rostrum-watch/rostrum/internal/store"
	"github.com/rostrum-watch/rostrum/internal/web"
)

// defaultAddr is where the desk is listened for, on this machine alone.
const defaultAddr = "127.0.0.1:8377"

func (p *Program) serveCommand() *cobra.Command {
	o := serve.Options{Log: p.Err}
	c := &cobra.Command{
		Use:   "serve",
		Short: "Open the desk: the store as pages for a browser, and over HTTP",
		Long: `Open the desk, where the store is read, searched and corrected in a browser, until
it is interrupted. Programs ask the same under /api/v1, which describes itself.
It listens on this machine alone, unless --addr names another address; whoever
reaches that address can read everything and say corrections under any name, as
nobody signs in. A browser may come by a plain address or localhost; another name
has to be given with --host, so that no page elsewhere can reach the desk by a
name that was pointed here.`,
		Example: `  rostrum serve
  rostrum serve --addr 127.0.0.1:9000
  rostrum serve --addr 0.0.0.0:8377 --host desk.example.org`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			fsys, err := p.profileFiles()
			if err != nil {
				return err
			}
			e, err := newReaders(fsys)
			if err != nil {
				return err
			}
			names, rosters, err := knowledge(fsys)
			if err != nil {
				return err
			}
			k, err := profilesOf(fsys, e, names, rosters)
			if err != nil {
				return err
			}
			digest := p.digest()
			k.Words.Digest = digest
			measured, err := web.Measurements(fsys, names)
			if err != nil {
				return err
			}
			answers := api.Options{Version: version, Outliner: e, LineUps: k.LineUps, Terms: k.Terms, Words: k.Words, Rosters: rosters, Now: time.Now, Log: slog.New(slog.NewTextHandler(p.Err, nil)),
				Knowing: app.Knowing{Digest: digest, Load: func(func(outlet, lang string) bool) (*app.Profiles, error) { return k, nil }}}
			for _, reads := range e.Current() {
				answers.Version += " " + reads.Version + " " + reads.Profile // answers may be others where a profile is
			}
			if answers.Analyses, err = p.analyses(); err != nil {
				return err
			}
			if answers.Occasions, err = occasionsOf(fsys); err != nil {
				return err
			}
			looking := app.Looking{Analyses: answers.Analyses, Knowing: answers.Knowing}
			defer debug.SetGCPercent(debug.SetGCPercent(collectAnew)) // what pages are made of stays
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				p.index(ctx, a)
				s, err := serve.Listen(ctx, o)
				if err != nil {
					return err
				}
				go func() { // so that nobody waits for them later
					_, _ = a.Brief(ctx, app.BriefOptions{})
					_, _ = a.People(ctx, store.EventFilter{Limit: 1})
					_, _ = a.Counts(ctx, store.ReportFilter{})
					_, _ = a.Acts(ctx, store.ActFilter{Voices: rostrum.OwnVoices, Limit: 1})
					_, _ = a.Plans(ctx, store.PlanFilter{Voices: rostrum.OwnVoices, Referents: []string{rostrum.ReferentOwn}, Limit: 1})
					_, _ = a.LineUps(ctx, app.LineUpFilter{Limit: 1}, k.LineUps)
					_, _ = a.Who(ctx, app.RollFilter{Knowledge: rosters}, "")
					_ = a.Concord(ctx, k.Words)
					_ = a.Stock(ctx, looking)
					_, _ = a.Standings(ctx, k.LineUps)
					_, _ = a.OpenAbsences(ctx, k.LineUps)
					_, _ = a.Companions(ctx, "", "", k.LineUps)
					debug.FreeOSMemory() // what it took to find everything is several times what is kept
				}()
				fmt.Fprintf(p.Err, "The desk is at %s (Ctrl-C ends it)\n", s.URL())
				pages := web.New(a, web.Options{Outliner: e, Knows: k.LineUps, Rolls: rosters, Measured: measured, Looking: looking, Words: k.Words, Analyst: p.Env("ROSTRUM_ANALYST"), Now: time.Now, Log: p.Err})
				return s.Run(ctx, serve.Below(api.Prefix, api.New(a, answers), pages))
			})
		},
	}
	f := c.Flags()
	f.StringVar(&o.Addr, "addr", defaultAddr, "the `ADDRESS` to listen on: host and port; port 0 takes a free one")
	f.StringSliceVar(&o.Hosts, "host", nil, "a `NAME` by which browsers may come, beside localhost and plain addresses; may be given several times")
	return c
}
