package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/profile"
)

// version is set by the linker for a release.
var version = ""

type versionInfo struct {
	Version  string            `json:"version"`
	Commit   string            `json:"commit"`
	Engine   string            `json:"engine"`
	Profiles map[string]string `json:"profiles"` // name -> digest
	Go       string            `json:"go"`
	Platform string            `json:"platform"`
}

func (p *Program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the versions of the program, its engine and its profiles",
		Long: `Print the versions of the program, of the engine and of every profile. Records
are kept with the engine's version and the profile's digest, so that those made
by an older one can be told apart.`,
		Example: "  rostrum version --json",
		Args:    noArgs,
		RunE:    func(*cobra.Command, []string) error { return p.printVersion() },
	}
}

func (p *Program) printVersion() error {
	v := versionInfo{Version: version, Engine: extract.EngineVersion, Profiles: map[string]string{}, Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	if info, ok := debug.ReadBuildInfo(); ok {
		if v.Version == "" {
			v.Version = info.Main.Version
		}
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				v.Commit = s.Value
			}
		}
	}
	if v.Version == "" {
		v.Version = "(devel)"
	}
	fsys, err := p.profileFiles()
	if err != nil {
		return err
	}
	names, err := profile.Names(fsys)
	if err != nil {
		return err
	}
	for _, name := range names {
		loaded, err := profile.Load(fsys, name)
		if err != nil {
			v.Profiles[name] = "has mistakes; see rostrum profile check"
			continue
		}
		v.Profiles[name] = loaded.Digest
	}
	switch {
	case p.flags.json:
		return writeJSON(p.Out, v)
	case p.flags.ndjson:
		return writeLines(p.Out, []versionInfo{v})
	}
	fmt.Fprintf(p.Out, "rostrum %s\nengine %s\n", joined(" ", v.Version, v.Commit), v.Engine)
	for _, name := range names {
		fmt.Fprintf(p.Out, "profile %s %s\n", name, short(v.Profiles[name]))
	}
	_, err = fmt.Fprintf(p.Out, "%s %s\n", v.Go, v.Platform)
	return err
}
