package language

import (
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
)

// folder holds the files, named by the codes of the languages.
const folder = "languages"

// loader gathers entries, and mistakes, from all files.
type loader struct {
	words, endings map[string][]weight
	letters        map[rune][]weight
	scripts        []script
	mistakes       []string
}

// New loads the files languages/<code>.txt of fsys. Its error lists every
// mistake with file, line and column.
func New(fsys fs.FS) (*Recogniser, error) {
	names, err := fs.Glob(fsys, folder+"/*.txt")
	if err != nil {
		return nil, fmt.Errorf("listing languages: %w", err)
	}
	if len(names) == 0 {
		return nil, rostrum.Errorf(rostrum.CodeNotFound, "expected files such as %s/en.txt, found none", folder)
	}
	if len(names) > maxLanguages {
		return nil, rostrum.Errorf(rostrum.CodeUnsupported, "%s: expected at most %d languages, found %d", folder, maxLanguages, len(names))
	}
	l := loader{words: map[string][]weight{}, endings: map[string][]weight{}, letters: map[rune][]weight{}}
	r := &Recogniser{}
	for i, name := range names { // Glob sorts them
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("reading a language: %w", err)
		}
		code := strings.TrimSuffix(path.Base(name), ".txt")
		if !validCode(code) || code == Undetermined {
			l.mistakes = append(l.mistakes, fmt.Sprintf("%s:1:1: expected a file named by a language code of two or three letters, such as en.txt", name))
		}
		r.codes = append(r.codes, code)
		l.file(name, string(data), uint8(i))
	}
	if len(l.mistakes) > 0 {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "%s", strings.Join(l.mistakes, "\n"))
	}
	r.words, r.endings = newTable(l.words), newTable(l.endings)
	r.letters, r.scripts = l.letters, l.scripts
	var first [len(r.pages)]rune // the first of the characters by which a page has its script
	for i, s := range r.scripts {
		for _, part := range s.table.R16 {
			for ch := rune(part.Lo); ch <= rune(part.Hi); ch += rune(part.Stride) {
				if page := ch >> 4; r.pages[page] == 0 || ch < first[page] {
					r.pages[page], first[page] = uint8(i+1), ch
				}
			}
		}
	}
	return r, nil
}

func validCode(code string) bool {
	if len(code) < 2 || len(code) > 3 {
		return false
	}
	for _, c := range code {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// file reads one language.
func (l *loader) file(name, data string, language uint8) {
	seen := map[string]int{} // entry -> line
	data = strings.TrimPrefix(data, "\ufeff")
	number := 0
	for line := range strings.SplitSeq(data, "\n") {
		number++
		entry := strings.TrimSpace(line)
		if entry == "" || entry[0] == '#' {
			continue
		}
		miss := func(part, format string, args ...any) {
			column := strings.Index(line, part) + 1
			l.mistakes = append(l.mistakes, fmt.Sprintf("%s:%d:%d: %s", name, number, column, fmt.Sprintf(format, args...)))
		}
		key, value, weighed := strings.Cut(entry, "=")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		w := weight{language: language, value: 1}
		if weighed {
			v, err := strconv.ParseFloat(value, 32)
			if err != nil || v == 0 || v < -100 || v > 100 {
				miss(value, "expected a weight such as 0.5 after '=', found %q", value)
				continue
			}
			w.value = float32(v)
		}
		folded := foldWord(key)
		if first, ok := seen[folded]; ok {
			miss(key, "%q stands in line %d already (case and accents do not count)", key, first)
			continue
		}
		seen[folded] = number
		if problem := l.entry(key, folded, w); problem != "" {
			miss(key, "%s", problem)
		}
	}
}

// entry takes in one entry, or says what is wrong with it.
func (l *loader) entry(key, folded string, w weight) (problem string) {
	if key == "" {
		return "expected a word before '='"
	}
	rest := key[1:]
	switch key[0] {
	case '@':
		return l.script(rest, w)
	case '~':
		ch, n := utf8.DecodeRuneInString(rest)
		if n == 0 || n < len(rest) || ch < utf8.RuneSelf || ch == utf8.RuneError {
			return fmt.Sprintf("expected one character beyond ASCII after '~', found %q", rest)
		}
		ch = unicode.ToLower(ch)
		l.letters[ch] = append(l.letters[ch], w)
		return ""
	case '-':
		end := folded[1:]
		if len(end) < minEnding || len(end) > maxEnding || !isWord(end) {
			return fmt.Sprintf("expected an ending of %d to %d bytes of letters after '-', found %q", minEnding, maxEnding, rest)
		}
		l.endings[end] = append(l.endings[end], w)
		return ""
	}
	if !isWord(folded) {
		return fmt.Sprintf("expected one word of letters only, found %q (an apostrophe parts words)", key)
	}
	if len(folded) > maxWord {
		return fmt.Sprintf("expected a word of at most %d bytes, found %q", maxWord, key)
	}
	l.words[folded] = append(l.words[folded], w)
	return ""
}

// script takes in the weight of the letters of a script.
func (l *loader) script(name string, w weight) (problem string) {
	for i := range l.scripts {
		if l.scripts[i].name == name {
			l.scripts[i].weights = append(l.scripts[i].weights, w)
			return ""
		}
	}
	rt, ok := unicode.Scripts[name]
	if !ok {
		for known := range unicode.Scripts {
			if strings.EqualFold(known, name) {
				return fmt.Sprintf("expected the Unicode name of a script, found %q; perhaps %q", name, known)
			}
		}
		return fmt.Sprintf("expected the Unicode name of a script, such as Cyrillic, found %q", name)
	}
	l.scripts = append(l.scripts, script{name: name, table: rt, weights: []weight{w}})
	return ""
}

// foldWord drops case and accents, as count does.
func foldWord(s string) string {
	var b strings.Builder
	if strings.HasPrefix(s, "~") { // a character stands for itself
		return strings.ToLower(s)
	}
	for _, ch := range s {
		if ch >= 0x300 && ch < 0x370 {
			continue
		}
		b.WriteRune(unaccented(unicode.ToLower(ch)))
	}
	return b.String()
}

func isWord(s string) bool {
	for _, ch := range s {
		if !unicode.IsLetter(ch) {
			return false
		}
	}
	return s != ""
}
