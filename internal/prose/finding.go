package prose

import (
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/finding"
)

// FindingSections are the sections in which findings are told, in their order.
var FindingSections = []Heading{
	{"order", "Line-ups and order"}, {"posts", "New posts and names"}, {"absences", "Absences and returns"}, {"firsts", "Firsts"},
	{"notices", "Threats and orders"}, {"plans", "Plans"}, {"arms", "Tests and weapons"}, {"words", "Words"}, {"edits", "Edits and withdrawals"},
}

// FindingKind is how a kind of finding is told.
type FindingKind struct {
	Name    string // of the kind, for programs
	Words   string // of one, for people
	Section string
	Weight  int // the greater, the earlier among alarms
	// Page is the document that gives the rule, by its name among docs/methods.
	Page string
	// Otherwise is what else such a finding may come from.
	Otherwise string
	Negative  bool // as finding.Negative has it
	// Held is of a first that may only not be held: it is counted, and told on demand.
	Held bool
	// Told is of what the records of a stretch tell anyway, so that findings of the
	// kind are counted there and not told again.
	Told bool
	// OfPerson is of a finding whose subject is a person, who has a page.
	OfPerson bool
}

// What else findings may come from: the causes that readers met when they judged them.
const (
	otherClass    = "another class of list; a list that was shortened; a name that was read wrongly"
	otherSpelling = "another spelling of somebody, or a namesake; a report before that is not held"
	otherPost     = "another rendering of the same post; a report before that is not held; a post read with the wrong name"
	otherAbsence  = "occasions that are not held or of another class; a list that names only some; a habit that changed; another spelling"
	otherHeld     = "the beginning or a gap of what is held"
	otherPlan     = "another plan of like name; a status that was read wrongly"
	otherNotice   = "a set phrase that both have; another notice of like words"
	otherWeapon   = "another name of a known one; an earlier report that is not held"
	otherBody     = "another rendering of a known body; an earlier report that is not held"
	otherTitle    = "another rendering of a known title; an earlier report that is not held"
	otherWords    = "another rendering of the same words; a change in which reports are held"
	otherEdit     = "a page that was captured before it was whole, or read otherwise"
	otherRemoval  = "another spelling, throughout; pages read otherwise"
	otherGone     = "pages that were not looked at again; an address that moved"
)

