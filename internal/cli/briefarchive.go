package cli

import (
	"fmt"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/prose"
)

// edited tells which reports changed after publication, or gave their place to
// others.
func (l *briefLayout) edited(b *app.Brief) {
	l.heading("Edited after publication", len(b.Edited)+len(b.Displaced))
	if len(b.Edited)+len(b.Displaced) == 0 {
		l.print("None in what was looked at.\n")
		return
	}
	for i, e := range b.Edited {
		if i == mostReports {
			l.print(fmt.Sprintf("     … and %s more: rostrum brief --json lists them\n", thousands(len(b.Edited)-i)))
			break
		}
		captured := ""
		if e.First != "" && e.Last != "" {
			captured = ", captured " + plain(e.First) + " and " + plain(e.Last)
		}
		l.print(hanging("   –", fmt.Sprintf("%s: %s texts%s [%s]", plain(e.Title), thousands(e.Versions), captured, plain(e.ID)), 5, l.width))
	}
	if len(b.Edited) > 0 {
		l.print(paragraph("rostrum diff REPORT shows what was changed.", "", l.width))
	}
	for i, d := range b.Displaced {
		if i == mostReports {
			l.print(fmt.Sprintf("     … and %s more: rostrum brief --json lists them\n", thousands(len(b.Displaced)-i)))
			break
		}
		since := ""
		if d.At != "" {
			since = ", captured " + plain(d.At)
		}
		l.print(hanging("   –", fmt.Sprintf("%s [%s]: at its address stands another report now [%s]%s", plain(d.Title), plain(d.ID), plain(d.Other), since), 5, l.width))
	}
}

// mostEmptyDays is how many days without reports are named.
const mostEmptyDays = 10

// unlooked tells what the brief cannot know of.
func (l *briefLayout) unlooked(b *app.Brief) {
	l.print("\n" + l.style.bold("WHAT WAS NOT LOOKED AT") + "\n")
	l.print(paragraph(prose.Coverage(b.Searched), "", l.width))
	for _, i := range b.Imports {
		if i.Rule == "" && len(i.Breaks) == 0 || b.Searched.Coverage[i.Coverage] == 0 {
			continue
		}
		about := i.Coverage
		if i.Rule != "" {
			about += ": " + plain(i.Rule)
		}
		for _, br := range i.Breaks {
			about += "; break: " + plain(br)
		}
		l.print(hanging("   –", about, 5, l.width))
	}
	if n := len(b.Empty); n > 0 {
		named := strings.Join(b.Empty[:min(n, mostEmptyDays)], ", ")
		if n > mostEmptyDays {
			named += ", …"
		}
		l.print(paragraph(fmt.Sprintf("Days of which no report is held: %s (%s).", thousands(n), named), "", l.width))
	}
	if len(b.Cited) > 0 {
		l.print(paragraph("Cited, not held: "+citedSorts(b.Cited)+". rostrum cited lists them.", "", l.width))
	}
}
