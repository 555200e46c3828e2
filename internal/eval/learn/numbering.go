package main

import (
	"strings"

	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/weigh"
)

// numbering gives signs numbers, in the order in which they are seen.
type numbering struct {
	ids      map[string]int32
	names    []string
	readable []bool  // by sign: a file of points can hold it
	leaders  []bool  // by sign: it is a leader's own
	reports  []int32 // by sign: in how many reports it stands
	last     []int32 // the report that was counted last
}

// number enters signs and counts the reports that they stand in.
func (l *numbering) number(signs []extract.Sign, report int) []int32 {
	if l.ids == nil {
		l.ids = map[string]int32{}
	}
	out := make([]int32, 0, len(signs))
	for k := range signs {
		id, ok := l.ids[signs[k].Name]
		if !ok {
			id = int32(len(l.names))
			name := strings.Clone(signs[k].Name)
			l.ids[name] = id
			role, _, why := weigh.ReadSign([]byte(name))
			l.names, l.readable, l.leaders = append(l.names, name), append(l.readable, why == ""), append(l.leaders, role.OfLeader())
			l.reports, l.last = append(l.reports, 0), append(l.last, -1)
		}
		if l.last[id] != int32(report) {
			l.last[id] = int32(report)
			l.reports[id]++
		}
		out = append(out, id)
	}
	return out
}
