package web

import (
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
)

// tame are ids that can stand in a path as they are. Others go into the query, as
// a path with dots or slashes would be read as another.
var tame = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9._~-]*$`)

// versionDigits is how much of a digest names a version in an address.
const versionDigits = 16

// pageOf is the address of a page about one report.
func pageOf(page, id string, query url.Values) string {
	address := "/" + page
	if tame.MatchString(id) {
		address += "/" + id
	} else {
		if query == nil {
			query = url.Values{}
		}
		query.Set("id", id)
	}
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	return address
}

// reportURL is the address of a report's page.
func reportURL(id string) string { return pageOf("report", id, nil) }

// versionURL is the address of a version of a report, which stays what it is.
func versionURL(id, version string) string {
	return pageOf("report", id, url.Values{"version": {digest(version)}})
}

// passageURL is the address of a passage in a version.
func passageURL(id, version string, at rostrum.Span) string {
	return pageOf("report", id, url.Values{"version": {digest(version)}, "at": {spanWords(at)}}) + "#at"
}

// digest is the beginning of a version's digest.
func digest(version string) string {
	d := strings.TrimPrefix(version, "sha256:")
	return d[:min(versionDigits, len(d))]
}

// spanWords is a span as an address has it: text-12-80.
func spanWords(at rostrum.Span) string { return fmt.Sprintf("%s-%d-%d", at.Field, at.Start, at.End) }

// parseSpan reads what spanWords writes.
func parseSpan(s string) (rostrum.Span, bool) {
	part := strings.Split(s, "-")
	if len(part) != 3 || part[0] != rostrum.FieldText && part[0] != rostrum.FieldTitle {
		return rostrum.Span{}, false
	}
	start, err := strconv.Atoi(part[1])
	end, err2 := strconv.Atoi(part[2])
	if err != nil || err2 != nil || start < 0 || end <= start {
		return rostrum.Span{}, false
	}
	return rostrum.Span{Field: part[0], Start: start, End: end}, true
}

// listURL is the address of a list with a filter of one or more pairs.
func listURL(page string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		for v := range strings.SplitSeq(pairs[i+1], ",") {
			if v != "" {
				q.Add(pairs[i], v)
			}
		}
	}
	if len(q) == 0 {
		return "/" + page
	}
	return "/" + page + "?" + q.Encode()
}

// personURL is the page of a person, by a name or an id.
func personURL(name string) string {
	return "/person?" + url.Values{"name": {name}}.Encode()
}

// eventsOf lists the events of a name, which may hold a comma.
func eventsOf(name string) string {
	return "/events?" + url.Values{"person": {name}}.Encode()
}

// yearOf lists the events of a name in a year.
func yearOf(name, year string) string {
	return "/events?" + url.Values{"person": {name}, "from": {year}, "to": {year}}.Encode()
}

// searchPerson finds the reports that name somebody at an event.
func searchPerson(name string) string {
	return "/search?" + url.Values{"q": {`person:"` + strings.ReplaceAll(name, `"`, " ") + `"`}, "sort": {byNew}}.Encode()
}

// anchor is the name of a record as an address has it: event-2-3.
func anchor(record string) string {
	return strings.NewReplacer(":", "-", "/", "-", "+", "c").Replace(record)
}

// local tells whether an address leads to a page of this server.
func local(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme == "" && u.Host == "" && u.User == nil && strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//") &&
		!strings.ContainsAny(address, "\\\n\r\t")
}
