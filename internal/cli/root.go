package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
)

// global holds the flags that every command takes.
type global struct {
	db       string
	profiles string
	color    string
	json     bool
	ndjson   bool
	as       string // who takes along what is found of people, of commands that find
}

const exitStatus = `Exit status: 0 done, 1 a defect, 2 what was given is malformed, 3 not found,
4 it contradicts what is held, 5 a file or the store cannot be reached, 6 not
something rostrum does.`

const usage = `Usage:
  {{if .HasAvailableSubCommands}}{{.CommandPath}} COMMAND{{else}}{{.UseLine}}{{end}}
{{- if .HasExample}}

Examples:
{{.Example}}
{{- end}}
{{- if .HasAvailableSubCommands}}

Commands:
{{- $all := .Commands}}
{{- if not .Groups}}{{range $all}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding}} {{.Short}}
{{- end}}{{end}}{{end}}
{{- range $group := .Groups}}

{{.Title}}:
{{- range $all}}{{if (and (eq .GroupID $group.ID) (or .IsAvailableCommand (eq .Name "help")))}}
  {{rpad .Name .NamePadding}} {{.Short}}
{{- end}}{{end}}
{{- end}}
{{- if (and .Groups (not .AllChildCommandsHaveGroup))}}

Others:
{{- range $all}}{{if (and (eq .GroupID "") .IsAvailableCommand)}}
  {{rpad .Name .NamePadding}} {{.Short}}
{{- end}}{{end}}
{{- end}}
{{- end}}
{{- if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}
{{- end}}
{{- if .HasAvailableInheritedFlags}}

Flags of every command:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}
{{- end}}

` + exitStatus + `
`

// root builds the tree of commands.
func (p *Program) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "rostrum",
		Short: "Read who stands where on the rostrum",
		Long: `rostrum reads the official reports of closed states into events and line-ups:
who was there, in what order, with what post, when and where; and what they say
of plans, order, promise and threaten. It shows the sentence behind every
finding. It records what a report says, never that it is true.

Examples work as typed in a checkout of the program, those of lists and briefs
once the sample reports are ingested.`,
		Example: `  rostrum extract --explain docs/examples/visit.txt
  rostrum ingest profiles/vdb-en/samples/reports.jsonl
  rostrum brief --from 2031-03-01 --to 2031-03-15
  rostrum people --role companion --from 2031-03-01`,
		SilenceErrors:              true,
		SilenceUsage:               true,
		SuggestionsMinimumDistance: 3,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return unknownCommand(cmd, args[0])
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if (p.flags.json || p.flags.ndjson) && slices.Contains(unrecorded, cmd.Name()) {
				return rostrum.Errorf(rostrum.CodeInvalid, "%s: expected neither --json nor --ndjson, as it prints no records", cmd.Name())
			}
			if p.flags.json && p.flags.ndjson {
				return rostrum.Errorf(rostrum.CodeInvalid, "expected one of --json (one document) and --ndjson (one record a line), found both")
			}
			return oneOf("--color", p.flags.color, "auto", "always", "never")
		},
	}
	f := root.PersistentFlags()
	f.StringVar(&p.flags.db, "db", "", "the store, an SQLite `FILE` (default $ROSTRUM_DB, else $XDG_DATA_HOME/rostrum/rostrum.db)")
	f.StringVar(&p.flags.profiles, "profiles", "", "a `FOLDER` of profiles that come before those of the program (default $ROSTRUM_PROFILES)")
	f.StringVar(&p.flags.color, "color", "auto", "`WHEN` to colour the output: auto, always or never; NO_COLOR is respected")
	f.BoolVar(&p.flags.json, "json", false, "print one JSON document")
	f.BoolVar(&p.flags.ndjson, "ndjson", false, "print one JSON record a line")
	root.SetUsageTemplate(usage)
	root.SetHelpTemplate("{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}\n\n{{end}}{{.UsageString}}")
	root.SetFlagErrorFunc(flagError)
	for _, g := range []struct {
		title    string
		commands []*cobra.Command
	}{
		{"Collect and keep", []*cobra.Command{p.extractCommand(), p.ingestCommand(), p.importsCommand(), p.refreshCommand(), p.verifyCommand()}},
		{"Read and look up", []*cobra.Command{p.briefCommand(), p.serveCommand(), p.showCommand(), p.searchCommand(), p.eventsCommand(), p.peopleCommand(), p.plansCommand(), p.actsCommand(), p.diffCommand(), p.linksCommand(), p.citedCommand()}},
		{"Who is who", []*cobra.Command{p.personCommand(), p.officeCommand(), p.orgCommand()}},
		{"Find: activities and line-ups", []*cobra.Command{p.activitiesCommand(), p.reconcileCommand(), p.lineupsCommand(), p.lineupCommand(), p.orderCommand(), p.absencesCommand(), p.companyCommand(), p.firstsCommand()}},
		{"Find: ledgers, words and edits", []*cobra.Command{p.ledgerCommand(), p.phrasesCommand(), p.phraseCommand(), p.namesCommand(), p.compareCommand(), p.editsCommand()}},
		{"Find: all that is new", []*cobra.Command{p.findingsCommand(), p.watchlistCommand(), p.backtestCommand()}},
		{"Correct", []*cobra.Command{p.correctCommand(), p.correctionsCommand()}},
		{"Profiles and the program", []*cobra.Command{p.profileCommand(), p.versionCommand(), p.completionCommand()}},
	} {
		root.AddGroup(&cobra.Group{ID: g.title, Title: g.title})
		for _, c := range g.commands {
			c.GroupID = g.title
		}
		root.AddCommand(g.commands...)
	}
	root.SetHelpCommand(&cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Explain a command",
		Long:    "Explain a command, with an example and its flags. The same as COMMAND --help.",
		Example: "  rostrum help ingest",
		RunE: func(cmd *cobra.Command, args []string) error {
			target, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(cmd.Root(), strings.Join(args, " "))
			}
			target.InitDefaultHelpFlag()
			return target.Help()
		},
	})
	root.SetHelpCommandGroupID(root.Groups()[len(root.Groups())-1].ID)
	root.CompletionOptions.DisableDefaultCmd = true
	for _, c := range append(descend(root), root) {
		c.Flags().SortFlags = false
		c.InitDefaultHelpFlag()
		if h := c.Flags().Lookup("help"); h != nil {
			h.Usage = "explain this command"
		}
		c.DisableFlagsInUseLine = true
	}
	_ = root.RegisterFlagCompletionFunc("color", cobra.FixedCompletions([]string{"auto", "always", "never"}, cobra.ShellCompDirectiveNoFileComp))
	return root
}

