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
	MentionTitle        = "title" // a title or honorific of a leader
)

// Statuses of plan claims, as the annotation guide defines them.
const (
	StatusAssigned      = "assigned"
	StatusUnderWay      = "under_way"
	StatusOnTrack       = "on_track"
	StatusFulfilled     = "fulfilled"
	StatusOverfulfilled = "overfulfilled"
	StatusAhead         = "ahead"
	StatusBehind        = "behind"
	StatusConditional   = "conditional"
)

// PlanStatuses lists every status in the guide's order.
var PlanStatuses = []string{StatusAssigned, StatusUnderWay, StatusOnTrack, StatusFulfilled, StatusOverfulfilled, StatusAhead, StatusBehind, StatusConditional}

// Acts, as the annotation guide defines them.
const (
	ActDirective = "directive"
	ActPraise    = "praise"
	ActCriticism = "criticism"
	ActThreat    = "threat"
	ActPledge    = "pledge"
	ActForecast  = "forecast"
)

// Acts lists every act in the guide's order.
var Acts = []string{ActDirective, ActPraise, ActCriticism, ActThreat, ActPledge, ActForecast}

// Voices: whose words a passage carries. docs/KINDS.md gives the rules.
const (
	VoiceOwn       = "own"
	VoiceOfficial  = "official"
	VoiceHome      = "home"
	VoiceAbroad    = "abroad"
	VoiceAdversary = "adversary"
)

// Voices lists every voice.
var Voices = []string{VoiceOwn, VoiceOfficial, VoiceHome, VoiceAbroad, VoiceAdversary}

// OwnVoices are those in which a state speaks for itself.
var OwnVoices = []string{VoiceOwn, VoiceOfficial}

// Referents that are no person.
const (
	ReferentOwn       = "own"
	ReferentForeign   = "foreign"
	ReferentAdversary = "adversary"
)

// Kinds of reports. docs/KINDS.md gives the rules.
const (
	KindNews       = "news"
	KindFlash      = "flash"
	KindFullReport = "full report"
	KindDigest     = "digest"
	KindDocument   = "document"
	KindSpeech     = "speech"
	KindStatement  = "statement"
	KindCommentary = "commentary"
	KindPressEcho  = "press echo"
	KindAnecdote   = "anecdote"
	KindMessage    = "message"
	KindObituary   = "obituary"
	KindList       = "list"
)

// ReportKinds lists every kind in order of precedence: the first that fits is
// the report's.
var ReportKinds = []string{KindDigest, KindObituary, KindList, KindAnecdote, KindDocument, KindSpeech, KindMessage, KindStatement,
	KindCommentary, KindPressEcho, KindFullReport, KindFlash, KindNews}

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
	Kind      string    `json:"kind"`    // KindNews, …; "" where nothing was extracted
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

// Plan is a plan claim: a report says that a plan, quota, project or schedule
// was set, is being carried out, is met or late.
type Plan struct {
	Plan       string  `json:"plan"`     // the verbatim noun phrase
	Subject    *string `json:"subject"`  // who carries it out
	Assigner   *string `json:"assigner"` // who set it
	Horizon    *string `json:"horizon"`  // "2024", "2024-H1", "2011-Q1", "2012-04", "2021/2025" or a day
	Status     string  `json:"status"`
	Value      *string `json:"value"` // a figure for fulfilment or target, verbatim
	Voice      string  `json:"voice"`
	Referent   string  `json:"referent"` // whose plan
	Evidence   string  `json:"evidence"` // equals the bytes at At
	At         Span    `json:"at"`
	Formula    string  `json:"formula"`
	Confidence float64 `json:"confidence"`
}

// Act is a directive, praise, criticism, threat, pledge or forecast by a speaker
// in one sentence.
type Act struct {
	Speaker    string  `json:"speaker"` // resolved; the outlet's credit for its own unattributed words
	Act        string  `json:"act"`
	Sentence   string  `json:"sentence"`  // its first six words, verbatim, behind the dash of an item
	Condition  *string `json:"condition"` // "if …", verbatim
	Addressee  *string `json:"addressee"` // to or about whom, verbatim
	Voice      string  `json:"voice"`
	Referent   string  `json:"referent"` // whose matter the sentence is
	Evidence   string  `json:"evidence"` // the whole sentence; equals the bytes at At
	At         Span    `json:"at"`
	Formula    string  `json:"formula"`
	Confidence float64 `json:"confidence"`
}

// Mention is a name as it stands in the text, before anyone decided who or
// what it is. A person has the post that stands with the name, where no event tells
// of both; a title or honorific of a leader says also of whom and in whose words; a
// weapon has the figures that its sentence gives.
type Mention struct {
	Kind     string   `json:"kind"`
	Name     string   `json:"name"`
	At       Span     `json:"at"`
	Referent string   `json:"referent,omitempty"` // titles: the leader meant
	Voice    string   `json:"voice,omitempty"`    // titles: whose words
	Figures  []Figure `json:"figures,omitempty"`  // weapons
	Post     *string  `json:"post,omitempty"`     // people: verbatim parts joined with " | " in text order
	PostAt   []Span   `json:"post_at,omitempty"`  // one span per part of the post
}

// Figure is a number with its measure, as a report words it.
type Figure struct {
	Quote string `json:"quote"`
	At    Span   `json:"at"`
}

// Unread is a passage that looks as if it held records but gave none.
type Unread struct {
	At  Span   `json:"at"`
	Why string `json:"why"`
}
