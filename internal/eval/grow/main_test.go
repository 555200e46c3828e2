package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

const samples = "../../../profiles/vdb-en/samples/reports.jsonl"

func grown(t *testing.T, n int, seed uint64) string {
	t.Helper()
	var out bytes.Buffer
	if err := run(&out, "../../../profiles", "vdb-en", samples, n, seed); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestRun(t *testing.T) {
	all := grown(t, 150, 1)
	if all != grown(t, 150, 1) {
		t.Error("the same seed gives other bytes")
	}
	if strings.HasPrefix(grown(t, 150, 2), all) || !strings.HasPrefix(all, grown(t, 50, 2)) {
		t.Error("expected another seed to give another second copy, and the same first one")
	}
	if !strings.HasPrefix(all, grown(t, 70, 1)) {
		t.Error("a smaller archive is not the beginning of a larger one")
	}
	texts, urls, ids := map[string]bool{}, map[string]bool{}, map[string]bool{}
	var items []item
	for line := range strings.Lines(all) {
		var it item
		if err := json.Unmarshal([]byte(line), &it); err != nil {
			t.Fatal(err)
		}
		items = append(items, it)
		texts[it.Published+it.Title+it.Text], ids[it.ID] = true, true
		urls[it.URL] = true
	}
	if len(items) != 150 || len(ids) != 150 || len(texts) != 150 || len(urls) < 3 {
		t.Errorf("%d items, %d ids, %d texts, %d addresses", len(items), len(ids), len(texts), len(urls))
	}
	for i, it := range items[50:100] {
		if it.Published != "" && it.Published <= items[i].Published {
			t.Errorf("%s is of %s, its copy of %s", items[i].ID, items[i].Published, it.Published)
		}
	}
	same := 0
	for i := range 50 {
		if items[50+i].Text == items[i].Text {
			same++
		}
	}
	if same > 15 {
		t.Errorf("%d of 50 copies read as what they were made from", same)
	}
}

func TestNumbers(t *testing.T) {
	g := &grower{seed: 1, copied: 3}
	got := g.numbers("In 2031 some 1 200 tons, 7 lots and 65 ships: é")
	if !strings.HasPrefix(got, "In 2031 some ") || !strings.HasSuffix(got, " ships: é") || len(got) != len("In 2031 some 1 200 tons, 7 lots and 65 ships: é") || got == "In 2031 some 1 200 tons, 7 lots and 65 ships: é" {
		t.Errorf("got %q", got)
	}
}
