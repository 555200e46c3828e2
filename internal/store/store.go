// Package store says what every store of reports and records can do, in the
// words of the glossary, so that the use cases do not know where things are kept.
//
// Key types: Store (the contract, a promise with each method), Item and Outcome
// (what is added and what became of it), ReportFilter, EventFilter, PlanFilter,
// ActFilter, TitleFilter, CorrectionFilter and LinkFilter (what is asked for),
// Report, Event, Plan, Act, Title, Link, Person, Counts (the answers).
// internal/store/sqlite keeps the contract; internal/store/storetest is the
// suite that any other store has to pass.
//
// What holds in every store:
//
//   - A report has one or more versions. A version is never changed or deleted.
//     The newest one is that whose text was captured last, by Retrieved (none
//     counts as earlier than any); of several, the one that came in last. A
//     headline without text is newest only where there is no text.
//   - A version has one extraction for each pair of profile digest and engine
//     version. The pair added last is current.
//   - Listings show the records of the current extraction of the newest version
//     of each report, and nothing else.
//   - What an analyst says of a record is kept beside extractions, and no other
//     extraction or version touches it.
//   - Days are compared as stated ("2012-04" is the whole month); names as Fold
//     leaves them.
//   - Every list has one order, given with its method, whatever the order in
//     which reports came in.
//
// What it does not do: it reads no input, extracts nothing, decides nothing
// about who a name belongs to, and holds no SQL.
package store

