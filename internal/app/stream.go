package app

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"path"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/archive"
	"github.com/rostrum-watch/rostrum/internal/read"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// Bounds of what one worker takes on at a time.
const (
	chunkItems = 64
	chunkBytes = 1 << 20
)

// chunk is a run of items that one worker handles.
type chunk struct {
	items []Decoder
	bytes []byte // what EncodeStream made of them
	done  chan struct{}
	err   error // a panic, which ends the run

	reports     []*rostrum.Report
	extractions []*rostrum.Extraction
	raws        []raw              // of reports, where a store wants them
	documents   []*search.Document // the same; nil of what could not be read
	tally       Tally
}

// making says what workers make of an item besides its extraction.
type making struct {
	encode Encode // nil where no bytes are wanted
	store  bool   // what a store keeps: packed bytes, and documents for its index
}

// raw is the bytes of an item as they came, for the archive.
type raw struct {
	packed []byte
	sum    [sha256.Size]byte
}

// packed packs the bytes of an item, if it has them.
func packed(d Decoder) raw {
	b, ok := d.(interface{ Bytes() []byte })
	if !ok {
		return raw{}
	}
	return raw{archive.Pack(b.Bytes()), sha256.Sum256(b.Bytes())}
}

// ExtractStream reads src to its end, extracts with workers goroutines (at
// least one) and hands each extraction to emit, in input order, from the
// calling goroutine. An item on which the extractor panics becomes a failed
// extraction. It ends early, with the error, where src or emit fails or ctx
// ends; the tally counts what was emitted.
func ExtractStream(ctx context.Context, src Source, x Extractor, workers int, emit func(*rostrum.Extraction) error) (Tally, error) {
	return stream(ctx, src, x, workers, making{}, func(c *chunk) error {
		for _, e := range c.extractions {
			if err := emit(e); err != nil {
				return err
			}
		}
		return nil
	})
}

// EncodeStream is ExtractStream with the encoding done by the workers. emit
// gets the bytes of several items at a time, which it must not keep.
func EncodeStream(ctx context.Context, src Source, x Extractor, workers int, encode Encode, emit func([]byte) error) (Tally, error) {
	return stream(ctx, src, x, workers, making{encode: encode}, func(c *chunk) error { return emit(c.bytes) })
}

// FromReader makes a Source of a reader of inputs.
func FromReader(r *read.Reader) Source { return reader{r} }

type reader struct{ r *read.Reader }

func (s reader) Next() (Decoder, error) {
	raw, err := s.r.NextRaw()
	if err != nil {
		return nil, err
	}
	return raw, nil
}

// stream runs the stages: one goroutine cuts src into chunks, workers handle
// them, the caller takes them in order. A chunk is in one of three places: with
// a worker, waiting for its turn, or free; there is a fixed number of them, and
// that bounds the memory.
func stream(ctx context.Context, src Source, x Extractor, workers int, m making, take func(*chunk) error) (Tally, error) {
	workers = max(workers, 1)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	n := 2*workers + 1
	if m.store {
		n += batchItems / chunkItems // so that workers go on while a batch is kept
	}
	free := make(chan *chunk, n)
	todo := make(chan *chunk, n)
	order := make(chan *chunk, n)
	for range n {
		free <- &chunk{done: make(chan struct{}, 1)}
	}

	var srcErr error
	var running sync.WaitGroup
	running.Go(func() {
		defer close(order)
		defer close(todo)
		for {
			var c *chunk
			select {
			case <-ctx.Done():
				return
			case c = <-free:
			}
			var more bool
			srcErr = guarded(func() (err error) {
				more, err = fill(ctx, c, src)
				return err
			})
			if len(c.items) > 0 {
				todo <- c // never blocks: there is room for every chunk
				order <- c
			}
			if !more {
				return
			}
		}
	})
	for range workers {
		running.Go(func() {
			var g *search.Gatherer
			if m.store {
				g = search.NewGatherer()
			}
			for c := range todo {
				if ctx.Err() == nil {
					c.err = guarded(func() error { c.work(x, m, g); return nil })
				}
				c.done <- struct{}{}
			}
		})
	}

	total := Tally{Reasons: map[string]int{}}
	err := func() error {
		for c := range order {
			<-c.done
			if err := cmp.Or(ctx.Err(), c.err); err != nil {
				return err
			}
			if err := take(c); err != nil {
				return err
			}
			total.add(&c.tally)
			free <- c
		}
		return ctx.Err()
	}()
	cancel()
	running.Wait()
	if err == nil {
		err = srcErr
	}
	return total, err
}

