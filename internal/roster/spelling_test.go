package roster

import (
	"slices"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

// TestKnowledge_searched holds in how many ways a name can be asked for.
func TestKnowledge_searched(t *testing.T) {
	k := known(t, "kcna-en")
	for name, forms := range map[string][]string{
		"Kim Jong Un":     {"Kim Jong Un", "KIM Jong-un", "Kim Jongun", "Kim Chŏng-ŭn", "Kim Chong-un", "Gim Jeong-eun", "Jong Un Kim", "김정은", "김 정은", "金正恩"},
		"Ri Yong Ho":      {"Lee Yong Ho", "Yi Yong-ho", "Rhee Yong Ho", "Ri Yŏng-ho", "Lee Yeong-ho", "Lee Young-ho", "리영호", "이영호", "李英浩"},
		"Pak To Chun":     {"Park To Chun", "Park Do-chun", "Bak Do-chun", "박도춘"},
		"Jo Yong Won":     {"Cho Yong Won", "Jo Yong-won", "Cho Yong-wŏn", "Jo Yongwon", "조용원"},
		"Jang Song Thaek": {"Chang Sŏng-t'aek", "Jang Sung-taek", "Jang Seong-taek", "장성택"},
		"Choe Ryong Hae":  {"Choi Ryong Hae", "Choe Ryong-hae", "최룡해"},
		"Mun Kyong Dok":   {"Mun Kyong Tok", "Moon Kyong Dok", "Mun Kyŏngdŏk", "문경덕"},
		"Kim Kyong Hui":   {"Kim Kyong-hui", "Kim Kyonghui", "Kim Gyeong-hui", "김경희"},
	} {
		key, home := k.keyed(name)
		if !home {
			t.Errorf("%s: no name of the own state", name)
		}
		for _, f := range forms {
			if !slices.ContainsFunc(k.searched(f), func(keys []string) bool { return slices.Contains(keys, key) }) {
				t.Errorf("%s: not found as %s: %v", name, f, k.searched(f))
			}
		}
	}
	for a, b := range map[string]string{"Kim Pong Ryul": "Kim Pyong Ryul", "Kim Yong Chun": "Kim Yong Jun", "Ri Yong Ho": "Ri Ryong Ho", "Kim Thae Bong": "Kim Tae Bong"} {
		x, _ := k.keyed(a)
		y, _ := k.keyed(b)
		if x == y {
			t.Errorf("%s and %s have one key, %s", a, b, x)
		}
	}
	for a, b := range map[string]string{"Mun Kyong Dok": "Mun Kyong Tok", "Pak Kun Gwang": "Pak Gun Kwang", "Kim Chol Bom": "Kim Chol Pom", "Valery E. Sukhinin": "Valery Sukhinin", "Ali-Akbar Salehi": "Ali Akbar Salehi"} {
		x, _ := k.keyed(a)
		y, _ := k.keyed(b)
		if x != y {
			t.Errorf("%s and %s have two keys, %s and %s", a, b, x, y)
		}
	}
	for _, name := range []string{"Vladimir Putin", "Merkel", "Kim", ""} {
		if _, home := k.keyed(name); home {
			t.Errorf("%q: taken for a name of the own state", name)
		}
	}
}

func TestLetterDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"Kim Yong Chun", "Kim Yong Jun", 2}, {"Fernandes", "Fernandez", 1}, {"Ri Il", "Ri Il", 0}, {"a", "abcd", 3}, {"Kim Jong Il", "kim jong-il", 0}} {
		if got := letterDistance(c.a, c.b); got != c.want || letterDistance(c.b, c.a) != c.want {
			t.Errorf("%s, %s: found %d, expected %d", c.a, c.b, got, c.want)
		}
	}
}

// FuzzOneApart holds the quick answer against the distance itself.
func FuzzOneApart(f *testing.F) {
	for _, c := range [][2]string{{"committee", "comittee"}, {"committee", "committee"}, {"committee", "committees"}, {"commitee", "committes"}, {"", "a"}, {"ab", "ba"}, {"내각", "내가"}} {
		f.Add(c[0], c[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if got, want := oneApart(letters(a), letters(b)), letterDistance(a, b) == 1; got != want {
			t.Errorf("%q, %q: found %v, expected %v", a, b, got, want)
		}
	})
}

func FuzzKnowledge_keyed(f *testing.F) {
	k := known(f, "kcna-en")
	for _, s := range []string{"Kim Jong-un", "김정은", "Chŏngŭn", "", ".", "a b c d e f g h i j k l m n o p"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		key, _ := k.keyed(name)
		if again, _ := k.keyed(name); again != key {
			t.Errorf("%q: %q, then %q", name, key, again)
		}
		for _, keys := range k.searched(name) {
			if len(keys) > 2*most*most {
				t.Errorf("%q: %d keys", name, len(keys))
			}
		}
	})
}

func FuzzKnowledge_read(f *testing.F) {
	k := known(f, "kcna-en")
	for _, s := range []string{"member of the Political Bureau and secretary of the C.C., the WPK", "DPRK ambassador e. p. to China", "(", " | ", "former of the", "and and and"} {
		f.Add(s, "")
		f.Add(s, "wpk")
	}
	f.Fuzz(func(t *testing.T, post, context string) {
		r := k.read(post, context, true)
		for _, p := range r.posts {
			if p.Head == "" || p.body != "" && utf8.ValidString(post) && !utf8.ValidString(p.body) {
				t.Errorf("%q: %+v", post, p)
			}
			k.Organisation(p.Org)
		}
	})
}

func FuzzLoad(f *testing.F) {
	f.Add("order: [l]\nsounds:\n  l:\n    - {key: a, house: [a], script: b}\nsigns: {金: b}\n", "state: a\nheads: [{name: chief, one: true}]\norganisations: [{id: a, name: A}]\n")
	f.Fuzz(func(t *testing.T, names, offices string) {
		k, err := Load(fstest.MapFS{"x/profile.yaml": {Data: []byte("outlet: X\nlang: en\n")}, "x/" + NamesFile: {Data: []byte(names)}, "x/" + OfficesFile: {Data: []byte(offices)}}, "x")
		if err == nil {
			k.keyed("Zellick Ost Merin")
			k.read("chief of the bureau", "", true)
		}
	})
}
