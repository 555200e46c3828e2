package read

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// headerKeys maps the keys of a plain file's header, in lower case, to fields.
var headerKeys = map[string]field{
	"title": fieldTitle, "date": fieldPublished, "published": fieldPublished, "outlet": fieldOutlet, "url": fieldURL,
	"lang": fieldLang, "language": fieldLang, "id": fieldID, "retrieved": fieldRetrieved, "topic": fieldTopic,
}

// decodePlain fills o from a plain file and returns what there is to note.
func (o *object) decodePlain(data []byte) (notes []string) {
	body := data
	for { // empty lines before the report
		line, rest, more := bytes.Cut(body, newline)
		if !more || len(bytes.TrimSpace(line)) > 0 {
			break
		}
		body = rest
	}
	after, unended, ok := o.header(body)
	if ok {
		body = after
		if unended {
			notes = append(notes, "no empty line after the header")
		}
	} else if line, rest, more := bytes.Cut(body, newline); more {
		second, text, _ := bytes.Cut(rest, newline)
		if len(bytes.TrimSpace(second)) == 0 {
			o.set(fieldTitle, trimEnd(line))
			body = text
		}
	}
	o.set(fieldText, body)
	return notes
}

func (o *object) set(f field, v []byte) {
	if !utf8.Valid(v) {
		v = bytes.Map(func(r rune) rune { return r }, v) // each byte that is no character becomes U+FFFD
		o.replaced[f] = true
	}
	o.value[f], o.present[f] = string(v), true
}

// header reads the block of "Key: value" lines that b begins with. unended means
// that the text follows it without an empty line.
func (o *object) header(b []byte) (body []byte, unended, ok bool) {
	type entry struct {
		f     field
		value string
	}
	var entries []entry
	known := 0        // entries of known keys
	run, tail := 0, b // entries before the first unknown key, and what follows them
	for len(b) > 0 {
		line, rest, _ := bytes.Cut(b, newline)
		text := trimEnd(line)
		if len(bytes.TrimSpace(text)) == 0 {
			b = rest
			break
		}
		if c := text[0]; (c == ' ' || c == '\t') && len(entries) > 0 { // the last value goes on
			last := &entries[len(entries)-1]
			last.value = strings.TrimSpace(last.value + " " + string(bytes.TrimSpace(text)))
		} else {
			key, value, ok := headerLine(text)
			if !ok {
				unended = true
				break
			}
			f, isKnown := headerKeys[strings.ToLower(string(key))]
			if !isKnown {
				f = fieldNone
			} else {
				known++
			}
			entries = append(entries, entry{f, string(bytes.TrimSpace(value))})
		}
		b = rest
		if known == len(entries) {
			run, tail = known, rest
		}
	}
	if unended { // only known keys are sure to be no part of the text
		entries, known, b = entries[:run], run, tail
	}
	if known == 0 {
		return nil, false, false
	}
	for _, e := range entries {
		if e.f != fieldNone {
			o.set(e.f, []byte(e.value))
		}
	}
	return b, unended, true
}

// headerLine cuts "Key: value". A key is one word of letters and hyphens.
func headerLine(line []byte) (key, value []byte, ok bool) {
	i := bytes.IndexByte(line, ':')
	if i <= 0 || i > 32 || i+1 < len(line) && line[i+1] != ' ' && line[i+1] != '\t' {
		return nil, nil, false
	}
	for _, c := range line[:i] {
		if c != '-' && (c|0x20 < 'a' || c|0x20 > 'z') {
			return nil, nil, false
		}
	}
	return line[:i], line[i+1:], true
}

// trimEnd drops the carriage return of a line.
func trimEnd(line []byte) []byte { return bytes.TrimSuffix(line, []byte{'\r'}) }
