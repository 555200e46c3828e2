package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
)

// plans lists the plan claims of a report.
func (p page) plans(b []byte, plans []rostrum.Plan) []byte {
	if len(plans) == 0 {
		return b
	}
	b = append(b, p.style.bold("Plan claims")+"\n"...)
	for i := range plans {
		q := &plans[i]
		b = p.claim(b, i+1, planHead(p.style, "", q), q.Evidence, q.Voice, at(q.At)+" · "+q.Formula+confidence(q.Confidence), recordName(rostrum.RecordPlan, i))
	}
	return append(b, '\n')
}

// acts lists the acts of a report, those of one sentence together.
func (p page) acts(b []byte, acts []rostrum.Act) []byte {
	if len(acts) == 0 {
		return b
	}
	b = append(b, p.style.bold("Acts")+"\n"...)
	number := 0
	for i := 0; i < len(acts); {
		a := &acts[i]
		var names, basis, records []string
		for ; i < len(acts) && acts[i].At == a.At && acts[i].Speaker == a.Speaker; i++ {
			names = append(names, acts[i].Act)
			basis = append(basis, acts[i].Formula+confidence(acts[i].Confidence))
			records = append(records, recordName(rostrum.RecordAct, i))
		}
		number++
		b = p.claim(b, number, actHead(p.style, "", names, a), a.Evidence, a.Voice, at(a.At)+" · "+strings.Join(basis, ", "), records...)
	}
	return append(b, '\n')
}

// claim prints one plan claim or sentence: a head, the quotation, what it rests on,
// and what analysts say of its records.
func (p page) claim(b []byte, number int, head, evidence, voice, basis string, records ...string) []byte {
	label := fmt.Sprintf("%d.", number)
	indent := len(label) + 1
	pad := strings.Repeat(" ", indent)
	b = append(b, hanging(p.style.bold(label), head, indent, p.width)...)
	b = append(b, paragraph(quoted(evidence, voice), pad, p.width)...)
	b = append(b, pad+p.style.dim(plain(p.name(basis, records...)))+"\n"...)
	return p.judgements(b, pad, records...)
}

// titles names the titles of a report by the leader who is meant.
func (p page) titles(b []byte, mentions []rostrum.Mention) []byte {
	var leaders []string
	titles := map[string][]string{}
	times := map[string]int{}
	key := func(referent, title string) string { return referent + "\x00" + title }
	for i := range mentions {
		m := &mentions[i]
		if m.Kind != rostrum.MentionTitle {
			continue
		}
		title := plain(m.Name) + spoken(m.Voice)
		if !slices.Contains(leaders, m.Referent) {
			leaders = append(leaders, m.Referent)
		}
		k := key(m.Referent, title)
		if times[k]++; times[k] == 1 {
			titles[m.Referent] = append(titles[m.Referent], title)
		}
	}
	label := "Titles"
	for _, l := range leaders {
		names := titles[l]
		for i, title := range names {
			if n := times[key(l, title)]; n > 1 {
				names[i] = fmt.Sprintf("%s (%d)", title, n)
			}
		}
		b = append(b, hanging(p.style.bold(label), p.style.person(plain(l))+": "+strings.Join(names, ", "), 15, p.width)...)
		label = ""
	}
	return b
}

// figures are the figures that a report gives for a weapon, each once.
func figures(mentions []rostrum.Mention, kind, name string) string {
	var all []string
	for i := range mentions {
		m := &mentions[i]
		if m.Kind != kind || plain(m.Name) != name {
			continue
		}
		for _, f := range m.Figures {
			if q := "“" + plain(f.Quote) + "”"; !slices.Contains(all, q) {
				all = append(all, q)
			}
		}
	}
	return strings.Join(all, ", ")
}
