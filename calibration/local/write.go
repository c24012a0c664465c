package local

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/strict"
)

// Table is a table beside the file of a council's own figures.
type Table struct {
	Name string
	Text []byte
}

// Write writes the children of the file that a council is shown to overwrite,
// as Read reads it, and the tables beside it, whose names begin with stem.
func Write(p *Page, a *calibration.Authority, stem string) []Table {
	w := &writing{p, a}
	caseload := Table{stem + "-caseload.csv", w.plansTable()}
	population := Table{stem + "-population.csv", w.populationTable()}
	w.caseload(named(caseload.Name))
	w.flows()
	w.population(named(population.Name))
	w.places()
	return []Table{caseload, population}
}

// named is the name of a table as YAML reads it back.
func named(table string) string {
	if strings.ContainsAny(table, " ,:#[]{}'\"\\&*!|>%@`?") {
		return strict.Quote(table)
	}
	return table
}

// writing is the children of a file while it is written.
type writing struct {
	*Page
	authority *calibration.Authority
}

func (w *writing) caseload(table string) {
	s := w.authority.Structure
	w.Break()
	w.Say(0, fmt.Sprintf("Children with a plan at a January census. The table has a row for each age (on 31 August before), need and setting; a cell without a row holds nobody, and a setting, need or age without any has a row of 0. Ages and settings are published [SEN2-24], needs by age and setting are England's [SEN2-NEED] fitted to the authority's. Plans in all: %s.", grouped(int(math.Round(s.Stock)))))
	w.Say(0, "Less will do: tables by some of the columns (setting,children or age,setting,children and need,children), ages in groups (5-10), a total. What columns are left out is filled in from the published table, and every number you give is met to the child. Rows all and total are held against their parts; unknown is put where the others are. Names and columns of the published release are known too.")
	w.Say(0, fmt.Sprintf("A later census moves the start of the run there. It then needs the balance of the 31 March after it, and wants new plans of the years between, and requests of the last of them. Of a census and a 31 March that are still to come, give what you expect. More than %.0f %% from the published total, or %.0f %% in a setting, is warned of.", 100*plansSize.Share, 100*settingSize.Share))
	w.Key(0, "caseload", "", "")
	w.Key(2, "census", strict.FormatCensus(s.January), "")
	w.Key(2, "tables", "["+table+"]", "")
	w.Example(2, "total", strconv.Itoa(int(math.Round(s.Stock))), "instead of tables, or to be held against them")
}

// flows writes new plans and requests.
func (w *writing) flows() {
	january := w.authority.Structure.January
	const window = 8
	w.Break()
	w.Say(0, "Plans issued for the first time, by calendar year: they set the level from which new plans go on.")
	w.years("new-plans", evidence.NewPlans, january-window, january-1)
	w.Break()
	w.Say(0, fmt.Sprintf("Requests for an assessment in the calendar year before the census: they set how many requests there are for a plan, and so how many are refused, not how many plans. Further apart than %.0f %% is warned of, of both.", 100*requestsSize.Share))
	w.years("requests", evidence.Requests, january-1, january-1)
	source := "as many for each new plan as in England"
	if r, ok := w.row(evidence.RequestsOutstanding, january-1); ok {
		source = "[" + r.Source + "]"
	}
	w.Key(0, "waiting", strconv.Itoa(waitingAt(w.authority)), "requests undecided at the census "+source)
}

func (w *writing) row(s evidence.Series, year int) (evidence.Row, bool) {
	return w.authority.Evidence.Row(s, year, evidence.AllAges, "")
}

// years writes a flow by calendar year.
func (w *writing) years(key string, s evidence.Series, first, last int) {
	any := false
	for year := first; year <= last; year++ {
		_, ok := w.row(s, year)
		any = any || ok
	}
	if !any {
		w.Example(0, key, fmt.Sprintf("{%d: 500}", last), "not published")
		return
	}
	w.Key(0, key, "", "")
	for year := first; year <= last; year++ {
		if r, ok := w.row(s, year); ok {
			n, _ := published(w.authority, s, year)
			w.Key(2, strconv.Itoa(year), strconv.Itoa(n), strings.TrimSpace("["+r.Source+"] "+r.Note))
		}
	}
}

func (w *writing) population(table string) {
	january := w.authority.Structure.January
	w.Break()
	w.Say(0, fmt.Sprintf("Children and young people of each age, in the middle of %d [ONS-MYE]. For the years after it births and migration are uncertain, level and none in the middle, unless you give a projection: that of the Office for National Statistics in its long layout (columns for area code, age, year and value; other areas and ages may stand in it).", january-1))
	w.Key(0, "population", "", "")
	w.Key(2, "table", table, "")
	w.Example(2, "projection", "snpp-persons.csv", "")
}

func (w *writing) places() {
	w.Break()
	w.Say(0, "Places at the census, whether filled or not, your own children's and those you know to open. None are published: shown are the children there and the slack assumed; unless you give them they follow the caseload. Where you list openings, no other places open up to the last of them.")
	w.Key(0, "places", "", "")
	for s := range cohorts.NumSettings {
		if s.Rationed() {
			slack := w.authority.Slack(s)
			w.Key(2, s.Key(), strconv.Itoa(placesOf(w.authority, s, &w.authority.Structure.Plans)), fmt.Sprintf("%s, slack P10 to P90 %d %% to %d %% [JUDGEMENT]", s, percent(slack.Quantile(0.1)), percent(slack.Quantile(0.9))))
		}
	}
	special := cohorts.StateSpecial
	w.Example(2, special.Key(), fmt.Sprintf("{now: %d, openings: [{from: %d-autumn, places: 40}]}", placesOf(w.authority, special, &w.authority.Structure.Plans), w.authority.Structure.January+1), "")
}

// percent is a share in whole per cent.
func percent(share float64) int { return int(math.Round(100 * share)) }

// plansTable is the children with a plan as a table.
func (w *writing) plansTable() []byte {
	var b strings.Builder
	b.WriteString("setting,need,age,children\n")
	for s := range cohorts.NumSettings {
		for n := range cohorts.NumNeeds {
			for age, children := range w.authority.Structure.Plans[s][n] {
				if children != 0 {
					fmt.Fprintf(&b, "%s,%s,%d,%d\n", s.Key(), n.Key(), age, children)
				}
			}
		}
	}
	return []byte(b.String())
}

// populationTable is the population as a table.
func (w *writing) populationTable() []byte {
	var b strings.Builder
	b.WriteString("age,children\n")
	for age, n := range w.authority.Structure.Population {
		fmt.Fprintf(&b, "%d,%.0f\n", age, n)
	}
	return []byte(b.String())
}
