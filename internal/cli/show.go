package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/correction"
	"github.com/rostrum-watch/rostrum/internal/marks"
	"github.com/rostrum-watch/rostrum/internal/prose"
)

func (p *Program) showCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "show REPORT",
		Short: "Print one stored report with what was found in it",
		Long: `Print the newest version of a stored report, named by its id or another that it
was captured with, an address of it or the first digits of a version's digest, as
show prints them, with its addresses and versions, people, posts and sites in
colour, and below it every event with its line-up, every plan claim and every act
with the voice that carries it, the titles of leaders and the figures given for
weapons: the name by which rostrum correct takes the record (event:2; its third
person is event:2/3), where in the text each stands, which formula found it and how
sure that is. What analysts said of a record stands below it. Reports that tell of
the same, or stand in another language, are named with what they have in common.`,
		Example: `  rostrum show vdb-2031-03-05-001
  rostrum show vdb-2031-03-05-001 --color always | less -R`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return rostrum.Errorf(rostrum.CodeInvalid, "show: expected the id of one report, found %d; rostrum search and rostrum events list them", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				r, err := a.Show(ctx, args[0])
				if rostrum.ErrorCode(err) == rostrum.CodeNotFound {
					return rostrum.Errorf(rostrum.CodeNotFound, "%w, nor of this address or with a version whose digest begins so; rostrum search finds reports and gives their ids", err)
				}
				if err != nil {
					return err
				}
				return p.printReport(r)
			})
		},
	}
}

func (p *Program) printReport(r *app.Shown) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, r)
	case p.flags.ndjson:
		return writeLines(p.Out, []*app.Shown{r})
	}
	pg := page{style: style{p.colour()}, width: p.width(), named: true, said: said(r.Corrections)}
	x := r.Extraction
	b := pg.head(nil, x)
	for _, a := range r.Addresses {
		b = append(b, pg.style.dim(plain(a))+"\n"...)
	}
	for _, id := range r.Aliases {
		b = append(b, pg.style.dim("also "+plain(id))+"\n"...)
	}
	if n := len(r.Versions); n > 1 {
		b = append(b, pg.style.dim(fmt.Sprintf("%d versions are held; this is the newest", n))+"\n"...)
		for _, v := range r.Versions {
			b = append(b, pg.style.dim("  "+prose.VersionLine(&v))+"\n"...)
		}
	}
	if len(r.Addresses) > 0 || len(r.Aliases) > 0 || len(r.Versions) > 1 {
		b = append(b, '\n')
	}
	b = pg.text(b, *x.Text, "", marks.Flat(marks.Names(x, rostrum.FieldText, *x.Text, false)))
	b = append(b, '\n')
	b = pg.links(b, r.Report)
	b = pg.records(b, x, *x.Text)
	if len(x.Events) == 0 && x.Status == rostrum.StatusExtracted {
		b = append(b, "No event was found in it.\n"...)
	}
	b = pg.missing(b, r.Corrections)
	_, err := p.Out.Write(b)
	return err
}

// said gathers the words that apply by the names of their records.
func said(all []correction.Standing) map[string][]string {
	by := map[string][]string{}
	for i := range all {
		if s := &all[i]; s.Applies && s.Record != "" {
			by[s.Record] = append(by[s.Record], plain(judgement(s.ID, s.Verdict, s.Is, s.By, s.Why, s.Differs)))
		}
	}
	return by
}

// missing lists what analysts say of records that the engine does not read, and of
// the report as a whole.
func (p page) missing(b []byte, all []correction.Standing) []byte {
	var lines []byte
	lapsed := 0
	for i := range all {
		s := &all[i]
		switch {
		case s.Verdict == rostrum.VerdictWithdrawn:
		case !s.Applies:
			lapsed++
		case s.Subject == nil:
			lines = append(lines, hanging("  »", plain(judgement(s.ID, s.Verdict, nil, s.By, s.Why, nil)), 4, p.width)...)
		case s.Record == "":
			line := recordOf(s) + " " + fieldWords(stated(s.Subject.Was)) + ": “" + s.Subject.Quote + "” " + judgement(s.ID, s.Verdict, s.Is, s.By, s.Why, nil)
			lines = append(lines, hanging("  »", plain(line), 4, p.width)...)
		}
	}
	if lapsed > 0 {
		lines = append(lines, hanging("  »", plain(counted(lapsed, "word more, which applies no longer", "words more, which apply no longer")+": rostrum corrections --report "+all[0].Report), 4, p.width)...)
	}
	if len(lines) == 0 {
		return b
	}
	return append(append(append(b, '\n'), p.style.bold("Said of what is not read, and of the whole")+"\n"...), lines...)
}
