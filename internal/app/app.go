// Package app holds the use cases of rostrum: the one API that the command line
// and every later front end share.
//
// Two of them need no store and are functions: ExtractStream and EncodeStream
// read reports and extract them in parallel, in input order, with the same
// result for any number of workers. The others are methods of App, over a
// store: Ingest, Refresh, Verify, Imports, Events, People, Plans, Acts, Search,
// Titles, Reports, Edited, Days, Show, ShowVersion, Originals, Diff, Edits, Links,
// Cited, Brief, Review, Correct, Withdraw, Corrections, Gold, Who, Offices, Bodies,
// Merge, Split, Unrule, Rulings, Findings, Watch, Unwatch, Watchlist, Fired,
// Backtest, and Index, which makes findable what was kept before there was an index.
//
// Key types: Source and Decoder (where reports come from), Extractor (what
// reads them), Analysis (what finds something over all that is held), App, and one result type for each use case, whose JSON form is
// what `--json` prints.
//
// What it does not do: it opens no file and no database, reads no clock, lays
// out no page, and knows neither SQL nor formulas. Who a name belongs to,
// internal/roster decides.
package app

import (
	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/roster"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Source yields the items of one or more inputs in order, and io.EOF after the
// last. Next is called from one goroutine at a time.
type Source interface {
	Next() (Decoder, error)
}

// Decoder is an item that was cut out but not yet decoded. Report may be called
// in any goroutine; an item that cannot be read is a report with Err.
// A Decoder may also have a method Size() int, the bytes it holds, by which
// memory is bounded.
type Decoder interface {
	Report() *rostrum.Report
}

// Extractor turns a report into its extraction, identification, language and
// status included. It is safe for use by several goroutines, and depends on
// nothing but the report.
type Extractor interface {
	Extract(*rostrum.Report) *rostrum.Extraction
}

// Encode appends one extraction, with its line end, to b. r is the report that
// x was made from.
type Encode func(b []byte, r *rostrum.Report, x *rostrum.Extraction) []byte

// Tally counts items by what extraction made of them.
type Tally struct {
	Items        int            `json:"items"`
	Extracted    int            `json:"extracted"`
	NotExtracted int            `json:"not_extracted"`
	Failed       int            `json:"failed"`
	Reasons      map[string]int `json:"reasons"` // of those not extracted or failed
}

// App is the use cases over one store.
type App struct {
	store   store.Store
	leaders Leaders
	laidOut shelf[[]*lineup.Book]
	known   shelf[rolled]
	briefs  shelf[*Brief]

	// What pages ask for again and again.
	stock     latest[stock]
	watched   latest[[]*Watched]
	standings shelf[*Standings]
	absent    shelf[*Absences]
	changes   shelf[[]LineUp]
	companies shelf[*Company]
	pairs     shelf[*Pairs]
	likened   shelf[*Comparison]
	uses      shelf[*PhraseUse]
	things    shelf[*ThingNames]
	days      shelf[[]store.Day]
	passages  passages

	concordances concordances

	// what was said of reports, and the last rolls that were settled
	judgedBefore judgements
	lastRolls    lastRolls
	mostWhole    int // as the constant; 0 is that
	// Rosters, if set, says who is who for analyses that follow people: what the
	// profile of an outlet and a language knows of names and offices, nil where
	// none reads them. Without it, names are people.
	Rosters func(outlet, lang string) (*roster.Knowledge, error)
	// Guide is what profiles say for briefs.
	Guide Guide
}

// Leaders are the names of those whose activities a brief puts first: outlet ->
// names, with "" for every outlet that has no entry. Names are compared as
// store.Fold leaves them.
type Leaders map[string][]string

// New returns the use cases over a store.
func New(s store.Store, leaders Leaders) *App {
	return &App{store: s, leaders: leaders, briefs: shelf[*Brief]{most: mostBriefs}}
}

// Summary says what an ingest has done so far, or in all. Read is the sum of
// New, NewVersions, Aliases, Duplicates, Headlines and Rejected.
type Summary struct {
	Read         int            `json:"read"`   // items
	New          int            `json:"new"`    // texts of reports that were not held, or as headlines alone
	Filled       int            `json:"filled"` // of these, texts of reports that were held as headlines
	NewVersions  int            `json:"new_versions"`
	Aliases      int            `json:"aliases"`     // versions that were held, at addresses that are new
	Duplicates   int            `json:"duplicates"`  // versions that were held, at addresses that were
	Reextracted  int            `json:"reextracted"` // of these, those that another profile or engine had read
	Headlines    int            `json:"headlines"`   // items without text that were not held
	Joined       int            `json:"joined"`      // of these, those of reports whose text was
	Rejected     int            `json:"rejected"`    // items that are no reports, kept as such
	Extracted    int            `json:"extracted"`
	NotExtracted int            `json:"not_extracted"`
	Failed       int            `json:"failed"`
	Reasons      map[string]int `json:"reasons"` // of those not extracted or failed
	Events       int            `json:"events"`  // extracted from what was read
	Input        string         `json:"-"`       // the input that was being read, for a progress line
}

// Searched says what an answer was looked for in.
type Searched struct {
	From    string         `json:"from"` // publication days, "" where unbounded
	To      string         `json:"to"`
	Reports int            `json:"reports"`
	Days    int            `json:"days"` // publication days that have reports
	Undated int            `json:"undated"`
	First   string         `json:"first"` // publication days of the first and last report
	Last    string         `json:"last"`
	Langs   map[string]int `json:"langs"`
	Outlets map[string]int `json:"outlets"`
	Status  map[string]int `json:"status"`
	// Coverage counts reports by what the imports that brought them say they cover.
	Coverage map[string]int `json:"coverage"`
}

// Events is the answer of App.Events.
type Events struct {
	Events   []store.Event `json:"events"`
	Next     string        `json:"next,omitempty"` // cursor of the next page
	Searched Searched      `json:"searched"`
}

// People is the answer of App.People.
type People struct {
	People   []store.Person `json:"people"`
	Next     string         `json:"next,omitempty"`
	Searched Searched       `json:"searched"`
}

// Plans is the answer of App.Plans.
type Plans struct {
	Plans     []store.Plan   `json:"plans"`
	Next      string         `json:"next,omitempty"` // cursor of the next page
	Voices    map[string]int `json:"voices"`         // plan claims on all pages, whatever voices were asked for
	Referents map[string]int `json:"referents"`      // plan claims on all pages by whose they are, whatever referents were asked for
	Searched  Searched       `json:"searched"`
}

// Acts is the answer of App.Acts.
type Acts struct {
	Acts     []store.Act    `json:"acts"`
	Next     string         `json:"next,omitempty"` // cursor of the next page
	Voices   map[string]int `json:"voices"`         // acts on all pages, whatever voices were asked for
	Searched Searched       `json:"searched"`
}

// Links is the answer of App.Links.
type Links struct {
	Links    []store.Link `json:"links"`
	Next     string       `json:"next,omitempty"` // cursor of the next page
	Searched Searched     `json:"searched"`
}

// Cited is the answer of App.Cited.
type Cited struct {
	Cited    []store.Cited  `json:"cited"`
	Next     string         `json:"next,omitempty"` // cursor of the next page
	Sorts    map[string]int `json:"sorts"`          // on all pages, by sort
	Searched Searched       `json:"searched"`
}

// Told is an occasion as the fullest report of a stretch tells it, with the others that
// tell of it.
type Told struct {
	store.Event
	Also         []string `json:"also"`            // ids of reports of the stretch that bring it, too
	LookedBackIn []string `json:"looked_back_in"`  // ids of reports of the stretch that look back at it
	First        string   `json:"first,omitempty"` // id of the report that brought it, if that came before the stretch
	// Digest says that a digest names it and no report that is held tells of it.
	Digest bool `json:"digest,omitempty"`
}

// ToldPlan is a plan claim with the other reports that make it in the same words.
type ToldPlan struct {
	store.Plan
	Also []string `json:"also"` // ids of reports
}

// ToldAct is a sentence with all its acts, the one it stands for first, and the
// other reports that have it.
type ToldAct struct {
	store.Act
	Acts []string `json:"acts"`
	Also []string `json:"also"` // ids of reports
}

// Brief is what a stretch of days brought, by publication. Each list is in the
// order of publication, report, place in the text; only what leaders order comes
// before other orders. What several reports tell in the same words, with the same
// people, stands there once.
type Brief struct {
	From        string             `json:"from"`
	To          string             `json:"to"`
	Outlet      string             `json:"outlet"` // whose reports alone it is made of; "" for all
	Searched    Searched           `json:"searched"`
	Obituaries  []ToldDeath        `json:"obituaries"` // deaths announced
	Leaders     []Told             `json:"leaders"`    // occasions with a leader present
	Officials   []Told             `json:"officials"`  // occasions with others, no leader present, but tests and drills
	Visitors    []Told             `json:"visitors"`   // occasions at which none of those named has a name of the own state's people
	Others      []Told             `json:"others"`     // occasions at which nobody is named
	Arms        []Told             `json:"arms"`       // all weapons tests and drills, those with a leader too
	Rosters     []Told             `json:"rosters"`    // appointments and lists of names
	Messages    []Told             `json:"messages"`
	Statements  []Told             `json:"statements"`   // but those that announce a death
	Plans       []ToldPlan         `json:"plans"`        // of the own state, in its own words; these and all acts without those of anecdotes
	Directives  []ToldAct          `json:"directives"`   // in own words, to its own people; those of leaders first
	Demands     []ToldAct          `json:"demands"`      // directives in own words to others or about them
	Retold      int                `json:"retold"`       // of these, what news only tells: in no section
	Pledges     []ToldAct          `json:"pledges"`      // in own words
	Threats     []ToldAct          `json:"threats"`      // in own words and those of people and papers at home
	ThreatsTold []ToldAct          `json:"threats_told"` // in the words of others
	Anecdotes   Anecdotes          `json:"anecdotes"`    // what these tell of earlier years
	Edited      []store.Edited     `json:"edited"`       // published in the stretch, or whose newest text was captured in it
	Displaced   []store.Displaced  `json:"displaced"`    // the same, where another report stands at the address now
	Titles      []store.Title      `json:"titles"`       // held first in this stretch, in own words
	PlanVoices  map[string]int     `json:"plan_voices"`  // plan claims of the stretch, in whatever words
	ActVoices   map[string]int     `json:"act_voices"`   // acts
	Unread      []store.Unread     `json:"unread"`       // passages that gave nothing
	LookingBack int                `json:"looking_back"` // events that are in no section: they look back at what is told otherwise
	Cited       map[string]int     `json:"cited"`        // what reports of the stretch tell of others that are not held, by sort
	Empty       []string           `json:"empty"`        // days of the stretch of which no report is held
	Imports     []store.Import     `json:"imports"`      // of the whole store
	NotRead     []store.ReportLine `json:"not_read"`     // failed, or not extracted
	Reasons     map[string]int     `json:"reasons"`      // why, counted
	Rejected    int                `json:"rejected"`     // items of all imports that are no reports
	Undated     []store.ReportLine `json:"undated"`      // reports without a day, of whatever time
}

// Anecdotes counts what a brief leaves out, in own words, as anecdotes tell it of
// earlier years: plan claims, and orders, pledges and threats.
type Anecdotes struct {
	Plans int `json:"plans"`
	Acts  int `json:"acts"`
}

// BriefOptions says what a brief is about.
type BriefOptions struct {
	From, To string // publication days; without both, the last seven days that have reports
	Outlet   string
}
