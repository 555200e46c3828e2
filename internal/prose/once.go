package prose

import "github.com/rostrum-watch/rostrum/internal/store"

// Once keeps of the records of a page those of one text once, and gives the other
// reports that hold this text.
func Once[T any](all []T, origin func(*T) *store.Origin) (kept []*T, also map[*T][]string) {
	type place struct {
		version string
		number  int
	}
	first, also := map[place]*T{}, map[*T][]string{}
	for i := range all {
		one := &all[i]
		o := origin(one)
		here := place{o.Version, o.Number}
		if f := first[here]; f != nil {
			also[f] = append(also[f], o.Report)
			continue
		}
		first[here] = one
		kept = append(kept, one)
	}
	return kept, also
}
