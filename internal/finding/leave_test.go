package finding

import "testing"

// TestLeave wants what is to a person's disadvantage to stay without a name, and a name on
// all that leaves.
func TestLeave(t *testing.T) {
	all := []Finding{{Kind: "absence"}, {Kind: "edit"}, {Kind: "name_removed"}, {Kind: "place-before"}}
	left, withheld := Leave(all, "")
	if len(left) != 2 || withheld != 2 || left[0].Kind != "edit" || left[1].SignedBy != "" {
		t.Errorf("without a name %+v, %d withheld", left, withheld)
	}
	left, withheld = Leave(all, "M. Ilven")
	if len(left) != 4 || withheld != 0 || left[0].SignedBy != "M. Ilven" || all[0].SignedBy != "" {
		t.Errorf("with a name %+v, %d withheld", left, withheld)
	}
	if none, _ := Leave(nil, ""); none == nil {
		t.Error("no findings are null")
	}
}
