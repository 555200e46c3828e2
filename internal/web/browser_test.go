package web_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/eval/whole"
)

const (
	browserDir = "../../tools/desk"
	corpus     = "../../../shared/corpus/"
)

// script is what tools/desk/browser.mjs is told.
type script struct {
	Pages  []string   `json:"pages"`
	Views  []view     `json:"views"`
	Edited *editedOne `json:"edited"`
	Title  *titleOne  `json:"title"`
	Report string     `json:"report"`
	LineUp *lineUpOne `json:"lineup"`
}

// view is how a page is looked at.
type view struct {
	Theme string `json:"theme"`
	Width int    `json:"width"`
}

// everyView is each theme at each width; crosswise has both themes and both widths, once.
var (
	crosswise = []view{{"light", 1440}, {"dark", 390}}
	everyView = append([]view{{"light", 390}, {"dark", 1440}}, crosswise...)
)

// lineUpOne is a line-up and the one that it is held against.
type lineUpOne struct {
	Report string `json:"report"`
	Other  string `json:"other"`
}

// editedOne is a report that was edited, on the page of some days, and words of it
// that are gone.
type editedOne struct {
	Today string `json:"today"`
	Gone  string `json:"gone"`
}

// titleOne is a title and the day on which it is held first.
type titleOne struct {
	Text  string `json:"text"`
	First string `json:"first"`
}

// everyPage is every page there is, of a store that has a report.
func everyPage(report, person string) []string {
	return []string{"/", "/search", "/search?q=the+people", "/events", "/events?type=weapons_test&type=drill&newest-first=yes", "/people", "/lineups", "/lineup/" + report, person, "/plans", "/acts?voice=all", "/titles", "/reports", "/edited", "/links", "/cited",
		"/findings", "/findings?alarms=yes", "/firsts?held=yes", "/absences", "/order", "/company", "/phrases", "/phrase?q=the+people", "/names", "/alike", "/alike/" + report,
		"/corrections", "/review", "/review?unknown=yes&from=2031-03&to=2031-04", "/review/conflicts", "/review/people", "/review/rates", "/api/v1/", "/sources", "/method", "/limits", "/help", "/about/glossary", "/report/" + report, "/original/" + report, "/diff/" + report, "/correct/" + report + "?record=event:1", "/correct/" + report + "?record=plan:new"}
}

// browse drives a browser over a desk.
func (d *desk) browse(s script) {
	d.t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		d.t.Skip("left out: the desk in a browser (no node)")
	}
	chromium := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if chromium, err = exec.LookPath(name); err == nil {
			break
		}
	}
	if chromium == "" {
		d.t.Skip("left out: the desk in a browser (no chromium)")
	}
	if _, err := os.Stat(browserDir + "/node_modules/playwright-core"); err != nil {
		d.t.Skip("left out: the desk in a browser (npm ci in tools/desk brings what drives it)")
	}
	if os.Getenv("ROSTRUM_DB") != "" {
		d.t.Fatal("ROSTRUM_DB is set: the desk of these tests is to have a store of its own")
	}
	list := filepath.Join(d.t.TempDir(), "pages.json")
	b, err := json.Marshal(s)
	if err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(list, b, 0o600); err != nil {
		d.t.Fatal(err)
	}
	args := []string{"browser.mjs", d.base, list}
	if dir := os.Getenv("ROSTRUM_SHOTS"); dir != "" {
		args = append(args, filepath.Join(dir, d.t.Name()))
	}
	cmd := exec.CommandContext(d.t.Context(), node, args...)
	cmd.Dir = browserDir
	cmd.Env = append(os.Environ(), "CHROMIUM="+chromium)
	out, err := cmd.CombinedOutput()
	if err != nil {
		d.t.Errorf("%v\n%s", err, out)
		return
	}
	d.t.Logf("%s", bytes.TrimSpace(out))
}

// TestBrowser_samplesWhole looks at every page over the samples, in every view.
func TestBrowser_samplesWhole(t *testing.T) {
	whole.Only(t)
	if testing.Short() {
		t.Skip("left out: the desk in a browser (-short)")
	}
	d := ownDesk(t)
	d.browse(script{Views: everyView, Pages: everyPage("vdb-2031-04-10-002", "/person?name=Pellavar+Ost+Fael"), Report: "/report/vdb-2031-04-09-001", Edited: &editedOne{"/", "Sorrenby Ost Kelm"}, Title: &titleOne{"lamp of the commonwealth", "2031-04-09"},
		LineUp: &lineUpOne{"vdb-2031-04-10-002", "vdb-2031-03-01-001"}})
}

// TestBrowser_corpusWhole looks at every page over two months of real reports: what is
// longer there than in the samples, at both widths.
func TestBrowser_corpusWhole(t *testing.T) {
	whole.Only(t)
	t.Parallel()
	if testing.Short() {
		t.Skip("left out: the desk in a browser (-short)")
	}
	from, err := os.Open(corpus + "kcna-2011.jsonl.gz")
	if err != nil {
		t.Skip("left out: the desk over real reports in a browser (no ../shared)")
	}
	defer from.Close()
	unpacked, err := gzip.NewReader(from)
	if err != nil {
		t.Fatal(err)
	}
	var two bytes.Buffer
	lines := bufio.NewScanner(unpacked)
	for lines.Buffer(nil, 4<<20); lines.Scan(); {
		if s := lines.Text(); strings.Contains(s, `"kcna-2011-01-`) || strings.Contains(s, `"kcna-2011-02-`) {
			two.WriteString(s + "\n")
		}
	}
	file, db := filepath.Join(t.TempDir(), "two.jsonl"), filepath.Join(t.TempDir(), "desk.db")
	if err := os.WriteFile(file, two.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, db, "ingest", "-q", file)
	d := open(t, db)
	d.browse(script{Views: crosswise, Pages: append(everyPage("kcna-2011-01-01-002", "/person?name=Choe+Ryong+Hae"), "/?from=2011-01-01&to=2011-01-03", "/report/kcna-2011-02-02-003"), Report: "/report/kcna-2011-01-01-002",
		LineUp: &lineUpOne{"kcna-2011-02-15-015", "kcna-2011-02-02-003"}})
}
