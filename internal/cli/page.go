package cli

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/marks"
	"github.com/rostrum-watch/rostrum/internal/prose"
)

// page lays reports and their records out for reading.
type page struct {
	style  style
	width  int
	spoken bool                // without colours, marks are put in words: person[Kim Chol]
	named  bool                // records bear the names by which they can be judged: event:2
	said   map[string][]string // what analysts say of records, by their names
}

// name puts the names of records before what they rest on.
func (p page) name(basis string, names ...string) string {
	if !p.named {
		return basis
	}
	return strings.Join(names, ", ") + " · " + basis
}

// judgements prints what analysts say of records, below each.
func (p page) judgements(b []byte, pad string, names ...string) []byte {
	for _, name := range names {
		for _, line := range p.said[name] {
			b = append(b, hanging(pad+p.style.bold("»"), line, cells(pad)+2, p.width)...)
		}
	}
	return b
}

// sgrOf is the colour of each kind of marks.
var sgrOf = map[string]string{rostrum.MentionPerson: sgrPerson, marks.Post: sgrPost, rostrum.MentionSite: sgrSite, marks.Unread: sgrUnread, marks.Sought: sgrSought,
	rostrum.MentionOrganisation: sgrNamed, rostrum.MentionPlace: sgrNamed, rostrum.MentionWeapon: sgrNamed, rostrum.MentionTitle: sgrNamed}

// text lays out one field, its marks in colour, each paragraph wrapped.
func (p page) text(b []byte, text, base string, over []marks.Mark) []byte {
	offset := 0
	for line := range strings.Lines(text) {
		words := p.words(line, offset, base, over)
		for _, l := range wrap(words, p.width) {
			b = append(b, l...)
			b = append(b, '\n')
		}
		offset += len(line)
	}
	return b
}

// words cuts a line at blanks and colours what the marks cover.
func (p page) words(line string, offset int, base string, over []marks.Mark) []string {
	var words []string
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			words = append(words, word.String())
			word.Reset()
		}
	}
	i := sort.Search(len(over), func(i int) bool { return over[i].End > offset })
	for at := 0; at < len(line); {
		for i < len(over) && over[i].End <= offset+at {
			i++
		}
		sgr, until, ends := base, len(line), false
		if i < len(over) {
			m := &over[i]
			if m.Start <= offset+at {
				sgr, until = sgrOf[m.Kind], min(until, m.End-offset)
				ends = until == m.End-offset
				if p.spoken && !p.style.on && m.Start == offset+at {
					if m.Kind != marks.Sought { // there is but one kind then
						word.WriteString(m.Kind)
					}
					word.WriteByte('[')
				}
			} else {
				until = min(until, m.Start-offset)
			}
		}
		for at < until {
			stop := at
			for stop < until && line[stop] != ' ' && line[stop] != '\t' && line[stop] != '\n' && line[stop] != '\r' {
				_, n := utf8.DecodeRuneInString(line[stop:])
				stop += n
			}
			word.WriteString(p.style.paint(sgr, plain(line[at:min(stop, len(line))])))
			if at = stop; at < until {
				flush()
				at++
			}
		}
		if p.spoken && !p.style.on && ends {
			word.WriteByte(']')
		}
	}
	flush()
	return words
}

// head prints what a report is, in two lines.
func (p page) head(b []byte, x *rostrum.Extraction) []byte {
	title := strings.TrimSpace(x.Title)
	if title == "" {
		title = "(no title)"
		b = append(b, p.style.dim(title)...)
		b = append(b, '\n')
	} else {
		b = p.text(b, x.Title, sgrBold, nil)
	}
	b = append(b, p.style.dim(plain(joined(" · ", x.ID, x.Outlet, x.Published, x.Lang, x.Kind, short(x.Version))))...)
	b = append(b, '\n')
	if x.Status != rostrum.StatusExtracted {
		b = append(b, paragraph(strings.ReplaceAll(x.Status, "_", " ")+": "+plain(x.Reason), "", p.width)...)
	}
	for _, n := range x.Notes {
		b = append(b, paragraph("note: "+plain(n), "", p.width)...)
	}
	return append(b, '\n')
}

