package outputs

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"sendsim/sim"
	"sendsim/sim/attribution"
	"sendsim/sim/finance"
)

// driven are the columns of which it is told what makes their range in the last
// year, and that tables and pictures show of an attribution.
var driven = [...]string{ColCumulative, ColPlans}

// Drivers says what makes the range of the driven columns in the last year.
type Drivers struct {
	*About
	Draws   int                                // that were redrawn
	Indices [][len(driven)][]attribution.Index // by area
}

// driversFigures are looked at in futures that are redrawn: the driven
// columns, and what levers cost beside the block.
const costBeside = len(driven)

// DriversFigures are what is looked at in futures that are redrawn.
func DriversFigures() []attribution.Figure {
	var all []attribution.Figure
	for _, of := range outcomesOf(driven[:]) {
		all = append(all, attribution.Figure{Of: of})
	}
	return append(all, attribution.Figure{Of: besideTheBlock, Summed: true})
}

// besideTheBlock is what levers cost the council, the schools' own part of the
// grant (what is moved out of it is a cost to schools) and capital in a year:
// what a deficit does not count. Grants from outside are no cost to them.
func besideTheBlock(y *sim.YearEnd) float64 {
	sum := float64(y.Account.Transfer)
	for _, p := range []finance.Purse{finance.OtherDSG, finance.Council, finance.Capital} {
		sum += float64(y.Account.Lines[finance.ProgrammeLine(p)])
	}
	return sum
}

// DriversOf are the drivers of a model whose futures were redrawn.
func DriversOf(r *attribution.Redraws, m *sim.Model, about *About) *Drivers {
	d := &Drivers{About: about, Draws: r.Draws}
	has := m.Drivers()
	for area := range about.Areas {
		var of [len(driven)][]attribution.Index
		for i, column := range driven {
			if column != ColPlans && about.Areas[area].NoMoney != "" {
				continue
			}
			penniless := about.Areas[area].NoMoney != ""
			all := r.Indices(area*len(DriversFigures())+i, m.Scenario.Seed)
			of[i] = slices.DeleteFunc(all, func(x attribution.Index) bool {
				return !slices.Contains(has, x.Driver) || penniless && x.Driver.OfMoney()
			})
		}
		d.Indices = append(d.Indices, of)
	}
	return d
}

// Shown is what tables and pictures tell of an area: what drives the cumulative
// deficit, or the plans where there is no money; and of which they tell it.
func (d *Drivers) Shown(area int) (all []attribution.Index, of string) {
	if d.Areas[area].NoMoney != "" {
		return d.Indices[area][slices.Index(driven[:], ColPlans)], fmt.Sprintf("EHC plans at the census of January %d", d.FirstYear+d.Years)
	}
	return d.Indices[area][0], fmt.Sprintf("the cumulative deficit at 31 March %d", d.FirstYear+d.Years)
}

// driverSays is what each driver holds, for readers.
var driverSays = [sim.NumDrivers]string{
	sim.NationalDemand:   "growth of new plans and of leaving in the nation",
	sim.Births:           "births and migration",
	sim.OwnDemand:        "how far the authority departs from the nation, and its way from request to plan, review and leaving",
	sim.Placing:          "where children are placed and move, and places",
	sim.Prices:           "top-ups, fees and pay",
	sim.OtherSpend:       "spend that no published line explains, disputes, transport",
	sim.Grant:            "growth of the grant, the opening balance, the stability grant",
	sim.LeverEffects:     "what the levers do where they are there",
	sim.LeverDelivery:    "how late the levers come and how far",
	sim.ChanceOfChildren: "which child asks, moves, leaves: nobody can know it",
}

// finding says in words which drivers make most of a range.
func finding(all []attribution.Index) string {
	byFirst := slices.Clone(all)
	slices.SortStableFunc(byFirst, func(a, b attribution.Index) int { return cmp.Compare(b.First.Value, a.First.Value) })
	const most, half = 3, 0.5
	var names []string
	sum := 0.0
	for _, x := range byFirst[:min(most, len(byFirst))] {
		names, sum = append(names, x.Driver.String()), sum+x.First.Value
		if sum >= half {
			return listed(names) + map[bool]string{true: " makes", false: " make"}[len(names) == 1] + " most of"
		}
	}
	return "no few drivers make most of it: " + byFirst[0].Driver.String() + " makes the largest part of"
}

// percents is a share as a reader says it, with its interval.
func percents(x attribution.Interval) string {
	return fmt.Sprintf("%s %% (%s to %s)", trimmed(percent*max(0, x.Value), 0), trimmed(percent*max(0, x.Low), 0), trimmed(percent*max(0, x.High), 0))
}

// Table is what drives the range of an area, at most width columns wide.
func (d *Drivers) Table(area, width int) string {
	header := table.Row{"", gap + "alone", gap + "with others"}
	t := table.NewWriter()
	t.AppendHeader(header)
	all, of := d.Shown(area)
	for _, x := range all {
		t.AppendRow(table.Row{x.Driver.String(), percents(x.First), percents(x.Total)})
	}
	var b strings.Builder
	b.WriteString(hanging("What drives the range of "+of+": share of the variance", width))
	b.WriteString(strings.Join(titledLines(laidOut(t, header)), "\n") + "\n\n")
	for _, note := range d.driverNotes(area) {
		b.WriteString(hanging(note, min(width, proseWidth)))
	}
	return b.String()
}

// titledLines is lines without blanks at their ends.
func titledLines(lines []string) []string {
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

// driverNotes are what a reader must know to use the shares of an area.
func (d *Drivers) driverNotes(area int) []string {
	notes := []string{
		fmt.Sprintf("Alone: by what part the variance would fall, on average, if that were known (first-order index). With others: what part would be left if all else were known (total index); these may add up to more than 100 %%. Of %s draws, each driver drawn anew with all else held; in brackets 90 %% by bootstrap.", grouped(float64(d.Draws))),
		"A variance weighs the far ends most, and the worse end is the farther. What the model leaves out drives nothing here. An estimate below 0, which chance may give where the truth is near 0, is printed as 0; the file has it as it is.",
	}
	if note := d.Crossed(area); note != "" {
		notes = append(notes, note)
	}
	return notes
}

// Crossed names the drivers of an area that are printed as making more alone than
// with others, which none does in truth; "" where there are none.
func (d *Drivers) Crossed(area int) string {
	all, _ := d.Shown(area)
	printed := func(of attribution.Interval) float64 { return math.Round(percent * max(0, of.Value)) }
	var names []string
	overlap := true
	for _, x := range all {
		if printed(x.First) > printed(x.Total) {
			names = append(names, x.Driver.String())
			overlap = overlap && x.First.Low <= x.Total.High
		}
	}
	if len(names) == 0 {
		return ""
	}
	why := "their intervals overlap"
	if !overlap {
		why = "even intervals that do not overlap are of these few draws alone"
	}
	return fmt.Sprintf("No driver makes more alone than with others. Where it reads so (%s), %s draws are too few to tell the two apart: %s. More time (--drivers=TIME) and more draws bring them nearer to the truth.",
		listed(names), grouped(float64(d.Draws)), why)
}
