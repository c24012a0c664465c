package sim

import (
	"sendsim/calibration"
	"sendsim/cohorts"
	"sendsim/internal/rng"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

// Story is one future of one authority, told.
type Story struct {
	Area     Area
	Draw     int
	Drawn    []Drawn // what was uncertain, and what it came to
	Start    cohorts.State
	Opening  finance.Account
	Terms    []ToldTerm
	Years    []YearEnd
	Unit     []cohorts.BySetting // by year: what a child costs if no policy changes it, pounds a year
	Children *calibration.Authority
	Money    *finance.Structure
}

// Drawn is a parameter and what it came to in the future told.
type Drawn struct {
	calibration.Parameter
	Value float64
}

// ToldTerm is a term as it was lived: the children at its start and end, what
// happened, what the steps expected, and what levers did.
type ToldTerm struct {
	Term          cohorts.Term
	Before, After Standing
	Flows         cohorts.Flows
	Demand        float64        // requests expected were the population at risk as at the start
	Leaving       cohorts.ByBand // factors on the hazards of leaving
	Capacity      float64        // assessments that can be finished
	Policy        levers.Terms
}

// Standing is where the children stand at the end of a term.
type Standing struct {
	Plans, Support, Requested, Assessing, Disputed int32
	In                                             [cohorts.NumSettings]int32
	Places                                         [cohorts.NumSettings]int32
}

// Tell lives a draw again and tells each authority of it that the scenario
// names, in order.
func (m *Model) Tell(draw int) []Story {
	w := m.newWorker()
	var all []Story
	for i := range m.authorities {
		a := &m.authorities[i]
		w.settle(a, draw)
		s := Story{
			Area: areaOf(a.children), Draw: draw, Start: w.state, Children: a.children, Money: a.money.Structure,
			Drawn: append(drawn(a.children.Parameters, draw, m, a), drawn(a.money.Parameters, draw, m, a)...),
		}
		before := standing(&w.state)
		w.live(a, draw, func(_ *authority, state *cohorts.State, f *cohorts.Flows, policy *levers.Terms) {
			i := len(s.Terms)
			t := ToldTerm{
				Term: previousTerm(state.Term), Before: before, After: standing(state), Flows: *f, Policy: *policy,
				Demand: w.params.Pipeline.Demand[i], Leaving: w.params.Review.Leaving[i], Capacity: w.params.Pipeline.Capacity[i],
			}
			before = t.After
			s.Terms = append(s.Terms, t)
		})
		s.Years = append(s.Years, w.one...)
		for y := range s.Years {
			var unit cohorts.BySetting
			for at := range unit {
				unit[at] = w.tariff.UnitCost(cohorts.Setting(at), s.Years[y].Year)
			}
			s.Unit = append(s.Unit, unit)
		}
		all = append(all, s)
	}
	return all
}

func drawn(list []calibration.Parameter, draw int, m *Model, a *authority) []Drawn {
	values := calibration.Draws(list, draw, &m.luck.parameters, rng.Name(a.children.Area.Code))
	all := make([]Drawn, len(list))
	for i, p := range list {
		all[i] = Drawn{p, values[i]}
	}
	return all
}

func standing(s *cohorts.State) Standing {
	of := Standing{
		Plans: s.Plans(), Support: s.Support.Total(), Requested: s.Requested.Total(),
		Assessing: s.Assessing[0].Total() + s.Assessing[1].Total(), Places: s.Places,
	}
	for i := range s.Disputing {
		of.Disputed += s.Disputing[i].Total()
	}
	for at := range of.In {
		of.In[at] = s.In(cohorts.Setting(at))
	}
	return of
}

// previousTerm is the term before.
func previousTerm(t cohorts.Term) cohorts.Term {
	if t.Part == cohorts.Autumn {
		return cohorts.Term{Year: t.Year - 1, Part: cohorts.Summer}
	}
	return cohorts.Term{Year: t.Year, Part: t.Part - 1}
}
