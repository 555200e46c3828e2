package calendar

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/text"
)

// english are the words the tests read by; the profiles' own are data.
const english = `
months: {january: 1, february: 2, feb.: 2, april: 4, may: 5, july: 7, september: 9, october: 10, november: 11, nov.: 11, december: 12, dec.: 12}
weekdays: {sunday: 0, monday: 1, thursday: 4, friday: 5, saturday: 6}
relative: {today: 0, yesterday: -1, tomorrow: 1}
named_days: {"new year": "01-01", "new year day": "01-01"}
era: Union
era_offset: 1911
links: [to, and, through]
years: {this: 0, last: -1, next: 1}
year_nouns: [year]
prepositions: ["on", in, from, of]
names_of_things: [declaration]
same_day: ["same day"]
`

// load reads the words above; a form with a period must be known as an
// abbreviation before, as it is in a profile.
func load(t testing.TB) (*Calendar, *text.Vocabulary) {
	t.Helper()
	v := text.NewVocabulary()
	v.Abbreviation = 1
	for _, w := range []string{"feb", "nov", "dec"} {
		v.Add(w, 1)
	}
	c, errs := Load([]File{{Name: "calendar.yaml", Data: []byte(english)}}, v)
	if errs != nil {
		t.Fatal(errs)
	}
	return c, v
}

// dates writes what Find finds as "wording=from[..to]".
func dates(c *Calendar, v *text.Vocabulary, s, published string) string {
	d := text.New(v, "text", s)
	var out []string
	for _, dt := range c.Find(d, 0, len(d.Tokens), published, nil) {
		day := dt.From
		if dt.To != "" {
			day += ".." + dt.To
		}
		out = append(out, fmt.Sprintf("%s=%s", d.Quote(dt.First, dt.Last), day))
	}
	return strings.Join(out, "; ")
}

// Published on a Thursday, 2031-05-15, unless the case says otherwise.
func TestCalendar_Find(t *testing.T) {
	c, v := load(t)
	for _, k := range []struct{ name, text, published, want string }{
		{"month and day", "He came on May 12.", "", "May 12=2031-05-12"},
		{"day and month", "He came on 12 May.", "", "12 May=2031-05-12"},
		{"with a year", "It fell on May 12, 1998, they say.", "", "May 12, 1998=1998-05-12"},
		{"abbreviated", "It was held on Dec. 9.", "", "Dec. 9=2030-12-09"},
		{"ordinal", "on May 5th", "", "May 5th=2031-05-05"},
		{"full-width digits", "on May １２", "", "May １２=2031-05-12"},
		{"nearest year, back", "on December 31", "2031-01-02", "December 31=2030-12-31"},
		{"nearest year, ahead", "on January 2", "2031-12-30", "January 2=2032-01-02"},
		{"last year named", "on May 12 last year", "", "May 12 last year=2030-05-12"},
		{"no such day", "on February 30", "", ""},
		{"leap day", "on February 29", "2032-03-01", "February 29=2032-02-29"},

		{"span with to", "from July 20 to 27", "", "July 20 to 27=2031-07-20..2031-07-27"},
		{"span with a dash", "on Feb. 21-23", "", "Feb. 21-23=2031-02-21..2031-02-23"},
		{"two days", "on Dec. 4 and 5", "", "Dec. 4 and 5=2030-12-04..2030-12-05"},
		{"span over two months", "from Nov. 26 to Dec. 2", "2031-12-05", "Nov. 26 to Dec. 2=2031-11-26..2031-12-02"},
		{"span over the year's end", "from December 29 to January 3", "2032-01-04", "December 29 to January 3=2031-12-29..2032-01-03"},
		{"a span does not run backwards", "on May 12 and 5 others came", "", "May 12=2031-05-12"},

		{"weekday before", "They met on Monday.", "", "Monday=2031-05-12"},
		{"weekday of publication", "They met on Thursday.", "", "Thursday=2031-05-15"},
		{"weekday a day ahead is a week back", "They met on Friday.", "", "Friday=2031-05-09"},
		{"no weekday in small letters", "the friday market", "", ""},
		{"yesterday", "It rained yesterday.", "", "yesterday=2031-05-14"},
		{"today over a month's end", "yesterday", "2031-03-01", "yesterday=2031-02-28"},
		{"named day", "He came on the New Year.", "2031-01-03", "New Year=2031-01-01"},
		{"the longer named day", "He came on New Year Day.", "2031-01-03", "New Year Day=2031-01-01"},
		{"named day without a preposition is a name", "The New Year Address was read.", "2031-01-03", ""},
		{"pointing back", "On the same day he left.", "", "same day="},

		{"month and year", "in April 2012", "", "April 2012=2012-04"},
		{"month alone", "He came in April.", "", "April=2031-04"},
		{"month that is still to come belongs to last year", "in October", "", "October=2030-10"},
		{"month of last year", "in October last year", "", "October last year=2030-10"},
		{"era year", "in Union 84", "", "Union 84=1995"},
		{"era year behind a day", "on April 12 Union 84", "", "April 12 Union 84=1995-04-12"},
		{"era year behind a month", "in September Union 84", "", "September Union 84=1995-09"},

		{"a thing named after a day", "the October 4 declaration", "", ""},
		{"a site named after a day", "the April 25 House", "", ""},
		{"a month's name that opens a sentence", "May he live long.", "", ""},
		{"inside a title", `the song "May 12 Morning"`, "", ""},
		{"several", "on May 12 and on Monday", "", "May 12=2031-05-12; Monday=2031-05-12"},
		{"unpublished: nothing is guessed", "on May 12, yesterday, on Monday and on the New Year", "-", ""},
		{"unpublished: a full date stands", "on May 12, 1998", "-", "May 12, 1998=1998-05-12"},
	} {
		t.Run(k.name, func(t *testing.T) {
			published := k.published
			switch published {
			case "":
				published = "2031-05-15"
			case "-":
				published = ""
			}
			if got := dates(c, v, k.text, published); got != k.want {
				t.Errorf("%q\n got %q\nwant %q", k.text, got, k.want)
			}
		})
	}
}

