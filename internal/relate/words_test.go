package relate

import (
	"slices"
	"testing"
	"unicode"
)

// FuzzWords holds words to letters that are read one after the other.
func FuzzWords(f *testing.F) {
	for _, s := range []string{"", "a", "Vadria's 12 ministers-in-chief", "Ñandú élan réunionés ünïcödé", "abcdéf abcdeé abcdefé é", "\xffab\xfe cd", "x\u0301y １２ 国会议事堂", "ABCDE abcdef ABCDEF"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var want []word
		apart, within := true, false
		stem, read := uint64(0), 0
		for i, n := 0, 0; i < len(s); i += n {
			var small rune
			if small, n = letter(s[i:]); small == 0 {
				apart, within = apart && !within || s[i] != ' ', false
				continue
			}
			if !within {
				r := []rune(s[i:])[0]
				want = append(want, word{start: int32(i), sum: offset, digit: unicode.IsDigit(r), large: unicode.IsDigit(r) || unicode.IsUpper(r), apart: apart})
				stem, read, within, apart = offset, 0, true, false
			}
			w := &want[len(want)-1]
			w.sum, w.end = (w.sum^uint64(small))*prime, int32(i+n)
			if read < stemLetters {
				stem = (stem ^ uint64(bare(small))) * prime
			}
			if read++; read > stemLetters {
				w.stem = stem
			}
		}
		if got := words(s, nil); !slices.Equal(got, want) {
			t.Errorf("words of %q:\n got %v\nwant %v", s, got, want)
		}
	})
}
