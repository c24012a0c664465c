package finance

import (
	"fmt"

	"sendsim/cohorts"
)

// pot is a sum of published lines that pays for the children of some settings,
// each in proportion to a relative cost.
type pot struct {
	from        []string // lines of the planned return of 2021-22
	independent bool     // a part of the independent total of 2023-24, else of the state total
	settings    []cohorts.Setting
	without     int  // parameter: part that follows no plan, or none
	rest        Line // where what follows no plan is shown
}

// none is no parameter.
const none = -1

// The pots.
const (
	earlyYearsPot = iota
	schoolsPot
	specialPot
	apPot
	collegePot
	independentPot
	numPots
)

// pots says which published top-ups pay for whom. Authorities record
// specialist post-16 and independent mainstream placements in different lines,
// so the independent lines are one pot.
var pots = [numPots]pot{
	earlyYearsPot: {
		[]string{"topup_state_early_years"},
		false,
		[]cohorts.Setting{cohorts.EarlyYearsSetting},
		withoutSchools, TopUpEarlyYears,
	},
	schoolsPot: {
		[]string{"topup_state_primary", "topup_state_secondary"},
		false,
		[]cohorts.Setting{cohorts.MainstreamSchool, cohorts.ResourcedProvision},
		withoutSchools, TopUpMainstream,
	},
	specialPot: {
		[]string{"topup_state_special"},
		false,
		[]cohorts.Setting{cohorts.StateSpecial},
		none, TopUpSpecial,
	},
	apPot: {
		[]string{"topup_state_pru_ap"},
		false,
		[]cohorts.Setting{cohorts.AlternativeProvision},
		withoutAP, TopUpAP,
	},
	collegePot: {
		[]string{"topup_state_post_school"},
		false,
		[]cohorts.Setting{cohorts.FurtherEducation},
		withoutCollege, TopUpCollege,
	},
	independentPot: {
		[]string{"topup_indep_total"},
		true,
		[]cohorts.Setting{
			cohorts.IndependentSpecial, cohorts.IndependentMainstream, cohorts.SpecialistPost16,
			cohorts.OtherArrangements, cohorts.NotPlaced,
		},
		withoutIndependent, TopUpIndependentSpecial,
	},
}

// services are the lines that follow no plan, with their published names.
var services = []struct {
	line Line
	from string
}{
	{Services, "sen_support_inclusion_services"},
	{APServices, "alternative_provision_services"},
	{Hospital, "hospital_education_services"},
	{Therapies, "therapies_health_services"},
}

// relative is the parameter of a setting's cost within its pot; with none, the
// cost is 1.
var relative = func() (p [cohorts.NumSettings]int) {
	for s := range p {
		p[s] = none
	}
	p[cohorts.ResourcedProvision] = relResourced
	p[cohorts.IndependentMainstream] = relIndependentMainstream
	p[cohorts.SpecialistPost16] = relSpecialistPost16
	p[cohorts.OtherArrangements] = relOtherArrangements
	p[cohorts.NotPlaced] = relNotPlaced
	return p
}()

// lineOf is the line in which what a child in a setting costs is shown; a
// child who is educated at home by choice costs the block nothing.
var lineOf = [cohorts.NumSettings]Line{
	cohorts.EarlyYearsSetting:     TopUpEarlyYears,
	cohorts.MainstreamSchool:      TopUpMainstream,
	cohorts.Enhanced:              TopUpEnhanced,
	cohorts.ResourcedProvision:    TopUpResourced,
	cohorts.StateSpecial:          TopUpSpecial,
	cohorts.IndependentSpecial:    TopUpIndependentSpecial,
	cohorts.IndependentMainstream: TopUpIndependentMainstream,
	cohorts.AlternativeProvision:  TopUpAP,
	cohorts.FurtherEducation:      TopUpCollege,
	cohorts.SpecialistPost16:      TopUpSpecialistPost16,
	cohorts.HomeEducated:          TopUpOtherArrangements,
	cohorts.OtherArrangements:     TopUpOtherArrangements,
	cohorts.NotPlaced:             TopUpOtherArrangements,
}

