package read

import "bytes"

// seen is the first item of an input that said something.
type seen struct {
	item  int
	bytes uint64 // hash of all its bytes
}

// told returns the title and the text of an item of JSON as they are written, in
// quotes and undecoded: enough to tell whether two captures say the same. Of an
// item without a text, the text is nil.
func told(raw Raw) (title, text []byte) {
	if raw.plain {
		return nil, nil
	}
	if text = member(raw.data, textKey); len(text) <= len(`""`) {
		return nil, nil
	}
	return member(raw.data, titleKey), text
}

var textKey, titleKey = []byte(`"text"`), []byte(`"title"`)

// member returns the string behind a key, quotes included, or nil. What looks
// like a key and stands before a colon is one: within a string its quotes would
// have backslashes.
func member(data, key []byte) []byte {
	for {
		i := bytes.Index(data, key)
		if i < 0 {
			return nil
		}
		data = bytes.TrimLeft(data[i+len(key):], space)
		if len(data) > 0 && data[0] == ':' {
			break
		}
	}
	if data = bytes.TrimLeft(data[1:], space); len(data) == 0 || data[0] != '"' {
		return nil
	}
	for i := 1; ; {
		n := bytes.IndexByte(data[i:], '"')
		if n < 0 {
			return nil
		}
		slashes := 0
		for n > slashes && data[i+n-1-slashes] == '\\' {
			slashes++
		}
		if i += n + 1; slashes%2 == 0 {
			return data[:i]
		}
	}
}

const space = " \t\r\n"