func TestCalendar_Dateline(t *testing.T) {
	c, v := load(t)
	for _, k := range []struct{ name, text, body, day string }{
		{"plain", "Aldermoor, May 14 (VDB) -- He came.", "He", "2031-05-14"},
		{"abbreviated", "Aldermoor, Nov. 14 (VDB) -- He came.", "He", "2030-11-14"},
		{"two words and an era", "New Aldermoor, May 14 Union 120 (VDB) - He came.", "He", "2031-05-14"},
		{"no dashes", "Aldermoor, May 14 (VDB) He came.", "He", "2031-05-14"},
		{"no agency", "In Aldermoor, May 14 was mild.", "", ""},
		{"none", "He came to Aldermoor.", "", ""},
		{"empty", "", "", ""},
	} {
		t.Run(k.name, func(t *testing.T) {
			d := text.New(v, "text", k.text)
			body, day, ok := c.Dateline(d, "2031-05-15")
			got := ""
			if ok && body < len(d.Tokens) {
				got = d.Word(body)
			}
			if got != k.body || day != k.day || ok != (k.body != "") {
				t.Errorf("got %q %q %v", got, day, ok)
			}
		})
	}
}

func TestLoad_mistakes(t *testing.T) {
	for _, k := range []struct{ name, data, want string }{
		{"month", "months: {may: 13}", "13 is no month"},
		{"weekday", "weekdays: {monday: 7}", "0 (Sunday) to 6"},
		{"named day", `named_days: {"new year": "1st"}`, "month and day"},
		{"unknown key", "\nmoths: {may: 5}", "moths"},
		{"not YAML", "months: [", ""},
	} {
		t.Run(k.name, func(t *testing.T) {
			_, errs := Load([]File{{Name: "here.yaml", Data: []byte(k.data)}}, text.NewVocabulary())
			if len(errs) == 0 {
				t.Fatal("no mistake found")
			}
			if errs[0].File != "here.yaml" || !strings.Contains(errs[0].Message, k.want) {
				t.Errorf("got %+v", errs[0])
			}
			if k.name == "unknown key" && errs[0].Line != 2 {
				t.Errorf("line %d", errs[0].Line)
			}
		})
	}
}

func TestLoad_laterOverrules(t *testing.T) {
	v := text.NewVocabulary()
	c, errs := Load([]File{{"parent.yaml", []byte(english)}, {"child.yaml", []byte("months: {frostmonth: 1}\nera: Reign\nera_offset: 2000\n")}}, v)
	if errs != nil {
		t.Fatal(errs)
	}
	if got, want := dates(c, v, "on Frostmonth 3 and on May 3 and in Reign 30", "2031-05-15"), "Frostmonth 3=2031-01-03; May 3=2031-05-03; Reign 30=2030"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestCalendar_nil: a profile without a calendar reads no dates.
func TestCalendar_nil(t *testing.T) {
	var c *Calendar
	if got := dates(c, text.NewVocabulary(), "on May 12", "2031-05-15"); got != "" {
		t.Errorf("got %q", got)
	}
}