// fill takes items from src; it returns false after the last.
func fill(ctx context.Context, c *chunk, src Source) (more bool, err error) {
	clear(c.items)
	c.items = c.items[:0]
	size := 0
	for len(c.items) < chunkItems && size < chunkBytes && ctx.Err() == nil {
		d, err := src.Next()
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		if err != nil {
			return false, fmt.Errorf("reading the input: %w", err)
		}
		c.items = append(c.items, d)
		if s, ok := d.(interface{ Size() int }); ok {
			size += s.Size()
		}
	}
	return true, nil
}

// work extracts the items of a chunk, and makes of them what else is wanted.
func (c *chunk) work(x Extractor, m making, g *search.Gatherer) {
	clear(c.reports)
	clear(c.extractions)
	clear(c.raws)
	clear(c.documents)
	c.reports, c.extractions, c.raws, c.documents, c.bytes = c.reports[:0], c.extractions[:0], c.raws[:0], c.documents[:0], c.bytes[:0]
	c.tally = Tally{}
	for i, d := range c.items {
		r, e := extract(d, x)
		c.items[i] = nil
		c.tally.count(e)
		if m.encode != nil {
			c.bytes = m.encode(c.bytes, r, e)
			continue
		}
		if m.store {
			var doc *search.Document
			if r.Err == nil {
				doc = g.Document(r, e)
			}
			c.raws, c.documents = append(c.raws, packed(d)), append(c.documents, doc)
		}
		c.reports = append(c.reports, r)
		c.extractions = append(c.extractions, e)
	}
}

// extract decodes and extracts one item. A panic in either is a failed
// extraction that says so.
func extract(d Decoder, x Extractor) (r *rostrum.Report, e *rostrum.Extraction) {
	defer func() {
		if v := recover(); v != nil {
			if r == nil {
				r = &rostrum.Report{}
				if at, ok := d.(interface {
					Input() string
					Item() int
				}); ok {
					r.Input, r.Item = at.Input(), at.Item()
				}
				r.Err = rostrum.Errorf(rostrum.CodeInternal, "panic while decoding: %v", v)
			}
			e = failed(r, fmt.Sprintf("%s: panic: %v in %s", rostrum.CodeInternal, v, panicSite(debug.Stack())))
		}
	}()
	r = d.Report()
	e = x.Extract(r)
	if e == nil {
		e = failed(r, string(rostrum.CodeInternal)+": the extractor gave nothing")
	}
	return r, e
}

// failed is the extraction of a report that could not be extracted.
func failed(r *rostrum.Report, reason string) *rostrum.Extraction {
	version := r.Version()
	return &rostrum.Extraction{
		ID: rostrum.IdentifyReport(r, version), Input: r.Input, Item: r.Item, Outlet: r.Outlet, Lang: "und",
		Published: r.Published, Retrieved: r.Retrieved, Title: r.Title, Version: version,
		Status: rostrum.StatusFailed, Reason: reason, Notes: append([]string{}, r.Notes...),
		Events: []rostrum.Event{}, Plans: []rostrum.Plan{}, Acts: []rostrum.Act{}, Mentions: []rostrum.Mention{}, Unread: []rostrum.Unread{},
	}
}

// count adds one extraction.
func (t *Tally) count(e *rostrum.Extraction) {
	t.Items++
	switch e.Status {
	case rostrum.StatusExtracted:
		t.Extracted++
		return
	case rostrum.StatusNotExtracted:
		t.NotExtracted++
	default:
		t.Failed++
	}
	if t.Reasons == nil {
		t.Reasons = map[string]int{}
	}
	t.Reasons[e.Reason]++
}

// add adds another tally.
func (t *Tally) add(o *Tally) {
	t.Items += o.Items
	t.Extracted += o.Extracted
	t.NotExtracted += o.NotExtracted
	t.Failed += o.Failed
	for reason, n := range o.Reasons {
		t.Reasons[reason] += n
	}
}

// panicSite finds the line of code that panicked in a stack trace: the first
// file named after the call of panic, without the folders of this machine.
func panicSite(stack []byte) string {
	lines := strings.Split(string(stack), "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "panic(") {
			for _, l := range lines[i+2:] {
				if file, ok := strings.CutPrefix(l, "\t"); ok && !strings.Contains(file, "/runtime/") {
					file, _, _ = strings.Cut(file, " ")
					return path.Base(path.Dir(file)) + "/" + path.Base(file)
				}
			}
		}
	}
	return "an unknown place"
}
