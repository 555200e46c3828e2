package cli

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/read"
)

// inputs is the source of items that a command was given. It remembers what
// could not be read, as that decides how the command ends.
type inputs struct {
	reader *read.Reader
	items  int

	mu       sync.Mutex
	failures []failure
}

// failure is an item that could not be read, at its place among all items.
type failure struct {
	number int
	err    error
}

func (p *Program) open(args []string, outlet string, e engine) *inputs {
	return &inputs{reader: read.New(args, p.In, read.Options{Outlet: outlet, Hosts: e.Hosts()})}
}

func (in *inputs) close() { _ = in.reader.Close() }

// Next cuts out the next item.
func (in *inputs) Next() (app.Decoder, error) {
	raw, err := in.reader.NextRaw()
	if err != nil {
		return nil, err
	}
	in.items++
	return item{raw, in.items, in}, nil
}

type item struct {
	read.Raw
	number int
	in     *inputs
}

// Report decodes the item.
func (i item) Report() *rostrum.Report {
	r := i.Raw.Report()
	if r.Err != nil {
		i.in.mu.Lock()
		i.in.failures = append(i.in.failures, failure{i.number, r.Err})
		i.in.mu.Unlock()
	}
	return r
}

// err is what the command ends with. Single items that cannot be read are told
// of in the output and beside it; an input that cannot be read as a whole, or
// inputs of which nothing can be read, are an error.
func (in *inputs) err(p *Program) error {
	const most = 5
	empty := in.reader.Empty()
	for i, name := range empty {
		if i == most {
			fmt.Fprintf(p.Err, "rostrum: nor do %s\n", count(len(empty)-most, "other input"))
			break
		}
		fmt.Fprintf(p.Err, "rostrum: %s holds no report\n", plain(name))
	}
	if len(in.failures) == 0 {
		return nil
	}
	slices.SortFunc(in.failures, func(a, b failure) int { return cmp.Compare(a.number, b.number) })
	for _, f := range in.failures {
		if rostrum.ErrorCode(f.err) != rostrum.CodeInvalid {
			return f.err
		}
	}
	first := in.failures[0].err
	if len(in.failures) == in.items {
		return first
	}
	fmt.Fprintf(p.Err, "rostrum: %s of %s could not be read, the first: %v\n", thousands(len(in.failures)), count(in.items, "item"), first)
	return nil
}
