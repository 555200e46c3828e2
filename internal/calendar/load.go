package calendar

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/rostrum-watch/rostrum/internal/text"
)

// File is one calendar.yaml.
type File struct {
	Name string
	Data []byte
}

// Error is one mistake in a calendar.yaml.
type Error struct {
	File           string
	Line, Column   int
	Message, Meant string
}

type file struct {
	Months   map[string]int    `yaml:"months"`
	Weekdays map[string]int    `yaml:"weekdays"` // 0 = Sunday
	Relative map[string]int    `yaml:"relative"`
	Named    map[string]string `yaml:"named_days"` // "new year": "01-01"
	Same     []string          `yaml:"same_day"`   // "the same day"
	Era      string            `yaml:"era"`
	Offset   int               `yaml:"era_offset"`
	Links    []string          `yaml:"links"`
	Years    map[string]int    `yaml:"years"` // this: 0, last: -1
	YearNoun []string          `yaml:"year_nouns"`
	Nouns    []string          `yaml:"names_of_things"`
	On       []string          `yaml:"prepositions"`
	Periods  map[string]string `yaml:"periods"`      // "first half of the year": "half1"
	Numbers  map[string]int    `yaml:"number_words"` // "twelve": 12
}

// Load reads one calendar.yaml after another, those of parents first, and enters
// their words into the vocabulary. A later file adds to what the earlier ones
// say and overrules it word by word.
func Load(files []File, v *text.Vocabulary) (*Calendar, []Error) {
	c := &Calendar{v: v, periods: map[text.Word][]period{}, numbers: map[text.Word]int{}}
	var all []Error
	for _, in := range files {
		errs := c.add(in.Data, v)
		for i := range errs {
			errs[i].File = in.Name
		}
		all = append(all, errs...)
	}
	if len(all) > 0 {
		return nil, all
	}
	return c, nil
}

func (c *Calendar) add(data []byte, v *text.Vocabulary) []Error {
	var f file
	dec := yaml.NewDecoder(strings.NewReader(string(data)))
	dec.KnownFields(true)
	if err := dec.Decode(&f); err != nil {
		if errors.Is(err, io.EOF) {
			return nil
		}
		e := Error{Message: strings.TrimPrefix(err.Error(), "yaml: ")}
		if _, rest, ok := strings.Cut(err.Error(), "line "); ok {
			e.Line, _ = strconv.Atoi(strings.TrimRight(strings.SplitN(rest, " ", 2)[0], ":"))
		}
		return []Error{e}
	}
	if f.Offset != 0 {
		c.offset = f.Offset
	}
	c.grow(v.Len()) // at once, as most of its words are new and so the last
	var errs []Error
	set := func(w string, r role, n int) {
		w = strings.ToLower(strings.TrimSpace(w))
		id := v.Add(w, 0)
		c.grow(int(id))
		c.roles[id], c.value[id] = r, n
	}
	for w, n := range f.Months {
		if n < 1 || n > 12 {
			errs = append(errs, Error{Message: fmt.Sprintf("months: %s: %d is no month; expected 1 to 12", w, n)})
		}
		set(w, month, n)
	}
	for w, n := range f.Weekdays {
		if n < 0 || n > 6 {
			errs = append(errs, Error{Message: fmt.Sprintf("weekdays: %s: expected 0 (Sunday) to 6", w)})
		}
		set(w, weekday, n)
	}
	for w, n := range f.Relative {
		set(w, relative, n)
	}
	for w, n := range f.Years {
		set(w, yearWord, n)
	}
	for _, w := range f.Links {
		set(w, link, 0)
	}
	for _, w := range f.YearNoun {
		set(w, yearNoun, 0)
	}
	for _, w := range f.On {
		set(w, on, 0)
	}
	for _, w := range f.Nouns {
		set(w, noun, 0)
	}
	if f.Era != "" {
		set(f.Era, era, 0)
	}
	for w, day := range f.Named {
		t, err := time.Parse("01-02", day)
		if err != nil {
			errs = append(errs, Error{Message: fmt.Sprintf("named_days: %s: %q; expected month and day, as in \"01-01\"", w, day)})
			continue
		}
		c.phrase(w, namedDay{month: int(t.Month()), day: t.Day()})
	}
	for w, spec := range f.Periods {
		if wrong := CheckPeriod(spec); wrong != "" {
			errs = append(errs, Error{Message: fmt.Sprintf("periods: %s: %q; %s", w, spec, wrong)})
			continue
		}
		if words := c.wording(w); len(words) > 0 {
			c.periods[words[0]] = append(c.periods[words[0]], period{words, spec})
		}
	}
	for _, w := range f.Same {
		c.phrase(w, namedDay{})
	}
	for w, n := range f.Numbers {
		c.numbers[v.Add(strings.ToLower(strings.TrimSpace(w)), 0)] = n
	}
	return errs
}

// phrase enters the words of a day that has a name.
func (c *Calendar) phrase(w string, nd namedDay) {
	nd.words = c.wording(w)
	if len(nd.words) == 0 {
		return
	}
	c.grow(int(nd.words[0]))
	if c.roles[nd.words[0]] == none {
		c.roles[nd.words[0]] = named
	}
	c.days = append(c.days, nd)
}

func (c *Calendar) grow(n int) {
	if more := n + 1 - len(c.roles); more > 0 {
		c.roles = append(c.roles, make([]role, more)...) // of which each is none
		c.value = append(c.value, make([]int, more)...)
	}
}

// wording returns the words of a phrase, as texts are compared with it.
func (c *Calendar) wording(phrase string) []text.Word {
	var words []text.Word
	for _, w := range strings.Fields(strings.ToLower(phrase)) {
		words = append(words, c.v.Add(w, 0))
	}
	return words
}
