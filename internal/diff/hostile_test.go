package diff_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/diff"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
)

// TestHostile_whole compares texts (with make soak, of a megabyte) that are made to take long: no word the
// same, all the same, no sentence, nothing but short sentences, one against many.
func TestHostile_whole(t *testing.T) {
	whole.Only(t)
	size := 1 << 15
	if os.Getenv("ROSTRUM_SOAK") != "" {
		size = 1 << 20
	}
	repeat := func(words func(i int) string) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			b.WriteString(words(i))
		}
		return b.String()
	}
	texts := map[string]string{
		"one word":         repeat(func(int) string { return "bell " }),
		"all words differ": repeat(func(i int) string { return fmt.Sprintf("w%d ", i) }),
		"others":           repeat(func(i int) string { return fmt.Sprintf("v%d ", i) }),
		"some shared":      repeat(func(i int) string { return fmt.Sprintf("w%d ", i*7%100003) }),
		"two in turn":      repeat(func(i int) string { return []string{"a ", "b ", "a ", "a "}[i*i%4] }),
		"short sentences":  repeat(func(i int) string { return fmt.Sprintf("Bell %d rang. ", i%977) }),
		"their reverse":    repeat(func(i int) string { return fmt.Sprintf("Bell %d rang. ", 976-i%977) }),
		"long sentences":   repeat(func(i int) string { return fmt.Sprintf("Bell %d rang %s out. ", i, strings.Repeat("loud ", i%600)) }),
		"likewise":         repeat(func(i int) string { return fmt.Sprintf("Bell %d sang %s out. ", -i, strings.Repeat("loud ", i*3%600)) }),
		"letters":          strings.Repeat("x", size),
		"quotes":           strings.Repeat("\"", size),
		"marks":            strings.Repeat("&#39;-", size/6),
		"figures":          strings.Repeat("1,000-", size/6),
		"broken":           strings.Repeat("â€", size/5),
		"nothing":          "",
	}
	for name, old := range texts {
		for other, new := range texts {
			if name > other {
				continue
			}
			a, b := ended(old), ended(new)
			check(t, a, b, diff.Compare(a, b))
		}
	}
}

// ended makes sentences of what ends in a full stop.
func ended(text string) *diff.Version {
	v := &diff.Version{Text: text}
	start := 0
	for i := range len(text) {
		if text[i] == '.' {
			v.Sentences = append(v.Sentences, rostrum.Span{Field: rostrum.FieldText, Start: start, End: i + 1})
			start = i + 1
		}
	}
	return v
}