// records lists what a report yields: events with their people, plan claims,
// acts, mentions, and what was not read.
func (p page) records(b []byte, x *rostrum.Extraction, text string) []byte {
	for i := range x.Events {
		b = p.event(b, strconv.Itoa(i+1), &x.Events[i])
		b = append(b, '\n')
	}
	b = p.plans(b, x.Plans)
	b = p.acts(b, x.Acts)
	for _, kind := range []struct{ kind, title string }{
		{rostrum.MentionPerson, "People"}, {rostrum.MentionSite, "Sites"}, {rostrum.MentionOrganisation, "Organisations"}, {rostrum.MentionPlace, "Places"}, {rostrum.MentionWeapon, "Weapons"},
	} {
		var names []string
		seen := map[string]int{}
		for _, m := range x.Mentions {
			if m.Kind != kind.kind {
				continue
			}
			name := plain(m.Name)
			if seen[name]++; seen[name] == 1 {
				names = append(names, name)
			}
		}
		if len(names) == 0 {
			continue
		}
		for i, name := range names {
			if n := seen[name]; n > 1 {
				names[i] = fmt.Sprintf("%s (%d)", name, n)
			}
			if f := figures(x.Mentions, kind.kind, name); f != "" {
				names[i] += ": " + f
			}
		}
		b = append(b, hanging(p.style.bold(kind.title), strings.Join(names, "; "), 15, p.width)...)
	}
	b = p.titles(b, x.Mentions)
	if len(x.Unread) > 0 {
		b = append(b, p.style.bold("Not read")...)
		b = append(b, '\n')
		r := &rostrum.Report{Title: x.Title, Text: text}
		for _, u := range x.Unread {
			b = append(b, hanging("  "+at(u.At), plain(u.Why)+": “"+plain(clip(u.At.Quote(r), 200))+"”", 22, p.width)...)
		}
	}
	return b
}

// event prints one event with its evidence and line-up.
func (p page) event(b []byte, number string, e *rostrum.Event) []byte {
	indent := len(number) + 2
	pad := strings.Repeat(" ", indent)
	head := p.style.bold(words(e.Type)) + " · " + dateOf(e)
	if e.Site != nil {
		head += " · " + p.style.site(plain(*e.Site))
	}
	if place := prose.Beside(e.Site, e.Place); place != "" {
		head += ", " + plain(place)
	}
	b = append(b, hanging(p.style.bold(number+"."), head, indent, p.width)...)
	b = append(b, paragraph("“"+plain(e.Evidence)+"”", pad, p.width)...)
	b = append(b, pad...)
	name := rostrum.RecordEvent + ":" + number
	b = append(b, p.style.dim(plain(p.name(fmt.Sprintf("%s · %s%s", at(e.At), e.Formula, confidence(e.Confidence)), name)))...)
	b = append(b, '\n')
	b = p.judgements(b, pad, name)
	for i := range e.Participants {
		b = p.appearance(b, indent, i+1, &e.Participants[i])
		b = p.judgements(b, strings.Repeat(" ", indent+5), name+"/"+strconv.Itoa(i+1))
	}
	return b
}

// appearance prints one person of a line-up: position, name, role, post.
func (p page) appearance(b []byte, indent, position int, a *rostrum.Appearance) []byte {
	label := fmt.Sprintf("%*s%3d  ", indent, "", position)
	name, post := "", ""
	if a.Name != nil {
		name = plain(*a.Name)
	}
	if a.Post != nil {
		post = plain(*a.Post)
	}
	if name == "" {
		name, post = "("+post+")", ""
	}
	line := p.style.person(name)
	if post != "" {
		line += ", " + p.style.post(post)
	}
	line += " " + p.style.dim("["+a.Role+" · "+at(a.At)+" · "+plain(a.Formula)+confidence(a.Confidence)+"]")
	return append(b, hanging(label, line, indent+5, p.width)...)
}

// explain prints a report with all that was found in it and how.
func (p page) explain(b []byte, r *rostrum.Report, x *rostrum.Extraction, steps []step) []byte {
	b = append(b, p.style.dim(strings.Repeat("─", min(p.width, 72)))...)
	b = append(b, '\n')
	b = p.head(b, x)
	b = p.text(b, r.Text, "", marks.Flat(marks.Names(x, rostrum.FieldText, r.Text, true)))
	b = append(b, '\n')
	b = p.records(b, x, r.Text)
	if len(steps) > 0 {
		b = append(b, '\n')
		b = append(b, p.style.bold("Formulas that matched")...)
		b = append(b, '\n')
		for _, s := range steps {
			b = append(b, hanging("  "+at(s.At), plain(fmt.Sprintf("%s  “%s” → %s", s.Formula, clip(s.At.Quote(r), 60), s.Outcome)), 22, p.width)...)
		}
	}
	return append(b, '\n')
}

// appendExplained is explain for programs: the record, and its steps.
func appendExplained(b []byte, x *rostrum.Extraction, steps []step) []byte {
	b = x.AppendJSON(b)
	b = append(b[:len(b)-1], `,"steps":[`...)
	for i, s := range steps {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, mustJSON(struct {
			At      rostrum.Span `json:"at"`
			Formula string       `json:"formula"`
			Outcome string       `json:"outcome"`
		}{s.At, s.Formula, s.Outcome})...)
	}
	return append(b, "]}\n"...)
}
