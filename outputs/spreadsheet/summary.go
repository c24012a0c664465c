package spreadsheet

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"sendsim/outputs"
	"sendsim/sim/finance"
)

const summaryName = "Summary"

// signRow is the row of the switch.
const signRow = 5

// headline are the figures of the summary.
var headline = []struct {
	says, column string
	as           style
	signed       bool
}{
	{"EHC plans, January", outputs.ColPlans, count, false},
	{"Spend of the high needs block", outputs.ColSpend, money, false},
	{"High needs block", outputs.ColBlock, money, false},
	{"In-year deficit", outputs.ColInYear, money, true},
	{"Cumulative deficit, 31 March", outputs.ColCumulative, money, true},
}

// addUp is said wherever lines stand over their total.
const addUp = "Percentiles do not add up: the P90 of a total is not the sum of the P90s of its lines, nor is a year's P90 that of one future. Means add up."

// fillSummary is the first sheet: the switch, a row for each year, and charts.
func fillSummary(s *sheet) error {
	sum := s.Summary()
	s.widths(12, 12, 12, 12, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 16)
	const heads = 8 // rows down to the heads
	s.freeze(heads, 1)
	s.words(title, s.place()+": high needs, "+s.years())
	s.words(plain, s.subject()+" Under "+sum.Regime+".")
	s.words(plain, outputs.Simulated+" "+addUp)
	s.words(plain, "Choose below how deficits are shown. P10, P50 and P90 are always of the deficit: P90 is the worse end, whichever sign it has.")
	s.addSwitch()
	s.gap()
	s.heads()
	first := s.row + 1
	for y := range sum.Years {
		row := []any{s.text(finance.FinancialYear(sum.FirstYear+y), group)}
		for _, h := range headline {
			st := sum.Stats(s.Area, y, h.column)
			for _, l := range []outputs.Level{low, outputs.Median, high} {
				row = append(row, s.figure(st.At(l).Value, h.as, h.signed))
			}
		}
		c := sum.Chances[s.Area]
		s.add(append(row, s.chance(c.Balance[y]), s.chance(c.Over[y]))...)
	}
	last := s.row
	s.gap()
	s.words(plain, "Chance above threshold: of a cumulative deficit above "+sum.Threshold.String()+". In-year balance: no in-year deficit.")
	s.words(plain, boundSays)
	s.gap()
	if says := s.NoMoney(); says != "" {
		s.words(group, says)
		s.gap()
		s.fan(at(1, s.row+1), "EHC plans at the January census", countAxis, first, last, ends(2, first-1)...)
		s.covers(chartColumns+1, s.row+1+chartRows)
		return nil
	}
	s.summaryCharts(first, last)
	return nil
}

// addSwitch adds the cell that says which sign a deficit has, and names the
// factor beside it.
func (s *sheet) addSwitch() {
	s.add(s.text("Sign", group), s.text(signPositive, input), s.text("", input), s.text("", input),
		excelize.Cell{StyleID: s.styles[group], Value: 1, Formula: fmt.Sprintf(`IF(%s="%s",-1,1)`, at(2, signRow), signCouncil)},
		s.text("every deficit in this workbook is multiplied by this number", plain))
	s.try(s.out.MergeCell(at(2, signRow), at(4, signRow)))
	choice := excelize.NewDataValidation(false)
	choice.SetSqref(at(2, signRow))
	s.try(choice.SetDropList([]string{signPositive, signCouncil}))
	choice.SetError(excelize.DataValidationErrorStyleStop, "Sign", "Choose one of the two from the list.")
	s.try(s.file.AddDataValidation(s.name, choice))
	s.try(s.file.SetDefinedName(&excelize.DefinedName{Name: signName, RefersTo: fmt.Sprintf("'%s'!$E$%d", s.name, signRow)}))
}

