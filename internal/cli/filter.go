package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/store"
)

const defaultLimit = 100

// filter holds the flags that select events.
type filter struct {
	from, to, by, person, post, role, site, outlet, lang, in, cursor string
	types, kinds                                                     []string
	limit                                                            int
	newest                                                           bool
}

func (f *filter) add(flags *pflag.FlagSet, things string) {
	flags.StringVar(&f.from, "from", "", "first `DAY`, as 2024-09-01, month, as 2024-09, or year")
	flags.StringVar(&f.to, "to", "", "last `DAY`, month or year, itself included")
	flags.StringVar(&f.by, "by", "event", "whose `DAY` --from and --to are about: that of the event, or published, that of its report")
	flags.StringSliceVar(&f.types, "type", nil, "only events of this `TYPE`; may be given several times: "+strings.Join(rostrum.EventTypes, ", "))
	flags.StringVar(&f.person, "person", "", "only events with this person, by `NAME`")
	flags.StringVar(&f.post, "post", "", "only with somebody whose post contains these `WORDS` in a row (with --person: that person)")
	flags.StringVar(&f.role, "role", "", "only with somebody in this `ROLE` (with --person: that person): "+strings.Join(rostrum.Roles, ", "))
	flags.StringVar(&f.site, "site", "", "only where site or place contain these `WORDS` in a row")
	flags.StringSliceVar(&f.kinds, "kind", nil, "only from reports of this `KIND`; may be given several times: "+strings.Join(rostrum.ReportKinds, ", "))
	flags.StringVar(&f.outlet, "outlet", "", "only from reports of this `OUTLET`")
	flags.StringVar(&f.lang, "lang", "", "only from reports in this `LANGUAGE`, as recognised: en")
	addIn(flags, &f.in)
	addPage(flags, &f.limit, &f.cursor, " "+things)
}

// addPage adds the flags of a list that comes in pages; things begin with a blank.
func addPage(flags *pflag.FlagSet, limit *int, cursor *string, things string) {
	flags.IntVar(limit, "limit", defaultLimit, fmt.Sprintf("at most so many%s, up to %d", things, store.MaxLimit))
	flags.StringVar(cursor, "cursor", "", "go on after the page that gave this `CURSOR`")
}

// complete registers what a shell can complete.
func (f *filter) complete(c *cobra.Command) {
	fixed := func(flag string, words ...string) {
		_ = c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	}
	complete(c, "type", rostrum.EventTypes...)
	complete(c, "kind", rostrum.ReportKinds...)
	fixed("role", rostrum.Roles...)
	fixed("by", "event", "published")
}

// filtered finds what the flags ask for and prints it.
func filtered[T any](ctx context.Context, p *Program, f *filter, find func(*app.App, context.Context, store.EventFilter) (T, error), print func(T) error) error {
	ef, err := f.events()
	if err != nil {
		return err
	}
	return p.withApp(ctx, false, func(ctx context.Context, a *app.App) error {
		if ef.In != nil {
			p.index(ctx, a)
		}
		found, err := find(a, ctx, ef)
		if err != nil {
			return err
		}
		return print(found)
	})
}

// events checks the flags and turns them into a filter of the store.
func (f *filter) events() (store.EventFilter, error) {
	var none store.EventFilter
	from, to, err := period(f.from, f.to)
	if err != nil {
		return none, err
	}
	if err := checkLimit(f.limit); err != nil {
		return none, err
	}
	types, err := someOf("--type", f.types, rostrum.EventTypes...)
	if err != nil {
		return none, err
	}
	kinds, err := reportKinds(f.kinds)
	if err != nil {
		return none, err
	}
	in, err := query(f.in)
	if err != nil {
		return none, err
	}
	if f.role != "" {
		if err := oneOf("--role", f.role, rostrum.Roles...); err != nil {
			return none, err
		}
	}
	if err := oneOf("--by", f.by, "event", "published"); err != nil {
		return none, err
	}
	by := store.ByEvent
	if f.by == "published" {
		by = store.ByPublished
	}
	return store.EventFilter{From: from, To: to, By: by, Types: types, Kinds: kinds, Person: f.person, Post: f.post, Role: f.role, Site: f.site, Outlet: f.outlet,
		Lang: strings.ToLower(f.lang), In: in, NewestFirst: f.newest, Limit: f.limit, Cursor: f.cursor}, nil
}

// reportKinds checks the values of --kind.
func reportKinds(values []string) ([]string, error) {
	kinds := make([]string, len(values))
	for i, k := range values {
		kinds[i] = strings.NewReplacer("_", " ", "-", " ").Replace(strings.TrimSpace(k))
		if err := oneOf("--kind", kinds[i], rostrum.ReportKinds...); err != nil {
			return nil, err
		}
	}
	return kinds, nil
}

// addIn adds the flag that limits a list to the reports that a search finds.
func addIn(flags *pflag.FlagSet, in *string) {
	flags.StringVar(in, "in", "", "only of reports that this `QUERY` finds, as rostrum search reads it")
}

// query reads the value of --in; none is nil.
func query(in string) (*search.Query, error) {
	if in == "" {
		return nil, nil
	}
	q, err := search.Parse(in)
	if err != nil {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "--in: %w", err)
	}
	return q, nil
}

// period checks two days, which may be months or years, and returns the first
// day of the one and the last day of the other.
func period(from, to string) (first, last string, err error) {
	if first, _, err = stretch("--from", from); err != nil {
		return "", "", err
	}
	if _, last, err = stretch("--to", to); err != nil {
		return "", "", err
	}
	if first != "" && last != "" && first > last {
		return "", "", rostrum.Errorf(rostrum.CodeInvalid, "--from: expected a day that is not after --to, found %s to %s", from, to)
	}
	return first, last, nil
}

// stretch returns the first and the last day of a day, month or year.
func stretch(flag, value string) (first, last string, err error) {
	if value == "" {
		return "", "", nil
	}
	for _, l := range []struct {
		layout              string
		years, months, days int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(l.layout, value); err == nil {
			return t.Format(time.DateOnly), t.AddDate(l.years, l.months, l.days).AddDate(0, 0, -1).Format(time.DateOnly), nil
		}
	}
	return "", "", rostrum.Errorf(rostrum.CodeInvalid, "%s: expected a day such as 2024-09-01, a month such as 2024-09 or a year, found %q", flag, value)
}
