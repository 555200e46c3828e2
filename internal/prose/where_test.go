package prose_test

import (
	"testing"

	"github.com/rostrum-watch/rostrum/internal/prose"
)

func TestWhereOf(t *testing.T) {
	county, farm := "Moran County", "the Moran Farm"
	for _, c := range []struct {
		site, place *string
		want        string
	}{
		{nil, nil, ""},
		{&farm, nil, "the Moran Farm"},
		{nil, &county, "Moran County"},
		{&farm, &county, "the Moran Farm, Moran County"},
		{&county, &county, "Moran County"},
	} {
		if got := prose.WhereOf(c.site, c.place); got != c.want {
			t.Errorf("%v, %v: %q, want %q", prose.Given(c.site), prose.Given(c.place), got, c.want)
		}
	}
}
