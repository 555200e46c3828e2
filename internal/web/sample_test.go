package web_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum/internal/cli"
)

const samples = "../../profiles/vdb-en/samples/"

// made is a store of the samples, some of them captured twice, of which all is found that
// there is to be found. It is made once: tests that write work on copies of it, the
// others look at one desk.
var made = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "rostrum-web")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	db := filepath.Join(dir, "desk.db")
	for _, args := range [][]string{
		{"ingest", "-q", "--coverage", "sample", "--rule", "what is worth showing", samples + "reports.jsonl"},
		{"ingest", "-q", "--coverage", "sample", "--rule", "captured again", samples + "recaptured.jsonl"},
	} {
		if err := ran(context.Background(), db, args...); err != nil {
			return nil, err
		}
	}
	s, err := serve(db)
	if err != nil {
		return nil, err
	}
	err = s.settle(context.Background())
	if ended := s.end(); err == nil {
		err = ended
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(db)
})

// copied is a copy of the store of the samples.
func copied(dir string) (string, error) {
	data, err := made()
	if err != nil {
		return "", err
	}
	db := filepath.Join(dir, "desk.db")
	return db, os.WriteFile(db, data, 0o600)
}

// shown is the one desk of the tests that write nothing, and the folder of its store.
var (
	shownDir string
	shown    = sync.OnceValues(func() (*server, error) {
		var err error
		if shownDir, err = os.MkdirTemp("", "rostrum-web"); err != nil {
			return nil, err
		}
		db, err := copied(shownDir)
		if err != nil {
			return nil, err
		}
		s, err := serve(db)
		if err != nil {
			return nil, err
		}
		return s, s.settle(context.Background())
	})
)

// TestMain shuts the desk that tests share, which is to end as any other.
func TestMain(m *testing.M) {
	code := m.Run()
	if shownDir != "" {
		s, err := shown()
		if s != nil {
			if ended := s.end(); err == nil {
				err = ended
			}
		}
		os.RemoveAll(shownDir)
		if err != nil && code == 0 {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.Exit(code)
}

// output is what a program prints, which another goroutine reads.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(b)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// ran runs a command of the program.
func ran(ctx context.Context, db string, args ...string) error {
	var out, errs bytes.Buffer
	p := &cli.Program{In: strings.NewReader(""), Out: &out, Err: &errs, Args: args, Env: func(name string) string { return map[string]string{"ROSTRUM_DB": db}[name] }}
	if code := p.Run(ctx); code != 0 {
		return fmt.Errorf("rostrum %s: exit status %d: %s", strings.Join(args, " "), code, &errs)
	}
	return nil
}

// server is the program as it serves a store, on this machine alone.
type server struct {
	base  string
	stop  context.CancelFunc
	errs  *output
	ended chan int
}

var told = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// serve serves a store until the server is ended.
func serve(db string) (*server, error) {
	ctx, stop := context.WithCancel(context.Background())
	s := &server{stop: stop, errs: &output{}, ended: make(chan int, 1)}
	p := &cli.Program{In: strings.NewReader(""), Out: io.Discard, Err: s.errs, Args: []string{"serve", "--addr", "127.0.0.1:0"}, Env: func(name string) string { return map[string]string{"ROSTRUM_DB": db}[name] }}
	go func() { s.ended <- p.Run(ctx) }()
	for range 600 {
		if s.base = told.FindString(s.errs.String()); s.base != "" {
			return s, nil
		}
		select {
		case code := <-s.ended:
			stop()
			return nil, fmt.Errorf("the desk ended with status %d: %s", code, s.errs)
		case <-time.After(50 * time.Millisecond):
		}
	}
	stop()
	return nil, fmt.Errorf("the desk did not open")
}

// end waits for the server to stop, which is to tell of no defect.
func (s *server) end() error {
	s.stop()
	if code := <-s.ended; code != 0 {
		return fmt.Errorf("the desk ended with status %d", code)
	}
	if strings.Contains(s.errs.String(), "defect") {
		return fmt.Errorf("the desk told of defects: %s", s.errs)
	}
	return nil
}

// settle waits until what there is to be found was found.
func (s *server) settle(ctx context.Context) error {
	for _, path := range []string{"/today.txt", "/order", "/absences", "/company"} {
		for n := 0; ; n++ {
			a, err := gotten(ctx, s.base+path)
			if err != nil {
				return err
			}
			if a.StatusCode != http.StatusServiceUnavailable {
				break
			}
			if n > 600 {
				return fmt.Errorf("%s is not laid out", path)
			}
			time.Sleep(50 * time.Millisecond)
		}
	}
	return nil
}

// desk is a server as a test looks at it.
type desk struct {
	t    *testing.T
	base string
}

// open serves a store until the test ends, which waits for the server to stop.
func open(t *testing.T, db string) *desk {
	t.Helper()
	s, err := serve(db)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.end(); err != nil {
			t.Error(err)
		}
	})
	return &desk{t, s.base}
}

// run runs a command of the program.
func run(t *testing.T, db string, args ...string) {
	t.Helper()
	if err := ran(t.Context(), db, args...); err != nil {
		t.Fatal(err)
	}
}

// ownDesk serves the samples to one test, beside others.
func ownDesk(t *testing.T) *desk {
	t.Helper()
	t.Parallel()
	db, err := copied(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	d := open(t, db)
	if err := (&server{base: d.base}).settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d
}

// shownDesk serves the samples to all tests that write nothing.
func shownDesk(t *testing.T) *desk {
	t.Helper()
	t.Parallel()
	s, err := shown()
	if err != nil {
		t.Fatal(err)
	}
	return &desk{t, s.base}
}
