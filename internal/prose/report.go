package prose

import (
	"fmt"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/store"
)

// digits is how much of a digest is shown: sha256:0123456789.
const digits = len("sha256:") + 10

// Short is the beginning of a digest: sha256:0123456789.
func Short(digest string) string {
	if len(digest) > digits {
		return digest[:digits]
	}
	return digest
}

// Captured tells when a version was captured.
func Captured(v store.Version) string {
	switch {
	case v.Retrieved == "":
		return ""
	case v.Seen != v.Retrieved && v.Seen != "":
		return ", captured " + v.Retrieved + ", last seen " + v.Seen
	}
	return ", captured " + v.Retrieved
}

// VersionLine tells of a version among others: its digest, when it was captured
// first and last, and how long it is.
func VersionLine(v *store.Version) string {
	when := "not dated"
	switch {
	case v.Retrieved != "" && v.Seen != "" && v.Seen[:min(10, len(v.Seen))] != v.Retrieved[:min(10, len(v.Retrieved))]:
		when = "captured " + v.Retrieved + ", last " + v.Seen
	case v.Retrieved != "":
		when = "captured " + v.Retrieved
	}
	size := Count(v.Bytes, "byte")
	if v.Bytes == 0 {
		size = "a headline"
	}
	return Short(v.Version) + " · " + Plain(when) + " · " + size
}

// Score words how much two reports have in common.
func Score(l *store.Link) string { return fmt.Sprintf("%.2f", l.Score) }

// Reference names a report in a line.
func Reference(r *store.ReportRef) string {
	return Joined(" · ", r.ID, r.Published, r.Lang, r.Title)
}

// Shared tells which names twins have in common.
func Shared(l *store.Link) string {
	if len(l.Names) == 0 {
		return ""
	}
	return "both name " + Plain(strings.Join(l.Names, ", "))
}

// Relation words what the other report of a link is to one, and names it.
func Relation(id string, l *store.Link) (string, *store.ReportRef) {
	began := l.From.ID == id
	other := &l.From
	if began {
		other = &l.To
	}
	switch {
	case l.Kind == store.LinkTwin:
		return "told in another language in", other
	case l.Kind == store.LinkSummary && began:
		return "told at length in", other
	case l.Kind == store.LinkSummary:
		return "told in short in", other
	case began:
		return "told before in", other
	}
	return "told again in", other
}

// CitedSorts words counts by sort; that of a twin is only likely.
func CitedSorts(counts map[string]int) string {
	names := map[string]int{}
	for sort, n := range counts {
		if sort == store.CitedTwin {
			sort = "likely " + sort
		}
		names[sort] = n
	}
	return Tallied(names)
}
