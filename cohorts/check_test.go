package cohorts_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"sendsim/cohorts"
	"sendsim/cohorts/steptest"
)

// faulty is the plain authority with one fault.
type faulty struct {
	says  string // what the fault is told with
	plant func(p *cohorts.Params)
}

var nan, endless = math.NaN(), math.Inf(1)

// faults are one for every thing that Check looks at.
var faults = []faulty{
	{"Births has", func(p *cohorts.Params) { p.Population.Births = p.Population.Births[:1] }},
	{"Births[1] is", func(p *cohorts.Params) { p.Population.Births[1] = -1 }},
	{"Births[0] is", func(p *cohorts.Params) { p.Population.Births[0] = endless }},
	{"Migration has", func(p *cohorts.Params) { p.Population.Migration = nil }},
	{"Arrivals has", func(p *cohorts.Params) { p.Population.Arrivals = p.Population.Arrivals[:decade-1] }},
	{"Arrivals[3] is", func(p *cohorts.Params) { p.Population.Arrivals[3] = nan }},
	{"ArrivalAge sums", func(p *cohorts.Params) { p.Population.ArrivalAge[9] += .01 }},
	{"ArrivalAge sums", func(p *cohorts.Params) { p.Population.ArrivalAge = [cohorts.NumAges]float64{} }},
	{"Demand has", func(p *cohorts.Params) { p.Pipeline.Demand = p.Pipeline.Demand[:2] }},
	{"Demand[2] is", func(p *cohorts.Params) { p.Pipeline.Demand[2] = -.5 }},
	{"Pipeline.Capacity has", func(p *cohorts.Params) { p.Pipeline.Capacity = nil }},
	{"Pipeline.Capacity[0] is", func(p *cohorts.Params) { p.Pipeline.Capacity[0] = nan }},
	{"Leaving has", func(p *cohorts.Params) { p.Review.Leaving = p.Review.Leaving[:decade-1] }},
	{"Leaving[7][2] is", func(p *cohorts.Params) { p.Review.Leaving[7][2] = -1 }},
	{"Review.Capacity has", func(p *cohorts.Params) { p.Review.Capacity = nil }},
	{"Review.Capacity[1] is", func(p *cohorts.Params) { p.Review.Capacity[1] = endless }},
	{"Places has", func(p *cohorts.Params) { p.Placement.Places = p.Placement.Places[:3] }},
	{"Identify[4] is", func(p *cohorts.Params) { p.Support.Identify[4] = -.1 }},
	{"Release[4] is", func(p *cohorts.Params) { p.Support.Release[4] = nan }},
	{"FromSupport[8] is", func(p *cohorts.Params) { p.Pipeline.FromSupport[8] = endless }},
	{"Direct[8] is", func(p *cohorts.Params) { p.Pipeline.Direct[8] = -1e-9 }},
	{"Agree + Withdraw is", func(p *cohorts.Params) { p.Pipeline.Agree[2], p.Pipeline.Withdraw[2] = .6, .5 }},
	{"Agree is", func(p *cohorts.Params) { p.Pipeline.Agree[1] = -.1 }},
	{"Withdraw is", func(p *cohorts.Params) { p.Pipeline.Withdraw[3] = -.1 }},
	{"Issue is", func(p *cohorts.Params) { p.Pipeline.Issue[0] = 1.1 }},
	{"Pipeline.Finish is", func(p *cohorts.Params) { p.Pipeline.Finish[0] = 1.1 }},
	{"Pipeline.Finish is", func(p *cohorts.Params) { p.Pipeline.Finish[1] = nan }},
	{"Review.Held is", func(p *cohorts.Params) { p.Review.Held = 0 }},
	{"Review.Held is", func(p *cohorts.Params) { p.Review.Held = 1.01 }},
	{"Resolve[1] is", func(p *cohorts.Params) { p.Disputes.Resolve[1] = -1 }},
	{"Lodge is", func(p *cohorts.Params) { p.Disputes.Lodge[2] = 1.5 }},
	{"Outcome of placement sums", func(p *cohorts.Params) { p.Disputes.Outcome[2][0] = .7 }},
	{"Outcome of no-plan[1] is", func(p *cohorts.Params) { p.Disputes.Outcome[1] = [cohorts.NumOutcomes]float64{1.5, -.5, 0} }},
	{"Need at 7 sums", func(p *cohorts.Params) { p.Placement.Need[7] = cohorts.ByNeed{} }},
	{"Need at 25 sums", func(p *cohorts.Params) { p.Placement.Need[25][3] += .1 }},
	{"New at 7 sums", func(p *cohorts.Params) { p.Placement.New[7][mainstream] += .1 }},
	{"Arrived at 7 sums", func(p *cohorts.Params) { p.Placement.Arrived[7][mainstream] += .1 }},
	{"Redesignated has", func(p *cohorts.Params) { p.Placement.Redesignated = p.Placement.Redesignated[:2] }},
	{"Redesignated[1] is", func(p *cohorts.Params) { p.Placement.Redesignated[1] = nan }},
	{"Redesignated[1] is", func(p *cohorts.Params) { p.Placement.Redesignated[1] = -1.1 }},
	{"Given of state-special is", func(p *cohorts.Params) { p.Placement.Given[special] = -1 }},
	{"Filled is", func(p *cohorts.Params) { p.Placement.Filled = 1.1 }},
	{"Tilt of semh[4] is", func(p *cohorts.Params) { p.Placement.Tilt[cohorts.SEMH][special] = -1 }},
	{"Transfer 3 from further-education sums", func(p *cohorts.Params) { p.Placement.Transfer[3][college][college] += .1 }},
	{"Overflow of state-special sums", func(p *cohorts.Params) { p.Placement.Overflow[special][0] += .1 }},
	{"Met[5] is", func(p *cohorts.Params) { p.Review.Met[5] = -1 }},
	{"Out[5] is", func(p *cohorts.Params) { p.Review.Out[5] = nan }},
	{"Finish[20] is", func(p *cohorts.Params) { p.Review.Finish[20] = endless }},
	{"Finish at 15 is", func(p *cohorts.Params) { p.Review.Finish[15] = .1 }},
	{"FinishIn[8] is", func(p *cohorts.Params) { p.Review.FinishIn[8] = -1 }},
	{"OutReasons at 5 sums", func(p *cohorts.Params) { p.Review.OutReasons[5][cohorts.Died] += .1 }},
	{"FinishReasons at 20 sums", func(p *cohorts.Params) { p.Review.FinishReasons[20] = [cohorts.NumReasons]float64{} }},
	{"reason employment at 6", func(p *cohorts.Params) {
		p.Review.OutReasons[6] = [cohorts.NumReasons]float64{cohorts.Employment: 1}
	}},
	{"reason needs-met at 6", func(p *cohorts.Params) {
		p.Review.OutReasons[6] = [cohorts.NumReasons]float64{cohorts.NeedsMet: 1}
	}},
	{"reason died at 20", func(p *cohorts.Params) {
		p.Review.FinishReasons[20] = [cohorts.NumReasons]float64{cohorts.Died: 1}
	}},
	{"reason moved-authority at 20", func(p *cohorts.Params) {
		p.Review.FinishReasons[20] = [cohorts.NumReasons]float64{cohorts.MovedAuthority: 1}
	}},
	{"reason needs-met at 20", func(p *cohorts.Params) {
		p.Review.FinishReasons[20] = [cohorts.NumReasons]float64{cohorts.NeedsMet: 1}
	}},
	{"Change[5] is", func(p *cohorts.Params) { p.Review.Change[9][2][5] = -1 }},
	{"Change at 9 has a change of mld to itself", func(p *cohorts.Params) { p.Review.Change[9][cohorts.MLD][cohorts.MLD] = .1 }},
	{"Move[5] is", func(p *cohorts.Params) { p.Review.Move[2][1][5] = -1 }},
}

