package profile

import (
	"testing"
	"testing/fstest"

	rostrum "github.com/rostrum-watch/rostrum"
)

// TestParseCue: a cue is an act with a weight, a sign, those who rule, whose matter it
// is, or one of each.
func TestParseCue(t *testing.T) {
	for value, want := range map[string]Cue{
		"criticism 2":                    {Act: rostrum.ActCriticism, Weight: 2},
		"crowd, rulers":                  {Sign: CueCrowd, Rules: true},
		"own":                            {Whose: rostrum.ReferentOwn},
		"abstract, own":                  {Sign: CueAbstract, Whose: rostrum.ReferentOwn},
		"criticism 1, rulers, adversary": {Act: rostrum.ActCriticism, Weight: 1, Rules: true, Whose: rostrum.ReferentAdversary},
	} {
		if got, ok := parseCue(value); !ok || got != want {
			t.Errorf("%q: %+v, %v", value, got, ok)
		}
	}
	for _, value := range []string{"", "own, foreign", "criticism", "criticism 4", "crowd, crowd", "own 2", "ours"} {
		if got, ok := parseCue(value); ok {
			t.Errorf("%q is a cue: %+v", value, got)
		}
	}
}

// TestStandsFor: a pronoun that is one leader's stands for no other, and for him no
// other does.
func TestStandsFor(t *testing.T) {
	fsys := small()
	fsys["abc-en/lexicon/leaders.txt"] = &fstest.MapFile{Data: []byte("Torvan Hale\nGerla Vane = she, her\n")}
	p, err := Load(fsys, "abc-en")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		pronoun, leader string
		want            bool
	}{
		{"he", "Torvan Hale", true}, {"she", "Gerla Vane", true}, {"her", "gerla vane", true},
		{"she", "Torvan Hale", false}, {"he", "Gerla Vane", false},
	} {
		if got := p.StandsFor(p.Vocabulary.Find(c.pronoun), c.leader); got != c.want {
			t.Errorf("%q for %s: %v", c.pronoun, c.leader, got)
		}
	}
}