import (
	"context"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// Bounds of a page of results.
const (
	DefaultLimit = 1000  // where a filter gives none
	MaxLimit     = 10000 // more is cut to this
)

// Store keeps reports, versions, extractions and their records. It is safe for
// use by several goroutines; only one Add runs at a time. Errors carry a
// rostrum.Code.
type Store interface {
	Relations
	NoticeOutcomes
	Walker
	Watchlist
	Ruler
	Originals
	Texts
	Stateful
	Keeper
	Desk

	// Begin declares an import, and returns the key that its items carry. One
	// that declares the same again goes on with it. Which addresses are listings
	// is told anew in each import.
	Begin(ctx context.Context, i Import) (int64, error)

	// Add keeps a batch, in its order, all or nothing. It returns one outcome
	// for each item. Adding an item again changes nothing and says Duplicate.
	// Each item's Extraction has its ID and Version filled. What could not be
	// read (Report.Err) is kept as rejected, everything else as a version of a
	// report, which is recognised as internal/archive says; a new one bears the
	// id of its extraction, or, where another report has that, the id with the
	// first digits of the version behind it. Of a version that is there, only the
	// time when it was last seen, the captures, and the addresses and ids of its
	// report grow. An extraction by a profile and engine that read the version
	// before makes theirs current again; it is kept as it was, but one without
	// records gives way: a failure to what is none, a reason to another reason.
	// Each new version is appended to the log.
	Add(ctx context.Context, batch []Item) ([]Outcome, error)

	// Verify reads every version and holds it against its digest and the log,
	// and the log against the heads that imports ended with and against head,
	// which may be nil. What does not agree is a flaw of the answer, not an
	// error; what lies beside it is read all the same.
	Verify(ctx context.Context, head *Head) (*Verification, error)

	// Reextract keeps extractions of versions that are held, in their order, all
	// or nothing, as Add does of those that come again. It returns how many are
	// others than were there.
	Reextract(ctx context.Context, batch []Reextraction) (int, error)

	// FindVersions lists versions with their texts by their place in the log.
	FindVersions(ctx context.Context, f VersionFilter) (*Page[HeldVersion], error)

	// Imports lists what imports said of themselves, in the order they began.
	Imports(ctx context.Context) ([]Import, error)

	// Report returns one report with its versions and the current extraction of
	// the newest, text included; id may be any that an item of it came with.
	// CodeNotFound where there is none.
	Report(ctx context.Context, id string) (*Report, error)

	// Named lists the ids of reports that are called by an address, or by the beginning
	// of the digest of one of their versions, with or without the name of the method, in
	// order. What is too short to be one is the beginning of none.
	Named(ctx context.Context, name string) ([]string, error)

	// Version returns the current extraction of one version of a report, newest or
	// not, text included; version is its whole name. CodeNotFound where there is
	// none.
	Version(ctx context.Context, id, version string) (*rostrum.Extraction, error)

	// ReadBy returns the extraction of a version by one profile and engine, current
	// or not, text included. CodeNotFound where there is none.
	ReadBy(ctx context.Context, id, version string, e Engine) (*rostrum.Extraction, error)

	// Correct keeps an analyst's word and returns its ID, which is greater than all
	// before; that of c is not used. CodeNotFound where its report has no such
	// version or there is no word to withdraw, CodeConflict where that was withdrawn
	// before. Nothing changes or removes a word.
	Correct(ctx context.Context, c *rostrum.Correction) (int64, error)

	// FindCorrections lists analysts' words by ID.
	FindCorrections(ctx context.Context, f CorrectionFilter) (*Page[rostrum.Correction], error)

	// FindReports lists reports by publication day (those without one first),
	// then id.
	FindReports(ctx context.Context, f ReportFilter) (*Page[ReportLine], error)

	// FindEvents lists events with their participants by day (see By), then
	// report, then place in the text.
	FindEvents(ctx context.Context, f EventFilter) (*Page[Event], error)

	// FindPeople tells, for each name that appears at the events that f selects,
	// how often and when. Role, if given, counts only appearances in that role;
	// Person only those of that name; appearances without a name are left out.
	// The order is: most appearances first, then by name as Fold leaves it. Limit and Cursor of f
	// page through people.
	FindPeople(ctx context.Context, f EventFilter) (*Page[Person], error)

	// EventDays counts the events at which a name stands by their days, in order: by
	// that of publication where nothing is said of one, and not where it is a month. Of
	// more than so many events the newest count, as FindEvents lists them, and more is true.
	EventDays(ctx context.Context, name string, most int) (days []Day, more bool, err error)

	// FindPlans lists plan claims by publication day (those without one first),
	// then report, then place in the text.
	FindPlans(ctx context.Context, f PlanFilter) (*Page[Plan], error)

	// FindActs lists acts in the same order.
	FindActs(ctx context.Context, f ActFilter) (*Page[Act], error)

	// PlanVoices counts the plan claims that f selects by the voice that carries
	// them, and ActVoices the acts. Voices, Limit and Cursor are not used.
	PlanVoices(ctx context.Context, f PlanFilter) (map[string]int, error)
	ActVoices(ctx context.Context, f ActFilter) (map[string]int, error)

	// PlanReferents counts the plan claims that f selects by whose they are. Referents,
	// Limit and Cursor are not used.
	PlanReferents(ctx context.Context, f PlanFilter) (map[string]int, error)

	// Referents lists whom plan claims, acts and titles are about, each as one of them
	// has it, in order.
	Referents(ctx context.Context) ([]string, error)

	// FindTitles tells, for each title that leaders are given, as Fold leaves it,
	// when it is held first and last. The order is: by the day held first (those
	// without one last), then report, then place in the text.
	FindTitles(ctx context.Context, f TitleFilter) (*Page[Title], error)

	// FindEdited lists reports of which several texts are held, by publication
	// day, then id. From and To choose those published then, and those whose
	// newest text was captured then.
	FindEdited(ctx context.Context, f ReportFilter) (*Page[Edited], error)

	// FindDisplaced lists reports at whose address another one was captured
	// later, by publication day, then id, the other, the address. From and To
	// choose those published then, and those of which that was seen then.
	FindDisplaced(ctx context.Context, f ReportFilter) (*Page[Displaced], error)

	// FindUnread lists passages that look as if they held records but gave none,
	// by publication day, then report, then place in the text.
	FindUnread(ctx context.Context, f ReportFilter) (*Page[Unread], error)

	// FindRejected lists items that could not be read, by input, then item.
	FindRejected(ctx context.Context, f RejectedFilter) (*Page[Rejected], error)

	// Days lists publication days that have reports, newest first, at most
	// f.Limit of them. Cursor is not used.
	Days(ctx context.Context, f ReportFilter) ([]Day, error)

	// Counts says what the store holds of the reports that f selects: the
	// denominator of every answer. Limit and Cursor are not used.
	Counts(ctx context.Context, f ReportFilter) (*Counts, error)

	// Search finds reports by what their newest versions and current extractions
	// say, as internal/search reads queries: the newest by publication day first
	// (those without one last), then by id; or, with Rank, by BM25 among the newest
	// search.MostRanked, then as before.
	Search(ctx context.Context, f SearchFilter) (*SearchPage, error)

	// Index makes reports findable that are not: those that were kept before there
	// was an index. Add does it for what it adds. progress, if not nil, is told now
	// and then how many are done and left.
	Index(ctx context.Context, progress func(done, left int)) error

	// Looked says of the reports that f selects what Counts says of reports, days,
	// languages, outlets, status and coverage, and may leave out the rest: what
	// every answer tells of where it looked.
	Looked(ctx context.Context, f ReportFilter) (*Counts, error)

	// Close gives up the store. Nothing else may be called afterwards.
	Close() error
}

// TypesWithoutPresence are the types of events at which nobody is present: who
// sends a message, signs a statement or stands on a roster need not be anywhere.
var TypesWithoutPresence = []string{rostrum.TypeMessage, rostrum.TypeStatement, rostrum.TypeAppointment}

// Item is a report as read, and what was extracted from it.
type Item struct {
	Report     *rostrum.Report
	Extraction *rostrum.Extraction
	Import     int64            // from Begin; 0 for none
	Raw        []byte           // the bytes of the item, as archive.Pack leaves them; none where they are not to be kept
	RawSum     [32]byte         // SHA-256 of the bytes of the item
	Document   *search.Document // of the two, for the index; nil where Add is to make it
}

// Outcome is what became of an item that was added.
type Outcome int

// The outcomes.
const (
	Duplicate   Outcome = iota // version, address and extraction were there
	New                        // a new report
	Filled                     // the first text of a report of which there was a headline
	NewVersion                 // a new text of a report that was there
	Alias                      // a version that was there, at an address that is new
	Headline                   // an item without text, of a new report
	Joined                     // an item without text, of a report that was there
	Reextracted                // a version that was there, by another profile or engine
	RejectedNew                // could not be read; kept as rejected
)

// String returns the outcome in words.
func (o Outcome) String() string {
	switch o {
	case Duplicate:
		return "duplicate"
	case New:
		return "new"
	case Filled:
		return "filled"
	case NewVersion:
		return "new version"
	case Alias:
		return "alias"
	case Headline:
		return "headline"
	case Joined:
		return "joined"
	case Reextracted:
		return "re-extracted"
	case RejectedNew:
		return "rejected"
	}
	return "unknown"
}

// The coverages that an import may declare.
const (
	CoverageComplete = "complete" // all reports of its outlets and days
	CoverageSample   = "sample"   // some, chosen by the rule
	CoverageUnknown  = "unknown"  // nobody has said
)

// Import is what an import says of itself.
type Import struct {
	Inputs   []string `json:"inputs"`
	Coverage string   `json:"coverage"`
	Rule     string   `json:"rule"`   // of selection, in words, or ""
	Breaks   []string `json:"breaks"` // of the series, in words
	Began    string   `json:"began"`  // time in UTC, or ""
	Head     Head     `json:"head"`   // of the log, after it
	Captures int      `json:"captures"`
}

// Head is a state of the log: so many versions, and the root over them.
type Head struct {
	Size int    `json:"size"`
	Root string `json:"root"` // hexadecimal
}

// Verification is what Verify found.
type Verification struct {
	Reports  int    `json:"reports"`
	Versions int    `json:"versions"` // that were read
	Captures int    `json:"captures"` // whose raw bytes were read
	Head     Head   `json:"head"`     // over the versions as they are
	Heads    int    `json:"heads"`    // of earlier times that were held against it
	Flaws    []Flaw `json:"flaws"`
}

// Flaw is something that is not as it was kept.
type Flaw struct {
	Report  string `json:"report"`  // id, "" where it is of the whole store
	Version string `json:"version"` // "sha256:…", or the place in the log where that cannot be read
	Why     string `json:"why"`
}

// Reextraction is what was extracted from a version that is held.
type Reextraction struct {
	Version    int64 // HeldVersion.Key
	Extraction *rostrum.Extraction
}

// VersionFilter selects versions; empty fields select all.
type VersionFilter struct {
	Outlet string // in large letters or small
	// Not leaves out those whose current extraction is by any of these pairs.
	Not    []Engine
	Limit  int // 0 is DefaultLimit
	Cursor string
}

// Engine is a profile, by its digest, and an engine, by its version.
type Engine struct {
	Profile string `json:"profile"`
	Version string `json:"version"`
}

// HeldVersion is a version with its text, as it came in.
type HeldVersion struct {
	Key    int64           // for Reextract
	Report *rostrum.Report // ID is that of the held report
	Engine Engine          // of its current extraction
	Status string
}

// Page is one part of a list.
type Page[T any] struct {
	Items []T
	// Next is the cursor of the page that follows, "" on the last. It stays
	// valid while reports are added: what stood before it is not shown again.
	Next string
}

// By says which day of an event a period is about.
type By string

// The days that an event has.
const (
	ByEvent     By = ""          // the day it happened, else that of publication
	ByPublished By = "published" // the day its report was published
)

// ReportFilter selects reports; empty fields select all.
type ReportFilter struct {
	From, To string        // publication days, both included
	Undated  bool          // only reports without a publication day; From and To do not count
	Outlet   string        // in large letters or small
	Lang     string        // as recognised
	Kinds    []string      // any of these
	Status   string        // of the current extraction
	Report   string        // id
	In       *search.Query // only of reports that it finds
	Limit    int           // 0 is DefaultLimit
	Cursor   string        // Next of the page before
}

// EventFilter selects events; empty fields select all.
type EventFilter struct {
	From, To    string        // days or months, both included; an event of several days counts if one of them does
	By          By            // what From and To are about, and the order
	Types       []string      // any of these
	Kinds       []string      // of reports, any of these
	Person      string        // a participant's name, compared as Fold leaves it
	Role        string        // a participant's role; with Person, that person's
	Post        string        // part of a participant's post, in large letters or small; with Person, that person's
	Site        string        // part of the site or the place, compared as Fold leaves it
	Outlet      string        // in large letters or small
	Lang        string        // as recognised
	Report      string        // id
	In          *search.Query // only of reports that it finds
	NewestFirst bool
	Limit       int    // 0 is DefaultLimit
	Cursor      string // Next of the page before
}

// PlanFilter selects plan claims; empty fields select all.
type PlanFilter struct {
	From, To    string        // publication days, both included
	Statuses    []string      // any of these
	Horizon     string        // as stated, or what it begins with; a year also finds spans of years that contain it
	Text        string        // words of the plan, the subject or the assigner, as Parts cuts them: each begins a word
	Subject     string        // part of the subject, compared as Fold leaves it
	Assigner    string        // part of the assigner, likewise
	Voices      []string      // any of these
	Referents   []string      // any of these, in large letters or small
	Kinds       []string      // of reports, any of these
	Outlet      string        // in large letters or small
	Lang        string        // as recognised
	Report      string        // id
	In          *search.Query // only of reports that it finds
	NewestFirst bool
	Limit       int    // 0 is DefaultLimit
	Cursor      string // Next of the page before
}

// ActFilter selects acts; empty fields select all.
type ActFilter struct {
	From, To    string        // publication days, both included
	Acts        []string      // any of these
	Speaker     string        // part of the speaker, compared as Fold leaves it
	Voices      []string      // any of these
	Referents   []string      // any of these, in large letters or small
	Conditional bool          // only acts with a condition
	Addressee   string        // part of the addressee, likewise
	Text        string        // words of the evidence, as Parts cuts them: each begins a word
	Kinds       []string      // of reports, any of these
	Outlet      string        // in large letters or small
	Lang        string        // as recognised
	Report      string        // id
	In          *search.Query // only of reports that it finds
	NewestFirst bool
	Limit       int    // 0 is DefaultLimit
	Cursor      string // Next of the page before
}

// TitleFilter selects titles; empty fields select all. From and To choose among
// the titles by the day held first, the other fields among the reports and words
// that are looked at.
type TitleFilter struct {
	From, To string   // days, both included
	Referent string   // the leader meant, in large letters or small
	Text     string   // words of the title, as Parts cuts them: each begins a word
	Voices   []string // any of these
	Outlet   string   // in large letters or small
	Lang     string   // as recognised
	Limit    int      // 0 is DefaultLimit
	Cursor   string   // Next of the page before
}

// RejectedFilter pages through what could not be read.
type RejectedFilter struct {
	Input  string
	Limit  int
	Cursor string
}

// ReportLine is a report in a list.
type ReportLine struct {
	ID        string `json:"id"`
	Outlet    string `json:"outlet"`
	Lang      string `json:"lang"` // as recognised
	Published string `json:"published"`
	Title     string `json:"title"`
	Version   string `json:"version"` // the newest
	Versions  int    `json:"versions"`
	Kind      string `json:"kind"` // as its current extraction has it
	Status    string `json:"status"`
	Reason    string `json:"reason"`
	Events    int    `json:"events"`
	Plans     int    `json:"plans"`
	Acts      int    `json:"acts"`
}

// Edited is a report of which several texts are held.
type Edited struct {
	ReportLine
	First string `json:"first"` // when the oldest text was captured first, or ""
	Last  string `json:"last"`  // when the newest one was captured first, or ""
}

// Displaced is a report at whose address another one was captured later.
type Displaced struct {
	ReportLine
	Address string `json:"address"`
	Other   string `json:"other"` // id of the report that stands there instead
	At      string `json:"at"`    // when that was captured, or ""
}

// Report is one report with everything the store has of it.
type Report struct {
	ID         string              `json:"id"`
	Outlet     string              `json:"outlet"`
	Topic      string              `json:"topic"`
	Published  string              `json:"published"`
	Addresses  []string            `json:"addresses"`  // in the order they became known
	Aliases    []string            `json:"aliases"`    // other ids that its items came with, sorted
	Versions   []Version           `json:"versions"`   // newest first
	Links      []Link              `json:"links"`      // to reports that belong to it, and from them, in the order of FindLinks
	Extraction *rostrum.Extraction `json:"extraction"` // current, of the newest version, with its text
}

// Version is one text of a report, without the text.
type Version struct {
	Version   string   `json:"version"` // "sha256:…"
	Title     string   `json:"title"`
	Bytes     int      `json:"bytes"` // of the text
	Published string   `json:"published"`
	FiledLang string   `json:"filed_lang"` // as the input says
	Retrieved string   `json:"retrieved"`  // the capture that came in first
	Seen      string   `json:"seen"`       // the last capture of the same text: a day, or a time in UTC
	Input     string   `json:"input"`      // where it first came from
	Item      int      `json:"item"`
	Status    string   `json:"status"` // of its current extraction
	Notes     []string `json:"notes"`  // of the reader
}

// Origin is where a record comes from: its report, and its place there.
type Origin struct {
	Report    string `json:"report"` // id
	Outlet    string `json:"outlet"`
	Lang      string `json:"lang"`
	Kind      string `json:"kind"` // of the report
	Published string `json:"published"`
	Title     string `json:"title"` // of the report
	Version   string `json:"version"`
	Number    int    `json:"number"` // place among the report's records of the sort, from 1
	// Corrections are the words of analysts that apply to the record, and to those
	// of its line-up. A store leaves them out; the use cases fill them in.
	Corrections []Judgement `json:"corrections,omitempty"`
}

// Event is an event with the report that tells of it.
type Event struct {
	Origin
	rostrum.Event
}

// Plan is a plan claim with the report that makes it.
type Plan struct {
	Origin
	rostrum.Plan
}

// Act is an act with the report that tells of it.
type Act struct {
	Origin
	rostrum.Act
}

// Title is a title or honorific that a leader is given, and when the store holds
// it first and last. Other wordings of it that Fold leaves the same are counted
// with it.
type Title struct {
	Referent string   `json:"referent"`
	Name     string   `json:"name"` // as worded where it is held first
	First    Occasion `json:"first"`
	Last     Occasion `json:"last"`
	Reports  int      `json:"reports"`
}

// Person is what the events say of one name. Nobody has decided yet whether
// the name is that of one person.
type Person struct {
	Name        string         `json:"name"`        // the spelling met most often
	Spellings   []string       `json:"spellings"`   // all of them, sorted
	Appearances int            `json:"appearances"` // at events, in any role; those of one text once, however many reports hold it
	Present     int            `json:"present"`     // those at which somebody is present: see TypesWithoutPresence
	Roles       map[string]int `json:"roles"`       // role -> appearances
	First       Occasion       `json:"first"`
	Last        Occasion       `json:"last"`
	Post        *string        `json:"post"` // the latest one given, verbatim; null where there was none
	PostFrom    *Occasion      `json:"post_from"`
}

// Occasion says which report told of something, and for what day.
type Occasion struct {
	Day    string `json:"day"` // of the event or of publication, see By; "" where unknown
	Report string `json:"report"`
}

// Unread is a passage of a report that gave no records though it looks as if it
// should have.
type Unread struct {
	Report    string       `json:"report"`
	Outlet    string       `json:"outlet"`
	Published string       `json:"published"`
	Title     string       `json:"title"`
	Version   string       `json:"version"`
	At        rostrum.Span `json:"at"`
	Quote     string       `json:"quote"` // the bytes at At
	Why       string       `json:"why"`
}

// Rejected is an item that could not be read.
type Rejected struct {
	Input     string `json:"input"`
	Item      int    `json:"item"`
	Reason    string `json:"reason"`
	ID        string `json:"id"` // where it was legible, as are the others
	Published string `json:"published"`
	Title     string `json:"title"`
}