// onFees tells whether a setting's cost grows with independent fees, else with
// pay.
var onFees = func() (fees [cohorts.NumSettings]bool) {
	for _, s := range pots[independentPot].settings {
		fees[s] = true
	}
	return fees
}()

// withoutPlan is the part of a pot that follows no plan.
func withoutPlan(p int, drawn []float64) float64 {
	if pots[p].without == none {
		return 0
	}
	return drawn[pots[p].without]
}

// dearWarnings tells of lines that come to so much for each child that a large
// part of them is taken to follow no plan.
func (s *Structure) dearWarnings() (w []string) {
	const large = 0.03 // of the block: as much as balances left unexplained on average
	central := medians()
	for p := range pots {
		children, without := weight(p, &s.children, central), withoutPlan(p, central)
		_, rest := divide(s.pots[p], children, without, s.england[p])
		if beyond := rest - float64(without*s.pots[p]); children > 0 && beyond > large*s.blocks[baseYear] {
			w = append(w, fmt.Sprintf("%s (2023-24) come to more than twice England's for each child with a plan there: the %s beyond is taken to follow no plan, and what one child more costs is less certain",
				pots[p].rest, Round(beyond)))
		}
	}
	return w
}

// cheapWarnings tells of lines that come to so little for each child there that
// the money for them must stand in another.
func (s *Structure) cheapWarnings() (w []string) {
	const (
		little = 0.25 // of England's
		much   = 0.01 // of the block, that England's would come to more
	)
	central := medians()
	for p := range pots {
		children := weight(p, &s.children, central)
		unit, _ := divide(s.pots[p], children, withoutPlan(p, central), s.england[p])
		if unit < little*s.england[p] && (s.england[p]-unit)*children > much*s.blocks[baseYear] {
			w = append(w, fmt.Sprintf("%s (2023-24) come to %s for each child with a plan there, less than a quarter of England's %s: the money is likely in another line, and what moves children there or away looks as cheap",
				pots[p].rest, Round(unit), Round(s.england[p])))
		}
	}
	return w
}

// divide spreads the money of a pot over the children of its settings: the
// cost of a child of relative cost 1, and what is left for no plan. None of
// them costs more than twice England's: where the published line is dearer than
// that, it buys what the plans do not show.
func divide(money, weight, without, england float64) (unit, rest float64) {
	if weight <= 0 {
		return england, money
	}
	unit = (1 - without) * money / weight
	if england > 0 {
		unit = min(unit, dearest*england)
	}
	return unit, money - float64(unit*weight)
}

// dearest is how many times England's a child of relative cost 1 may cost. [J]
const dearest = 2

// atCap tells whether a pot comes to so much for each child that what one costs
// is held at the cap, in the middle of all that is uncertain.
func (s *Structure) atCap(p int, central []float64) bool {
	children := weight(p, &s.children, central)
	unit, _ := divide(s.pots[p], children, withoutPlan(p, central), s.england[p])
	return children > 0 && s.england[p] > 0 && unit == dearest*s.england[p]
}

// AtCap are the settings in which what a child costs is held at the cap: the cost
// is then no estimate, and has no range of its own. Where it is a multiple of
// another's, which is drawn, it has one, and may be above twice England's.
func (s *Structure) AtCap() (all []cohorts.Setting) {
	if s.Unknown != "" {
		return nil
	}
	central := medians()
	for p := range pots {
		if !s.atCap(p, central) {
			continue
		}
		for _, at := range pots[p].settings {
			if relative[at] == none {
				all = append(all, at)
			}
		}
	}
	return all
}

// CapSays is what it means that a cost is held at the cap.
const CapSays = "twice England's for each child: the published line comes to more, and the rest is taken to follow no plan"
