package oracle

import (
	"fmt"

	"sendsim/cohorts"
)

// rationed lists the settings with places.
var rationed = []cohorts.Setting{cohorts.ResourcedProvision, cohorts.StateSpecial, cohorts.SpecialistPost16}

func isRationed(s cohorts.Setting) bool {
	return s == rationed[0] || s == rationed[1] || s == rationed[2]
}

// wish is what a child seeks in a step that places children.
type wish struct {
	who       int // in world.children
	of        cohorts.Setting
	mustLeave bool // the setting the child is in
}

// ration grants the wishes of a step, as far as there are places.
func (w *world) ration(wishes []wish) {
	var queues [cohorts.NumSettings][]wish
	for _, x := range wishes {
		switch c := &w.children[x.who]; {
		case c.stands == placed && c.at == x.of: // a wish to stay
		case isRationed(x.of):
			queues[x.of] = append(queues[x.of], x)
		default:
			w.settle(c, x.of)
		}
	}
	free := w.places
	w.every(placed, func(c *child) { free[c.at]-- })
	come := w.come()
	for _, s := range rationed {
		queue, reserved := queues[s], w.seats(s)
		shuffle(w.Uniform, queue)
		for _, x := range queue {
			c := &w.children[x.who]
			if free[s] <= reserved.heldBack(c.need, come[s]) {
				w.overflow(x)
				continue
			}
			free[s]--
			come[s][c.need]++
			w.settle(c, s)
		}
	}
}

// overflow is what becomes of a child for whom there is no place.
func (w *world) overflow(x wish) {
	c := &w.children[x.who]
	w.flows.Unplaced[x.of]++
	way, ok := w.pick(w.p.Placement.Overflow[x.of][:])
	if !ok {
		way = int(cohorts.ToWait)
	}
	to := c.at
	switch cohorts.Overflow(way) {
	case cohorts.ToIndependent:
		to = cohorts.IndependentSpecial
	case cohorts.ToEnhanced:
		to = cohorts.Enhanced
		if !cohorts.Enhanced.Admits(c.age) {
			to = cohorts.FurtherEducation
		}
	}
	hasSetting := c.stands == placed
	switch {
	case cohorts.Overflow(way) == cohorts.ToWait, hasSetting && to == c.at:
		w.flows.ToWaiting++
		if !hasSetting || x.mustLeave {
			w.settle(c, cohorts.NotPlaced)
		}
	case cohorts.Overflow(way) == cohorts.ToIndependent:
		w.flows.ToIndependent++
		w.settle(c, to)
	default:
		w.flows.ToEnhanced++
		w.settle(c, to)
	}
}

// settle puts a child into a setting that is not its own.
func (w *world) settle(c *child, s cohorts.Setting) {
	if !s.Admits(c.age) {
		panic(fmt.Sprintf("oracle: a child of %d is sent to %s", c.age, s.Key()))
	}
	if c.stands == placed {
		w.moved(c.at, s)
	} else {
		c.become(placed)
	}
	c.at = s
}

// rank says how specialist a setting is; ok is false where it has no rank.
func rank(s cohorts.Setting) (r int, ok bool) {
	switch s {
	case cohorts.EarlyYearsSetting, cohorts.MainstreamSchool, cohorts.IndependentMainstream,
		cohorts.HomeEducated, cohorts.FurtherEducation:
		return 0, true
	case cohorts.Enhanced:
		return 1, true
	case cohorts.ResourcedProvision:
		return 2, true
	case cohorts.StateSpecial, cohorts.AlternativeProvision, cohorts.SpecialistPost16:
		return 3, true
	case cohorts.OtherArrangements, cohorts.IndependentSpecial:
		return 4, true
	default:
		return 0, false
	}
}

// direction of a change of setting: above 0 is up, below 0 down, 0 aside.
func direction(from, to cohorts.Setting) int {
	a, known := rank(from)
	b, also := rank(to)
	if !known || !also {
		return 0
	}
	return b - a
}

// moved counts a change of setting.
func (w *world) moved(from, to cohorts.Setting) {
	switch d := direction(from, to); {
	case d > 0:
		w.flows.MovedUp++
	case d < 0:
		w.flows.MovedDown++
	default:
		w.flows.MovedAside++
	}
}
