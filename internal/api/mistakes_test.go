package api_test

import "strings"

// mistake is a request that cannot be answered, and why not.
type mistake struct {
	method, address, body string
	headers               []string
	status                int
	code, says            string
}

const word = `{"report": "vdb-2031-03-01-001", "record": "event:1", "verdict": "right", "by": "M. Ilven"`

var mistakes = []mistake{
	{"GET", "/event", "", nil, 404, "not_found", "no path"},
	{"GET", "/events/", "", nil, 404, "not_found", "no path"},
	{"GET", "/reports/none", "", nil, 404, "not_found", "none"},
	{"GET", "/reports/%2e%2e%2fetc", "", nil, 404, "not_found", ""},
	{"GET", "/reports/none/diff", "", nil, 404, "not_found", ""},
	{"GET", "/reports/vdb-2031-03-01-001/versions/ffffffff", "", nil, 404, "not_found", "no version"},
	{"GET", "/reports/vdb-2031-03-01-001/versions/ab", "", nil, 400, "invalid", "4 digits"},
	{"GET", "/corrections/99", "", nil, 404, "not_found", "99"},
	{"GET", "/corrections/first", "", nil, 404, "not_found", "first"},
	{"GET", "/events?type=inspecton", "", nil, 400, "invalid", `did you mean "inspection"?`},
	{"GET", "/findings?format=csv", "", nil, 400, "invalid", "expected the name of the analyst"},
	{"GET", "/findings", "", []string{"Accept", "application/x-ndjson"}, 400, "invalid", "expected the name of the analyst"},
	{"GET", "/review?from=2031-03", "", nil, 400, "invalid", "expected both from and to"},
	{"GET", "/identities?cursor=x", "", nil, 400, "invalid", "cursor"},
	{"GET", "/phrase", "", nil, 400, "invalid", "words: expected"},
	{"GET", "/order?one=Nobody&two=Noone", "", nil, 404, "not_found", "nobody of the own state"},
	{"GET", "/names?thing=none", "", nil, 404, "not_found", "no profile lists names"},
	{"GET", "/events?typ=inspection", "", nil, 400, "invalid", `did you mean "type"?`},
	{"GET", "/events?from=yesterday", "", nil, 400, "invalid", "expected a day"},
	{"GET", "/events?from=2031-04&to=2031-03", "", nil, 400, "invalid", "not after"},
	{"GET", "/events?limit=0", "", nil, 400, "invalid", "from 1 to 1000"},
	{"GET", "/events?limit=1001", "", nil, 400, "invalid", "from 1 to 1000"},
	{"GET", "/events?limit=many", "", nil, 400, "invalid", "from 1 to 1000"},
	{"GET", "/events?limit=5&limit=6", "", nil, 400, "invalid", "one value"},
	{"GET", "/events?cursor=none", "", nil, 400, "invalid", "cursor"},
	{"GET", "/people?cursor=WyJwZW9wbGUiLCJhIiwiYiJd", "", nil, 400, "invalid", "cursor"},
	{"GET", "/events?person=!", "", nil, 400, "invalid", "letters"},
	{"GET", "/events?newest-first=perhaps", "", nil, 400, "invalid", "true or false"},
	{"GET", "/events?in=(", "", nil, 400, "invalid", ""},
	{"GET", "/events?site=%00", "", nil, 400, "invalid", "control"},
	{"GET", "/events?site=%ff", "", nil, 400, "invalid", "UTF-8"},
	{"GET", "/events?site=%zz", "", nil, 400, "invalid", "cannot be read"},
	{"GET", "/events?format=xml", "", nil, 400, "invalid", "json, ndjson, csv"},
	{"GET", "/events?site=" + strings.Repeat("a", 5000), "", nil, 400, "invalid", "bytes"},
	{"GET", "/events?site=" + strings.Repeat("a", 9000), "", nil, 414, "invalid", "bytes"},
	{"GET", "/reports/" + strings.Repeat("a", 3000), "", nil, 414, "invalid", "bytes"},
	{"GET", "/plans?horizon=soon", "", nil, 400, "invalid", "2024-H1"},
	{"GET", "/search", "", nil, 400, "invalid", "query"},
	{"GET", "/search?query=", "", nil, 400, "invalid", "query"},
	{"GET", "/search?query=person:", "", nil, 400, "invalid", ""},
	{"GET", "/brief?from=2031-03-01", "", nil, 400, "invalid", "both"},
	{"GET", "/brief?from=2030&to=2031", "", nil, 400, "invalid", "92 days"},
	{"GET", "/verify?head=12", "", nil, 400, "invalid", "hexadecimal"},
	{"GET", "/imports?limit=5", "", nil, 400, "invalid", "takes none"},
	{"GET", "/imports", "", []string{"Accept", "text/csv"}, 406, "unsupported", "application/json"},
	{"GET", "/events", "", []string{"Accept", "image/png, application/json;q=0"}, 406, "unsupported", "accepts"},
	{"POST", "/events", "{}", nil, 405, "unsupported", "GET"},
	{"DELETE", "/corrections/1", "", nil, 405, "unsupported", "GET"},
	{"OPTIONS", "/events", "", []string{"Origin", "https://other.example", "Access-Control-Request-Method", "GET"}, 405, "unsupported", "GET"},
	{"POST", "/corrections", word + "}", []string{"Content-Type", "text/plain"}, 415, "unsupported", "application/json"},
	{"POST", "/corrections", word + "}", []string{"Sec-Fetch-Site", "cross-site"}, 403, "unsupported", "another site"},
	{"POST", "/corrections", word + "}", []string{"Origin", "https://other.example"}, 403, "unsupported", "another site"},
	{"POST", "/corrections", word + `, "force": true}`, nil, 400, "invalid", "force"},
	{"POST", "/corrections", word + `} {}`, nil, 400, "invalid", "more behind"},
	{"POST", "/corrections", word, nil, 400, "invalid", "body"},
	{"POST", "/corrections", `[]`, nil, 400, "invalid", "body"},
	{"POST", "/corrections", `{"set": ` + strings.Repeat("[", 100), nil, 400, "invalid", "within one another"},
	{"POST", "/corrections", `{"why": "` + strings.Repeat("a", 70000) + `"}`, nil, 413, "invalid", "65536"},
	{"POST", "/corrections", strings.Replace(word, "M. Ilven", " ", 1) + "}", nil, 400, "invalid", "name"},
	{"POST", "/corrections", strings.Replace(word, "right", "wrong", 1) + "}", nil, 400, "invalid", "reason"},
	{"POST", "/corrections", strings.Replace(word, "right", "withdrawn", 1) + "}", nil, 400, "invalid", "not known"},
	{"POST", "/corrections", strings.Replace(word, "right", "reviewed", 1) + "}", nil, 400, "invalid", "whole report"},
	{"POST", "/corrections", strings.Replace(word, "event:1", "event:99", 1) + "}", nil, 404, "not_found", "event"},
	{"POST", "/corrections", strings.Replace(word, "03-01-001", "03-01-999", 1) + "}", nil, 404, "not_found", ""},
	{"POST", "/corrections/99/withdrawal", `{"by": "M. Ilven", "why": "no"}`, nil, 404, "not_found", "99"},
	{"POST", "/corrections/1/withdrawal", `{"by": "Somebody", "why": "no"}`, nil, 409, "conflict", "M. Ilven"},
	{"POST", "/corrections/1/withdrawal", `{"by": "M. Ilven"}`, nil, 400, "invalid", "reason"},
}
