package report

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"sendsim/calibration"
	"sendsim/calibration/trials"
	"sendsim/docs"
	"sendsim/outputs"
	"sendsim/sim/finance"
)

// drivers is what drives the range, and what knowing it would be worth, where
// that was worked out.
func drivers(p *Paper) []Block {
	d := p.Runs[p.Detail].Drivers
	if d == nil {
		return nil
	}
	all, of := d.Shown(p.Area)
	if len(all) == 0 {
		return nil
	}
	c := d.Chart(p.Area)
	t := &Table{
		Title: "Share of the variance of " + of + ", with its 90 % interval",
		Head:  []string{"", "alone", "from", "to", "with others", "from", "to"},
		Notes: []string{
			"Alone: by what part the variance would fall, on average, if that were known. With others: what part would be left if all else were known; these may add up to more than 100 %.",
			"What the model leaves out drives nothing here.",
		},
	}
	for _, x := range all {
		row := []string{x.Driver.String()}
		for _, share := range []float64{x.First.Value, x.First.Low, x.First.High, x.Total.Value, x.Total.Low, x.Total.High} {
			row = append(row, outputs.PerCent(max(0, share)))
		}
		t.Rows = append(t.Rows, row)
	}
	blocks := []Block{{Figure: &Figure{Picture: c, Title: c.Title, Says: c.Says(), Table: t}}}
	for _, run := range p.ToldRuns() {
		if w := p.worths(run); len(w.Rows) > 0 {
			blocks = append(blocks, Block{Table: w})
		}
	}
	return blocks
}

// worths is what knowing each driver would be worth before choosing a plan.
func (p *Paper) worths(run int) *Table {
	t := &Table{
		Title: p.ofPlan(run) + "What it would be worth to know before choosing between the plan and going without it",
		Head:  []string{"", "worth, £", "from", "to"},
		Notes: []string{"By how much the mean cost would be better if it were known before the choice: the most that finding it out may cost. It is never below 0, so where it is near 0 few draws make it too high. 90 % interval by bootstrap."},
	}
	for _, w := range p.Worths {
		if w.Scenario == p.Runs[run].Name && w.Area == p.Summary().Areas[p.Area].Code {
			t.Rows = append(t.Rows, []string{w.What, wholeThousands(w.Worth.Value), wholeThousands(w.Worth.Low), wholeThousands(w.Worth.High)})
		}
	}
	return t
}

// wholeThousands is pounds to the thousand.
func wholeThousands(pounds float64) string { return number(math.Round(pounds/thousand)*thousand, 0) }

// mostMembers is the number of authorities whose diagnostics are shown one by
// one.
const mostMembers = 3

// trust is how the calibration was judged, and how past forecasts did.
func trust(p *Paper) []Block {
	members := p.Known[p.Detail].Authorities
	covers := "Every range here is conditional: if law and funding stay as stated. No range covers a change of the law that nobody has announced, nor what the model leaves out."
	if p.Summary().Break != "" {
		covers = "Every range here is conditional: if law and funding stay as stated, but for a judged risk of a break that moves the growth of plans. No range covers another change of the law that nobody has announced, nor what the model leaves out."
	}
	blocks := []Block{{Text: covers}}
	blocks = append(blocks, calibrated(members)...)
	card, err := scorecard()
	if err != nil {
		return blocks
	}
	blocks = append(blocks, scored(card, p.Summary().Areas[p.Area], members)...)
	if card.Balance != nil && p.noMoney() == "" {
		blocks = append(blocks, Block{Table: balancesTried(card.Balance)})
	}
	return blocks
}

// calibrated is what the calibrations know of themselves.
func calibrated(members []*calibration.Authority) []Block {
	if len(members) == 0 {
		return nil
	}
	var invalid []string
	for _, a := range members {
		if !a.Valid {
			invalid = append(invalid, a.Area.Name)
		}
	}
	passed := fmt.Sprintf("The calibrations of %d of %d authorities passed every check.", len(members)-len(invalid), len(members))
	if len(members) == 1 && len(invalid) == 0 {
		passed = "The calibration passed every check."
	}
	blocks := []Block{{Text: passed}}
	if len(invalid) > 0 {
		blocks = append(blocks, Block{Text: "Not valid: " + strings.Join(invalid, ", ") + "."})
	}
	if len(members) > mostMembers {
		return blocks
	}
	for _, a := range members {
		if notes := slices.Concat(a.Invalid, a.Warnings); len(notes) > 0 {
			blocks = append(blocks, Block{Text: a.Area.Name + ": what the checks say"}, Block{List: notes})
		}
		t := &Table{
			Title: a.Area.Name + ": what published figures taught the calibration",
			Head:  []string{"what", "unit", "P10", "middle", "P90", "range narrowed by"},
			Notes: []string{"Narrowed: how much of the prior's spread the figures took away. Estimator: empirical Bayes; it has no chains, so no R-hat."},
		}
		for i := range a.Parameters {
			if q := &a.Parameters[i]; q.Identified {
				t.Rows = append(t.Rows, []string{q.Says, q.Unit, small(q.Quantile(.1)), small(q.Quantile(.5)), small(q.Quantile(.9)), outputs.PerCent(q.Contraction())})
			}
		}
		blocks = append(blocks, Block{Table: t})
	}
	return blocks
}

