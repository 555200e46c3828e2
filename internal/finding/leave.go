package finding

// negative are the kinds that say something to the disadvantage of a person: that
// somebody was not named, stands behind others, gave up a post, or went from a text.
var negative = map[string]bool{
	"order-changed": true, "place-behind": true,
	"new_holder": true, "post_left": true,
	"absence": true, "leader-gap": true,
	"name_removed": true, "name_replaced": true,
}

// Negative tells whether findings of a kind say something to the disadvantage of a
// person: they leave the tool with the name of an analyst, or not at all.
func Negative(kind string) bool { return negative[kind] }

// Leave is what of findings may leave the tool under a name, which then stands on each,
// and how many stay because there is no name.
func Leave(all []Finding, by string) (left []Finding, withheld int) {
	left = make([]Finding, 0, len(all))
	for _, f := range all {
		if f.SignedBy = by; by == "" && Negative(f.Kind) {
			withheld++
			continue
		}
		left = append(left, f)
	}
	return left, withheld
}
