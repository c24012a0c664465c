package spreadsheet

import (
	"math"

	"sendsim/outputs"
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
	all := p.Told()
	if len(all) == 0 {
		p.single()
		return
	}
	for i, e := range all {
		if i == 0 {
			p.outcomes(p.before()+" ("+e.BaseName+")", func(y int, column string) *outputs.Stats { return e.Base.Stats(p.Area, y, column) })
		}
		p.outcomes("Mitigation ("+e.Name+"): the difference, future by future", func(y int, column string) *outputs.Stats { return e.Stats(p.Area, y, column) })
		p.byLever(e)
		p.outcomes("Mitigated ("+e.Name+")", func(y int, column string) *outputs.Stats { return e.Scenario.Stats(p.Area, y, column) })
	}
}

// before is what the forecast beside the plans is: unmitigated, unless it has
// levers of its own.
func (p *plan) before() string {
	switch {
	case len(p.Known[0].Levers) > 0:
		return "Base, with levers of its own"
	case p.Unproven != "" && p.Effects[0].BaseName != outputs.WithoutLevers:
		return "Base"
	default:
		return "Unmitigated"
	}
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

// byLever is what each lever does in every year: the means of levers add up to
// the whole difference.
func (p *plan) byLever(e *outputs.Effect) {
	for _, o := range []outcome{outcomes[1], outcomes[2]} {
		p.words(group, "Mitigation by lever ("+e.Name+"): "+o.says)
		steps := func(y int) *outputs.Steps { return e.Attribution.Steps(p.Area, y, o.column) }
		for _, name := range e.Attribution.Names(p.Area) {
			p.figures(outputs.LeverSaid(name), label, money, o.signed, func(y int) *outputs.Stats { return &steps(y).Part(name).Stats })
		}
		p.figures("All levers together", group, moneyBold, o.signed, func(y int) *outputs.Stats {
			total := none()
			total.Mean.Value = steps(y).Total()
			return total
		})
	}
	p.words(plain, "Levers are told apart by Shapley values ("+e.Attribution.How()+"): in each year their means add up.")
}

// none is a figure of which nothing is said.
func none() *outputs.Stats {
	st := &outputs.Stats{Mean: outputs.Estimate{Value: math.NaN()}}
	for i := range st.Quantiles {
		st.Quantiles[i].Value = math.NaN()
	}
	return st
}
