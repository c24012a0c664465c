package oracle

import "sendsim/cohorts"

// redesignate is step 2.
func (w *world) redesignate() {
	x := w.p.Placement.Redesignated[w.autumns]
	there, policy := float64(w.in(cohorts.ResourcedProvision)), w.factors.Places[cohorts.ResourcedProvision]
	if more := there - w.unitsBefore; more > 0 && policy > 0 {
		x *= 1 - min(more, policy)/there
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
