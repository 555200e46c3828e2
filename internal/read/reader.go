package read

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/klauspost/compress/gzip"

	"github.com/rostrum-watch/rostrum"
)

// Bounds that hold where Options leaves them zero.
const (
	DefaultMaxItem  = 16 << 20 // bytes of one JSON object or one plain file
	DefaultMaxTotal = 8 << 30  // bytes of one input after decompression
	DefaultMaxDepth = 2        // gzip within gzip
)

// maxSeen bounds the memory spent on noticing doubled items of one input.
const maxSeen = 1 << 19

// Options says how to read. The zero value works.
type Options struct {
	Outlet   string            // the outlet of reports that neither name one nor have a known host
	Hosts    map[string]string // host or its suffix ("kcna.kp"), in lower case -> outlet
	MaxItem  int
	MaxTotal int64
	MaxDepth int
}

// input is a path still to be read, or the reason why it cannot be.
type input struct {
	path  string
	given bool // by the user: a directory is walked
	err   error
}

// Reader yields the reports of several inputs one after the other. It is not
// safe for use by several goroutines; the Raws that it yields are.
type Reader struct {
	opts    Options
	stdin   io.Reader
	pending []input

	name   string
	file   io.Closer
	head   *bufio.Reader
	unzip  []*gzip.Reader // one for each layer, used again for the next input
	src    source
	split  func(*Reader) (Raw, bool)
	item   int
	seed   maphash.Seed
	seen   map[uint64]seen // hash of what an item of this input says -> where it was first
	empty  []string        // inputs that held nothing
	queued []Raw

	sized bool         // total has been taken
	total atomic.Int64 // bytes of all inputs, as far as files say; -1 where one does not
	taken atomic.Int64 // of them, those that were read
}

// New returns a Reader over paths, in their order: files, directories (walked
// in sorted order; names that begin with a dot are left out) and "-", which is
// stdin. Nothing is opened before the first call of Next.
func New(paths []string, stdin io.Reader, opts Options) *Reader {
	if opts.MaxItem <= 0 {
		opts.MaxItem = DefaultMaxItem
	}
	if opts.MaxTotal <= 0 {
		opts.MaxTotal = DefaultMaxTotal
	}
	if opts.MaxDepth <= 0 {
		opts.MaxDepth = DefaultMaxDepth
	}
	r := &Reader{opts: opts, stdin: stdin, seed: maphash.MakeSeed(), seen: map[uint64]seen{}}
	for _, p := range paths {
		r.pending = append(r.pending, input{path: p, given: true})
	}
	return r
}

// Next returns the next report, or io.EOF after the last. An item, or a whole
// input, that cannot be read is a report whose Err says why.
func (r *Reader) Next() (*rostrum.Report, error) {
	raw, err := r.NextRaw()
	if err != nil {
		return nil, err
	}
	return raw.Report(), nil
}

// NextRaw returns the next item without decoding it, or io.EOF after the last.
func (r *Reader) NextRaw() (Raw, error) {
	if !r.sized {
		r.size()
	}
	for {
		if len(r.queued) > 0 {
			raw := r.queued[0]
			r.queued = r.queued[1:]
			return r.number(raw), nil
		}
		if r.split != nil {
			if raw, ok := r.split(r); ok {
				return r.number(raw), nil
			}
			if r.item == 0 {
				r.empty = append(r.empty, r.name)
			}
			r.closeInput()
			continue
		}
		if len(r.pending) == 0 {
			return Raw{}, io.EOF
		}
		in := r.pending[0]
		r.pending = r.pending[1:]
		if raw, ok := r.open(in); !ok {
			return r.number(raw), nil
		}
	}
}

// Progress tells how many bytes of the inputs have been read, of how many in all;
// total is 0 where nobody knows, as with standard input. It may be called from any
// goroutine.
func (r *Reader) Progress() (done, total int64) {
	return r.taken.Load(), max(r.total.Load(), 0)
}

// size takes the total of all inputs.
func (r *Reader) size() {
	r.sized = true
	var total int64
	for _, in := range r.pending {
		info, err := os.Stat(in.path)
		switch {
		case in.path == "-" || err == nil && !info.IsDir() && !info.Mode().IsRegular():
			r.total.Store(-1)
			return
		case err != nil:
		case info.IsDir():
			for _, found := range walk(in.path) {
				if info, err := os.Stat(found.path); err == nil {
					total += info.Size()
				}
			}
		default:
			total += info.Size()
		}
	}
	r.total.Store(total)
}

// counted counts the bytes that are read of a file.
type counted struct {
	io.Reader
	done *atomic.Int64
}

func (c counted) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.done.Add(int64(n))
	return n, err
}

// Empty returns the inputs read so far that held no item: empty files, empty
// lists, folders without files. They give no report, so who reads should be told.
func (r *Reader) Empty() []string { return r.empty }

// Close gives up what is open. It is only needed by who stops before io.EOF.
func (r *Reader) Close() error {
	r.pending, r.queued = nil, nil
	return r.closeInput()
}

