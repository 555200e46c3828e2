package api

import (
	"reflect"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/analysis/absence"
	"github.com/rostrum-watch/rostrum/internal/analysis/rank"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/watch"
)

// aboutPeople are the types that may say something to a person's disadvantage.
var aboutPeople = []reflect.Type{reflect.TypeFor[finding.Finding](), reflect.TypeFor[absence.Run](), reflect.TypeFor[absence.Gap](), reflect.TypeFor[rank.Difference](), reflect.TypeFor[rank.Flip](), reflect.TypeFor[watch.Case]()}

// aboutOthers are answers with findings of kinds that are about plans, notices and
// words alone.
var aboutOthers = []reflect.Type{reflect.TypeFor[app.PlanLedger](), reflect.TypeFor[app.NoticeLedger](), reflect.TypeFor[app.WeaponLedger](), reflect.TypeFor[app.PronouncementLedger](), reflect.TypeFor[app.PhraseChanges]()}

// TestPaths_signed wants every answer that may hold what is found to the disadvantage of
// people to leave under a name, or without it.
func TestPaths_signed(t *testing.T) {
	signed := 0
	for _, p := range paths() {
		if p.answer == nil {
			continue
		}
		holds := false
		for _, one := range aboutPeople {
			holds = holds || contains(p.answer, one, map[reflect.Type]bool{})
		}
		for _, other := range aboutOthers {
			holds = holds && p.answer != other
		}
		if holds != p.signed {
			t.Errorf("%s %s: its answer holds such findings: %v; leaves under a name: %v", p.method, p.path, holds, p.signed)
		}
		if p.signed {
			signed++
		}
	}
	if signed < 6 {
		t.Errorf("%d paths leave under a name", signed)
	}
}

// contains tells whether values of a type may hold some of another.
func contains(in, one reflect.Type, seen map[reflect.Type]bool) bool {
	if in == one {
		return true
	}
	if seen[in] {
		return false
	}
	seen[in] = true
	switch in.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return contains(in.Elem(), one, seen)
	case reflect.Struct:
		for i := range in.NumField() {
			if f := in.Field(i); f.IsExported() && f.Tag.Get("json") != "-" && contains(f.Type, one, seen) {
				return true
			}
		}
	}
	return false
}
