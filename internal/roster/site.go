package roster

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Site is a site as one event names it.
type Site struct {
	ID    string `json:"id"`
	Name  string `json:"name"` // as worded
	Named bool   `json:"named"`
	Why   string `json:"why"` // why it is the one that it is
}

// Sites tells which sites the events of a report name: an entry for each event,
// empty where it has none. A site with a name of its own is the same wherever it
// is named. One that is named only by its sort is nobody else's, until the report
// that names it so names one of that sort by name.
func Sites(h *holding.Report) []Site {
	out := make([]Site, len(h.Events))
	for i := range h.Events {
		e := &h.Events[i]
		if e.Site == nil || strings.TrimSpace(*e.Site) == "" {
			continue
		}
		name := strings.Join(strings.Fields(*e.Site), " ")
		words := nameWords(name)
		switch {
		case len(words) == 0:
		case properName(name):
			out[i] = Site{siteID(name), name, true, "named"}
		default:
			out[i] = Site{fmt.Sprintf("%s#%d", h.ID, i+1), name, false, "named by its sort alone"}
			if at := slices.IndexFunc(out[:i], func(s Site) bool { return s.Named && lastWord(s.Name) == words[len(words)-1] }); at >= 0 {
				out[i].ID, out[i].Why = out[at].ID, fmt.Sprintf("event %d of the report names it: %s", at+1, out[at].Name)
			} else if at := slices.IndexFunc(out[:i], func(s Site) bool { return s.ID != "" && strings.EqualFold(s.Name, name) }); at >= 0 {
				out[i].ID, out[i].Why = out[at].ID, fmt.Sprintf("event %d of the report words it so", at+1)
			}
		}
	}
	return out
}

// siteID is the same for each way of writing a name.
func siteID(name string) string {
	words := nameWords(name)
	if first := strings.Fields(name)[0]; len(words) > 1 && !properName(first) && !strings.ContainsFunc(first, unicode.IsDigit) {
		words = words[1:] // an article
	}
	return strings.Join(words, "-")
}

func lastWord(name string) string {
	words := nameWords(name)
	return words[len(words)-1]
}

// properName tells whether a word of a name begins with a capital, or a number is
// part of it.
func properName(name string) bool {
	return slices.ContainsFunc(strings.Fields(name), func(w string) bool {
		r := []rune(strings.TrimLeftFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
		return len(r) > 0 && (unicode.IsUpper(r[0]) || unicode.IsDigit(r[0]))
	})
}