// small is a number of any size with three figures.
func small(x float64) string { return fmt.Sprintf("%.3g", outputs.Tidy(x)) }

// scorecard is the back-test that ships.
func scorecard() (*trials.Scorecard, error) {
	card := &trials.Scorecard{}
	return card, json.Unmarshal(docs.Scorecard, card)
}

// scored is how forecasts of past years did for an authority, or for all.
func scored(card *trials.Scorecard, area outputs.Area, members []*calibration.Authority) []Block {
	t := &Table{
		Title: "Forecasts of plans from past years, against what came",
		Head:  []string{"", "years ahead", "forecasts", "middle figure off by (mean)", "too low (-) or too high by", "came within 8 of 10"},
		Notes: []string{fmt.Sprintf("Back-test of the fitting layer from each January census %d to %d, each seeing only what was known by that June.", card.About.First, card.About.Last)},
	}
	codes := []string{area.Code}
	if len(members) == 1 {
		codes = append(codes, members[0].Area.Code)
	}
	for _, a := range card.Areas {
		if a.Target == "plans" && slices.Contains(codes, a.Code) {
			t.Rows = append(t.Rows, []string{a.Name, fmt.Sprint(a.Horizon), number(float64(a.N), 0), number(a.MAPE, 1) + " %", number(a.Bias, 1) + " %", outputs.PerCent(a.Inside80)})
		}
	}
	own := len(t.Rows) > 0
	const at80 = 1
	for _, l := range card.Scores {
		if l.Target == "plans" && l.Forecaster == card.About.Published {
			t.Rows = append(t.Rows, []string{"all authorities", fmt.Sprint(l.Horizon), number(float64(l.N), 0), number(l.MAPE, 1) + " %", number(l.Bias, 1) + " %", outputs.PerCent(l.Coverage[at80])})
		}
	}
	text := "How forecasts of past years did:"
	if !own {
		text = fmt.Sprintf("%s is not scored by itself; how forecasts of past years did for all authorities:", area.Name)
	}
	return []Block{{Text: text}, {Table: t}}
}

// balancesTried is how changes of the balance were forecast, for all
// authorities.
func balancesTried(card *trials.BalanceCard) *Table {
	t := &Table{
		Title: "Forecasts of the change of the DSG balance from past years, against what came",
		Head:  []string{"from January", "to 31 March", "authorities", "came to", "too low (-) or too high by", "came within 8 of 10"},
		Notes: []string{"In per cent of the high needs block of the year before the start; above 0 deficits grew. Without levers. Of authorities with a safety valve agreement by then, payments are in what came and in no forecast."},
	}
	for _, l := range card.Lines {
		who := number(float64(l.N), 0)
		if l.Valve {
			who += " with a safety valve agreement"
		}
		t.Rows = append(t.Rows, []string{fmt.Sprint(l.Origin), fmt.Sprint(l.Closed), who, number(l.Came, 1) + " %", number(l.Bias, 1) + " %", outputs.PerCent(l.Inside80)})
	}
	return t
}

// assumptions is every uncertain number that no published figure identifies.
func assumptions(p *Paper) []Block {
	members := p.Known[p.Detail].Authorities
	if len(members) == 0 {
		return nil
	}
	t := &Table{
		Title: "Numbers that no published figure gives",
		Head:  []string{"name", "unit", "P10", "middle", "P90", "grade", "what it does", "who could do better"},
	}
	money := finance.Parameters()
	if !finance.Published(p.Summary().FirstYear) {
		money = nil
		t.Notes = []string{"Of money none is listed: a start in the past has ranges of its own, those of its regime (sendsim regimes) and of what was known then, which are not these."}
	}
	for _, q := range slices.Concat(members[0].Parameters, money) {
		if q.Identified {
			continue
		}
		t.Rows = append(t.Rows, []string{q.Name, q.Unit, small(q.PriorQuantile(.1)), small(q.PriorQuantile(.5)), small(q.PriorQuantile(.9)), string(q.Grade) + ", " + q.Source, q.Says, q.Better})
	}
	return []Block{
		{Text: fmt.Sprintf("%d numbers rest on judgement or are derived; each has a range, and is drawn once in every future. Grades: %s.", len(t.Rows), calibration.Grades)},
		{Table: t},
	}
}