// addChosen adds a row that says which sign is chosen.
func (s *sheet) addChosen() {
	const says = "Sign, as chosen on the sheet " + summaryName + ": "
	s.add(excelize.Cell{Value: says + signPositive, Formula: fmt.Sprintf(`"%s"&'%s'!%s`, says, summaryName, at(2, signRow))})
}

// heads are two rows: the figures, and the percentiles under each.
func (s *sheet) heads() {
	top, under := []any{s.text("Financial year", head)}, []any{s.text("", head)}
	for _, h := range headline {
		top = append(top, s.text(h.says, head), s.text("", head), s.text("", head))
		for _, p := range shown[:3] {
			under = append(under, s.text(p, head))
		}
	}
	const height = 32
	s.tall(height, append(top, s.text("Chance of in-year balance", head), s.text("Chance above threshold", head))...)
	s.add(append(under, s.text("", head), s.text("", head))...)
	for i := range headline {
		s.try(s.out.MergeCell(at(2+3*i, s.row-1), at(4+3*i, s.row-1)))
	}
}

// years is the span of the run.
func (b *book) years() string {
	s := b.Summary()
	return finance.FinancialYear(s.FirstYear) + " to " + finance.FinancialYear(s.FirstYear+s.Years-1)
}

// place is the area, and of a sum of few what it is the sum of.
func (b *book) place() string {
	const few = 5 // areas and their sum
	areas := b.Summary().Areas
	if n := len(areas) - 1; n > 0 && n < few && b.Area == n {
		names := make([]string, n)
		for i, a := range areas[:n] {
			names[i] = a.Name
		}
		return b.Name() + " (" + strings.Join(names, ", ") + ")"
	}
	return b.Name()
}

// subject says which run is reported, and how it was made.
func (b *book) subject() string {
	said := fmt.Sprintf("Draws: %d, seed %d; made by sendsim %s: %s.", b.Summary().Draws, b.Manifest.Seed, b.Manifest.Version, b.Manifest.Line())
	if b.Summary().Local {
		said += " Contains local data."
	}
	if b.Summary().FullCounts {
		said += " This run " + outputs.InFull + "."
	}
	return b.which() + said
}

// which says of which run of a comparison the figures of a sheet are, before
// what else is said of them; "": there is but one run.
func (b *book) which() string {
	if e := b.Effect(); e != nil {
		return fmt.Sprintf("Scenario: %s, beside %s. ", e.Name, e.BaseName)
	}
	if len(b.Effects) == 0 {
		return ""
	}
	return fmt.Sprintf("Scenario: %s, the base; the plans beside it are on the sheet %s. ", b.named(b.Detail), effectsName)
}

// named is a run of a comparison by its name; of one run alone it says that.
func (b *book) named(run int) string {
	if len(b.Effects) == 0 {
		return "this run"
	}
	return b.Runs[run].Name
}

// headed is a heading, with the run of a comparison that it is of.
func (b *book) headed(says string) string {
	if len(b.Effects) == 0 {
		return says
	}
	return says + ": " + b.named(b.Detail)
}

// summaryCharts draws plans, deficits, and spend beside the block, of the rows
// from first to last.
func (s *sheet) summaryCharts(first, last int) {
	top, heads := s.row+1, first-1
	column := func(i int) int { return 2 + 3*i } // of the P10 of a headline
	s.fan(at(1, top), "Cumulative deficit at 31 March", millionsAxis, first, last, ends(column(4), heads)...)
	s.fan(at(1+chartColumns, top), "In-year deficit", millionsAxis, first, last, ends(column(3), heads)...)
	s.fan(at(1, top+chartRows), "EHC plans at the January census", countAxis, first, last, ends(column(0), heads)...)
	s.fan(at(1+chartColumns, top+chartRows), "Spend and the high needs block, P50", millionsAxis, first, last,
		line{column(1) + 1, at(column(1), heads-1), rust, excelize.LineDashSolid},
		line{column(2) + 1, at(column(2), heads-1), dark, excelize.LineDashSolid})
	s.covers(2*chartColumns+1, top+2*chartRows)
}
