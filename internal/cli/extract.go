package cli

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
)

type extractOptions struct {
	text, explain bool
	outlet        string
	workers       int
	output        string
}

func (p *Program) extractCommand() *cobra.Command {
	var o extractOptions
	c := &cobra.Command{
		Use:   "extract FILE… | -",
		Short: "Read reports and print their records, storing nothing",
		Long: `Read reports and print one JSON object per item, in input order: its events with
their line-ups, its mentions, and the passages that could not be read. Items
that are not extracted, or that cannot be read at all, give a line too, with the
reason. The same input gives the same bytes, whatever the number of workers.

Inputs are JSON lines or plain text with an optional header, compressed or not,
told by their content; a directory is read in sorted order, - is standard input.`,
		Example: `  rostrum extract --explain docs/examples/visit.txt
  rostrum extract profiles/vdb-en/samples/reports.jsonl -o /tmp/records.jsonl
  rostrum extract --outlet VDB --text - < docs/examples/visit.txt`,
		Args: needArgs("files of reports, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error { return p.extract(cmd, args, o) },
	}
	f := c.Flags()
	f.BoolVar(&o.text, "text", false, "put the text of each report into its record")
	f.BoolVar(&o.explain, "explain", false, "show what was found where, by which formula, and what was not read")
	f.StringVar(&o.outlet, "outlet", "", "the `OUTLET` of reports that name none and have no known address")
	f.IntVar(&o.workers, "workers", runtime.GOMAXPROCS(0), "how many reports to read at once")
	f.StringVarP(&o.output, "output", "o", "", "write to `FILE` instead of standard output")
	return c
}

func (p *Program) extract(cmd *cobra.Command, args []string, o extractOptions) (err error) {
	if o.workers < 1 {
		return rostrum.Errorf(rostrum.CodeInvalid, "--workers: expected a number from 1, found %d", o.workers)
	}
	// What a report leaves behind is small and soon dead, and is collected half as often
	// as it would be. Less often still costs more in fresh memory than it saves.
	defer debug.SetGCPercent(debug.SetGCPercent(200))
	e, err := p.engine()
	if err != nil {
		return err
	}
	in := p.open(args, o.outlet, e)
	defer in.close()

	out, finish, err := p.output(o.output)
	if err != nil {
		return err
	}
	defer func() { err = finish(err) }()
	w := bufio.NewWriterSize(out, 128<<10)

	var reads app.Extractor = e
	encode := func(b []byte, r *rostrum.Report, x *rostrum.Extraction) []byte {
		if o.text {
			x.Text = &r.Text
		}
		return append(x.AppendJSON(b), '\n')
	}
	if o.explain {
		ex := &explainer{engine: e}
		reads, encode = ex, ex.page(page{style: style{p.colour() && o.output == ""}, width: p.width(), spoken: true})
		if p.flags.json || p.flags.ndjson {
			encode = ex.lines
		}
	}
	emit := func(b []byte) error { _, err := w.Write(b); return err }
	doc := document{w: w}
	if p.flags.json {
		emit = doc.lines
	}
	if _, err := app.EncodeStream(cmd.Context(), in, reads, o.workers, encode, emit); err != nil {
		return err
	}
	if p.flags.json {
		if err := doc.close(); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return in.err(p)
}

// explainer extracts and keeps, until the extraction is encoded, how.
type explainer struct {
	engine engine
	steps  sync.Map // *rostrum.Extraction -> []step
}

// Extract reads one report.
func (ex *explainer) Extract(r *rostrum.Report) *rostrum.Extraction {
	x, steps := ex.engine.Explain(r)
	ex.steps.Store(x, steps)
	return x
}

func (ex *explainer) take(x *rostrum.Extraction) []step {
	v, _ := ex.steps.LoadAndDelete(x)
	steps, _ := v.([]step)
	return steps
}

// page is the encoding for people.
func (ex *explainer) page(p page) app.Encode {
	return func(b []byte, r *rostrum.Report, x *rostrum.Extraction) []byte { return p.explain(b, r, x, ex.take(x)) }
}

// lines is the encoding for programs.
func (ex *explainer) lines(b []byte, r *rostrum.Report, x *rostrum.Extraction) []byte {
	x.Text = &r.Text
	return appendExplained(b, x, ex.take(x))
}

// output opens the file to write to. A regular file appears under its name only
// when it is whole: finish is given the error so far and returns what remains.
func (p *Program) output(name string) (io.Writer, func(error) error, error) {
	if name == "" || name == "-" {
		return p.Out, func(err error) error { return err }, nil
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return nil, nil, rostrum.Errorf(rostrum.CodeUnavailable, "--output: %w", err)
		}
		return f, func(err error) error { return firstError(err, f.Close()) }, nil
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return nil, nil, rostrum.Errorf(rostrum.CodeUnavailable, "--output: cannot write %s: %w", name, err)
	}
	return f, func(err error) error {
		err = firstError(err, f.Close())
		// Failed inputs leave a whole output behind, with lines that say so.
		if err != nil && rostrum.ErrorCode(err) == rostrum.CodeInternal {
			_ = os.Remove(f.Name())
			return err
		}
		if e := os.Chmod(f.Name(), 0o644); e != nil {
			err = firstError(err, e)
		}
		return firstError(err, os.Rename(f.Name(), name))
	}, nil
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// document turns the lines written to it into one JSON array.
type document struct {
	w     io.Writer
	begun bool
}

// lines takes whole lines, each one value.
func (d *document) lines(b []byte) error {
	b = bytes.TrimSuffix(b, []byte("\n"))
	if len(b) == 0 {
		return nil
	}
	open := ",\n"
	if !d.begun {
		open, d.begun = "[\n", true
	}
	if _, err := io.WriteString(d.w, open); err != nil {
		return err
	}
	_, err := d.w.Write(bytes.ReplaceAll(b, []byte("\n"), []byte(",\n")))
	return err
}

func (d *document) close() error {
	end := "\n]\n"
	if !d.begun {
		end = "[]\n"
	}
	_, err := io.WriteString(d.w, end)
	return err
}
