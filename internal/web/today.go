package web

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// How much of long lists the page of a stretch shows; the rest is a click away.
const (
	mostOccasions = 12
	mostWords     = 10
	mostTitles    = 15
	mostReports   = 15
	mostPassages  = 8
	mostEmpty     = 10
	mostChanges   = 12
)

// aMoment is how long a page waits for a part of it; a part that is not there then is
// told as missing.
const aMoment = 60 * time.Millisecond

// todayPage is what a stretch of days brought.
type todayPage struct {
	*app.Brief
	Fields    []field
	Stretch   string
	Whole     string // the section that is shown to its end
	Before    string // address of the stretch before, or ""
	After     string
	Occasions []occasions
	Sentences []sentences
	PlansAll  string // address of the list of all
	PlansRest string // address of the page that shows all
	Leaders   []leaderTitles
	TitlesAll string
	Reasons   string
	Edits     int
	NoRecords string // reports that gave none
	Since     string // day of the last visit, where the stretch begins after it
	freshness
	Alarms     []newsItem
	AlarmsRest int
	AlarmsAll  string
	News       []newsSection
	Found      int // findings of the stretch
	Changes    []changeLine
	// ChangesRest are line-ups that are not shown, and ChangesApart those that have nobody
	// in common with the one before.
	ChangesRest, ChangesApart int
	ChangesAll                string
	LaidOut                   bool // line-ups are
	Watched                   []watchedLine
	WatchReady                bool
	Signed                    string
	Text                      string // address of the same as text, for a mail
}

// watchedLine is a rule of the watchlist that fired, with the latest cases.
type watchedLine struct {
	*app.Watched
	More int
}

// occasions is a section with events.
type occasions struct {
	prose.Section[app.Told]
	Full    bool // line-ups one person a line
	All     string
	Rest    int    // not shown
	RestAll string // address of the page that shows them
}

// sentences is a section with acts.
type sentences struct {
	prose.Section[app.ToldAct]
	All     string
	Rest    int
	RestAll string
}

// leaderTitles are titles of one leader.
type leaderTitles struct {
	Leader string
	Titles []store.Title
}

// filters of the lists that a heading leads to: of what a section is made of, and more.
var (
	occasionTypes = map[string]string{"arms": "weapons_test,drill", "rosters": "appointment", "messages": "message", "statements": "statement"}
	sentenceList  = map[string][]string{
		"directives": {"act", "directive"}, "demands": {"act", "directive", "referent", "foreign,adversary"}, "pledges": {"act", "pledge"},
		"threats": {"act", "threat", "voice", "own,official,home"}, "threats_told": {"act", "threat", "voice", "abroad,adversary"},
	}
)

func (d *desk) today(w http.ResponseWriter, r *http.Request) error {
	f := newFilter(r.URL.Query())
	from, to := f.bounded()
	since, last, err := d.sinceVisit(w, r, f)
	if err != nil {
		return err
	}
	if since != "" {
		from, to = since, last
	}
	outlet := f.text("outlet", "Outlet", "")
	whole := f.choose("whole", "All of a section", prose.BriefSections)
	if f.err != nil {
		return f.err
	}
	b, err := d.app.Brief(r.Context(), app.BriefOptions{From: from, To: to, Outlet: outlet})
	if err != nil {
		return err
	}
	p := &todayPage{Brief: b, Whole: whole, Fields: f.fields, Edits: len(b.Edited) + len(b.Displaced)}
	p.Stretch = prose.Joined(" to ", b.From, b.To)
	if b.From == b.To {
		p.Stretch = b.From
	}
	p.Since = since
	if err := d.tellNews(r, p, outlet); err != nil {
		return err
	}
	p.LaidOut, err = within(r, aMoment, func(ctx context.Context) error {
		all, err := d.app.LineUpChanges(ctx, b.From, b.To, outlet, d.options.Knows)
		p.Changes, p.ChangesRest, p.ChangesApart = changeLines(all)
		return err
	})
	if err != nil {
		return err
	}
	p.ChangesAll = listURL("lineups", "from", b.From, "to", b.To)
	p.Before, p.After = neighbours(b.From, b.To, outlet)
	stretch := []string{"from", b.From, "to", b.To, "outlet", outlet}
	for _, s := range prose.Occasions(b) {
		o := occasions{Section: s, Full: s.Name == "leaders" || s.Name == "arms", Rest: p.rest(s.Name, len(s.Items), mostOccasions), RestAll: p.wholeURL(s.Name, stretch)}
		o.All = listURL("events", append([]string{"by", "published", "type", occasionTypes[s.Name]}, stretch...)...)
		o.Items = s.Items[:len(s.Items)-o.Rest]
		p.Occasions = append(p.Occasions, o)
	}
	for _, s := range prose.Sentences(b) {
		one := sentences{Section: s, Rest: p.rest(s.Name, len(s.Items), mostWords), RestAll: p.wholeURL(s.Name, stretch), All: listURL("acts", append(slices.Clone(sentenceList[s.Name]), stretch...)...)}
		one.Items = s.Items[:len(s.Items)-one.Rest]
		p.Sentences = append(p.Sentences, one)
	}
	p.PlansAll, p.PlansRest = listURL("plans", stretch...), p.wholeURL("plans", stretch)
	p.TitlesAll = listURL("titles", stretch...)
	p.Leaders = byLeader(b.Titles[:min(mostTitles, len(b.Titles))])
	p.NoRecords = prose.Tallied(b.Reasons)
	return d.show(w, r, "today", "Today: "+p.Stretch, p)
}

