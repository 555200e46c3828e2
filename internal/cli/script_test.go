package cli

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/rostrum-watch/rostrum/internal/eval/whole"
)

var update = flag.Bool("update", false, "write what the scripts print into their golden files")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"rostrum": func() { os.Exit(Main()) }})
}

// TestScript_whole runs testdata/script/*.txtar: one script for each command. Besides
// the commands of testscript they use:
//
//	exits CODE rostrum ARG…  the command ends with exactly this exit code
//	json FILE                the file ("stdout" too) is one JSON document
//	ndjson FILE N            it is N lines, each one JSON object
//	gzip FILE                compresses FILE into FILE.gz, and removes it
//	cut FILE N               keeps its first N bytes
//
// Each command is a process that loads the profiles. Under the race detector, which
// makes that slow, those scripts run that say in a comment where goroutines meet.
func TestScript_whole(t *testing.T) {
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if whole.Part(t) {
		scripts = slices.DeleteFunc(scripts, func(name string) bool {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			return !bytes.Contains(data, []byte("\n# Goroutines meet"))
		})
	}
	testscript.Run(t, testscript.Params{
		Files:         scripts,
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("ROSTRUM_DB", env.WorkDir+"/reports.db")
			env.Setenv("COLUMNS", "80")
			root, err := filepath.Abs("../..")
			env.Setenv("ROOT", root) // of the checkout, for samples
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "json": oneDocument, "ndjson": lines, "gzip": compress, "cut": cut,
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARG…")
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit code %d, want %s; beside the output: %s", got, args[0], ts.ReadFile("stderr"))
	}
}

func oneDocument(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: json FILE")
	}
	dec := json.NewDecoder(bytes.NewReader([]byte(ts.ReadFile(args[0]))))
	var v any
	if err := dec.Decode(&v); err != nil {
		ts.Fatalf("%s: no JSON document: %v", args[0], err)
	}
	if err := dec.Decode(&v); !errors.Is(err, io.EOF) {
		ts.Fatalf("%s: more than one JSON document", args[0])
	}
}

func lines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: ndjson FILE N")
	}
	n := 0
	for line := range bytes.Lines([]byte(ts.ReadFile(args[0]))) {
		n++
		var v map[string]any
		if err := json.Unmarshal(line, &v); err != nil {
			ts.Fatalf("%s:%d: no JSON object: %v", args[0], n, err)
		}
		if line[len(line)-1] != '\n' {
			ts.Fatalf("%s:%d: the line does not end", args[0], n)
		}
	}
	if strconv.Itoa(n) != args[1] {
		ts.Fatalf("%s: %d lines, want %s", args[0], n, args[1])
	}
}

func compress(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: gzip FILE")
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]+".gz"), b.Bytes(), 0o644))
	ts.Check(os.Remove(ts.MkAbs(args[0])))
}

func cut(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.ParseInt(args[len(args)-1], 10, 64)
	if neg || len(args) != 2 || err != nil {
		ts.Fatalf("usage: cut FILE N")
	}
	ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
}
