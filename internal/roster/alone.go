package roster

// Alone is an office that one person holds.
type Alone struct {
	Key  string // the same whichever way it is worded
	Name string
}

// HeldAlone reads the offices that one person holds out of a post of somebody of
// the own state, as worded, by the post alone: what else a report or another one
// tells changes nothing.
func (k *Knowledge) HeldAlone(post string) []Alone {
	rd := k.read(post, "", true)
	if rd.citizen || rd.side != "" && rd.side != sideOwn {
		return nil
	}
	var out []Alone
	for i := range rd.posts {
		q := &rd.posts[i]
		if o := k.Organisation(q.Org); o != nil && q.One && q.known && !q.group && !q.Past && !q.Rank {
			name := o.Name
			if !o.Known {
				name = q.body
			}
			out = append(out, Alone{q.office(), q.Head + ", " + name})
		}
	}
	return out
}
