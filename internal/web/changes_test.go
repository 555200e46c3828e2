package web

import (
	"fmt"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/analysis/company"
	"github.com/rostrum-watch/rostrum/internal/analysis/rank"
	"github.com/rostrum-watch/rostrum/internal/app"
)

// TestChangeLines wants the largest line-ups in the order of their days, and none that has
// nobody in common with the one it would be compared with.
func TestChangeLines(t *testing.T) {
	var all []app.LineUp
	for i := range mostChanges + 3 {
		all = append(all, app.LineUp{Day: fmt.Sprintf("2031-04-%02d", 28-i), DayTo: fmt.Sprintf("2031-04-%02d", 28-i), People: make([]app.LineUpPerson, 1+i), Difference: &rank.Difference{Kept: 1}})
	}
	all = append(all, app.LineUp{Day: "2031-04-01", People: make([]app.LineUpPerson, 50), Difference: &rank.Difference{}}, app.LineUp{Day: "2031-04-30", People: make([]app.LineUpPerson, 40)})
	lines, rest, apart := changeLines(all)
	if len(lines) != mostChanges || rest != 4 || apart != 1 {
		t.Fatalf("%d lines, %d more, %d apart", len(lines), rest, apart)
	}
	for i, l := range lines {
		if i > 0 && lines[i-1].Day > l.Day || l.Day == "2031-04-01" || len(l.People) < 5 {
			t.Errorf("line %d is of %s, with %d people", i, l.Day, len(l.People))
		}
	}
}

// TestCompany_pages wants every tie on some page.
func TestCompany_pages(t *testing.T) {
	ties := make([]company.Tie, 2*pageSize+7)
	for i := range ties {
		ties[i].A = fmt.Sprint(i)
	}
	seen, cursor := 0, ""
	for range 3 {
		p := &companyPage{Company: &app.Company{Network: &company.Network{Ties: ties}}}
		next, err := p.rows(cursor)
		if err != nil || p.All != len(ties) || len(p.Ties) == 0 || p.Ties[0].A != fmt.Sprint(seen) {
			t.Fatalf("from %q: %v, %d of %d ties", cursor, err, len(p.Ties), p.All)
		}
		seen += len(p.Ties)
		cursor = next
	}
	if seen != len(ties) || cursor != "" {
		t.Errorf("%d of %d ties on three pages, then %q", seen, len(ties), cursor)
	}
}
