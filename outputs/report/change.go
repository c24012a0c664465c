package report

import (
	"fmt"
	"slices"
	"strings"

	"sendsim/calibration"
	"sendsim/internal/strict"
	"sendsim/outputs"
	"sendsim/sim/levers"
)

// changes is what each scenario of a comparison does against the base.
func changes(p *Paper) []Block {
	var blocks []Block
	for _, e := range p.Effects {
		if len(p.Effects) > 1 {
			blocks = append(blocks, Block{Text: capital(e.Name) + " against " + e.BaseName + ":"})
		}
		for _, column := range []string{outputs.ColCumulative, outputs.ColPlans} {
			if column == outputs.ColCumulative && p.noMoney() != "" {
				continue
			}
			if f := e.WaterfallOf(p.Area, column); f != nil {
				blocks = append(blocks, Block{Figure: &Figure{Picture: f, Title: f.Title, Says: f.Says(), Table: parts(e, p.Area, column)}})
			}
		}
		blocks = append(blocks, p.yearly(e)...)
		blocks = append(blocks, Block{Table: effects(e, p.Area)})
		if p.noMoney() == "" {
			blocks = append(blocks, Block{Table: purses(e, p.Area)})
		}
		if len(e.Differences) > 0 {
			blocks = append(blocks, Block{Text: "What differs, as the scenarios have it:"}, Block{List: e.Differences})
		}
	}
	return blocks
}

// yearly is what each lever does in every year, where levers are told apart.
func (p *Paper) yearly(e *outputs.Effect) []Block {
	if len(e.Attribution.Names(p.Area)) == 0 {
		return nil
	}
	blocks := []Block{{Table: byYear(e, p.Area, outputs.ColPlans, "EHC plans", plainCount, 1)}}
	if p.noMoney() != "" {
		return blocks
	}
	return append([]Block{
		{Table: byYear(e, p.Area, outputs.ColInYear, "in-year deficit, £m", thousands, thousand)},
		{Table: byYear(e, p.Area, outputs.ColCumulative, "cumulative deficit, £m", thousands, thousand)},
	}, blocks...)
}

// parts is a waterfall as a table.
func parts(e *outputs.Effect, area int, column string) *Table {
	t := &Table{Head: []string{"", "mean", "P10", "P90"}, Notes: []string{"Attribution: " + e.Attribution.How() + ". A lever's part is its mean effect over every order in which the levers might come (its Shapley value)."}}
	say, unit, step := plainCount, "EHC plans", 1.0
	if column == outputs.ColCumulative {
		say, unit, step = thousands, "cumulative deficit, £m", thousand
	}
	s := e.Attribution.Decided(area, column).Rounded(step)
	t.Title = fmt.Sprintf("What each lever does to the %s in %s", unit, finYear(e.Base, s.Year))
	t.Rows = append(t.Rows, []string{e.BaseName, say(s.From), "", ""})
	for k := range s.Parts {
		st := &s.Parts[k]
		t.Rows = append(t.Rows, []string{outputs.LeverSaid(st.Name), say(st.Mean.Value), say(st.At(10).Value), say(st.At(90).Value)})
	}
	t.Rows = append(t.Rows, []string{e.Name, say(s.To), "", ""})
	return t
}

// byYear is what each lever does to a column in every year, on average, in whole
// steps, which add up.
func byYear(e *outputs.Effect, area int, column, unit string, say func(float64) string, step float64) *Table {
	names := e.Attribution.Names(area)
	var said []string
	for _, name := range names {
		said = append(said, outputs.LeverSaid(name))
	}
	t := &Table{
		Title: fmt.Sprintf("What each lever does to the %s, mean by financial year (below 0: less)", unit),
		Head:  slices.Concat([]string{"year"}, said, []string{"all together"}),
	}
	for y := range e.Years {
		s, row := e.Attribution.Steps(area, y, column).Rounded(step), []string{finYear(e.Base, y)}
		for _, name := range names {
			row = append(row, say(s.Part(name).Mean.Value))
		}
		t.Rows = append(t.Rows, append(row, say(s.Total())))
	}
	return t
}

func plainCount(n float64) string { return number(n, 0) }

// thousands is pounds in millions to the thousand: small parts add up.
func thousands(pounds float64) string { return number(pounds/million, 3) }

// finely is pounds in millions to ten thousand: what a plan changes is small
// beside what there is.
func finely(pounds float64) string { return number(pounds/million, 2) }

// effects is the effect by year on deficits and plans.
func effects(e *outputs.Effect, area int) *Table {
	t := &Table{
		Title: "Effect of " + e.Name + " by financial year (below 0: less)",
		Head:  []string{"year", "plans: P10", "middle", "P90", "in-year deficit, £m: P10", "middle", "P90", "cumulative deficit, £m: P10", "middle", "P90", "chance that the cumulative deficit is lower"},
		Notes: []string{outputs.EffectSays},
	}
	if e.Areas[area].NoMoney != "" {
		return effectsOnPlans(e, area, t)
	}
	if note := e.GrantNote(area); note != "" {
		t.Notes = append(t.Notes, note)
	}
	for y := range e.Years {
		row := []string{finYear(e.Base, y)}
		for _, column := range []string{outputs.ColPlans, outputs.ColInYear, outputs.ColCumulative} {
			say := finely
			if column == outputs.ColPlans {
				say = plainCount
			}
			st := e.Stats(area, y, column)
			row = append(row, say(st.At(10).Value), say(st.At(outputs.Median).Value), say(st.At(90).Value))
		}
		t.Rows = append(t.Rows, append(row, lowerIn(e, area, y, outputs.ColCumulative)))
	}
	return t
}

