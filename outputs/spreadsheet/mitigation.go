package spreadsheet

import (
	"math"

	"sendsim/outputs"
	"sendsim/sim/finance"
)

// outcome is a figure that mitigation is told of.
type outcome struct {
	says, column string
	signed       bool
}

var outcomes = []outcome{
	{"Spend of the high needs block", outputs.ColSpend, false},
	{"In-year position", outputs.ColInYear, true},
	{"Reserve carried forward, net", outputs.ColCumulative, true},
}

// mitigation is the forecast without the levers, what they do, and with them.
func (p *plan) mitigation() {
	p.section("4. Unmitigated forecast, mitigation, mitigated forecast (a deficit is shown as chosen)")
	e := p.Effect()
	if e == nil {
		p.single()
		return
	}
	p.outcomes("Unmitigated ("+e.BaseName+")", func(y int, column string) *outputs.Stats { return e.Base.Stats(p.Area, y, column) })
	p.outcomes("Mitigation: the difference, future by future", func(y int, column string) *outputs.Stats { return e.Stats(p.Area, y, column) })
	p.byLever(e)
	p.outcomes("Mitigated ("+e.Name+")", func(y int, column string) *outputs.Stats { return e.Scenario.Stats(p.Area, y, column) })
}

// single says what one run can: it is the forecast with the levers it has.
func (p *plan) single() {
	says := "Mitigated: this run, with its levers"
	if known := p.Known[p.Detail]; p.Unproven == "" && len(known.Levers) == 0 {
		says = "Unmitigated: this run pulls no lever"
	}
	p.outcomes(says, func(y int, column string) *outputs.Stats { return p.sum.Stats(p.Area, y, column) })
	p.words(plain, "What levers do is the difference of two runs on the same luck: sendsim compare makes it, and a workbook of its folder shows unmitigated, mitigation by lever and mitigated.")
}

func (p *plan) outcomes(says string, of func(year int, column string) *outputs.Stats) {
	p.words(group, says)
	for _, o := range outcomes {
		p.figures(o.says, label, money, o.signed, func(y int) *outputs.Stats { return of(y, o.column) })
	}
}

// byLever is what each lever does to the reserve of the last year, the one that
// is told apart: means add up to the whole difference.
func (p *plan) byLever(e *outputs.Effect) {
	last := p.sum.Years - 1
	p.words(group, "Mitigation by lever: reserve carried forward at 31 March "+lastMarch(p.sum)+", net")
	for _, s := range e.Attribution.Steps[p.Area] {
		if s.Column != outputs.ColCumulative {
			continue
		}
		for i := range s.Parts {
			part := &s.Parts[i]
			p.figures(part.Name, label, money, true, func(y int) *outputs.Stats {
				if y == last {
					return &part.Stats
				}
				return none()
			})
		}
		p.figures("All levers together", group, moneyBold, true, func(y int) *outputs.Stats {
			if y != last {
				return none()
			}
			total := none()
			total.Mean.Value = s.Total()
			return total
		})
	}
	p.words(plain, "Levers are told apart in the last year alone, by Shapley values ("+e.Attribution.How()+").")
}

// none is a figure of which nothing is said.
func none() *outputs.Stats {
	st := &outputs.Stats{Mean: outputs.Estimate{Value: math.NaN()}}
	for i := range st.Quantiles {
		st.Quantiles[i].Value = math.NaN()
	}
	return st
}

// lastMarch is the last financial year's end: "2034".
func lastMarch(s *outputs.Summary) string {
	year := finance.FinancialYear(s.FirstYear + s.Years - 1)
	return year[:2] + year[len(year)-2:]
}
