package profile

import rostrum "github.com/rostrum-watch/rostrum"

// ClassNames are the word classes the engine and the formulas may use; each is
// a file under lexicon/ or a key of syntax.yaml. docs/PROFILE-GUIDE.md says what
// belongs into each.
var ClassNames = []string{
	// names of people
	"family_names", "syllables", "foreign_given", "false_names", "eponyms", "leaders", "dead", "name_particles", "name_links",
	// posts
	"titles", "praise_titles", "ranks", "post_words", "honorifics", "kin", "group_nouns",
	// things and places
	"organisations", "org_nouns", "site_nouns", "sites", "shrines", "countries", "home_names", "demonyms",
	"places", "place_nouns", "weapons", "event_nouns",
	// words
	"common", "abbreviations", "openers", "glue_heads", "glue_tails",
	// syntax
	"articles", "and", "of", "pronouns", "possessives", "relatives", "other", "here", "there", "at", "in", "site_stops",
	"past_background", "recent_past", "eras", "monuments", "subordinators", "adverbs", "including", "addressing", "joins", "post_links", "sequels", "passives", "manners", "verbs", "post_breaks",
	// what is said
	"cues", "adversaries", "plan_nouns", "work_nouns", "styles",
}

var (
	eventTypes = rostrum.EventTypes
	roles      = rostrum.Roles
)

// SubjectAssigner is what {subject} of a plan claim is where it sets the plan and does not
// carry it out.
const SubjectAssigner = "assigner"
