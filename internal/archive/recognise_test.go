package archive

import (
	"fmt"
	"strings"
	"testing"
)

const (
	story  = "The Steward looked round the yard at Orlmouth and gave the builders of the new ferry his thanks for their work this year"
	edited = "The Steward looked round the yard at Orlmouth and gave the builders of the ferry his warm thanks for their work this year"
	other  = "A choir of the Salt Coast sang in the great hall on the eve of the harvest feast and was given long applause by all"
)

func TestRecognise(t *testing.T) {
	item := Item{ID: "i", URL: "u", Outlet: "VDB", Lang: "en", Published: "2031-04-01", Title: "Steward at Yard", Text: story}
	held := func(change func(*Held)) Held {
		h := Held{IDs: []string{"h"}, Addresses: []string{"v"}, Outlet: "VDB", Lang: "en", Published: "2031-04-01", Title: "Choir Sings", Text: other}
		change(&h)
		return h
	}
	same := func(h *Held) { h.Title, h.Text, h.Same = item.Title, story, true }
	tests := []struct {
		name   string
		change func(*Item)
		held   []Held
		want   Sort
		at     int
	}{
		{"nothing held", nil, nil, NewReport, -1},
		{"nothing like it", nil, []Held{held(func(*Held) {})}, NewReport, -1},
		{"the same at its address", nil, []Held{held(func(h *Held) { same(h); h.Addresses = []string{"v", "u"} })}, Duplicate, 0},
		{"the same without an address", func(it *Item) { it.URL = "" }, []Held{held(same)}, Duplicate, 0},
		{"the same at another address", nil, []Held{held(same)}, Alias, 0},
		{"the same of another outlet", nil, []Held{held(func(h *Held) { same(h); h.Outlet, h.IDs = "Herald", nil })}, NewReport, -1},
		{"the same text on another day", nil, []Held{held(func(h *Held) { same(h); h.Published = "2031-05-01" })}, NewReport, -1},
		{"the same text on another day without an address", func(it *Item) { it.URL, it.ID = "", "" }, []Held{held(func(h *Held) { same(h); h.Published = "2031-05-01" })}, NewReport, -1},
		{"the same at its address on another day", nil, []Held{held(func(h *Held) { same(h); h.Published, h.Addresses = "2031-05-01", []string{"u"} })}, Duplicate, 0},
		{"the same on another day of a listing", func(it *Item) { it.Listing = true }, []Held{held(func(h *Held) { same(h); h.Published, h.Addresses = "2031-05-01", []string{"u"} })}, NewReport, -1},

		{"the address with like text", func(it *Item) { it.Text = edited }, []Held{held(func(h *Held) { h.Addresses, h.Text = []string{"u"}, story })}, NewVersion, 0},
		{"the address with like text on another day", func(it *Item) { it.Published = "2031-04-02" }, []Held{held(func(h *Held) { h.Addresses, h.Text = []string{"u"}, edited })}, NewVersion, 0},
		{"the address with another story", nil, []Held{held(func(h *Held) { h.Addresses = []string{"u"} })}, NewReport, -1},
		{"a listing with like text", func(it *Item) { it.Listing = true }, []Held{held(func(h *Held) { h.Addresses, h.Text = []string{"u"}, edited })}, NewReport, -1},
		{"the id with like text", nil, []Held{held(func(h *Held) { h.IDs, h.Text = []string{"h", "i"}, edited })}, NewVersion, 0},
		{"the id with another story", nil, []Held{held(func(h *Held) { h.IDs = []string{"i"} })}, NewReport, -1},

		{"day and title with like text", nil, []Held{held(func(h *Held) { h.Title, h.Text = "STEWARD AT YARD", edited })}, NewVersion, 0},
		{"day and title with another text", nil, []Held{held(func(h *Held) { h.Title = item.Title })}, NewReport, -1},
		{"announcement and full report", nil, []Held{held(func(h *Held) { h.Title, h.Text = item.Title, "The Steward looked round the yard at Orlmouth" })}, NewReport, -1},
		{"title with like text on another day", nil, []Held{held(func(h *Held) { h.Title, h.Text, h.Published = item.Title, edited, "2031-04-02" })}, NewReport, -1},
		{"title with like text in another language", nil, []Held{held(func(h *Held) { h.Title, h.Text, h.Lang = item.Title, edited, "es" })}, NewReport, -1},
		{"like text without titles", func(it *Item) { it.Title = "" }, []Held{held(func(h *Held) { h.Title, h.Text = "", edited })}, NewReport, -1},

		{"the text under another title", nil, []Held{held(func(h *Held) { h.Text = story })}, NewVersion, 0},
		{"a few words under another title", func(it *Item) { it.Text = "(Picture)" }, []Held{held(func(h *Held) { h.Text = "(Picture)" })}, NewReport, -1},

		{"a text of a headline", nil, []Held{held(func(h *Held) { h.Title, h.Text, h.Headline = item.Title, "", true })}, Fills, 0},
		{"a text of a headline of another day", nil, []Held{held(func(h *Held) { h.Title, h.Text, h.Published, h.Headline = item.Title, "", "2031-04-02", true })}, NewReport, -1},
		{"a second text of a headline", nil, []Held{held(func(h *Held) { h.Title, h.Headline = item.Title, true })}, NewReport, -1},
		{"a headline of a text", func(it *Item) { it.Text = "" }, []Held{held(func(h *Held) { h.Title = item.Title })}, Joins, 0},
		{"a second headline of a text", func(it *Item) { it.Text = "" }, []Held{held(func(h *Held) { h.Title, h.Headline = item.Title, true })}, NewReport, -1},
		{"two headlines of one wording", func(it *Item) { it.Text = "" }, []Held{held(func(h *Held) { h.Title, h.Text, h.Headline, h.Same = item.Title, "", true, true })}, NewReport, -1},
		{"a headline again", func(it *Item) { it.Text = "" }, []Held{held(func(h *Held) {
			h.Title, h.Text, h.Headline, h.Same, h.Addresses = item.Title, "", true, true, []string{"u"}
		})}, Duplicate, 0},
		{"an untitled item without text", func(it *Item) { it.Title, it.Text = "", "" }, []Held{held(func(h *Held) { h.Title, h.Text = "", "" })}, NewReport, -1},

		{"the earlier rule first", nil, []Held{held(func(h *Held) { h.Addresses, h.Text = []string{"u"}, edited }), held(same)}, Alias, 1},
		{"of two the earlier", nil, []Held{held(func(*Held) {}), held(same), held(same)}, Alias, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			it := item
			if tt.change != nil {
				tt.change(&it)
			}
			if v := Recognise(&it, tt.held); v.Sort != tt.want || v.Held != tt.at {
				t.Errorf("got %+v, want sort %d of %d", v, tt.want, tt.at)
			}
		})
	}
}

