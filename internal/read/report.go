package read

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
)

// Raw is one item of an input, cut out but not decoded.
type Raw struct {
	input   string
	item    int
	data    []byte
	plain   bool
	line    int // where data begins in the decompressed input, from 1
	column  int
	doubles int  // an earlier item that says the same, or 0
	same    bool // it has the same bytes
	problem string
	code    rostrum.Code
	cause   error
	opts    *Options
}

// Input returns the name of the input, as Report.Input has it.
func (raw Raw) Input() string { return raw.input }

// Item returns the position in the input, from 1.
func (raw Raw) Item() int { return raw.item }

// Size returns the bytes that the item takes in its input; of an item that is
// too long, those that were kept.
func (raw Raw) Size() int { return len(raw.data) }

// Bytes returns the item as it stands in its input, without what compressed that;
// of an item that is too long, what was kept. They must not be changed.
func (raw Raw) Bytes() []byte { return raw.data }

// Report decodes the item. It may be called from any goroutine.
func (raw Raw) Report() *rostrum.Report {
	var o object
	r := &rostrum.Report{Input: raw.input, Item: raw.item}
	if raw.plain {
		r.Notes = o.decodePlain(raw.data)
	} else if raw.data != nil {
		if m := o.decode(raw.data); m != nil && raw.problem == "" {
			line, column := raw.place(m.at)
			r.Err = rostrum.Errorf(rostrum.CodeInvalid, "%s:%d:%d: %v", raw.input, line, column, m)
		}
	}
	if raw.problem != "" {
		where := raw.input
		if raw.line > 0 {
			line, column := raw.place(0)
			where = fmt.Sprintf("%s:%d:%d", where, line, column)
		}
		r.Err = &rostrum.Error{Code: raw.code, Message: where + ": " + raw.problem, Err: raw.cause}
	}
	r.ID, r.Outlet, r.Lang, r.URL = o.value[fieldID], o.value[fieldOutlet], o.value[fieldLang], o.value[fieldURL]
	r.Published, r.Retrieved = o.value[fieldPublished], o.value[fieldRetrieved]
	r.Topic, r.Title, r.Text = o.value[fieldTopic], o.value[fieldTitle], o.value[fieldText]
	raw.finish(r, &o)
	return r
}

// place turns an offset in data into a line and a column of the input.
func (raw Raw) place(at int) (line, column int) {
	line, column = raw.line, raw.column
	for _, c := range raw.data[:at] {
		if column++; c == '\n' {
			line, column = line+1, 1
		}
	}
	return line, column
}

// finish checks the dates, fills in a missing outlet and notes what is odd.
func (raw Raw) finish(r *rostrum.Report, o *object) {
	note := func(format string, args ...any) { r.Notes = append(r.Notes, fmt.Sprintf(format, args...)) }
	for f := range fieldCount {
		if o.replaced[f] {
			note("%s: what is no UTF-8 was replaced by U+FFFD", fieldNames[f])
		}
		if o.odd[f] {
			note("%s: not a string", fieldNames[f])
		}
	}
	if published, ok := day(r.Published); ok {
		r.Published = published
	} else {
		note("published: expected a date such as 2024-05-18, found %s", excerpt(r.Published))
		r.Published = ""
	}
	if _, ok := day(r.Retrieved); ok {
		r.Retrieved = strings.TrimSpace(r.Retrieved)
	} else {
		note("retrieved: expected a date such as 2024-05-18, found %s", excerpt(r.Retrieved))
		r.Retrieved = ""
	}
	if strings.TrimSpace(r.Outlet) == "" {
		r.Outlet = raw.opts.outlet(r.URL)
	}
	if raw.doubles > 0 && raw.same {
		note("doubled: the same as item %d of this input", raw.doubles)
	} else if raw.doubles > 0 {
		note("doubled: title and text are those of item %d of this input", raw.doubles)
	}
	if r.Err != nil {
		return
	}
	if end := brokenOff(r.Text); end != "" {
		note("cut short, it seems: the text ends with %s", excerpt(end))
	}
	if r.Published == "" && len(o.value[fieldPublished]) == 0 && !o.odd[fieldPublished] {
		note("published: missing")
	}
	if r.Outlet == "" {
		note("outlet: missing")
	}
	if !o.present[fieldTitle] && !o.present[fieldText] {
		note("neither title nor text")
	}
}

// brokenOff returns the last words of a text that seems to be cut short: it ends
// within a sentence, or with the dots of what shows only beginnings. Short last
// lines are signatures, scores and addresses, which end with no full stop.
func brokenOff(text string) string {
	const line, words = 40, 30
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	last := text[strings.LastIndexByte(text, '\n')+1:]
	for strings.ContainsRune(last, '©') || len(last) >= len("copyright") && strings.EqualFold(last[:len("copyright")], "copyright") {
		text = strings.TrimRightFunc(text[:len(text)-len(last)], unicode.IsSpace)
		last = text[strings.LastIndexByte(text, '\n')+1:]
	}
	end, _ := utf8.DecodeLastRuneInString(last)
	switch {
	case strings.HasSuffix(last, "..."), end == '…':
	case len(last) < line:
		return ""
	case !unicode.IsLetter(end) && !unicode.IsDigit(end) && !strings.ContainsRune(",;:([–—、，；：（", end):
		return ""
	}
	if len(last) > words {
		last = last[len(last)-words:]
		if i := strings.IndexByte(last, ' '); i >= 0 {
			last = last[i+1:]
		}
	}
	return strings.ToValidUTF8(last, "")
}

// excerpt quotes the beginning of a value for a message.
func excerpt(v string) string {
	const limit = 40
	if runes := []rune(v); len(runes) > limit {
		v = string(runes[:limit]) + "…"
	}
	return strconv.Quote(v)
}

// outlet returns the outlet of a report at this address that names none.
func (o *Options) outlet(address string) string {
	for h := host(address); h != ""; {
		if outlet, ok := o.Hosts[h]; ok {
			return outlet
		}
		_, h, _ = strings.Cut(h, ".")
	}
	return o.Outlet
}

// host returns the host of an address, in lower case.
func host(address string) string {
	h := strings.TrimSpace(address)
	if i := strings.Index(h, "//"); i >= 0 {
		h = h[i+2:]
	}
	if i := strings.IndexAny(h, "/?#\\"); i >= 0 {
		h = h[:i]
	}
	h = h[strings.LastIndexByte(h, '@')+1:]
	if i := strings.LastIndexByte(h, ':'); i >= 0 {
		h = h[:i]
	}
	return strings.TrimSuffix(strings.ToLower(h), ".")
}

// day returns the day of a date, or of a time as RFC 3339 writes it (a blank
// may stand for the T, and seconds and zone may be missing). "" is no mistake.
func day(v string) (string, bool) {
	v = strings.TrimSpace(v)
	if v == "" {
		return "", true
	}
	if len(v) < len(time.DateOnly) || v[0] == '0' {
		return "", false
	}
	d := v[:len(time.DateOnly)]
	if _, ok := rostrum.ReadDay(d); !ok {
		return "", false
	}
	clock := v[len(d):]
	if clock == "" {
		return d, true
	}
	if c := clock[0]; c != 'T' && c != 't' && c != ' ' {
		return "", false
	}
	for _, l := range [...]string{"15:04:05Z07:00", "15:04:05", "15:04Z07:00", "15:04", "15:04:05Z0700", "15:04:05 Z07:00", "15:04:05 MST"} {
		if _, err := time.Parse(l, strings.ToUpper(clock[1:])); err == nil {
			return d, true
		}
	}
	return "", false
}
