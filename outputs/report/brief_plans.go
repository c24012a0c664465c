package report

import (
	"fmt"
	"math"

	"sendsim/outputs"
)

// briefFewer is what the plan does to the number of plans.
func briefFewer(p *Paper) Part {
	e := p.Effect()
	y := headline(p.Summary())
	st := e.Stats(p.Area, y, outputs.ColPlans)
	by := func(n float64) string {
		switch said := plans(math.Abs(n)); {
		case said == "0":
			return "no change"
		case n < 0:
			return said + " fewer"
		default:
			return said + " more"
		}
	}
	return Part{"What the plan does", []string{
		fmt.Sprintf("The plan is “%s”.", e.Name),
		fmt.Sprintf("We set it beside %s.", against(e)),
		fmt.Sprintf("In 8 futures of 10 the change in EHC plans by January %d lies from %s to %s.", e.FirstYear+y+1, by(st.At(10).Value), by(st.At(90).Value)),
		fmt.Sprintf("There are fewer of them %s.", tens(e.Lower(p.Area, y, outputs.ColPlans).Share())),
	}}
}
