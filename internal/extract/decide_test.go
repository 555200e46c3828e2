package extract_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/profiles"
)

// pointed is the invented outlet's engine with points for referents.
func pointed(t *testing.T, points string) *extract.Engine {
	t.Helper()
	return pointedBy(t, profile.PointsFile, points)
}

// pointedBy is that engine with a file of points.
func pointedBy(t *testing.T, file, points string) *extract.Engine {
	t.Helper()
	fsys := fstest.MapFS{}
	err := fs.WalkDir(profiles.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(profiles.FS, name)
		fsys[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if points != "" {
		fsys["vdb-en/"+file] = &fstest.MapFile{Data: []byte(points)}
	}
	p, err := profile.Load(fsys, "vdb-en")
	if err != nil {
		t.Fatal(err)
	}
	return extract.New(p)
}

// praised is a report with an act of praise about whom no name tells.
var praised = &rostrum.Report{Outlet: "VDB", Published: "2031-04-18", Title: "First Steward Visits Weir",
	Text: "Aldermoor, April 18 Union 84 (VDB) -- Torvane Ost Halric, First Steward of the People's Union, made a tour of counsel at the Orlmouth Shipyard on Thursday.\nHe highly praised the carpenters for their great feats and shining example.\n"}

func referents(e *extract.Engine, r *rostrum.Report) []string {
	var out []string
	for _, a := range apply(e, r).Acts {
		out = append(out, a.Act+" "+a.Referent)
	}
	return out
}

// TestEngine_points: the points of a sentence's signs decide whose matter an act is, a
// leader's own among them, and without points the rules do.
func TestEngine_points(t *testing.T) {
	rules := referents(pointed(t, ""), praised)
	if len(rules) != 1 {
		t.Fatalf("expected one act, found %q", rules)
	}
	for _, c := range []struct{ name, points, want string }{
		{"a word of the sentence", "within:carpenters\t0 100 0 0\n", "praise foreign"},
		{"the same in another role", "title:carpenters\t0 100 0 0\nwithin:feats\t1 0 0 0\n", "praise own"},
		{"a word of the title", "title:weir\t0 0 100 0\n", "praise adversary"},
		{"two of them", "title pair:visits weir\t0 100 0 0\ntitle:weir\t0 0 99 0\n", "praise foreign"},
		{"words in a row", "shape three:the carpenters for\t0 0 9 0\nshape:great feats\t0 10 0 0\n", "praise foreign"},
		{"a leader is not the matter of his own praise", "within:carpenters\t0 0 0 100\nwithin:feats\t5 0 0 0\n", "praise own"},
		{"none that is there", "within:weir\t0 100 0 0\n", "praise own"},
	} {
		if got := referents(pointed(t, c.points), praised); !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestEngine_points_another: nor is another leader the matter of a leader's praise,
// unless the sentence names him.
func TestEngine_points_another(t *testing.T) {
	e := pointed(t, "leader is:torvane-ost-bersin\t0 0 0 100\nwithin:feats\t5 0 0 0\n")
	near, named := *praised, *praised
	near.Text += "Torvane Ost Bersin opened the yard in Union 60.\n"
	named.Text = strings.Replace(named.Text, "the carpenters", "the carpenters of Torvane Ost Bersin", 1)
	for _, c := range []struct {
		r    *rostrum.Report
		want string
	}{{&near, "praise own"}, {&named, "praise Torvane Ost Bersin"}} {
		if got := referents(e, c.r); !slices.Contains(got, c.want) {
			t.Errorf("%q: %q, want %q", c.r.Text, got, c.want)
		}
	}
}

// TestEngine_Explain_points: a trace names the signs that decided.
func TestEngine_Explain_points(t *testing.T) {
	e := pointed(t, "within:carpenters\t0 100 0 0\nwithin:feats\t20 90 0 0\n")
	trace := e.Explain(praised, &rostrum.Extraction{Title: praised.Title, Published: praised.Published})
	want := "referent foreign (within:carpenters +1.00, within:feats +0.70; by rule "
	if !slices.ContainsFunc(trace.Steps, func(s extract.Step) bool { return strings.Contains(s.Outcome, want) }) {
		t.Errorf("no step tells %q: %v", want, trace.Steps)
	}
}

// TestEngine_Signs: every sentence is listed with signs that a file of points can
// hold, and the leaders whom the report names with theirs.
func TestEngine_Signs(t *testing.T) {
	signed := engine(t, "vdb-en").Signs(praised)
	if len(signed) != 2 {
		t.Fatalf("expected two sentences, found %d", len(signed))
	}
	has := func(list []extract.Sign, name string) bool {
		return slices.ContainsFunc(list, func(s extract.Sign) bool { return s.Name == name })
	}
	for _, name := range []string{"within:carpenters", "opens:he", "shape:the carpenters", "title:weir", "report:news"} {
		if has(signed[1].Signs, name) == (name == "report:news") {
			t.Errorf("%s: wrong among %v", name, signed[1].Signs)
		}
	}
	if !has(signed[0].Signs, "behind:carpenters") || has(signed[1].Signs, "behind:carpenters") {
		t.Error("the words of the next sentence are not told from those of the last")
	}
	if len(signed[1].Leaders) != 1 || signed[1].Leaders[0].Name != "Torvane Ost Halric" || !has(signed[1].Leaders[0].Signs, "leader is:torvane-ost-halric") {
		t.Errorf("leaders: %v", signed[1].Leaders)
	}
}