func TestCheckFindsEachFaultAlone(t *testing.T) {
	for i, f := range faults {
		t.Run(fmt.Sprintf("%d %s", i, f.says), func(t *testing.T) {
			p, _ := steptest.Plain(1, decade)
			f.plant(p)
			err := p.Check(decade)
			if err == nil || !strings.Contains(err.Error(), f.says) {
				t.Errorf("found %v", err)
			}
		})
	}
}

func TestCheckFindsAllFaultsAtOnce(t *testing.T) {
	p, _ := steptest.Plain(1, decade)
	p.Review.Held, p.Pipeline.Demand[2], p.Disputes.Lodge[0] = 2, -1, 3
	found := p.Check(decade).Error()
	for _, says := range []string{"Review.Held", "Demand[2]", "Lodge"} {
		if !strings.Contains(found, says) {
			t.Errorf("%s is not among %s", says, found)
		}
	}
}

// As many terms as the lists reach pass, and one more does not: the births of
// an autumn are wanted by the terms that have one.
func TestCheckWantsAListForEveryTermLived(t *testing.T) {
	for _, terms := range []int{1, 2, 3, 4, 31} {
		p, s := steptest.Still(cohorts.AfterCensus(2024), terms)
		autumns := (terms + 2) / 3
		p.Population.Births, p.Population.Migration = p.Population.Births[:autumns], p.Population.Migration[:autumns]
		p.Placement.Redesignated = p.Placement.Redesignated[:autumns]
		if err := p.Check(terms); err != nil {
			t.Errorf("%d terms: %v", terms, err)
		}
		if err := p.Check(terms + 3); err == nil {
			t.Errorf("lists of %d terms are enough for %d", terms, terms+3)
		}
		scratch := cohorts.NewScratch()
		scratch.Begin(p)
		rest := cohorts.Rest()
		var flows cohorts.Flows
		for range terms { // what passes can be lived
			scratch.Advance(s, &rest, 1, &flows)
		}
	}
}

func TestCheckPassesWhatTheHarnessMakes(t *testing.T) {
	plain, _ := steptest.Plain(1, decade)
	for _, p := range []*cohorts.Params{plain, steptest.Silent(plain), steptest.Only(plain, "place"), steptest.Without(plain, "review")} {
		if err := p.Check(decade); err != nil {
			t.Error(err)
		}
	}
}

func TestACopyOfParametersSharesNothing(t *testing.T) {
	plain, _ := steptest.Plain(1, decade)
	before := fmt.Sprint(*plain)
	steptest.Silent(plain)
	if fmt.Sprint(*plain) != before {
		t.Error("silence is heard in the original")
	}
}
