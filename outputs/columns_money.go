package outputs

import (
	"math"
	"slices"

	"sendsim/cohorts"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// spending is the high needs block's lines and their sum.
var spending = slices.Concat(
	[]Column{
		money(ColSpend, "spend from the DSG high needs block", "sum of the spend_ columns", func(a *finance.Account) finance.Pounds { return a.Spend(finance.HighNeeds) }),
	},
	lines("spend of the high needs block: ", func(p finance.Purse) bool { return p == finance.HighNeeds }),
)

// costs is what a plan costs the high needs block by setting.
var costs = each(cohorts.NumSettings, func(s cohorts.Setting) Column {
	return Column{
		"average_cost_" + snake(s.Key()), UnitCost, "cost to the high needs block of a plan for a year, place funding and top-up: " + s.String(), "",
		func(y *sim.YearEnd) float64 {
			if y.Account.Months[s] == 0 || y.Account.Flags&finance.NoMoney != 0 {
				return ratio(0, 0)
			}
			return y.Account.AverageCost(s)
		},
	}
})

// balance is the funding and the deficit. Positive is a deficit.
var balance = []Column{
	money(ColBlock, "DSG high needs block before deductions", "", func(a *finance.Account) finance.Pounds { return a.Grant }),
	money("transfer", "moved into the high needs block from the schools block", "", func(a *finance.Account) finance.Pounds { return a.Transfer }),
	money(ColInYear, "in-year deficit of the high needs block (positive = deficit)", "spend - high_needs_block - transfer", func(a *finance.Account) finance.Pounds { return a.InYear }),
	money("payments", "safety-valve payments received in the year", "", func(a *finance.Account) finance.Pounds { return a.Payments }),
	money(colStability, "stability grant received in the year", "", func(a *finance.Account) finance.Pounds { return a.Stability }),
	money(colOpening, "cumulative DSG deficit at the 31 March before (positive = deficit)", "cumulative_deficit of the year before", func(a *finance.Account) finance.Pounds { return a.OpeningNet }),
	money(ColCumulative, "cumulative DSG deficit at 31 March, after payments and stability grant (positive = deficit)", "opening_deficit + in_year_deficit - payments - stability_grant", func(a *finance.Account) finance.Pounds { return a.Net }),
	money(ColGross, "cumulative DSG deficit at 31 March before payments and stability grant (positive = deficit)", "cumulative_deficit_gross of the year before + in_year_deficit", func(a *finance.Account) finance.Pounds { return a.Gross }),
	money(colOwn, "of cumulative_deficit: the authority's own (positive = deficit)", "cumulative_deficit - cumulative_deficit_notional", func(a *finance.Account) finance.Pounds { return a.Own }),
	money(ColNotional, "of cumulative_deficit: arisen since deficits fall on central government (positive = deficit)", "", func(a *finance.Account) finance.Pounds { return a.Notional }),
}

// memo is what is paid from other purses.
var memo = lines("off the high needs block, ", func(p finance.Purse) bool { return p != finance.HighNeeds })

// lineColumn is the name of a line's column.
func lineColumn(l finance.Line) string {
	if l.Purse() == finance.HighNeeds {
		return "spend_" + snake(l.Key())
	}
	return "memo_" + snake(l.Key())
}

// lines makes one column for every line of the account whose purse is asked
// for.
func lines(says string, of func(finance.Purse) bool) []Column {
	var columns []Column
	for l := range finance.NumLines {
		purse := l.Purse()
		if !of(purse) {
			continue
		}
		text := says + l.String()
		if purse != finance.HighNeeds {
			text = says + purse.String() + ": " + l.String()
		}
		columns = append(columns, money(lineColumn(l), text, "", func(a *finance.Account) finance.Pounds { return a.Lines[l] }))
	}
	return columns
}

// money is a column of whole pounds; NaN where there is no money.
func money(name, says, formula string, of func(*finance.Account) finance.Pounds) Column {
	return Column{name, UnitPounds, says, formula, func(y *sim.YearEnd) float64 {
		if y.Account.Flags&finance.NoMoney != 0 {
			return math.NaN()
		}
		return float64(of(&y.Account))
	}}
}
