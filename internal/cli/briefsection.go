package cli

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/prose"
)

// allOf is the command that prints all of a section, as the brief has it: no list has its
// order, or leaves out the same.
func allOf(b *app.Brief, section string) string {
	return within(b, "rostrum brief --section "+section)
}

// one draws a section. Where another was asked for, nothing of it is printed; its
// entries keep their numbers.
func (l *briefLayout) one(section string, draw func()) {
	begin := len(l.b)
	draw()
	if l.only != "" && l.only != section {
		l.b = l.b[:begin]
	}
}

// voices tells in whose words the sentences of a section are.
func (l *briefLayout) voices(counts map[string]int) {
	var parts []string
	for _, v := range rostrum.Voices {
		if counts[v] > 0 {
			parts = append(parts, v+" "+thousands(counts[v]))
		}
	}
	if len(parts) > 0 {
		l.print("\n" + paragraph("By voice: "+strings.Join(parts, ", ")+".", "     ", l.width))
	}
}

// sectionJSON is one section for programs, with what was looked at.
func (p *Program) sectionJSON(b *app.Brief, section string) error {
	data, err := json.Marshal(b)
	if err != nil {
		return err
	}
	all := map[string]json.RawMessage{}
	if err := json.Unmarshal(data, &all); err != nil {
		return err
	}
	for key := range all {
		if !slices.Contains([]string{"from", "to", "outlet", "searched", section}, key) {
			delete(all, key)
		}
	}
	return writeJSON(p.Out, all)
}

// checkSection checks the value of --section.
func checkSection(section string) error {
	if section == "" {
		return nil
	}
	return oneOf("--section", section, prose.BriefSections...)
}

// each prints the entries of a section: all of them where it was asked for, else the first,
// and of one report the first. What is left out is counted, its numbers stay free, and the
// command stands there that prints it.
func (l *briefLayout) each(n int, section string, b *app.Brief, report func(i int) string, draw func(i int)) {
	shown, of := 0, 0
	for i := range n {
		if i == 0 || report(i) != report(i-1) {
			of = 0
		}
		of++
		if l.only != section && shown == mostWords {
			l.rest(n-i, "", allOf(b, section))
			return
		}
		if l.only == section || of <= mostOfReport {
			draw(i)
			shown++
			continue
		}
		if of > mostOfReport+1 {
			continue // counted already
		}
		left := 1
		for i+left < n && report(i+left) == report(i) {
			left++
		}
		l.rest(left, " of this report", "rostrum show "+plain(report(i)))
	}
}

// rest tells of entries that are not printed.
func (l *briefLayout) rest(n int, of, command string) {
	l.number += n
	l.print("\n" + hanging("", fmt.Sprintf("… and %s more%s: %s", thousands(n), of, command), 5, l.width))
}

// within is a command that lists what a brief is made of.
func within(b *app.Brief, command string) string {
	for _, f := range []struct{ flag, value string }{{"--from", b.From}, {"--to", b.To}, {"--outlet", b.Outlet}} {
		if f.value != "" {
			command += " " + f.flag + " " + f.value
		}
	}
	return command
}