// neighbours are the addresses of the stretches of equal length before and after.
func neighbours(from, to, outlet string) (before, after string) {
	first, err := time.Parse(time.DateOnly, from)
	last, err2 := time.Parse(time.DateOnly, to)
	if err != nil || err2 != nil {
		return "", ""
	}
	days := int(last.Sub(first).Hours()/24) + 1
	stretch := func(n int) string {
		return listURL("", "from", first.AddDate(0, 0, n).Format(time.DateOnly), "to", last.AddDate(0, 0, n).Format(time.DateOnly), "outlet", outlet)
	}
	return stretch(-days), stretch(days)
}

// rest is how many of a section are not shown.
func (p *todayPage) rest(section string, n, most int) int {
	if section == p.Whole {
		return 0
	}
	return max(0, n-most)
}

// wholeURL is the address of the page that shows a section to its end: no list leaves out
// the same, or has its order.
func (p *todayPage) wholeURL(section string, stretch []string) string {
	return listURL("", append([]string{"whole", section}, stretch...)...) + "#" + section
}

// byLeader gathers titles by the leader who is meant, in the order of the first.
func byLeader(titles []store.Title) []leaderTitles {
	var all []leaderTitles
	at := map[string]int{}
	for _, t := range titles {
		i, ok := at[t.Referent]
		if !ok {
			i = len(all)
			at[t.Referent] = i
			all = append(all, leaderTitles{Leader: t.Referent})
		}
		all[i].Titles = append(all[i].Titles, t)
	}
	return all
}

// Shorten bounds a list by what a page shows of it, for the template.
func (p *todayPage) Shorten(what string) any {
	switch what {
	case "plans":
		return p.Plans[:len(p.Plans)-p.rest("plans", len(p.Plans), mostWords)]
	case "edited":
		return p.Edited[:min(mostReports, len(p.Edited))]
	case "displaced":
		return p.Displaced[:min(mostReports, len(p.Displaced))]
	case "unread":
		return p.Unread[:min(mostPassages, len(p.Unread))]
	case "empty":
		return p.Empty[:min(mostEmpty, len(p.Empty))]
	}
	return nil
}

// Rules are the imports that tell how their reports were chosen, or of breaks.
func (p *todayPage) Rules() []store.Import {
	return slices.DeleteFunc(slices.Clone(p.Imports), func(i store.Import) bool {
		return i.Rule == "" && len(i.Breaks) == 0 || p.Searched.Coverage[i.Coverage] == 0
	})
}

// Apart is what was found in the stretch and is only counted on its page.
func (p *todayPage) Apart() []counted {
	var all []counted
	for _, s := range p.News {
		all = append(all, s.Apart...)
	}
	return all
}

// Others counts what is told in the words of others and stands not here.
func (p *todayPage) Others() (n int) {
	for _, counts := range []map[string]int{p.PlanVoices, p.ActVoices} {
		for _, v := range slices.Sorted(maps.Keys(counts)) {
			if v != "own" && v != "official" {
				n += counts[v]
			}
		}
	}
	return n
}
