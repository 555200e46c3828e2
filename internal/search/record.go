package search

import (
	"strings"

	"github.com/rostrum-watch/rostrum"
)

// Record is where the record stands that answers the fields of a query best: the
// event with the most of what was asked for, and there the person, if one was; or
// else the first act or plan claim. It is false where no record does.
func (q *Query) Record(x *rostrum.Extraction) (rostrum.Span, bool) {
	var asked []Field
	Walk(q.Root, func(n Node, negated bool) {
		if f, ok := n.(Field); ok && !negated {
			asked = append(asked, f)
		}
	})
	best, at := 0, rostrum.Span{}
	better := func(n int, s rostrum.Span) {
		if n > best {
			best, at = n, s
		}
	}
	for i := range x.Events {
		e := &x.Events[i]
		n := 0
		for _, f := range asked {
			if f.says(FieldType, e.Type) || e.Site != nil && f.says(FieldSite, *e.Site) || e.Place != nil && f.says(FieldSite, *e.Place) {
				n++
			}
		}
		better(n, e.At)
		for j := range e.Participants {
			a := &e.Participants[j]
			m := 0
			for _, f := range asked {
				if f.says(FieldRole, a.Role) || a.Name != nil && f.says(FieldPerson, *a.Name) || a.Post != nil && f.post(*a.Post) {
					m++
				}
			}
			if m > 0 {
				better(n+m, a.At)
			}
		}
	}
	for i := range x.Acts {
		for _, f := range asked {
			if f.says(FieldAct, x.Acts[i].Act) {
				better(1, x.Acts[i].At)
			}
		}
	}
	for i := range x.Plans {
		for _, f := range asked {
			if f.says(FieldPlan, x.Plans[i].Status) {
				better(1, x.Plans[i].At)
			}
		}
	}
	return at, best > 0
}

// says tells whether a value of a field is what a query asks for.
func (f Field) says(name, value string) bool {
	if f.Name != name {
		return false
	}
	switch fields[name].how {
	case asWords:
		return len(Occurrences(Phrase{Words(f.Value), f.Prefix}, NoStems, Tokens(nil, value))) > 0
	case asName:
		return same(FoldName(value), FoldName(f.Value), f.Prefix)
	}
	return value == f.Value
}

// post is says for the parts of a post.
func (f Field) post(post string) bool {
	for part := range strings.SplitSeq(post, postParts) {
		if f.says(FieldPost, part) {
			return true
		}
	}
	return false
}
