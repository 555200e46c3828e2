package cli

import (
	"fmt"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// How many plan claims, sentences or titles of a section a brief prints, and how many of
// them of one report: a speech of eighty tasks would hide what others ordered that day.
const (
	mostWords    = 25
	mostOfReport = 6
)

// wordLines are the plan claims, sentences and titles of a brief for programs.
func wordLines(b *app.Brief, add func(section string, record any)) {
	for i := range b.Plans {
		add("plans", &b.Plans[i])
	}
	for _, s := range prose.Sentences(b) {
		for i := range s.Items {
			add(s.Name, &s.Items[i])
		}
	}
	for i := range b.Titles {
		add("titles", &b.Titles[i])
	}
}

// words prints what reports claim of plans, order, promise and threaten, and the
// titles that are held first.
func (l *briefLayout) words(b *app.Brief) {
	l.one("plans", func() {
		l.heading("Plan claims", len(b.Plans))
		if !l.none(len(b.Plans)) {
			return
		}
		voices := map[string]int{}
		for i := range b.Plans {
			voices[b.Plans[i].Voice]++
		}
		l.each(len(b.Plans), "plans", b, func(i int) string { return b.Plans[i].Report }, func(i int) { l.plan(&b.Plans[i]) })
		l.voices(voices)
	})
	for _, s := range prose.Sentences(b) {
		l.one(s.Name, func() { l.sentences(s, b) })
	}
	l.one("titles", func() { l.titles(b) })
}

// sentences prints one heading with its sentences.
func (l *briefLayout) sentences(s prose.Section[app.ToldAct], b *app.Brief) {
	l.heading(s.Title, len(s.Items))
	if !l.none(len(s.Items)) {
		return
	}
	voices := map[string]int{}
	for i := range s.Items {
		voices[s.Items[i].Voice]++
	}
	l.each(len(s.Items), s.Name, b, func(i int) string { return s.Items[i].Report }, func(i int) { l.act(&s.Items[i]) })
	l.voices(voices)
}

// none says so where a section has nothing, and reports whether it has.
func (l *briefLayout) none(n int) bool {
	if n == 0 {
		l.print("None in what was looked at.\n")
	}
	return n > 0
}

// entry prints one numbered entry of a section: a head and the quotation.
func (l *briefLayout) entry(head, evidence, voice, report string, also []string) {
	const indent = 5
	l.number++
	l.print("\n" + hanging(l.style.bold(fmt.Sprintf("%3d.", l.number)), head, indent, l.width))
	l.print(paragraph(quoted(evidence, voice)+" ["+plain(strings.Join(append([]string{report}, also...), ", "))+"]", strings.Repeat(" ", indent), l.width))
}

func (l *briefLayout) plan(t *app.ToldPlan) {
	q := &t.Plan.Plan
	head := planHead(l.style, orDash(t.Published)+" · ", q)
	l.entry(head, q.Evidence, q.Voice, t.Report, t.Also)
}

func (l *briefLayout) act(t *app.ToldAct) {
	a := &t.Act.Act
	head := actHead(l.style, orDash(t.Published)+" · ", t.Acts, a)
	l.entry(head, a.Evidence, a.Voice, t.Report, t.Also)
}

// titles prints the titles that are held first in the stretch, by leader.
func (l *briefLayout) titles(b *app.Brief) {
	l.heading("Titles first held in this stretch", len(b.Titles))
	if !l.none(len(b.Titles)) {
		return
	}
	var leaders []string
	of := map[string][]*store.Title{}
	for i := range b.Titles {
		t := &b.Titles[i]
		if of[t.Referent] == nil {
			leaders = append(leaders, t.Referent)
		}
		of[t.Referent] = append(of[t.Referent], t)
	}
	shown := 0
	for _, leader := range leaders {
		l.print("  " + l.style.person(plain(leader)) + "\n")
		for _, t := range of[leader] {
			if shown == mostWords && l.only == "" {
				l.print(hanging("", fmt.Sprintf("… and %s more: %s", thousands(len(b.Titles)-shown), allOf(b, "titles")), 5, l.width))
				return
			}
			shown++
			l.print(hanging("   –", fmt.Sprintf("“%s”, %s [%s], in %s", plain(t.Name), t.First.Day, plain(t.First.Report), count(t.Reports, "report")), 5, l.width))
		}
	}
}
