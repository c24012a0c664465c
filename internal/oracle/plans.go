package oracle

import (
	"math"

	"sendsim/cohorts"
)

// place is step 10.
func (w *world) place() {
	var wishes []wish
	var fresh []int // new plans, as against arrivals and appeals
	for i := range w.children {
		c := &w.children[i]
		to, ok := 0, false
		switch p := phase(c.age); c.stands {
		case newcomer:
			to, ok = w.pick(w.p.Placement.Arrived[c.age][:])
		case newPlan:
			fresh = append(fresh, i)
			need := w.p.Placement.Need[c.age]
			for d := range need {
				need[d] *= w.factors.RequestNeed[p][d]
			}
			d, _ := w.pick(need[:])
			c.need = cohorts.Need(d)
			weights := w.p.Placement.New[c.age]
			for t := range cohorts.NumSettings {
				weights[t] *= w.p.Placement.Tilt[d][t] * w.factors.Prefer[p][t] * w.wanted(c, t)
				if !t.Admits(c.age) {
					weights[t] = 0
				}
			}
			to, ok = w.pick(weights[:])
		default:
			continue
		}
		if !ok {
			to = int(cohorts.NotPlaced)
		}
		wishes = append(wishes, wish{who: i, of: cohorts.Setting(to)})
	}
	for _, i := range w.appellants {
		wishes = append(wishes, wish{who: i, of: cohorts.StateSpecial})
	}
	w.ration(wishes)
	for _, i := range fresh {
		c := w.children[i]
		w.flows.NewPlans[c.at]++
		if w.lodge(cohorts.AgainstPlacement) {
			w.appeals[c.age]++
		}
	}
}

// The events of a term that compete for a child with a plan: three ways to
// leave, then a change to each setting, then a change to each need.
const (
	met = iota
	out
	finished
	toSetting
	toNeed    = toSetting + int(cohorts.NumSettings)
	numEvents = toNeed + int(cohorts.NumNeeds)
)

// review is step 11, review and leave.
func (w *world) review() {
	q := w.reviews()
	var wishes []wish
	for i := range w.children {
		c := &w.children[i]
		if c.stands != placed {
			continue
		}
		hazards, total := w.hazards(*c, q)
		if !w.happens(-math.Expm1(-total)) {
			continue
		}
		event, _ := w.pick(hazards[:])
		switch {
		case event == met:
			w.flows.Ended[cohorts.NeedsMet]++
			if c.age <= 18 {
				w.support[c.age]++
			} else {
				w.without[c.age]++
			}
			c.become(gone)
		case event == out:
			w.end(c, &w.p.Review.OutReasons[c.age])
		case event == finished:
			w.end(c, &w.p.Review.FinishReasons[c.age])
			w.without[c.age]++
		case event < toNeed:
			wishes = append(wishes, wish{who: i, of: cohorts.Setting(event - toSetting)})
		default:
			c.need = cohorts.Need(event - toNeed)
			w.flows.NeedChanged++
		}
	}
	w.ration(wishes)
}

// reviews holds the reviews of the term and gives the throughput.
func (w *world) reviews() (q float64) {
	plans := 0
	w.every(placed, func(*child) { plans++ })
	months := int(w.term.Part.Months())
	fallen := (2*plans*months + 12) / 24 // plans*months/12, halves up
	due := fallen + w.owed
	capacity := int(math.Floor(w.p.Review.Capacity[w.lived] * w.factors.Reviews))
	held := min(due, capacity)
	w.owed = min(due-held, plans)
	w.flows.ReviewsDue, w.flows.ReviewsHeld = int32(fallen), int32(held)
	if due == 0 {
		return 1
	}
	return float64(held) / float64(due) / w.p.Review.Held
}

// end takes a child's plan away for one of the reasons.
func (w *world) end(c *child, reasons *[cohorts.NumReasons]float64) {
	r, ok := w.pick(reasons[:])
	if !ok {
		panic("oracle: a plan ends for no reason")
	}
	w.flows.Ended[r]++
	c.become(gone)
}

// hazards are those of the term for a child with a plan.
func (w *world) hazards(c child, q float64) (h [numEvents]float64, total float64) {
	v, x := &w.p.Review, &w.factors
	p, band := cohorts.PhaseOf(c.age, c.at), cohorts.BandOf(c.age)
	year := w.term.Part.Months() / 12
	leaving := v.Leaving[w.lived][band]
	h[met] = v.Met[c.age] * x.Met[p] * q * leaving * year
	h[out] = v.Out[c.age] * leaving * year
	if w.term.Part == cohorts.Summer {
		h[finished] = v.Finish[c.age] * v.FinishIn[c.at] * x.Finishing[p] * leaving
	}
	for t := range cohorts.NumSettings {
		rate := v.Move[band][c.at][t] * w.p.Placement.Tilt[c.need][t] * year
		if rate == 0 || t == c.at || !t.Admits(c.age) {
			continue
		}
		switch d := direction(c.at, t); {
		case d > 0:
			rate *= x.Up[p]
		case d < 0:
			rate *= x.Down[p] * q
		}
		h[toSetting+int(t)] = rate
	}
	for e := range cohorts.NumNeeds {
		if e != c.need {
			h[toNeed+int(e)] = v.Change[c.age][c.need][e] * q * year
		}
	}
	for _, x := range h {
		total += x
	}
	return h, total
}