// effectsOnPlans is the effect by year where there is no money.
func effectsOnPlans(e *outputs.Effect, area int, t *Table) *Table {
	t.Head = []string{"year", "plans: P10", "middle", "P90", "mean", "chance that there are fewer plans"}
	for y := range e.Years {
		st := e.Stats(area, y, outputs.ColPlans)
		t.Rows = append(t.Rows, []string{
			finYear(e.Base, y), plainCount(st.At(10).Value), plainCount(st.At(outputs.Median).Value), plainCount(st.At(90).Value),
			number(st.Mean.Value, 1), lowerIn(e, area, y, outputs.ColPlans),
		})
	}
	return t
}

// lowerIn is the chance of a lower figure; that none moves is said, as in the
// table of the comparison.
func lowerIn(e *outputs.Effect, area, year int, column string) string {
	if !e.Moves(area, year, column) {
		return "no change"
	}
	return e.Lower(area, year, column).Plain()
}

// purses is what each purse pays and saves.
func purses(e *outputs.Effect, area int) *Table {
	t := &Table{
		Title: fmt.Sprintf("Cost and saving by purse, %s to %s, £m", finYear(e.Base, 0), finYear(e.Base, e.Years-1)),
		Head:  []string{"purse", "cost (middle)", "saved: P10", "middle", "P90", "net saving: P10", "middle", "P90", "chance that it has paid back"},
		Notes: []string{"Saved is what a purse pays less beside the programmes' cost (below 0: more). Paid back: by the end of the run, among futures in which a programme cost the purse something. Pounds of each year, not discounted."},
	}
	for i := range e.Paybacks[area] {
		b := &e.Paybacks[area][i]
		row := []string{b.Purse, finely(b.Cost.At(outputs.Median).Value)}
		for _, st := range []*outputs.Stats{&b.Saving, &b.Net} {
			row = append(row, finely(st.At(10).Value), finely(st.At(outputs.Median).Value), finely(st.At(90).Value))
		}
		back := "" // what costs nothing, or saves itself nothing, is not paid back
		if b.PaysBack() {
			back = b.By[e.Years-1].Plain()
			if of := b.SpentSaid(e.Draws); of != "" {
				t.Notes = append(t.Notes, fmt.Sprintf("Paid back, %s: %s%s.", b.Purse, back, of))
			}
		}
		t.Rows = append(t.Rows, append(row, back))
	}
	return t
}

// spanned is what a dial is set to, as a reader says it: "40%", "5% to 20%".
func spanned(d *levers.Dial, r strict.Range) string {
	at := d.Unit.Format
	switch {
	case r.Fixed():
		return at(r.Low)
	case r.Split:
		return fmt.Sprintf("%s to %s, middle %s", at(r.Low), at(r.High), at(r.Mid))
	}
	return at(r.Low) + " to " + at(r.High)
}

// grade is what a letter of evidence stands for.
func grade(letter string) string {
	if says := calibration.Grade(letter).Says(); says != "" {
		return letter + ": " + says
	}
	return letter
}

// pulled is the levers of what is reported, with their evidence and how they are
// delivered.
func pulled(p *Paper) []Block {
	var blocks []Block
	for _, run := range p.ToldRuns() {
		blocks = append(blocks, p.pulledBy(run)...)
	}
	if len(blocks) == 0 {
		return nil
	}
	return slices.Insert(blocks, 0, Block{Text: "A lever is what a council does. How well its effect is known is graded; how late it comes and how much of it is realised is part of the range. What is uncertain is given by its P10 and its P90."})
}

// pulledBy is the levers of a run.
func (p *Paper) pulledBy(run int) (blocks []Block) {
	for _, l := range p.Known[run].Levers {
		card, common := l.Card(), l.Common()
		name := card.Name
		if common.Name != "" {
			name = common.Name + " (" + card.Name + ")"
		}
		t := &Table{Title: p.ofPlan(run) + name, Head: []string{"", ""}, Rows: [][]string{
			{"what is done", card.Says},
			{"from", when(common.From)},
			{"evidence", grade(card.Grade) + ". " + card.Evidence + " (" + card.Source + ")"},
			{"how it can mislead", card.Misleads},
		}}
		if len(common.After) > 0 {
			t.Rows = append(t.Rows, []string{"not before", strings.Join(common.After, ", ")})
		}
		if needs := levers.NeedsOf(l); len(needs) > 0 {
			t.Rows = append(t.Rows, []string{"reserved for", strings.Join(needs, ", ")})
		}
		for _, d := range card.AllDials() {
			set := spanned(&d, d.Of(l).Range)
			what := d.Name
			switch d.Name {
			case "delivery.late":
				what = "delivery: months late"
			case "delivery.realised":
				what = "delivery: share realised"
			}
			t.Rows = append(t.Rows, []string{what, set + " (" + d.Says + "; default " + spanned(&d, d.Default) + ", grade " + d.Grade + ")"})
		}
		for _, c := range common.Cost {
			t.Rows = append(t.Rows, []string{"cost to " + c.Purse.String(), "£" + strings.Replace(c.Money.String(), "/year", " a year", 1)})
		}
		blocks = append(blocks, Block{Table: t})
	}
	return blocks
}
