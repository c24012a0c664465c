package oracle

import (
	"math"

	"sendsim/cohorts"
)

// request is step 6.
func (w *world) request() {
	l := &w.p.Pipeline
	for a := range cohorts.Age(cohorts.NumAges) {
		mix := 0.0
		for d, share := range w.p.Placement.Need[a] {
			mix += share * w.factors.RequestNeed[phase(a)][d]
		}
		f := l.Demand[w.lived] * w.factors.Request[phase(a)] * mix
		fromSupport := w.among(w.support[a], -math.Expm1(-l.FromSupport[a]*f))
		direct := w.among(w.without[a], -math.Expm1(-l.Direct[a]*f))
		w.support[a] -= fromSupport
		w.without[a] -= direct
		for range fromSupport + direct {
			w.children = append(w.children, child{age: a, stands: requested})
		}
		w.flows.Requests += int32(fromSupport + direct)
		w.flows.DirectRequests += int32(direct)
	}
}

// decide is step 7.
func (w *world) decide() {
	l := &w.p.Pipeline
	thisTerm := 1 - cohorts.DecideWeeks/w.term.Part.Weeks()
	w.every(requested, func(c *child) {
		p := phase(c.age)
		switch {
		case c.terms == 0 && !w.happens(thisTerm): // carried
		case w.happens(l.Withdraw[p]):
			w.flows.Withdrawn++
			w.toSupport(c)
		case w.happens(odds(l.Agree[p]/(1-l.Withdraw[p]), w.factors.Agree[p])):
			w.flows.Agreed++
			c.become(assessed)
		default:
			w.flows.Refused++
			if w.lodge(cohorts.AgainstRefusal) {
				c.become(disputesRefusal)
			} else {
				w.toSupport(c)
			}
		}
	})
}

// lodge is true, and counted, where a decision is contested.
func (w *world) lodge(s cohorts.Stage) bool {
	if !w.happens(odds(w.p.Disputes.Lodge[s], w.factors.Lodge[s])) {
		return false
	}
	w.flows.Lodged[s]++
	return true
}

// assess is step 8.
func (w *world) assess() {
	l := &w.p.Pipeline
	var ready []*child
	w.every(assessed, func(c *child) {
		if c.terms == 0 {
			return
		}
		if w.happens(odds(l.Finish[min(c.terms, 2)-1], w.factors.Finish)) {
			ready = append(ready, c)
		}
	})
	capacity := int(math.Floor(l.Capacity[w.lived] * w.factors.Capacity))
	if len(ready) > capacity {
		shuffle(w.Uniform, ready)
		ready = ready[:capacity]
	}
	w.flows.Finished = int32(len(ready))
	for _, c := range ready {
		p := phase(c.age)
		switch {
		case w.happens(odds(l.Issue[p], w.factors.Issue[p])):
			w.flows.Issued++
			w.flows.IssuedAfterAssessment++
			if c.terms == 1 {
				w.flows.IssuedInTime++
			}
			c.become(newPlan)
		case w.lodge(cohorts.AgainstNoPlan):
			w.flows.NotIssued++
			c.become(disputesNoPlan)
		default:
			w.flows.NotIssued++
			w.toSupport(c)
		}
	}
}

// dispute is step 9.
func (w *world) dispute() {
	w.every(disputesRefusal, func(c *child) {
		switch won, done := w.resolve(cohorts.AgainstRefusal, c); {
		case won:
			c.become(assessed)
		case done:
			w.toSupport(c)
		}
	})
	w.every(disputesNoPlan, func(c *child) {
		switch won, done := w.resolve(cohorts.AgainstNoPlan, c); {
		case won:
			w.flows.Issued++
			c.become(newPlan)
		case done:
			w.toSupport(c)
		}
	})
	for a := range cohorts.Age(cohorts.NumAges) {
		won := 0
		for range w.appeals[a] {
			mine, done := w.resolve(cohorts.AgainstPlacement, nil)
			if mine {
				won++
			}
			if done {
				w.appeals[a]--
			}
		}
		if won == 0 || !cohorts.StateSpecial.Admits(a) { // no new placement is made there
			continue
		}
		var mainstream []int
		for i := range w.children {
			if c := &w.children[i]; c.stands == placed && c.at == cohorts.MainstreamSchool && c.age == a {
				mainstream = append(mainstream, i)
			}
		}
		shuffle(w.Uniform, mainstream)
		w.appellants = append(w.appellants, mainstream[:min(won, len(mainstream))]...)
	}
}

// resolve says whether an open dispute is done this term, and whether the
// family won it (conceded or upheld). A dispute lodged this term stays open;
// those about a placement, which belong to no child, are all older.
func (w *world) resolve(s cohorts.Stage, c *child) (won, done bool) {
	if c != nil && c.terms == 0 {
		return false, false
	}
	d := &w.p.Disputes
	if !w.happens(over(d.Resolve[s]*w.factors.Resolve[s], w.term.Part.Months())) {
		return false, false
	}
	outcome, ok := w.pick(d.Outcome[s][:])
	if !ok {
		panic("oracle: a dispute has no outcome")
	}
	w.flows.Resolved[s][outcome]++
	return cohorts.Outcome(outcome) != cohorts.Lost, true
}