// unrecorded are the commands that print no records.
var unrecorded = []string{"help", "completion", "serve"}

// descend lists the commands below c.
func descend(c *cobra.Command) []*cobra.Command {
	var all []*cobra.Command
	for _, sub := range c.Commands() {
		all = append(append(all, sub), descend(sub)...)
	}
	return all
}

func unknownCommand(cmd *cobra.Command, name string) error {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	meant := ""
	if s := cmd.SuggestionsFor(name); len(s) > 0 {
		meant = s[0]
	}
	if near := grammar.Nearest(name, names); near != "" {
		meant = near
	}
	return rostrum.Errorf(rostrum.CodeInvalid, "expected a command, found %q%s", name, didYouMean(meant, names))
}

// didYouMean ends a message with what was probably meant, else with all there
// is.
func didYouMean(meant string, all []string) string {
	if meant != "" {
		return fmt.Sprintf("; did you mean %q?", meant)
	}
	return " (one of " + strings.Join(all, ", ") + ")"
}

// flagError words what cobra says about flags as the rest of the program words
// its errors.
func flagError(cmd *cobra.Command, err error) error {
	if cmd.HasSubCommands() {
		if err := cmd.ValidateArgs(cmd.Flags().Args()); err != nil {
			return err // it may be a flag of the command that was meant
		}
	}
	var missing *pflag.ValueRequiredError
	if errors.As(err, &missing) {
		what, _ := pflag.UnquoteUsage(missing.GetFlag())
		return rostrum.Errorf(rostrum.CodeInvalid, "--%s: expected %s behind it, found nothing", missing.GetFlag().Name, what)
	}
	var wrong *pflag.InvalidValueError
	if errors.As(err, &wrong) {
		return rostrum.Errorf(rostrum.CodeInvalid, "--%s: expected %s, found %q", wrong.GetFlag().Name, valueOf(wrong.GetFlag()), wrong.GetValue())
	}
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return rostrum.Errorf(rostrum.CodeInvalid, "%v; see %s --help", err, cmd.CommandPath())
	}
	name := unknown.GetSpecifiedName()
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	cmd.InheritedFlags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := grammar.Nearest(name, names); near != "" && len(name) > 1 {
		return rostrum.Errorf(rostrum.CodeInvalid, "there is no flag --%s; did you mean --%s?", name, near)
	}
	dashes := "--"
	if len(name) == 1 {
		dashes = "-"
	}
	return rostrum.Errorf(rostrum.CodeInvalid, "there is no flag %s%s; see %s --help", dashes, name, cmd.CommandPath())
}

// valueOf words what the value of a flag is.
func valueOf(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "int", "int64":
		return "a whole number"
	case "float64":
		return "a number"
	case "bool":
		return "true or false"
	}
	what, _ := pflag.UnquoteUsage(f)
	return what
}

// oneOf checks that the value of a flag is one of a few words.
func oneOf(flag, value string, words ...string) error {
	if slices.Contains(words, value) {
		return nil
	}
	return rostrum.Errorf(rostrum.CodeInvalid, "%s: found %q, which is not known%s", flag, value, didYouMean(grammar.Nearest(value, words), words))
}

// needArgs wants at least one argument, and says what it would be.
func needArgs(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return rostrum.Errorf(rostrum.CodeInvalid, "%s: expected %s", cmd.Name(), what)
		}
		return nil
	}
}

// noArgs wants no argument.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return rostrum.Errorf(rostrum.CodeInvalid, "%s: expected no argument, found %q; see %s --help", cmd.Name(), args[0], cmd.CommandPath())
	}
	return nil
}

// noArgsBut is noArgs, and says for which flag an argument may have been meant.
func noArgsBut(flag string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return rostrum.Errorf(rostrum.CodeInvalid, "%s: expected no argument, found %q; did you mean --%s %q?", cmd.Name(), args[0], flag, args[0])
		}
		return nil
	}
}