var findingKinds = []FindingKind{
	{Name: "order-changed", Words: "order changed", Section: "order", Weight: 80, Page: "lineups", Otherwise: otherClass},
	{Name: "place-behind", Words: "stands behind", Section: "order", Weight: 78, Page: "lineups", Otherwise: otherClass, OfPerson: true},
	{Name: "place-before", Words: "stands before", Section: "order", Weight: 77, Page: "lineups", Otherwise: otherClass, OfPerson: true},

	{Name: "new_holder", Words: "new holder", Section: "posts", Weight: 90, Page: "identity", Otherwise: otherPost, OfPerson: true},
	{Name: "post_left", Words: "post ends", Section: "posts", Weight: 88, Page: "novelty", Otherwise: "an old event told again; a sentence of two people", OfPerson: true},
	{Name: "two_holders", Words: "two holders", Section: "posts", Weight: 60, Page: "identity", Otherwise: otherPost, OfPerson: true},
	{Name: "new_post", Words: "new post", Section: "posts", Weight: 50, Page: "identity", Otherwise: otherPost, OfPerson: true},
	{Name: "first-post", Words: "post in new words", Section: "posts", Weight: 45, Page: "firsts", Otherwise: otherPost, OfPerson: true},
	{Name: "first_named", Words: "first named", Section: "posts", Weight: 40, Page: "identity", Otherwise: otherSpelling, OfPerson: true},
	{Name: "new_post_held", Words: "new post, first held", Section: "posts", Page: "identity", Otherwise: otherHeld, Held: true, OfPerson: true},
	{Name: "first_named_held", Words: "named, first held", Section: "posts", Page: "identity", Otherwise: otherHeld, Held: true, OfPerson: true},
	{Name: "first-held-post", Words: "post in new words, first held", Section: "posts", Page: "firsts", Otherwise: otherHeld, Held: true, OfPerson: true},

	{Name: "absence", Words: "not named where expected", Section: "absences", Weight: 86, Page: "absences", Otherwise: otherAbsence, OfPerson: true},
	{Name: "leader-gap", Words: "gap of a leader", Section: "absences", Weight: 87, Page: "absences", Otherwise: otherAbsence, OfPerson: true},
	{Name: "return", Words: "named again", Section: "absences", Weight: 42, Page: "firsts", Otherwise: otherAbsence, OfPerson: true},
	{Name: "named_again", Words: "named again", Section: "absences", Weight: 41, Page: "identity", Otherwise: otherSpelling, OfPerson: true},

	{Name: "first-with-leader", Words: "first with a leader", Section: "firsts", Weight: 70, Page: "firsts", Otherwise: otherSpelling, OfPerson: true},
	{Name: "first-held-with-leader", Words: "with a leader, first held", Section: "firsts", Page: "firsts", Otherwise: otherHeld, Held: true, OfPerson: true},
	{Name: "body_founded", Words: "founded", Section: "firsts", Weight: 66, Page: "novelty", Otherwise: "a founding of before, told again; a body for one occasion"},
	{Name: "body_first", Words: "body first named", Section: "firsts", Weight: 30, Page: "novelty", Otherwise: otherBody},
	{Name: "body_first_held", Words: "body, first held", Section: "firsts", Page: "novelty", Otherwise: otherHeld, Held: true},

	{Name: "notice_reissued", Words: "notice carried on", Section: "notices", Weight: 58, Page: "ledgers", Otherwise: otherNotice},
	{Name: "notice_due", Words: "day of a notice past", Section: "notices", Weight: 57, Page: "ledgers", Otherwise: "an outcome that is not held, or in other words; a day that was read wrongly"},
	{Name: "outcome_proposed", Words: "may have come of it", Section: "notices", Weight: 20, Page: "ledgers", Otherwise: "another matter in like words: about three of five are"},
	{Name: "threat_given", Words: "threat", Section: "notices", Weight: 40, Page: "ledgers", Otherwise: "a condition, or a wish, read as a threat", Told: true},
	{Name: "pronouncement_higher", Words: "higher pronouncement", Section: "notices", Weight: 59, Page: "ledgers", Otherwise: "an earlier one that is not held"},

	{Name: "plan_contradicted", Words: "plan contradicted", Section: "plans", Weight: 56, Page: "ledgers", Otherwise: otherPlan},
	{Name: "plan_overdue", Words: "plan due", Section: "plans", Weight: 55, Page: "ledgers", Otherwise: otherPlan + "; done, and told in other words"},
	{Name: "plan_silent", Words: "plan told of no more", Section: "plans", Weight: 54, Page: "ledgers", Otherwise: otherPlan + "; done, and told in other words"},
	{Name: "plan_recycled", Words: "plan told again", Section: "plans", Weight: 53, Page: "ledgers", Otherwise: otherPlan},
	{Name: "plan_set", Words: "plan set", Section: "plans", Weight: 12, Page: "ledgers", Otherwise: otherPlan, Told: true},
	{Name: "plan_begun", Words: "plan under way", Section: "plans", Weight: 11, Page: "ledgers", Otherwise: otherPlan, Told: true},
	{Name: "plan_met", Words: "plan done", Section: "plans", Weight: 10, Page: "ledgers", Otherwise: otherPlan, Told: true},

	{Name: "weapon_tested", Words: "trial", Section: "arms", Weight: 84, Page: "ledgers", Otherwise: "one trial told in two reports; a trial of before"},
	{Name: "weapon_first", Words: "weapon first named", Section: "arms", Weight: 83, Page: "ledgers", Otherwise: otherWeapon},

	{Name: "phrase born", Words: "phrase born", Section: "words", Weight: 64, Page: "words", Otherwise: otherWords},
	{Name: "phrase died", Words: "phrase out of use", Section: "words", Weight: 63, Page: "words", Otherwise: otherWords},
	{Name: "phrase back", Words: "phrase back", Section: "words", Weight: 30, Page: "words", Otherwise: otherWords},
	{Name: "phrase burst", Words: "phrase in bursts", Section: "words", Weight: 25, Page: "words", Otherwise: "an anniversary or a campaign; " + otherWords},
	{Name: "perhaps a new rendering", Words: "perhaps a new rendering", Section: "words", Weight: 24, Page: "words", Otherwise: "a change of what is said, and not of how"},
	{Name: "perhaps other words", Words: "perhaps other words", Section: "words", Weight: 15, Page: "words", Otherwise: "a change of what is said, and not of how"},
	{Name: "title first held", Words: "title first held", Section: "words", Weight: 52, Page: "words", Otherwise: otherTitle},
	{Name: "title died", Words: "title out of use", Section: "words", Weight: 35, Page: "words", Otherwise: otherTitle},
	{Name: "title_first", Words: "new title", Section: "words", Weight: 51, Page: "novelty", Otherwise: otherTitle, OfPerson: true},
	{Name: "title_first_held", Words: "title, first held", Section: "words", Page: "novelty", Otherwise: otherHeld, Held: true, OfPerson: true},

	{Name: "name_removed", Words: "name removed", Section: "edits", Weight: 100, Page: "edits", Otherwise: otherRemoval, OfPerson: true},
	{Name: "name_replaced", Words: "name replaced", Section: "edits", Weight: 99, Page: "edits", Otherwise: otherRemoval, OfPerson: true},
	{Name: "withdrawn", Words: "withdrawn", Section: "edits", Weight: 92, Page: "edits", Otherwise: otherGone},
	{Name: "found_again", Words: "found again", Section: "edits", Weight: 30, Page: "edits", Otherwise: otherGone},
	{Name: "edit", Words: "edited", Section: "edits", Weight: 68, Page: "edits", Otherwise: otherEdit},
}

// OfFinding tells how a kind of finding is told; one that nobody worded is told by its
// name.
func OfFinding(kind string) FindingKind {
	if i := slices.IndexFunc(findingKinds, func(k FindingKind) bool { return k.Name == kind }); i >= 0 {
		k := findingKinds[i]
		k.Negative = finding.Negative(kind)
		return k
	}
	return FindingKind{Name: kind, Words: Words(kind), Section: FindingSections[0].Name, Otherwise: "what was not measured"}
}

// FindingKinds are the kinds of a section, those that may only not be held apart.
func FindingKinds(section string, held bool) []string {
	var names []string
	for _, k := range findingKinds {
		if k.Section == section && k.Held == held {
			names = append(names, k.Name)
		}
	}
	return names
}

// CouldBe words what else a finding may come from.
func CouldBe(f *finding.Finding) string {
	words := OfFinding(f.Kind).Otherwise
	if f.Coverage.Coverage != "complete" && !strings.Contains(words, "not held") {
		words += "; reports that are not held"
	}
	return words
}

// Basis words what a finding was counted over.
func Basis(f *finding.Finding) string {
	c := &f.Coverage
	return Joined("; ", c.Denominator, Joined(", ", Joined(" ", c.Outlet, "in "+c.Lang), Days(c.From, c.To), Count(c.Reports, "report"), Count(c.HeldDays, "held day"))+", coverage "+c.Coverage)
}
