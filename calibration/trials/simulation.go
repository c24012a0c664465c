package trials

import (
	"fmt"
	"strings"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/rng"
)

// Simulation is the whole simulator as a forecaster, its money left out: every
// authority calibrated as known at the origin, and its children lived term by
// term with no lever, as a run does.
type Simulation struct {
	Set      *evidence.Set // whole: what was not known is borrowed through one door
	Borrowed []string      // what was borrowed so far
	Flat     bool          // what is borrowed says nothing of ages within a band
}

// SimulationName names the whole simulator.
const SimulationName = "simulator"

// FirstSimulated is the first origin that the simulator can start from: the
// first January by whose June a population by single age was published.
const FirstSimulated = 2020

// Name is "simulator", or "simulator, flat ages".
func (f *Simulation) Name() string {
	if f.Flat {
		return SimulationName + ", flat ages"
	}
	return SimulationName
}

// Says is the forecaster in words.
func (f *Simulation) Says() string {
	if f.Flat {
		return "the same, with what is borrowed of later years made even over the ages of each band: what the borrowed ages are worth"
	}
	return "the children of the whole simulator, from calibrations as known at the origin, without levers"
}

// counted are the targets that a census of the simulated children answers.
var counted = []struct {
	target Target
	of     func(*cohorts.State) int32
}{
	{Plans, (*cohorts.State).Plans},
	{PlansUpTo4, aged(0)},
	{Plans5To10, aged(1)},
	{Plans11To15, aged(2)},
	{Plans16To19, aged(3)},
	{Plans20To25, aged(4)},
	{InMainstream, placed(mainstream)},
	{InResourced, placed(resourced)},
	{InStateSpecial, placed(stateSpecial)},
	{InIndependentSpecial, placed(independentSpecial)},
	{InPost16, placed(post16)},
	{Elsewhere, placed(elsewhere)},
}

func aged(b cohorts.Band) func(*cohorts.State) int32 {
	ages := evidence.OfBand(b)
	return func(s *cohorts.State) (n int32) {
		for a := ages.From; a <= ages.To; a++ {
			n += s.Aged(a)
		}
		return n
	}
}

func placed(settings []cohorts.Setting) func(*cohorts.State) int32 {
	return func(s *cohorts.State) (n int32) {
		for _, in := range settings {
			n += s.In(in)
		}
		return n
	}
}

// Answer calibrates every authority and lives its futures. What the panel holds
// as one is the sum of its parts in each draw.
func (f *Simulation) Answer(q Question) (Answer, error) {
	var a Answer
	set := f.Set
	if f.Flat {
		set = set.FlatAges(q.Panel.Origin)
	}
	lib, err := calibration.Calibrate(set, q.Panel.Origin)
	if err != nil {
		return a, err
	}
	for _, b := range lib.England.Borrowed {
		f.Borrowed = append(f.Borrowed, fmt.Sprintf("January %d: %s", q.Panel.Origin, b))
	}
	for _, c := range counted {
		a[c.target] = NewFutures(q)
	}
	a[NewPlans] = NewFutures(q)
	life := &life{scratch: cohorts.NewScratch(), rest: cohorts.Rest(), seed: rng.Seed(q.Seed)}
	life.luck = calibration.LuckOf(life.seed)
	for i, area := range q.Panel.Areas {
		for _, code := range strings.Split(area.Area.Code, "+") {
			authority, err := lib.Authority(code)
			if err != nil {
				return a, err
			}
			for k := range q.Draws {
				life.live(authority, k, q.Horizons, func(h int, s *cohorts.State, issued int32) {
					for _, c := range counted {
						a[c.target][i][h][k] += float64(c.of(s))
					}
					a[NewPlans][i][h][k] += float64(issued)
				})
			}
		}
	}
	return a, nil
}

// life is the room in which futures are lived, one after another.
type life struct {
	scratch *cohorts.Scratch
	params  cohorts.Params
	state   cohorts.State
	flows   cohorts.Flows
	rest    cohorts.Factors
	luck    calibration.Luck
	seed    rng.Key
}

// chance is the address of the luck of children.
var chance = rng.Name("chance")

// live lives one future, and tells of each January census, from 0, with the new
// plans of the calendar year before it.
func (l *life) live(a *calibration.Authority, draw, years int, tell func(h int, s *cohorts.State, issued int32)) {
	a.SettleWith(draw, &l.luck, &l.params, &l.state)
	l.scratch.Begin(&l.params)
	luck := l.seed.At(chance).Nth(uint64(draw)).At(rng.Name(a.Area.Code))
	for h := range years {
		var issued int32
		for range cohorts.NumParts { // spring, summer, autumn
			l.scratch.Advance(&l.state, &l.rest, luck, &l.flows)
			issued += l.flows.Issued
		}
		tell(h, &l.state, issued)
	}
}
