package storetest

import (
	"fmt"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// made is a report of these tests with its extraction, which are changed before
// they are added.
type made struct {
	r *rostrum.Report
	x *rostrum.Extraction
}

// report makes an extracted report without records. Where text is one word it
// becomes the last of a sentence about id: so texts of one id are like each
// other, and those of different ids are not the same.
func report(id, published, text string) *made {
	if !strings.Contains(text, " ") {
		text = sentence(id, text)
	}
	r := &rostrum.Report{ID: id, Outlet: "Gazette", Lang: "en", URL: "https://example.org/" + id, Published: published, Topic: "Politics",
		Title: "Title of " + id, Text: text, Input: "a.jsonl", Item: 1}
	x := &rostrum.Extraction{ID: id, Input: r.Input, Item: r.Item, Outlet: r.Outlet, Lang: "en", Published: published, Title: r.Title,
		Version: r.Version(), Status: rostrum.StatusExtracted, Notes: []string{}, Profile: "p1", Engine: "1",
		Events: []rostrum.Event{}, Plans: []rostrum.Plan{}, Acts: []rostrum.Act{}, Mentions: []rostrum.Mention{}, Unread: []rostrum.Unread{}}
	return &made{r, x}
}

// sentence is the text of a report that ends with a word.
func sentence(id, word string) string {
	return "Of " + id + " the gazette tells in the plain words of every day, at the end: " + word
}

func (m *made) item() store.Item { return store.Item{Report: m.r, Extraction: m.x} }

func (m *made) retrieved(at string) *made {
	m.r.Retrieved, m.x.Retrieved = at, at
	return m
}

func (m *made) profile(digest, engine string) *made {
	m.x.Profile, m.x.Engine = digest, engine
	return m
}

func (m *made) outlet(name string) *made {
	m.r.Outlet, m.x.Outlet = name, name
	return m
}

func (m *made) lang(code string) *made {
	m.x.Lang = code
	return m
}

// none takes the records away and says why there are none.
func (m *made) none(status, reason string) *made {
	m.x.Status, m.x.Reason, m.x.Profile = status, reason, ""
	m.x.Events, m.x.Plans, m.x.Acts, m.x.Unread = []rostrum.Event{}, []rostrum.Plan{}, []rostrum.Act{}, []rostrum.Unread{}
	return m
}

// event adds an event with the people given as "Name/role" or "Name/role/post";
// "-" is nobody named.
func (m *made) event(typ, date string, people ...string) *made {
	evidence := fmt.Sprintf("clause %d", len(m.x.Events)+1)
	e := rostrum.Event{Type: typ, Form: "did", Evidence: evidence, At: rostrum.Span{Field: "text", Start: len(m.x.Events), End: len(m.x.Events) + len(evidence)},
		Formula: "p/group.name", Confidence: 0.875, Participants: []rostrum.Appearance{}}
	if date != "" {
		e.Date = &date
	}
	for i, p := range people {
		part := strings.SplitN(p, "/", 3)
		a := rostrum.Appearance{Name: &part[0], Role: part[1], At: rostrum.Span{Field: "text", Start: i, End: i + 5}, PostAt: []rostrum.Span{}, Formula: "p/list.open", Confidence: 0.5}
		if part[0] == "-" {
			a.Name = nil
		}
		if len(part) == 3 {
			a.Post, a.PostAt = &part[2], []rostrum.Span{{Field: "text", Start: i + 6, End: i + 9}, {Field: "title", Start: 0, End: 1}}
		}
		e.Participants = append(e.Participants, a)
	}
	m.x.Events = append(m.x.Events, e)
	return m
}

// last is the event that was added last.
func (m *made) last() *rostrum.Event { return &m.x.Events[len(m.x.Events)-1] }

// at says where the event added last was.
func (m *made) at(site, place string) *made {
	if site != "" {
		m.last().Site = &site
	}
	if place != "" {
		m.last().Place = &place
	}
	return m
}

// to makes the event added last one of several days.
func (m *made) to(date string) *made {
	m.last().DateTo = &date
	return m
}

// kind says what kind of piece the report is.
func (m *made) kind(kind string) *made {
	m.x.Kind = kind
	return m
}

// plan adds a plan claim of the own state in the outlet's words. Subject and
// horizon may be empty.
func (m *made) plan(plan, subject, horizon, status string) *made {
	n := len(m.x.Plans)
	p := rostrum.Plan{Plan: plan, Status: status, Voice: rostrum.VoiceOwn, Referent: rostrum.ReferentOwn, Evidence: fmt.Sprintf("claim %d", n+1),
		At: rostrum.Span{Field: "text", Start: n, End: n + 7}, Formula: "p/plan." + status, Confidence: 0.75}
	if subject != "" {
		p.Subject = &subject
	}
	if horizon != "" {
		p.Horizon = &horizon
	}
	m.x.Plans = append(m.x.Plans, p)
	return m
}

// act adds an act about the own state in the outlet's words.
func (m *made) act(act, speaker, evidence string) *made {
	n := len(m.x.Acts)
	m.x.Acts = append(m.x.Acts, rostrum.Act{Speaker: speaker, Act: act, Sentence: "its first words", Voice: rostrum.VoiceOwn, Referent: rostrum.ReferentOwn,
		Evidence: evidence, At: rostrum.Span{Field: "text", Start: n, End: n + len(evidence)}, Formula: "p/act." + act, Confidence: 0.5})
	return m
}

// by says in whose words the plan claim or act added last is, and about whom; an
// empty condition is none.
func (m *made) by(voice, referent, condition string) *made {
	if n := len(m.x.Acts); n > 0 {
		a := &m.x.Acts[n-1]
		a.Voice, a.Referent = voice, referent
		if condition != "" {
			a.Condition = &condition
		}
		return m
	}
	p := &m.x.Plans[len(m.x.Plans)-1]
	p.Voice, p.Referent = voice, referent
	return m
}

// setBy says who set the plan added last.
func (m *made) setBy(assigner string) *made {
	m.x.Plans[len(m.x.Plans)-1].Assigner = &assigner
	return m
}

// told says whom the act added last is addressed to.
func (m *made) told(addressee string) *made {
	m.x.Acts[len(m.x.Acts)-1].Addressee = &addressee
	return m
}

// title adds a title that a leader is given.
func (m *made) title(name, referent, voice string) *made {
	n := len(m.x.Mentions)
	m.x.Mentions = append(m.x.Mentions, rostrum.Mention{Kind: rostrum.MentionTitle, Name: name, Referent: referent, Voice: voice,
		At: rostrum.Span{Field: "text", Start: n, End: n + len(name)}})
	return m
}

// rejected is an item that could not be read.
func rejected(input string, item int, reason string) store.Item {
	r := &rostrum.Report{Input: input, Item: item, Err: rostrum.Errorf(rostrum.CodeInvalid, "%s", reason)}
	return store.Item{Report: r, Extraction: &rostrum.Extraction{ID: "unknown-undated-0", Input: input, Item: item, Lang: "und", Version: r.Version(),
		Status: rostrum.StatusFailed, Reason: reason}}
}
