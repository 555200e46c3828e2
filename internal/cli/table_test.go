package cli

import (
	"strings"
	"testing"
)

func TestTable_whole(t *testing.T) {
	show := func(width int, who, what string) string {
		tab := table{width: width, columns: []column{{title: "day"}, {title: "who", flex: true, whole: true}, {title: "what", flex: true, whole: true}, {title: "n", right: true}}}
		tab.add([]string{"2031-03-01", who, what, "7"}, "said")
		var b strings.Builder
		if err := tab.write(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	const long = "the second weir of the upper works and all that belongs to it"
	for _, c := range []struct {
		what  string
		width int
		who   string
		want  string
	}{
		{"room for all", 100, "A", `
DAY         WHO  WHAT                                                           N
2031-03-01  A    the second weir of the upper works and all that belongs to it  7
    said
`},
		{"goes on", 60, "Somebody", `
DAY         WHO       WHAT                                 N
2031-03-01  Somebody  the second weir of the upper works   7
                      and all that belongs to it
    said
`},
		{"below", 40, "Somebody", `
DAY         N
    WHO · WHAT
2031-03-01  7
    Somebody · the second weir of the
    upper works and all that belongs to
    it
    said
`},
		{"below, of nobody", 36, "–", `
DAY         N
    WHO · WHAT
2031-03-01  7
    the second weir of the upper
    works and all that belongs to it
    said
`},
		{"a word without end", 60, strings.Repeat("abcdefghij", 3), `
DAY         WHO                    WHAT                    N
2031-03-01  abcdefghijabcdefghija  the second weir of the  7
            bcdefghij              upper works and all
                                   that belongs to it
    said
`},
	} {
		if got := "\n" + show(c.width, c.who, long); got != c.want {
			t.Errorf("%s: got %s", c.what, got)
		}
	}
}

func TestFitNames(t *testing.T) {
	const five = "Torvane Ost Halric, Eldrun Ost Corvan, Brannoc Ost Ludrik, Kestrane Ost Doren, Hallvarn Ost Perrin"
	for _, c := range []struct {
		list string
		room int
		want string
	}{
		{"", 8, ""},
		{"Torvane Ost Halric", 30, "Torvane Ost Halric"},
		{"Torvane Ost Halric", 8, "Torvane Ost Halric"}, // the table cuts it
		{five, 22, "Torvane Ost Halric +4"},
		{five, 42, "Torvane Ost Halric, Eldrun Ost Corvan +3"},
		{five, 200, "Torvane Ost Halric, Eldrun Ost Corvan, Brannoc Ost Ludrik, Kestrane Ost Doren +1"},
	} {
		if got := fitNames(c.list, c.room); got != c.want {
			t.Errorf("%d cells: got %q, want %q", c.room, got, c.want)
		}
	}
}
