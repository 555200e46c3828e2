package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/pflag"

	"github.com/rostrum-watch/rostrum/internal/app"
)

// mustJSON encodes what always can be, without escaping <, > and &.
func mustJSON(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // a type of this package that JSON cannot hold
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// writeJSON prints one document, indented for people.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// leave makes an answer fit to leave the tool, where it is asked for in a form for
// programs: under the name of --as, or else without what is found to the disadvantage of
// people, of which it says how much there is.
func (p *Program) leave(found app.Leaving) {
	if !p.flags.json && !p.flags.ndjson {
		return
	}
	if n := found.Leave(p.watcher(p.flags.as)); n > 0 {
		fmt.Fprintf(p.Err, "rostrum: %s to the disadvantage of people withheld: such a finding leaves with the name of an analyst, --as NAME\n", count(n, "finding"))
	}
}

// addSignature adds the flag that names who takes an answer along.
func (p *Program) addSignature(flags *pflag.FlagSet) {
	flags.StringVar(&p.flags.as, "as", "", "with --json and --ndjson, the `NAME` of who takes along what is found to the disadvantage of people (default $ROSTRUM_ANALYST)")
}

// writeLines prints one record a line.
func writeLines[T any](w io.Writer, records []T) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for i := range records {
		if err := enc.Encode(&records[i]); err != nil {
			return err
		}
	}
	return nil
}
