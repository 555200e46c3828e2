package store

// Day is a publication day and how many reports it has.
type Day struct {
	Day     string `json:"day"`
	Reports int    `json:"reports"`
}

// Counts says what was looked at.
type Counts struct {
	Reports  int            `json:"reports"`
	Versions int            `json:"versions"`
	Events   int            `json:"events"`
	Plans    int            `json:"plans"`
	Acts     int            `json:"acts"`
	Days     int            `json:"days"`    // publication days that have reports
	Undated  int            `json:"undated"` // reports without a publication day
	First    string         `json:"first"`   // publication day
	Last     string         `json:"last"`
	Status   map[string]int `json:"status"`   // reports by status
	Reasons  map[string]int `json:"reasons"`  // reports not extracted or failed, by reason
	Langs    map[string]int `json:"langs"`    // reports by language as recognised
	Outlets  map[string]int `json:"outlets"`  // reports by outlet
	Coverage map[string]int `json:"coverage"` // reports by what the import that brought them says it covers
	Unread   int            `json:"unread"`   // passages
	Rejected int            `json:"rejected"` // items of the whole store: they belong to no report
}
