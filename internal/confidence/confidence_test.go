package confidence

import (
	"reflect"
	"strings"
	"testing"
)

const good = `engine: "1"
profile: kcna-en
gold: sha256:00
reports: 3
least: 30
brier: 0.1
flat: 0.12
figures:
  - {kind: event, figure: 0.9, n: 120, low: 0.89, high: 0.92, basis: kind}
  - {kind: event, type: meeting, figure: 0.8, n: 40, low: 0.7, high: 0.85, basis: type}
  - {kind: event, type: banquet, figure: 0.9, n: 4, low: 0.89, high: 0.92, basis: kind}
  - {kind: event, family: 70-statements, figure: 0.95, n: 31, low: 0.9, high: 1, basis: family}
  - {kind: appearance, figure: 0.93, n: 400, low: 0.93, high: 0.94, basis: kind}
`

func TestTable_Lookup(t *testing.T) {
	table, err := Parse([]byte(good))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, kind, typ, family string
		value                   float64
		basis                   string
	}{
		{"family first", Event, "meeting", "70-statements", 0.95, ByFamily},
		{"type where the family is unknown", Event, "meeting", "40-occasions", 0.8, ByType},
		{"kind where the type has too few", Event, "banquet", "", 0.9, ByKind},
		{"kind where nothing else is known", Appearance, "host", "10-lineups", 0.93, ByKind},
		{"nothing for an unknown kind", "plan", "", "", 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if f := table.Lookup(c.kind, c.typ, c.family); f.Value != c.value || f.Basis != c.basis {
				t.Errorf("got %+v", f)
			}
		})
	}
	if f := (*Table)(nil).Lookup(Event, "", ""); f != (Figure{}) {
		t.Errorf("a nil table gave %+v", f)
	}
}

func TestTable_Format(t *testing.T) {
	table, err := Parse([]byte(good))
	if err != nil {
		t.Fatal(err)
	}
	again, err := Parse(table.Format())
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(table, again) {
		t.Errorf("got\n%s", again.Format())
	}
}

func TestParse_mistakes(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"unknown key", "reports:", "report:", "line 4"},
		{"beyond one", "figure: 0.8", "figure: 1.8", "figure 2: 1.8"},
		{"not a number", "figure: 0.8", "figure: .nan", "figure 2: NaN"},
		{"twice", "type: banquet", "type: meeting", "twice"},
		{"kind", "kind: appearance", "kind: person", "expected event, appearance, plan, act"},
		{"kind missing", "  - {kind: appearance, figure: 0.93, n: 400, low: 0.93, high: 0.94, basis: kind}\n", "", `kind "appearance"`},
		{"basis", "basis: type", "basis: guess", "expected family, type or kind"},
		{"type and family", "type: meeting", "type: meeting, family: x", "expected one of them"},
		{"negative", "n: 40", "n: -40", "expected 0 or more"},
	} {
		t.Run(c.name, func(t *testing.T) {
			bad := strings.Replace(good, c.old, c.new, 1)
			if bad == good {
				t.Fatal("the mistake was not made")
			}
			if _, err := Parse([]byte(bad)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}
