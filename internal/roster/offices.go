package roster

// officesData is offices.yaml.
type officesData struct {
	Fillers       []string            `yaml:"fillers"`       // passed over within names of bodies
	Alike         map[string]string   `yaml:"alike"`         // word -> the word it stands for
	Shorts        map[string]string   `yaml:"shorts"`        // words -> the words they stand for
	Joins         []string            `yaml:"joins"`         // stand between two posts of one person
	Stops         []string            `yaml:"stops"`         // with which a post has ended
	Past          []string            `yaml:"past"`          // before a post that is held no longer
	Empty         []string            `yaml:"empty"`         // words for a body that say not which
	Sheds         []string            `yaml:"sheds"`         // bodies that stand for the whole they belong to
	Parts         map[string]string   `yaml:"parts"`         // what is called as a part of many bodies -> the one that is meant where nothing tells
	Ages          []string            `yaml:"ages"`          // words beside a number that is an age
	Genitive      string              `yaml:"genitive"`      // ending of what is somebody's, marks left out
	SentTo        []string            `yaml:"sent_to"`       // words before the place where somebody is sent
	Pointers      []string            `yaml:"pointers"`      // words that say a body is that named before
	Parties       []string            `yaml:"parties"`       // words for people who are led
	Leads         []string            `yaml:"leads"`         // what stands between them and who leads them
	Burials       []string            `yaml:"burials"`       // words of titles of reports of people who are dead
	Dead          []string            `yaml:"dead"`          // with which sentences about them begin there
	Temporary     []string            `yaml:"temporary"`     // words of bodies that are made for an occasion
	Local         []string            `yaml:"local"`         // words of bodies whose posts are no public offices
	Generic       []string            `yaml:"generic"`       // words that do not tell one body from another
	Public        []string            `yaml:"public"`        // words of bodies whose posts are public offices
	Sidelines     []string            `yaml:"sidelines"`     // words of bodies whose posts are held beside others
	Heads         []head              `yaml:"heads"`         //
	Groups        []string            `yaml:"groups"`        // heads of posts that name no office
	Citizens      []string            `yaml:"citizens"`      // heads of those who hold no public office
	Sides         map[string][]string `yaml:"sides"`         // words that place people outside the state -> where
	Organisations []organisationData  `yaml:"organisations"` // parents first
	State         string              `yaml:"state"`         // id of the state itself
	Soldiers      []string            `yaml:"soldiers"`      // spheres whose people have ranks
}

// head is what somebody is in a body.
type head struct {
	Name   string   `yaml:"name"`
	Also   []string `yaml:"also"`
	One    bool     `yaml:"one"`    // a body has one
	Rank   bool     `yaml:"rank"`   // a rank, which is kept whatever the post
	Beside bool     `yaml:"beside"` // held beside other offices
	Sent   bool     `yaml:"sent"`   // what stands behind is where he is sent
	At     string   `yaml:"at"`     // the body where a post of the own state names none
	Of     string   `yaml:"of"`     // what the body is called of which only the field is named, as in {} ministry
}

type organisationData struct {
	ID     string            `yaml:"id"`
	In     string            `yaml:"in"`
	Name   string            `yaml:"name"`
	Also   []string          `yaml:"also"`
	Alone  bool              `yaml:"alone"`  // known by its name without that of the body it is in
	Sphere string            `yaml:"sphere"` // else that of the body it is in
	Many   []string          `yaml:"many"`   // heads of which it has several
	Heads  map[string]string `yaml:"heads"`  // head as some word it here -> the head it is
	Common bool              `yaml:"common"` // other states have one of the name
	Open   bool              `yaml:"open"`   // being a member of it is no office
	Side   string            `yaml:"side"`   // of its people, where they are not of the own state
	Beside bool              `yaml:"beside"` // whose offices are held beside others
	One    []string          `yaml:"one"`    // and of which it has one
}

func (d *officesData) add(more *officesData) {
	d.Fillers = append(d.Fillers, more.Fillers...)
	d.Joins, d.Stops, d.Past = append(d.Joins, more.Joins...), append(d.Stops, more.Stops...), append(d.Past, more.Past...)
	d.Empty, d.Sheds = append(d.Empty, more.Empty...), append(d.Sheds, more.Sheds...)
	d.Sidelines, d.Heads = append(d.Sidelines, more.Sidelines...), append(d.Heads, more.Heads...)
	d.Groups, d.Citizens = append(d.Groups, more.Groups...), append(d.Citizens, more.Citizens...)
	d.Temporary = append(d.Temporary, more.Temporary...)
	d.SentTo = append(d.SentTo, more.SentTo...)
	d.Pointers = append(d.Pointers, more.Pointers...)
	d.Burials, d.Dead = append(d.Burials, more.Burials...), append(d.Dead, more.Dead...)
	d.Parties, d.Leads = append(d.Parties, more.Parties...), append(d.Leads, more.Leads...)
	d.Ages = append(d.Ages, more.Ages...)
	d.Local = append(d.Local, more.Local...)
	d.Generic, d.Public = append(d.Generic, more.Generic...), append(d.Public, more.Public...)
	d.Soldiers = append(d.Soldiers, more.Soldiers...)
	d.Organisations = append(d.Organisations, more.Organisations...)
	if more.Genitive != "" {
		d.Genitive = more.Genitive
	}
	if more.State != "" {
		d.State = more.State
	}
	for _, m := range []struct{ to, from *map[string]string }{{&d.Alike, &more.Alike}, {&d.Shorts, &more.Shorts}, {&d.Parts, &more.Parts}} {
		if *m.to == nil {
			*m.to = map[string]string{}
		}
		for k, v := range *m.from {
			(*m.to)[k] = v
		}
	}
	if d.Sides == nil {
		d.Sides = map[string][]string{}
	}
	for k, v := range more.Sides {
		d.Sides[k] = append(d.Sides[k], v...)
	}
}

// tree finds the longest of many rows of words.
type tree struct {
	next  map[string]*tree
	value string
	leaf  bool
}

func (t *tree) add(words []string, value string) {
	for _, w := range words {
		if t.next == nil {
			t.next = map[string]*tree{}
		}
		n := t.next[w]
		if n == nil {
			n = &tree{}
			t.next[w] = n
		}
		t = n
	}
	if !t.leaf {
		t.leaf, t.value = true, value
	}
}

// longest finds the longest row that begins at a word, passing over those of skip
// within; end is 0 where there is none.
func (t *tree) longest(words []string, at int, skip func(string) bool) (value string, end int) {
	for i := at; i < len(words); i++ {
		n := t.next[words[i]]
		if n == nil {
			if i > at && skip != nil && skip(words[i]) {
				continue
			}
			break
		}
		t = n
		if t.leaf {
			value, end = t.value, i+1
		}
	}
	return value, end
}
