package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum/internal/eval/whole"
)

// mixed is input of every sort: new reports, edited ones, the same at another
// address, exact repeats, headlines, texts of headlines, another story at an
// address, and lines that are no reports.
func mixed(n int) []string {
	var lines []string
	for i := range n {
		day := fmt.Sprintf("2024-%02d-%02d", 1+i/28%12, 1+i%28)
		head := fmt.Sprintf(`"outlet":"KCNA","published":"%s","title":"Visit %d"`, day, i)
		text := fmt.Sprintf(`Kim Chol Su inspected the Sample Machine Plant on Monday, the %d. time, and was told of what the workers had done since then.`, i)
		add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)+"\n") }
		switch i % 10 {
		case 3:
			add(`{%s,"url":"http://example.org/h/%d"}`, head, i)
			add(`{"id":"r%05d","url":"http://example.org/%d",%s,"text":"%s"}`, i, i, head, text)
		case 5:
			add(`{"id":"r%05d","url":"http://example.org/%d",%s,"text":"%s","retrieved":"2024-01-01"}`, i, i, head, text)
			add(`{"id":"r%05d","url":"http://example.org/%d",%s,"text":"%s","retrieved":"2024-01-02"}`, i, i, head, strings.Replace(text, "Kim Chol Su", "Pak Song Min", 1))
			add(`{"id":"m%05d","url":"http://example.org/m/%d",%s,"text":"%s"}`, i, i, head, text)
		case 7:
			add(`{"id":"r%05d","url":"http://example.org/%d",%s,"text":"%s"}`, i, i, head, text)
			add(`{"id":"r%05d","url":"http://example.org/%d",%s,"text":"%s"}`, i, i, head, text)
			add(`{"id":"broken %d`, i)
		case 9:
			add(`{"id":"r%05d","url":"http://example.org/day/%s",%s,"text":"%s"}`, i, day, head, text)
			add(`{"id":"s%05d","url":"http://example.org/day/%s","outlet":"KCNA","published":"%s","title":"Weather %d","text":"It rained on the coast and the sea was high, but the boats of cooperative %d put out."}`, i, day, day, i, i)
		default:
			add(`{"id":"r%05d","url":"http://example.org/%d",%s,"text":"%s"}`, i, i, head, text)
		}
	}
	return lines
}

// summed is what an ingest tells.
type summed struct{ Read, New, Filled, NewVersions, Aliases, Duplicates, Headlines, Rejected int }

// ingestAll ingests lines to the end and checks that none is lost.
func ingestAll(t *testing.T, db string, lines []string) summed {
	t.Helper()
	c := exec.Command("rostrum", "ingest", "--json", "-q", "-")
	c.Env = append(os.Environ(), "ROSTRUM_DB="+db)
	c.Stdin = strings.NewReader(strings.Join(lines, ""))
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	var s summed
	if err := json.Unmarshal(out, &fields); err != nil {
		t.Fatal(err)
	}
	for name, into := range map[string]*int{"read": &s.Read, "new": &s.New, "filled": &s.Filled, "new_versions": &s.NewVersions, "aliases": &s.Aliases,
		"duplicates": &s.Duplicates, "headlines": &s.Headlines, "rejected": &s.Rejected} {
		*into = int(fields[name].(float64))
	}
	if s.Read != len(lines) || s.New+s.NewVersions+s.Aliases+s.Duplicates+s.Headlines+s.Rejected != s.Read {
		t.Errorf("of %d items: %+v", len(lines), s)
	}
	return s
}

// held is everything that a store shows, the head of its log included.
func held(t *testing.T, db string) string {
	t.Helper()
	var out bytes.Buffer
	for _, args := range [][]string{{"verify", "--json"}, {"events", "--ndjson", "--limit", "10000"}, {"brief", "--from", "2024", "--to", "2024", "--json"}, {"show", "m00005", "--json"}} {
		if code := run(t, &out, map[string]string{"ROSTRUM_DB": db}, args...); code != 0 {
			t.Fatalf("%v: exit code %d", args, code)
		}
	}
	return began.ReplaceAllString(out.String(), "")
}

// began is when an import was declared.
var began = regexp.MustCompile(`"began": *"[^"]*"`)

// TestIngest_KilledWhole kills the process at points drawn by lot, without a chance to
// clear up, and does it again: the store is then what it would have been, to the
// head of the log.
func TestIngest_KilledWhole(t *testing.T) {
	points := 20
	if whole.Part(t) {
		points = 2
	}
	if os.Getenv("ROSTRUM_SOAK") != "" {
		points = 50
	}
	dir := t.TempDir()
	lines := mixed(700)
	whole := filepath.Join(dir, "whole.db")
	first := ingestAll(t, whole, lines)
	want := summed{Read: 1120, New: 770, Filled: 70, NewVersions: 70, Aliases: 70, Duplicates: 70, Headlines: 70, Rejected: 70}
	if first != want {
		t.Errorf("at once: got %+v, want %+v", first, want)
	}
	all := held(t, whole)
	lots := rand.New(rand.NewPCG(11, 13))
	interrupted := 0
	for i := range points {
		db := filepath.Join(dir, fmt.Sprint(i, ".db"))
		if kill(t, db, lines, lots) {
			interrupted++
		}
		s := ingestAll(t, db, lines)
		if s.New > first.New || s.Rejected > first.Rejected {
			t.Errorf("point %d: something was kept twice: %+v", i, s)
		}
		if held(t, db) != all {
			t.Errorf("point %d: the store differs from one that was filled at once", i)
		}
	}
	if interrupted < points/2 {
		t.Errorf("%d of %d runs were killed before their end", interrupted, points)
	}
}

// kill ingests lines and kills the process: while it reads, after some of them,
// or while it writes, as soon as the journal has grown to some size. It reports
// whether it came in time.
func kill(t *testing.T, db string, lines []string, lots *rand.Rand) bool {
	t.Helper()
	c := exec.Command("rostrum", "ingest", "-q", "-")
	c.Env = append(os.Environ(), "ROSTRUM_DB="+db)
	stdin, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	n, writing := 1+lots.IntN(len(lines)), lots.IntN(2) == 0
	if writing {
		n = len(lines)
	}
	if _, err := io.WriteString(stdin, strings.Join(lines[:n], "")); err != nil {
		t.Fatal(err)
	}
	if writing {
		if err := stdin.Close(); err != nil {
			t.Fatal(err)
		}
		size := lots.Int64N(2 << 20)
	poll:
		for {
			select {
			case err := <-ended:
				return err != nil
			case <-time.After(100 * time.Microsecond): // and leave the processor to who writes
			}
			if info, err := os.Stat(db + "-wal"); err == nil && info.Size() > size {
				break poll
			}
		}
	}
	if err := c.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	return <-ended != nil
}
