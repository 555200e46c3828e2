package profile

import (
	"testing"
	"testing/fstest"
)

// TestOwnNames: the own state's names are told by how they are formed.
func TestOwnNames(t *testing.T) {
	fsys := small()
	fsys["english/lexicon/name_links.txt"] = &fstest.MapFile{Data: []byte("Ost\n")}
	fsys["abc-en/lexicon/family_names.txt"] = &fstest.MapFile{Data: []byte("Kar\nLo\n")}
	fsys["abc-en/lexicon/syllables.txt"] = &fstest.MapFile{Data: []byte("mi\nsu\nta\n")}
	names := OpenPart(fsys, "abc-en", nil).OwnNames()
	for name, want := range map[string]bool{
		"Kar Mi Su": true, "Kar Mi": true, "Kar Mi-su": true, "KAR MI SU": true,
		"Kar Mi Oth":         true,  // one syllable is new
		"Kar Mi Othermost":   false, // and too long for one
		"Wen Mi Su":          false,
		"Kar Oth Ann":        false,
		"Kar":                false,
		"Kar Mi Su Ta":       false,
		"Jorrick Ost Hamel":  true,
		"Ost Hamel":          false,
		"Axel Roenbaum":      false,
		"Axel Roenbaum Ostt": false,
		"":                   false,
	} {
		if got := names.Formed(name); got != want {
			t.Errorf("%s: found %v", name, got)
		}
	}
	if !OpenPart(small(), "abc-en", nil).OwnNames().Formed("Axel Roenbaum") {
		t.Error("where nobody says how the own people's names are formed, all are theirs")
	}
}
