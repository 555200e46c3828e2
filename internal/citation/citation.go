// Package citation says how a version of a report is cited: in the manner of
// Chicago, of APA, and as an entry of BibTeX, each with the version's digest, so
// that what was read can be told from what stands at the address today.
//
// Key types: Source (what is cited); Chicago, APA and BibTeX make the text.
//
// What it does not do: it asks no store, knows no address of a page (Permalink is
// given), and says nothing of who wrote a report: its outlet is its author.
package citation

import (
	"strings"
	"time"
	"unicode"
)

// Source is a version of a report as it is cited.
type Source struct {
	ID        string
	Outlet    string
	Title     string
	Published string // day, or ""
	Address   string // of the outlet, or ""
	Version   string // "sha256:…"
	Captured  string // day or time, or ""
	Permalink string // of the page that shows this version, or ""
}

// Chicago cites in the manner of the Chicago Manual of Style, as a bibliography
// does.
func Chicago(s Source) string {
	day := "n.d."
	if t, ok := s.day(); ok {
		day = t.Format("January 2, 2006") + "."
	}
	return sentence(s.outlet()+".", "“"+stop(s.title())+"”", day, stopped(s.Address), s.where())
}

// APA cites in the manner of the American Psychological Association.
func APA(s Source) string {
	day := "(n.d.)."
	if t, ok := s.day(); ok {
		day = t.Format("(2006, January 2).")
	}
	return sentence(s.outlet()+".", day, stop(s.title()), s.Address, "["+strings.TrimSuffix(s.where(), ".")+"].")
}

// BibTeX is an entry of BibTeX.
func BibTeX(s Source) string {
	var b strings.Builder
	b.WriteString("@misc{" + key(s.ID) + ",\n")
	field := func(name, value string) {
		if value != "" {
			b.WriteString("  " + name + " = {" + value + "},\n")
		}
	}
	field("author", "{"+escape(s.outlet())+"}")
	field("title", "{"+escape(s.title())+"}")
	if t, ok := s.day(); ok {
		field("year", t.Format("2006"))
		field("month", strings.ToLower(t.Format("Jan")))
		field("day", t.Format("2"))
		field("date", t.Format(time.DateOnly))
	}
	field("howpublished", link(s.Address))
	field("note", escape(strings.TrimSuffix(s.where(), ".")))
	field("url", escapeLink(s.Permalink))
	b.WriteString("}\n")
	return b.String()
}

func (s Source) day() (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, s.Published)
	return t, err == nil
}

func (s Source) outlet() string { return orElse(line(s.Outlet), "Unknown outlet") }
func (s Source) title() string  { return orElse(line(s.Title), "Untitled") }

// where tells which text was read, and where it is kept.
func (s Source) where() string {
	words := "Version " + line(s.Version)
	if c := line(s.Captured); c != "" {
		words += ", captured " + c
	}
	if s.Permalink != "" {
		words += ", " + s.Permalink
	}
	return words + "."
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// line is a text in one line, without what could steer a terminal or an editor.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// stop ends a title with a full stop, unless it ends with a mark of its own.
func stop(s string) string {
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") {
		return s
	}
	return s + "."
}

func stopped(s string) string {
	if s == "" {
		return ""
	}
	return s + "."
}

func sentence(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, " ")
}

// key is an identifier as BibTeX takes one.
func key(id string) string {
	k := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '.', r == ':':
			return r
		}
		return '-'
	}, id)
	return orElse(k, "report")
}

var escapes = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`)

func escape(s string) string { return escapes.Replace(s) }

// escapeLink leaves nothing in an address that could end a field.
func escapeLink(s string) string {
	return strings.NewReplacer(`\`, "%5C", "{", "%7B", "}", "%7D", " ", "%20", "\n", "").Replace(s)
}

func link(address string) string {
	if address == "" {
		return ""
	}
	return `\url{` + escapeLink(address) + "}"
}
