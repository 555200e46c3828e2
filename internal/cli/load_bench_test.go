package cli

import (
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/profiles"
)

// BenchmarkStart is what a run does before it has read its first report: with the
// profiles of the program, of which it loads what the report needs, and with others
// over them, of which it loads all.
func BenchmarkStart(b *testing.B) {
	r := &rostrum.Report{Outlet: "KCNA", Lang: "en", Title: "Weir Inspected", Text: "The Weir of the river was inspected."}
	for name, load := range map[string]func() (*readers, error){
		"shipped": shippedReaders,
		"all":     func() (*readers, error) { return newReaders(profiles.FS) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				l, err := load()
				if err != nil {
					b.Fatal(err)
				}
				if x := l.Extract(r); x.Status != rostrum.StatusExtracted {
					b.Fatal(x.Reason)
				}
			}
		})
	}
}
