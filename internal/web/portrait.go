package web

import (
	"context"
	"net/http"
	"slices"

	"github.com/rostrum-watch/rostrum/internal/analysis/absence"
	"github.com/rostrum-watch/rostrum/internal/analysis/company"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/roster"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// portrait is what analyses tell of a person, each part as far as it is laid out.
type portrait struct {
	freshness
	Found []told // the newest first
	More  int
	All   string // address of all findings
	// Shared tells that findings go by a name that others bear too.
	Shared bool

	StandingReady bool
	Standing      []standingOver

	AbsenceReady bool
	Runs         []absentLine
	Gaps         []gapLine

	CompanyReady bool
	Company      *app.Company
	Beside       []tie // this year's
	Earlier      []company.Tie
}

// standingOver is where the lists of an order put somebody, quarter by quarter.
type standingOver struct {
	Name string // of the order
	Rows []standingAt
}

// standingAt is where they do so at the end of a quarter.
type standingAt struct {
	Until           string
	From, To, Of    int
	Lists, AllLists int
}

// Bands are the rows as a chart takes them.
func (s standingOver) Bands() map[string]any {
	rows := make([][4]any, len(s.Rows))
	most := 0
	for i, r := range s.Rows {
		rows[i] = [4]any{r.Until, r.From, r.To, prose.Joined(" ", "of", prose.Thousands(r.Of)+",", "by", prose.Count(r.Lists, "list"))}
		most = max(most, r.Of)
	}
	return map[string]any{"rows": rows, "most": most}
}

// What a page about a person shows of each part.
const (
	mostOfPerson = 14
	mostBeside   = 15
)

// portray gathers what analyses tell of a person. What is not laid out yet is told as
// such: no page waits for it.
func (d *desk) portray(r *http.Request, one *roster.Person) (*portrait, error) {
	p := &portrait{All: listURL("findings") + "?" + query("about", one.Name)}
	ctx := r.Context()
	about, err := d.app.AboutSubject(ctx, d.options.Looking, append([]string{one.Name}, one.Spellings...)...)
	if err != nil {
		return nil, err
	}
	p.freshness = freshness{about.Ready, about.Fresh}
	var shown []*app.Stocked
	for i := range about.Findings {
		if f := &about.Findings[i]; len(shown) < mostOfPerson {
			shown = append(shown, f)
		} else {
			p.More++
		}
	}
	if err := d.app.Quote(ctx, shown, 1); err != nil {
		return nil, err
	}
	p.Found = toldOf(shown)
	// Books go by the ids of persons where there are any, as names may be of two.
	is := func(id string) bool { return id == one.ID || id == store.Fold(one.Name) }
	p.Shared = len(one.Namesakes) > 0 && len(shown) > 0
	if p.StandingReady, err = within(r, aMoment, func(ctx context.Context) error {
		all, err := d.app.Standings(ctx, d.options.Knows)
		if err == nil {
			p.Standing = standingsOver(all, is)
		}
		return err
	}); err != nil {
		return nil, err
	}
	if p.AbsenceReady, err = within(r, aMoment, func(ctx context.Context) error {
		all, err := d.app.OpenAbsences(ctx, d.options.Knows)
		if err == nil {
			p.Runs = absentLines(slices.DeleteFunc(slices.Clone(all.Open), func(run absence.Run) bool { return !is(run.ID) }))
			p.Gaps = gapLines(slices.DeleteFunc(slices.Clone(all.Gaps), func(g absence.Gap) bool { return g.Leader != one.Name }))
		}
		return err
	}); err != nil {
		return nil, err
	}
	p.CompanyReady, err = within(r, aMoment, func(ctx context.Context) (err error) {
		p.Company, err = d.app.Companions(ctx, one.ID, "", d.options.Knows)
		return err
	})
	if notFound(err) { // in no line-up
		p.CompanyReady, err = true, nil
	}
	if c := p.Company; c != nil && c.About != nil {
		before := map[[2]string]*company.Tie{}
		if c.AboutEarlier != nil {
			p.Earlier = c.AboutEarlier.Beside[:min(mostBeside, len(c.AboutEarlier.Beside))]
			for i := range c.AboutEarlier.Beside {
				t := &c.AboutEarlier.Beside[i]
				before[[2]string{t.A, t.B}], before[[2]string{t.B, t.A}] = t, t
			}
		}
		for _, t := range c.About.Beside[:min(mostBeside, len(c.About.Beside))] {
			p.Beside = append(p.Beside, withBefore(t, before))
		}
	}
	return p, err
}

// standingsOver finds somebody in the standings of all orders.
func standingsOver(all *app.Standings, is func(string) bool) []standingOver {
	var over []standingOver
	at := map[string]int{}
	for i := range all.Orders {
		o := &all.Orders[i]
		for _, s := range o.Standing {
			if !is(s.ID) {
				continue
			}
			key := o.Outlet + "/" + o.Lang + "/" + o.Order
			if _, ok := at[key]; !ok {
				at[key] = len(over)
				over = append(over, standingOver{Name: o.Name})
			}
			line := &over[at[key]]
			line.Rows = append(line.Rows, standingAt{o.Until, s.From, s.To, s.Of, s.Lists, o.Lists})
		}
	}
	return over
}

// tenureBands are offices as a chart takes them: from the first report that gives one
// to the last, as nothing is known of what lies behind.
func tenureBands(ts []roster.Tenure) []band {
	bands := make([]band, len(ts))
	for i, t := range ts {
		b := band{Name: prose.Plain(t.Name), From: t.First.Day, To: t.Last.Day, Words: "given in " + prose.Count(t.Reports, "report"), Path: passageURL(t.First.Report, t.First.Version, t.First.At)}
		if t.Until != nil {
			b.Words += "; over by " + t.Until.Day
		}
		bands[i] = b
	}
	return bands
}
