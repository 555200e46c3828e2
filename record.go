package rostrum

// Status of an item after extraction.
const (
	StatusExtracted    = "extracted"
	StatusNotExtracted = "not_extracted" // another language, empty, headline only
	StatusFailed       = "failed"        // could not be read
)

// Types of events, as the annotation guide defines them.
const (
	TypeInspection   = "inspection"
	TypeWeaponsTest  = "weapons_test"
	TypeDrill        = "drill"
	TypeMeeting      = "meeting"
	TypeDiplomacy    = "diplomacy"
	TypeCeremony     = "ceremony"
	TypePerformance  = "performance"
	TypeBanquet      = "banquet"
	TypePhotoSession = "photo_session"
	TypeMessage      = "message"
	TypeStatement    = "statement"
	TypeAppointment  = "appointment"
)

// EventTypes lists every event type in the guide's order.
var EventTypes = []string{TypeInspection, TypeWeaponsTest, TypeDrill, TypeMeeting, TypeDiplomacy, TypeCeremony,
	TypePerformance, TypeBanquet, TypePhotoSession, TypeMessage, TypeStatement, TypeAppointment}

// Roles of an appearance, in the guide's order of precedence.
const (
	RolePrincipal   = "principal"
	RoleCompanion   = "companion"
	RoleSpeaker     = "speaker"
	RoleCounterpart = "counterpart"
	RoleHost        = "host"
	RoleAttendee    = "attendee"
	RoleRecipient   = "recipient"
)

// Roles lists every role in order of precedence: the first that fits is kept.
var Roles = []string{RolePrincipal, RoleCompanion, RoleSpeaker, RoleCounterpart, RoleHost, RoleAttendee, RoleRecipient}

// Kinds of mentions.
const (
	MentionPerson       = "person"
	MentionOrganisation = "organisation"
	MentionSite         = "site"
	MentionPlace        = "place"
	MentionWeapon       = "weapon"
)

// Extraction is everything one version yields; it is also the line that
// `rostrum extract` prints. Records stand in text order.
type Extraction struct {
	ID        string    `json:"id"`
	Input     string    `json:"input"`
	Item      int       `json:"item"` // from 1
	Outlet    string    `json:"outlet"`
	Lang      string    `json:"lang"` // as recognised: en, es, …, und
	Published string    `json:"published"`
	Retrieved string    `json:"retrieved"`
	Title     string    `json:"title"`
	Text      *string   `json:"text,omitempty"` // only on request
	Version   string    `json:"version"`        // "sha256:…", see Report.Version
	Status    string    `json:"status"`         // StatusExtracted, …
	Reason    string    `json:"reason"`         // why not extracted or failed
	Notes     []string  `json:"notes"`
	Profile   string    `json:"profile"` // digest of the profile that read it
	Engine    string    `json:"engine"`  // EngineVersion
	Events    []Event   `json:"events"`
	Plans     []Plan    `json:"plans"`
	Acts      []Act     `json:"acts"`
	Mentions  []Mention `json:"mentions"`
	Unread    []Unread  `json:"unread"`
}

// Event is one occasion that a report tells of.
type Event struct {
	Type         string       `json:"type"`
	Date         *string      `json:"date"`       // ISO day, or month ("2012-04"); null where none is stated
	DateTo       *string      `json:"date_to"`    // last day of a stated span
	NotBefore    *string      `json:"not_before"` // bounds of an undated event, ISO days
	NotAfter     *string      `json:"not_after"`
	Site         *string      `json:"site"`
	Place        *string      `json:"place"`
	Form         string       `json:"form"`     // the verbatim verb phrase; the verb is rank
	Evidence     string       `json:"evidence"` // equals the bytes at At
	At           Span         `json:"at"`
	Formula      string       `json:"formula"`
	Confidence   float64      `json:"confidence"` // 0…1, from calibration
	Participants []Appearance `json:"participants"`
}

// Appearance is one person at one event. Their order is the line-up.
type Appearance struct {
	Name       *string `json:"name"` // repaired form; null for people given by office or kin alone
	Role       string  `json:"role"`
	Post       *string `json:"post"`    // verbatim parts joined with " | " in text order
	At         Span    `json:"at"`      // the name, or the wording where there is none
	PostAt     []Span  `json:"post_at"` // one span per part of the post
	Formula    string  `json:"formula"`
	Confidence float64 `json:"confidence"`
}

// Plan is a plan claim. The engine does not fill it yet.
type Plan struct{}

// Act is a directive, praise, criticism, threat, pledge or forecast. The
// engine does not fill it yet.
type Act struct{}

// Mention is a name as it stands in the text, before anyone decided who or
// what it is.
type Mention struct {
	Kind string `json:"kind"`
	Name string `json:"name"`
	At   Span   `json:"at"`
}

// Unread is a passage that looks as if it held records but gave none.
type Unread struct {
	At  Span   `json:"at"`
	Why string `json:"why"`
}
