package citation

import (
	"strings"
	"testing"
)

var weir = Source{ID: "vdb-2031-03-05-001", Outlet: "VDB", Title: "First Steward Tours the Low Weir", Published: "2031-03-05", Address: "https://www.vdb.example/2031/0305.html",
	Version: "sha256:0123", Captured: "2031-03-06", Permalink: "http://127.0.0.1:8377/report/vdb-2031-03-05-001?version=0123"}

func TestCite(t *testing.T) {
	for _, tt := range []struct {
		what      string
		got, want string
	}{
		{"Chicago", Chicago(weir), "VDB. “First Steward Tours the Low Weir.” March 5, 2031. https://www.vdb.example/2031/0305.html. " +
			"Version sha256:0123, captured 2031-03-06, http://127.0.0.1:8377/report/vdb-2031-03-05-001?version=0123."},
		{"APA", APA(weir), "VDB. (2031, March 5). First Steward Tours the Low Weir. https://www.vdb.example/2031/0305.html " +
			"[Version sha256:0123, captured 2031-03-06, http://127.0.0.1:8377/report/vdb-2031-03-05-001?version=0123]."},
		{"BibTeX", BibTeX(weir), `@misc{vdb-2031-03-05-001,
  author = {{VDB}},
  title = {{First Steward Tours the Low Weir}},
  year = {2031},
  month = {mar},
  day = {5},
  date = {2031-03-05},
  howpublished = {\url{https://www.vdb.example/2031/0305.html}},
  note = {Version sha256:0123, captured 2031-03-06, http://127.0.0.1:8377/report/vdb-2031-03-05-001?version=0123},
  url = {http://127.0.0.1:8377/report/vdb-2031-03-05-001?version=0123},
}
`},
		{"little is known", Chicago(Source{Version: "sha256:0"}), "Unknown outlet. “Untitled.” n.d. Version sha256:0."},
		{"little is known, APA", APA(Source{Title: "Why?", Version: "sha256:0"}), "Unknown outlet. (n.d.). Why? [Version sha256:0]."},
	} {
		if tt.got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.what, tt.got, tt.want)
		}
	}
}

func FuzzBibTeX(f *testing.F) {
	f.Add("a}b{c", `\input{x}`, "https://x/}{", "2031-03-05")
	f.Fuzz(func(t *testing.T, id, title, address, day string) {
		s := Source{ID: id, Title: title, Address: address, Published: day, Permalink: address}
		entry := BibTeX(s)
		depth := 0
		for i := 0; i < len(entry); i++ {
			switch entry[i] {
			case '\\':
				if i+1 < len(entry) && (entry[i+1] == '{' || entry[i+1] == '}') {
					i++
				}
			case '{':
				depth++
			case '}':
				depth--
			}
			if depth < 0 || depth == 0 && i > 4 && strings.TrimSpace(entry[i+1:]) != "" {
				t.Fatalf("the entry ends before its end: %q", entry)
			}
		}
		if depth != 0 {
			t.Fatalf("the entry does not end: %q", entry)
		}
		for _, line := range []string{Chicago(s), APA(s)} {
			if !strings.Contains(title, "\n") && strings.Contains(line, "\n") && !strings.Contains(address, "\n") {
				t.Fatalf("more than a line: %q", line)
			}
		}
	})
}
