package oracle

import "sendsim/cohorts"

// redesignate is step 2.
func (w *world) redesignate() {
	x := w.p.Placement.Redesignated[w.autumns]
	if policy := w.factors.Places[cohorts.ResourcedProvision]; policy > 0 {
		built := w.ordered[cohorts.ResourcedProvision]
		x *= built / (built + policy)
	}
	type likes struct {
		age  cohorts.Age
		need cohorts.Need
	}
	inUnits, inSchools := map[likes]int{}, map[likes]int{}
	w.every(placed, func(c *child) {
		switch of := (likes{c.age, c.need}); c.at {
		case cohorts.ResourcedProvision:
			inUnits[of]++
		case cohorts.MainstreamSchool:
			inSchools[of]++
		}
	})
	w.every(placed, func(c *child) {
		of := likes{c.age, c.need}
		switch {
		case x < 0 && c.at == cohorts.ResourcedProvision && cohorts.MainstreamSchool.Admits(c.age):
			if w.happens(-x) {
				w.settle(c, cohorts.MainstreamSchool)
				w.flows.Redesignated--
			}
		case x > 0 && c.at == cohorts.MainstreamSchool && cohorts.ResourcedProvision.Admits(c.age):
			if w.happens(x * float64(inUnits[of]) / float64(inSchools[of])) {
				w.settle(c, cohorts.ResourcedProvision)
				w.flows.Redesignated++
			}
		}
	})
}
