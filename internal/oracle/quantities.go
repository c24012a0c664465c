package oracle

import (
	"fmt"

	"sendsim/cohorts"
)

// quantity is a named number of a state.
type quantity struct {
	name  string
	value int
}

// stocks are the numbers of a state that are compared.
func stocks(s *cohorts.State) []quantity {
	var byNeed [cohorts.NumNeeds]int
	var byBand [cohorts.NumBands]int
	var byPhase [cohorts.NumPhases]int
	var bySetting [cohorts.NumSettings]int
	var bandSetting [cohorts.NumBands][cohorts.NumSettings]int
	plans, last := 0, 0
	s.EachCell(func(c cohorts.Cell, n int32) {
		plans += int(n)
		byNeed[c.Need] += int(n)
		byBand[cohorts.BandOf(c.Age)] += int(n)
		byPhase[cohorts.PhaseOf(c.Age, c.Setting)] += int(n)
		bySetting[c.Setting] += int(n)
		bandSetting[cohorts.BandOf(c.Age)][c.Setting] += int(n)
		if c.Age == cohorts.MaxAge {
			last += int(n)
		}
	})
	all := []quantity{
		{"plans", plans},
		{"plans at 25", last},
		{"without", total(s.Without)},
		{"support", total(s.Support)},
		{"requested", total(s.Requested)},
		{"assessing, begun in the term", total(s.Assessing[0])},
		{"assessing, begun before", total(s.Assessing[1])},
		{"reviews owed", int(s.ReviewsOwed)},
	}
	for g := range cohorts.NumStages {
		all = append(all, quantity{"disputing, " + g.String(), total(s.Disputing[g])})
	}
	for r, n := range s.Places {
		if isRationed(cohorts.Setting(r)) {
			all = append(all, quantity{"places in " + cohorts.Setting(r).Key(), int(n)})
		}
	}
	all = append(all, labelled("plans in", bySetting[:], cohorts.Setting.Key)...)
	all = append(all, labelled("plans of", byNeed[:], cohorts.Need.Key)...)
	all = append(all, labelled("plans aged", byBand[:], cohorts.Band.String)...)
	all = append(all, labelled("plans in phase", byPhase[:], cohorts.Phase.String)...)
	for b := range cohorts.NumBands {
		all = append(all, labelled(fmt.Sprintf("plans aged %v in", b), bandSetting[b][:], cohorts.Setting.Key)...)
	}
	return all
}

// counts are all numbers of a term's flows.
func counts(f *cohorts.Flows) []quantity {
	all := []quantity{
		{"births", int(f.Births)},
		{"migration", int(f.Migration)},
		{"aged out", int(f.AgedOut)},
		{"arrived", int(f.Arrived)},
		{"identified", int(f.Identified)},
		{"released", int(f.Released)},
		{"requests", int(f.Requests)},
		{"requests, direct", int(f.DirectRequests)},
		{"agreed", int(f.Agreed)},
		{"refused", int(f.Refused)},
		{"withdrawn", int(f.Withdrawn)},
		{"assessments finished", int(f.Finished)},
		{"not issued", int(f.NotIssued)},
		{"issued", int(f.Issued)},
		{"issued in time", int(f.IssuedInTime)},
		{"issued after assessment", int(f.IssuedAfterAssessment)},
		{"moved up", int(f.MovedUp)},
		{"moved down", int(f.MovedDown)},
		{"moved aside", int(f.MovedAside)},
		{"redesignated", int(f.Redesignated)},
		{"need changed", int(f.NeedChanged)},
		{"reviews due", int(f.ReviewsDue)},
		{"reviews held", int(f.ReviewsHeld)},
		{"unplaced, to independent", int(f.ToIndependent)},
		{"unplaced, to enhanced", int(f.ToEnhanced)},
		{"unplaced, to waiting", int(f.ToWaiting)},
	}
	all = append(all, labelled("lodged,", f.Lodged[:], cohorts.Stage.String)...)
	outcomes := [cohorts.NumOutcomes]string{"conceded", "upheld", "lost"}
	for g := range cohorts.NumStages {
		label := func(o cohorts.Outcome) string { return outcomes[o] }
		all = append(all, labelled("resolved, "+g.String()+",", f.Resolved[g][:], label)...)
	}
	all = append(all, labelled("ended,", f.Ended[:], cohorts.Reason.String)...)
	all = append(all, labelled("unplaced in", f.Unplaced[:], cohorts.Setting.Key)...)
	return append(all, labelled("new plans in", f.NewPlans[:], cohorts.Setting.Key)...)
}

func labelled[N int | int32, I ~uint8](prefix string, numbers []N, label func(I) string) []quantity {
	all := make([]quantity, len(numbers))
	for i, n := range numbers {
		all[i] = quantity{prefix + " " + label(I(i)), int(n)}
	}
	return all
}

func total(b cohorts.ByAge) int {
	sum := 0
	for _, n := range b {
		sum += int(n)
	}
	return sum
}
