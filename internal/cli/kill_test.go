package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestIngest_Killed kills the process while it ingests, without a chance to
// clear up, and does it again: the store is then what it would have been.
func TestIngest_Killed(t *testing.T) {
	dir := t.TempDir()
	item := func(i int) string {
		return fmt.Sprintf(`{"id":"r%05d","outlet":"KCNA","published":"2024-05-%02d","title":"Visit %d","text":"Kim Chol Su inspected the Sample Machine Plant on Monday, the %d. time."}`+"\n",
			i, 1+i%28, i, i)
	}
	const half, whole = 2000, 3000
	command := func(db string) *exec.Cmd {
		c := exec.Command("rostrum", "ingest", "--json", "-")
		c.Env = append(os.Environ(), "ROSTRUM_DB="+filepath.Join(dir, db))
		return c
	}
	all := func(db string) (s struct{ Read, New, Duplicates int }) {
		t.Helper()
		c := command(db)
		var in strings.Builder
		for i := range whole {
			in.WriteString(item(i))
		}
		c.Stdin = strings.NewReader(in.String())
		out, err := c.Output()
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(out, &s); err != nil {
			t.Fatal(err)
		}
		return s
	}

	c := command("killed.db")
	stdin, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stderr, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for i := range half {
		if _, err := stdin.Write([]byte(item(i))); err != nil {
			t.Fatal(err)
		}
	}
	// The first line of progress comes after the first batch is kept; the
	// process then waits for more, or writes.
	if line, err := bufio.NewReader(stderr).ReadString('\n'); err != nil || !strings.HasPrefix(line, "reading -") {
		t.Fatalf("got %q, %v", line, err)
	}
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err == nil {
		t.Fatal("the process ended by itself")
	}

	s := all("killed.db")
	if s.Read != whole || s.Duplicates == 0 || s.New == 0 || s.New+s.Duplicates != whole {
		t.Errorf("going on: %+v", s)
	}
	if s := all("whole.db"); s.New != whole {
		t.Errorf("at once: %+v", s)
	}
	dump := func(db string) []byte {
		t.Helper()
		var out bytes.Buffer
		if code := run(t, &out, map[string]string{"ROSTRUM_DB": filepath.Join(dir, db)}, "events", "--ndjson", "--limit", "10000"); code != 0 {
			t.Fatalf("exit code %d", code)
		}
		return out.Bytes()
	}
	if killed := dump("killed.db"); bytes.Count(killed, []byte("\n")) < whole || !bytes.Equal(killed, dump("whole.db")) {
		t.Error("the store differs from one that was filled at once")
	}
}