// number gives raw its place and notes whether the input held it before.
func (r *Reader) number(raw Raw) Raw {
	r.item++
	raw.input, raw.item, raw.opts = r.name, r.item, &r.opts
	if raw.problem == "" && len(raw.data) > 0 {
		now := seen{r.item, maphash.Bytes(r.seed, raw.data)}
		said := now.bytes
		if title, text := told(raw); text != nil {
			said = maphash.Bytes(r.seed, text)*31 + maphash.Bytes(r.seed, title)
		}
		if first, ok := r.seen[said]; ok {
			raw.doubles, raw.same = first.item, first.bytes == now.bytes
		} else if len(r.seen) < maxSeen {
			r.seen[said] = now
		}
	}
	return raw
}

// open makes in the current input. It returns false, and the item that says so,
// where it cannot be opened. A directory puts its files in front of the queue.
func (r *Reader) open(in input) (Raw, bool) {
	r.name, r.item = in.path, 0
	clear(r.seen)
	failed := func(err error) (Raw, bool) {
		var e *rostrum.Error
		if errors.As(err, &e) {
			return Raw{problem: e.Message, code: e.Code, cause: e.Err}, false
		}
		var p *fs.PathError
		reason := err
		if errors.As(err, &p) {
			reason = p.Err // the name stands in front already
		}
		return Raw{problem: "cannot be opened: " + reason.Error(), code: rostrum.CodeUnavailable, cause: err}, false
	}
	if in.err != nil {
		return failed(in.err)
	}
	if in.path == "-" && in.given {
		stdin := r.stdin
		if stdin == nil {
			stdin = strings.NewReader("")
		}
		return r.start(stdin, -1)
	}
	info, err := os.Stat(in.path)
	if err != nil {
		return failed(err)
	}
	switch {
	case info.IsDir() && in.given:
		found := walk(in.path)
		if len(found) == 0 {
			r.empty = append(r.empty, in.path)
		}
		r.pending = append(found, r.pending...)
		return Raw{}, true
	case info.IsDir():
		return failed(rostrum.Errorf(rostrum.CodeUnsupported, "a link to a directory; name it to have it read"))
	case !in.given && !info.Mode().IsRegular():
		return failed(rostrum.Errorf(rostrum.CodeUnsupported, "not a regular file; name it to have it read"))
	}
	f, err := os.Open(in.path)
	if err != nil {
		return failed(err)
	}
	r.file = f
	return r.start(counted{f, &r.taken}, info.Size())
}

// walk lists the files below dir in sorted order, without hidden ones.
func walk(dir string) []input {
	var found []input
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			found = append(found, input{path: path, err: err})
		case path != dir && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case !d.IsDir():
			found = append(found, input{path: path})
		}
		return nil
	})
	return found
}

// start peels gzip off the stream and tells its format.
func (r *Reader) start(stream io.Reader, size int64) (Raw, bool) {
	if r.head == nil {
		r.head = bufio.NewReaderSize(stream, 64<<10)
	} else {
		r.head.Reset(stream)
	}
	head, zipped := r.head, false
	for depth := 0; ; depth++ {
		magic, err := head.Peek(2)
		if len(magic) < 2 || magic[0] != 0x1f || magic[1] != 0x8b {
			if len(magic) == 0 && err != io.EOF {
				return r.refuse(rostrum.CodeUnavailable, err, "cannot be read: %v", err)
			}
			break
		}
		zipped = true
		if depth == r.opts.MaxDepth {
			return r.refuse(rostrum.CodeUnsupported, nil, "gzip within gzip, more than %d deep", r.opts.MaxDepth)
		}
		if depth == len(r.unzip) {
			r.unzip = append(r.unzip, new(gzip.Reader))
		}
		if err := r.unzip[depth].Reset(head); err != nil {
			return r.refuse(rostrum.CodeInvalid, err, "gzip header cannot be read: %v", err)
		}
		head = bufio.NewReaderSize(r.unzip[depth], 4<<10)
	}
	if zipped {
		size = -1
	}
	var stripped io.Reader = head
	mark, _ := head.Peek(2)
	if bytes.Equal(mark, []byte{0xff, 0xfe}) || bytes.Equal(mark, []byte{0xfe, 0xff}) {
		stripped, size = &utf16Reader{r: head}, -1
	}
	r.src = source{r: stripped, left: r.opts.MaxTotal, total: r.opts.MaxTotal, zipped: zipped, line: 1, size: size}
	return r.tell()
}

// refuse ends the current input with one item that says why.
func (r *Reader) refuse(code rostrum.Code, cause error, format string, args ...any) (Raw, bool) {
	_ = r.closeInput()
	return Raw{problem: fmt.Sprintf(format, args...), code: code, cause: cause}, false
}

func (r *Reader) closeInput() error {
	r.split, r.src = nil, source{}
	if r.file == nil {
		return nil
	}
	err := r.file.Close()
	r.file = nil
	return err
}
