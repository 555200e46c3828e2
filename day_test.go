package rostrum

import (
	"testing"
	"time"
)

// FuzzReadDay holds ReadDay against the standard library.
func FuzzReadDay(f *testing.F) {
	for _, s := range []string{
		"", "2011-12-17", "2012-02-29", "2011-02-29", "1900-02-29", "2000-02-29", "0000-01-01", "9999-12-31", "2011-13-01", "2011-00-10", "2011-01-00",
		"2011-01-32", "2011-04-31", "2011-1-001", "2011-01-1 ", "2011-01-011", "2011/01/01", "20110-1-01", "２011-01", "2011-01-0a", "-011-01-01", "2011-99-99",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want, err := time.Parse(time.DateOnly, s)
		if got, ok := ReadDay(s); ok != (err == nil) || ok && !got.Equal(want) {
			t.Errorf("ReadDay(%q) = %v, %v; want %v, %v", s, got, ok, want, err)
		}
	})
}