// TestRecognise_Displaced wants to know whose place at an address an item takes.
func TestRecognise_Displaced(t *testing.T) {
	at := func(url, text string) Held {
		return Held{Addresses: []string{url}, Outlet: "VDB", Published: "2031-04-01", Text: text}
	}
	for _, tt := range []struct {
		name string
		item Item
		held []Held
		want string
	}{
		{"another story", Item{URL: "u", Outlet: "VDB", Text: story}, []Held{at("v", other), at("u", other)}, "[1]"},
		{"its own", Item{URL: "u", Outlet: "VDB", Text: story}, []Held{at("u", edited)}, "[]"},
		{"one of two", Item{URL: "u", Outlet: "VDB", Text: story}, []Held{at("u", other), at("u", edited)}, "[0]"},
		{"a listing", Item{URL: "u", Outlet: "VDB", Text: story, Listing: true}, []Held{at("u", other)}, "[]"},
		{"no address", Item{Outlet: "VDB", Text: story}, []Held{at("", other)}, "[]"},
	} {
		if got := fmt.Sprint(Recognise(&tt.item, tt.held).Displaced); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestLike(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want float64
	}{
		{"", "", 0}, {"one", "", 0}, {"...", "one", 0}, {"one two", "one two", 1}, {"one two", "TWO, “one”!", 1},
		{"one two three four", "one two", 0.5}, {"one two", "one two three four", 0.5}, {"one one one", "one two three", 1. / 3}, {"a b c d e", "a b c x y", 0.6},
	} {
		if got := Like(tt.a, tt.b); got != tt.want {
			t.Errorf("Like(%q, %q) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}

// TestClues holds that whatever Recognise takes for the same shares a clue, which
// is how it is found.
func TestClues(t *testing.T) {
	base := Item{ID: "i", URL: "u", Outlet: "VDB", Published: "2031-04-01", Title: "Steward at Yard", Text: story}
	shares := func(a, b Item) bool {
		for _, x := range Clues(&a) {
			for _, y := range Clues(&b) {
				if x == y {
					return true
				}
			}
		}
		return false
	}
	for name, tt := range map[string]struct {
		change func(*Item)
		want   bool
	}{
		"address":             {func(it *Item) { it.ID, it.Title, it.Text = "", "", "" }, true},
		"id":                  {func(it *Item) { it.URL, it.Title, it.Text = "", "", "" }, true},
		"text":                {func(it *Item) { it.URL, it.ID, it.Title = "", "", "Another" }, true},
		"day and title":       {func(it *Item) { it.URL, it.ID, it.Text, it.Title = "", "", "", "STEWARD at yard." }, true},
		"title of a day":      {func(it *Item) { it.URL, it.ID, it.Text, it.Published = "", "", "", "2031-04-02" }, false},
		"a listing":           {func(it *Item) { it.ID, it.Title, it.Text, it.Listing = "", "", "", true }, false},
		"an id is no address": {func(it *Item) { *it = Item{ID: "u"} }, false},
	} {
		it := base
		tt.change(&it)
		if got := shares(base, it); got != tt.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestBearers(t *testing.T) {
	b := NewBearers(2)
	for i, tt := range []struct {
		url, captured, version string
		want                   bool
	}{
		{"", "", "v1", false}, {"", "", "v2", false},
		{"day.html", "", "v1", false}, {"day.html", "", "v1", false}, {"day.html", "", "v2", true}, {"day.html", "", "v1", false},
		{"story", "2031-04-01", "v1", false}, {"story", "2031-04-02", "v2", false}, // captured anew: beyond the bound, too
		{"story", "2031-04-01", "v3", true},
		{"beyond", "", "v1", false}, {"beyond", "", "v2", false},
	} {
		if got := b.Bear(tt.url, tt.captured, tt.version); got != tt.want {
			t.Errorf("%d. %s: got %v", i, tt.url, got)
		}
	}
}

func BenchmarkLike(b *testing.B) {
	long := strings.Repeat(story+" ", 8)
	b.ReportAllocs()
	for b.Loop() {
		Like(long, long+edited)
	}
}
