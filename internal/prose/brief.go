package prose

import "github.com/rostrum-watch/rostrum/internal/app"

// Heading names a section of a brief: for programs, and for people.
type Heading struct{ Name, Title string }

// Obituaries is the section of a brief that holds deaths. It stands before all others
// where there is one.
var Obituaries = Heading{"obituaries", "Deaths announced"}

// Occasions are the sections of a brief that hold events, in their order.
func Occasions(b *app.Brief) []Section[app.Told] {
	return []Section[app.Told]{
		{Heading{"leaders", "Leader's activities"}, b.Leaders},
		{Heading{"officials", "Other officials' activities"}, b.Officials},
		{Heading{"visitors", "Foreigners' activities"}, b.Visitors},
		{Heading{"others", "Occasions at which nobody is named"}, b.Others},
		{Heading{"arms", "Weapons tests and drills"}, b.Arms},
		{Heading{"rosters", "Appointments and lists of names"}, b.Rosters},
		{Heading{"messages", "Messages"}, b.Messages},
		{Heading{"statements", "Statements"}, b.Statements},
	}
}

// Sentences are the sections of a brief that hold acts, in their order.
func Sentences(b *app.Brief) []Section[app.ToldAct] {
	return []Section[app.ToldAct]{
		{Heading{"directives", "Orders and tasks"}, b.Directives},
		{Heading{"demands", "Demands on others"}, b.Demands},
		{Heading{"pledges", "Pledges"}, b.Pledges},
		{Heading{"threats", "Threats and warnings"}, b.Threats},
		{Heading{"threats_told", "Threats by others, as told"}, b.ThreatsTold},
	}
}

// Section is one heading of a brief with what stands below it.
type Section[T any] struct {
	Heading
	Items []T
}

// BriefSections are the names of what a brief is made of.
var BriefSections = []string{"obituaries", "leaders", "officials", "visitors", "others", "arms", "rosters", "messages", "statements",
	"plans", "directives", "demands", "pledges", "threats", "threats_told", "titles"}
