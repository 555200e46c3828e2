package app_test

import (
	"fmt"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/ledger"
)

// guided is a use of a profile that knows a few words.
func guided() app.Guide {
	words := func(all ...string) map[string]bool {
		set := map[string]bool{}
		for _, w := range all {
			set[w] = true
		}
		return set
	}
	terms := &ledger.Terms{Lang: "en", Empty: words("the", "for", "us", "let", "now", "that", "s"), Lands: words("norland", "kims"), Home: words("kims"),
		Adversaries: []ledger.Phrase{{"us"}, {"u", "s"}}, Enemies: []ledger.Phrase{{"enemy"}}}
	return app.Guide{Terms: func() (app.TermsOf, error) {
		return func(outlet, _ string) *app.LedgerTerms {
			if outlet != "Gazette" {
				return nil
			}
			return &app.LedgerTerms{Terms: terms}
		}, nil
	}}
}

// TestApp_Brief_demands wants what is said to others apart from orders, whoever says
// it, and neither from who only tells of it.
func TestApp_Brief_demands(t *testing.T) {
	for _, c := range []struct{ name, report, want string }{
		{"of one's own", "!directive|Ri Il|own|own|Dig!", "orders 1, demands 0, retold 0"},
		{"about others", "!directive|Ri Il|own|foreign|Stop!", "orders 0, demands 1, retold 0"},
		{"by a leader, about others", "!directive|Kim Chol|own|adversary|Be ready!", "orders 1, demands 0, retold 0"},
		{"by a leader, to an enemy", "!directive|Kim Chol|official|own|Stop it|the U.S. army", "orders 0, demands 1, retold 0"},
		{"to a pronoun", "!directive|Kim Chol|official|own|Help|let us", "orders 1, demands 0, retold 0"},
		{"to foreigners", "!directive|Ri Il|official|own|Stop it|people of Norland", "orders 0, demands 1, retold 0"},
		{"to one's own abroad", "!directive|Ri Il|official|own|Sing|Kims in Norland", "orders 1, demands 0, retold 0"},
		{"beginning with an enemy", "!directive|Kim Chol|official|own|For the enemy, it is best to go.", "orders 0, demands 1, retold 0"},
		{"beginning with a name in capitals", "!directive|Kim Chol|official|own|US ships should go.", "orders 0, demands 1, retold 0"},
		{"beginning with a pronoun", "!directive|Kim Chol|official|own|Let us go.", "orders 1, demands 0, retold 0"},
		{"an enemy further on", "!directive|Kim Chol|official|own|Now that the enemy is here, we must go.", "orders 1, demands 0, retold 0"},
		{"an addressee before an enemy", "!directive|Kim Chol|official|own|The enemy is here, he told us to go.|soldiers", "orders 1, demands 0, retold 0"},
		{"as news tells it", "!directive|GAZETTE|own|foreign|Norlanders want bread.", "orders 0, demands 0, retold 1"},
		{"as a commentary wants it", "@commentary\n!directive|Gazette|own|foreign|Norland must go.", "orders 0, demands 1, retold 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := app.New(open(t), leaders)
			a.Guide = guided()
			if _, err := a.Ingest(t.Context(), &items{reports: []*rostrum.Report{report("a", "2024-05-01", c.report)}}, extractor{}, app.IngestOptions{Workers: 1}); err != nil {
				t.Fatal(err)
			}
			b, err := a.Brief(t.Context(), app.BriefOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprintf("orders %d, demands %d, retold %d", len(b.Directives), len(b.Demands), b.Retold); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// TestApp_Brief_guide wants no brief that was made by another guide.
func TestApp_Brief_guide(t *testing.T) {
	db := open(t)
	demands := func(guide app.Guide) int {
		t.Helper()
		a := app.New(db, leaders)
		a.Guide = guide
		if _, err := a.Ingest(t.Context(), &items{reports: []*rostrum.Report{report("a", "2024-05-01", "!directive|Ri Il|own|own|Stop it|the enemy")}}, extractor{}, app.IngestOptions{Workers: 1}); err != nil {
			t.Fatal(err)
		}
		b, err := a.Brief(t.Context(), app.BriefOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return len(b.Demands)
	}
	guide := guided()
	guide.Digest = func() string { return "other" }
	if without, with := demands(app.Guide{}), demands(guide); without != 0 || with != 1 {
		t.Errorf("%d demands without a guide, %d with one", without, with)
	}
	guide.Terms = func() (app.TermsOf, error) { return nil, rostrum.Errorf(rostrum.CodeInvalid, "no terms") }
	guide.Digest = func() string { return "broken" }
	a := app.New(db, leaders)
	a.Guide = guide
	if _, err := a.Brief(t.Context(), app.BriefOptions{}); rostrum.ErrorCode(err) != rostrum.CodeInvalid {
		t.Errorf("got %v", err)
	}
}
