package web

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/docs"
	"github.com/rostrum-watch/rostrum/internal/confidence"
)

// Measured is what was measured of the records that a profile gives.
type Measured struct {
	Profile string
	Table   *confidence.Table // nil where nobody has measured
}

// Measurements reads what was measured beside each profile.
func Measurements(fsys fs.FS, profiles []string) ([]Measured, error) {
	var all []Measured
	for _, name := range profiles {
		m := Measured{Profile: name}
		if data, err := fs.ReadFile(fsys, path.Join(name, "confidence.yaml")); err == nil {
			if m.Table, err = confidence.Parse(data); err != nil {
				return nil, err
			}
		}
		all = append(all, m)
	}
	return all, nil
}

// methodPage is how records are found, and how often wrongly.
type methodPage struct {
	Profiles []measuredProfile
	Findings []findingRow
	Figures  template.HTML
	Pages    []docPage
}

// measuredProfile is what was measured of one profile.
type measuredProfile struct {
	Measured
	Kinds []measuredKind
}

// measuredKind is what was measured of one kind of records.
type measuredKind struct {
	Kind    string
	Whole   *figure // nil where nobody has measured
	Figures []figure
}

// figure is an error rate.
type figure struct {
	Name      string
	Sort      string // type or family
	N         int
	Error     string
	Low, High string // with 95 %
	OfKind    bool   // too few records: the figure of the kind stands in
}

func (d *desk) method(w http.ResponseWriter, r *http.Request) error {
	figures, err := document("FIGURES.md", 1)
	if err != nil {
		return err
	}
	p := &methodPage{Findings: d.findingRows(), Figures: figures, Pages: documents()}
	for _, m := range d.options.Measured {
		p.Profiles = append(p.Profiles, measuredProfile{m, kindsOf(m.Table)})
	}
	return d.show(w, r, "method", "Method", p)
}

func kindsOf(t *confidence.Table) []measuredKind {
	kinds := make([]measuredKind, 0, len(confidence.Kinds))
	for _, kind := range confidence.Kinds {
		k := measuredKind{Kind: kind}
		if t != nil {
			for i := range t.Figures {
				f := &t.Figures[i]
				if f.Kind != kind {
					continue
				}
				one := figure{N: f.N, Error: percent(1 - f.Value), OfKind: f.Basis == confidence.ByKind && f.Type+f.Family != ""}
				low, high := f.Interval()
				one.Low, one.High = percent(1-high), percent(1-low)
				switch {
				case f.Type != "":
					one.Name, one.Sort = f.Type, confidence.ByType
				case f.Family != "":
					one.Name, one.Sort = f.Family, confidence.ByFamily
				default:
					k.Whole = &one
					continue
				}
				k.Figures = append(k.Figures, one)
			}
		}
		kinds = append(kinds, k)
	}
	return kinds
}

func percent(share float64) string { return fmt.Sprintf("%.1f %%", 100*share) }

// docPage is a document that the pages show.
type docPage struct{ Path, Name string }

// shownDocs are the documents that have a page, by the name in its address.
var shownDocs = []struct{ file, name, title string }{
	{"limits.md", "limits", "Limits"}, {"GLOSSARY.md", "glossary", "Glossary"}, {"KINDS.md", "kinds", "Kinds, voices, referents"}, {"TESTING.md", "testing", "How it is measured"},
	{"DECISIONS.md", "decisions", "Decisions"}, {"GUIDE.md", "guide", "Guide for analysts"},
	{"methods/lineups.md", "lineups", "Line-ups"}, {"methods/absences.md", "absences", "Absences"}, {"methods/company.md", "company", "Company"}, {"methods/firsts.md", "firsts", "Firsts"},
	{"methods/edits.md", "edits", "Edits"}, {"methods/occasions.md", "occasions", "Occasions"}, {"methods/backtest.md", "backtest", "Back-tests"},
	{"methods/identity.md", "identity", "Identity and offices"}, {"methods/novelty.md", "novelty", "What is new"}, {"methods/ledgers.md", "ledgers", "Ledgers"}, {"methods/words.md", "words", "Words"},
}

func documents() []docPage {
	var all []docPage
	for _, s := range shownDocs {
		if _, err := fs.Stat(docs.FS, s.file); err == nil {
			all = append(all, docPage{docPath(s.file), s.title})
		}
	}
	return all
}

// docPath is the address of a document, or "" where it has none.
func docPath(file string) string {
	for _, s := range shownDocs {
		if path.Base(s.file) == path.Base(file) && s.name == "limits" {
			return "/limits"
		}
		if path.Base(s.file) == path.Base(file) {
			return "/about/" + s.name
		}
	}
	return ""
}

// aboutPage is a document.
type aboutPage struct {
	Text  template.HTML
	Pages []docPage
}

func (d *desk) limits(w http.ResponseWriter, r *http.Request) error {
	return d.showDocument(w, r, "limits.md", "Limits")
}

func (d *desk) about(w http.ResponseWriter, r *http.Request) error {
	for _, s := range shownDocs {
		if s.name == r.PathValue("name") {
			return d.showDocument(w, r, s.file, s.title)
		}
	}
	return rostrum.Errorf(rostrum.CodeNotFound, "there is no document %s", clip(r.PathValue("name"), 100))
}

func (d *desk) showDocument(w http.ResponseWriter, r *http.Request, file, title string) error {
	text, err := document(file, 0)
	if err != nil {
		return err
	}
	return d.show(w, r, "about", title, &aboutPage{text, documents()})
}

// document is one of the program's own documents as HTML. They are ours: nothing
// that came in from elsewhere is ever read as Markdown. Headings go down by so many
// levels, where it is a part of another page.
func document(file string, down int) (template.HTML, error) {
	source, err := fs.ReadFile(docs.FS, file)
	if err != nil {
		return "", rostrum.Errorf(rostrum.CodeNotFound, "there is no document %s", file)
	}
	md := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithParserOptions(parser.WithAutoHeadingID()))
	tree := md.Parser().Parse(text.NewReader(source))
	var pictures []ast.Node // of the desk, in the desk: they would weigh more than the page
	if err := ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if h, ok := n.(*ast.Heading); ok && entering {
			h.Level = min(6, h.Level+down)
		}
		if n.Kind() == ast.KindImage && entering {
			pictures = append(pictures, n)
			return ast.WalkSkipChildren, nil
		}
		return redirect(n, entering)
	}); err != nil {
		return "", err
	}
	for _, n := range pictures {
		n.Parent().RemoveChild(n.Parent(), n)
	}
	var b bytes.Buffer
	if err := md.Renderer().Render(&b, source, tree); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil
}

// redirect lets links between documents lead to their pages; those to files that
// have none lead to the list of documents.
func redirect(n ast.Node, entering bool) (ast.WalkStatus, error) {
	l, ok := n.(*ast.Link)
	if !ok || !entering {
		return ast.WalkContinue, nil
	}
	to, fragment, _ := strings.Cut(string(l.Destination), "#")
	if strings.Contains(to, "://") || to == "" {
		return ast.WalkContinue, nil
	}
	page := docPath(path.Base(to))
	switch {
	case page == "":
		page = "/method"
	case fragment != "":
		page += "#" + fragment
	}
	l.Destination = []byte(page)
	return ast.WalkContinue, nil
}

func (d *desk) help(w http.ResponseWriter, r *http.Request) error {
	return d.show(w, r, "help", "Keys and help", &aboutPage{Pages: documents()})
}
