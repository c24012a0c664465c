package oracle

import "sendsim/cohorts"

// syntheticState is 5,000 children, size times.
func syntheticState(size int32) *cohorts.State {
	s := &cohorts.State{ReviewsOwed: 20 * size}
	put := func(a cohorts.Age, d cohorts.Need, at cohorts.Setting, n int32) {
		s.Put(cohorts.Cell{Age: a, Need: d % cohorts.NumNeeds, Setting: at}, n*size)
	}

	// About 12 plans at each age, of all needs, in the settings of the age.
	for a := range cohorts.Age(cohorts.NumAges) {
		usual := usualSettings(a)
		for i := range 11 {
			need := cohorts.Need((int(a) + 5*i) % int(cohorts.NumNeeds))
			put(a, need, usual[i%len(usual)], 1)
		}
	}
	// Children whom the setting they are in would not take.
	put(10, cohorts.SEMH, cohorts.EarlyYearsSetting, 1) // must leave at 11
	put(9, cohorts.PD, cohorts.FurtherEducation, 2)     // must leave at 11, still too young
	put(12, cohorts.HI, cohorts.EarlyYearsSetting, 1)   // must leave at 16
	put(20, cohorts.SLD, cohorts.StateSpecial, 2)
	put(20, cohorts.VI, cohorts.MainstreamSchool, 2)
	put(22, cohorts.ASD, cohorts.ResourcedProvision, 1)
	put(4, cohorts.SLCN, cohorts.EarlyYearsSetting, 3) // cross the first border late
	put(25, cohorts.OTH, cohorts.OtherArrangements, 2)

	for a := range cohorts.NumAges {
		s.Support[a] = 12 * size
		if a >= 4 && a <= 15 {
			s.Support[a] = 36 * size
		}
		s.Without[a] = (182 - s.Support[a]/size - int32(a)/3) * size
		if a%2 == 1 || a == 4 {
			s.Requested[a] = size
			s.Assessing[0][a] = size
		}
		if a%3 == 0 || a == 25 {
			s.Assessing[1][a] = size
			s.Disputing[cohorts.AgainstRefusal][a] = size
			s.Disputing[cohorts.AgainstNoPlan][a] = size
		}
		s.Disputing[cohorts.AgainstPlacement][a] = size // not all of them have a child in mainstream
	}
	return s
}

// usualSettings are where the children of an age are at the start. Enhanced is
// empty.
func usualSettings(a cohorts.Age) []cohorts.Setting {
	switch {
	case a <= 1:
		return []cohorts.Setting{
			cohorts.EarlyYearsSetting, cohorts.EarlyYearsSetting, cohorts.NotPlaced, cohorts.OtherArrangements,
		}
	case a <= 4:
		return []cohorts.Setting{
			cohorts.EarlyYearsSetting, cohorts.MainstreamSchool, cohorts.StateSpecial, cohorts.EarlyYearsSetting,
			cohorts.ResourcedProvision, cohorts.NotPlaced,
		}
	case a <= 15:
		return []cohorts.Setting{
			cohorts.MainstreamSchool, cohorts.StateSpecial, cohorts.MainstreamSchool, cohorts.ResourcedProvision,
			cohorts.StateSpecial, cohorts.IndependentSpecial, cohorts.MainstreamSchool, cohorts.AlternativeProvision,
			cohorts.HomeEducated, cohorts.IndependentMainstream, cohorts.NotPlaced,
		}
	case a <= 19:
		return []cohorts.Setting{
			cohorts.FurtherEducation, cohorts.StateSpecial, cohorts.FurtherEducation, cohorts.SpecialistPost16,
			cohorts.MainstreamSchool, cohorts.IndependentSpecial, cohorts.ResourcedProvision, cohorts.NotPlaced,
		}
	default:
		return []cohorts.Setting{
			cohorts.FurtherEducation, cohorts.NotPlaced, cohorts.FurtherEducation, cohorts.SpecialistPost16,
			cohorts.IndependentSpecial, cohorts.OtherArrangements, cohorts.HomeEducated,
		}
	}
}

// syntheticPlacement fills the mixes of needs and settings. Every table has
// entries at settings that do not admit an age where the page says that they
// are passed over.
func syntheticPlacement(l *cohorts.Placement) {
	for a := range cohorts.Age(cohorts.NumAges) {
		for d := range cohorts.NumNeeds {
			l.Need[a][d] = float64(1 + (5*int(a)+7*int(d))%11)
		}
		l.Need[a][cohorts.ASD] += 15
		normalise(l.Need[a][:])
		for t := range cohorts.NumSettings {
			if t.Admits(a) {
				l.New[a][t] = float64(1 + (int(a)+2*int(t))%3)
				l.Arrived[a][t] = float64(1 + (2*int(a)+int(t))%4)
			}
			if isRationed(t) {
				l.New[a][t] *= 3
			}
		}
		l.New[a][cohorts.Enhanced], l.Arrived[a][cohorts.Enhanced] = 0, 0
		normalise(l.New[a][:])
		normalise(l.Arrived[a][:])
	}
	for d := range cohorts.NumNeeds {
		for t := range cohorts.NumSettings {
			l.Tilt[d][t] = 0.6 + 0.1*float64((3*int(d)+2*int(t))%9)
		}
	}
	// Multi-sensory impairment is met nowhere but in one setting, which does not
	// admit all ages: a new plan of that need can find nothing to wish for.
	l.Tilt[cohorts.MSI] = cohorts.BySetting{cohorts.StateSpecial: 1}

	for b := range cohorts.NumBorders {
		for s := range cohorts.NumSettings {
			row := &l.Transfer[b][s]
			for t := range cohorts.NumSettings {
				row[t] = float64(1 + (int(b)+int(s)+3*int(t))%4)
			}
			row[s] = 12 // stay
			row[cohorts.StateSpecial] += 3
			normalise(row[:])
		}
		// Most who leave early years want a place that is rationed.
		l.Transfer[b][cohorts.EarlyYearsSetting] = cohorts.BySetting{
			cohorts.EarlyYearsSetting: 0.15, cohorts.MainstreamSchool: 0.2,
			cohorts.ResourcedProvision: 0.25, cohorts.StateSpecial: 0.4,
		}
	}
	// Home education leads to college alone, which does not admit 11.
	l.Transfer[cohorts.IntoYear7][cohorts.HomeEducated] = cohorts.BySetting{cohorts.FurtherEducation: 1}

	l.Overflow[cohorts.ResourcedProvision] = [cohorts.NumOverflows]float64{0.2, 0.5, 0.3}
	l.Overflow[cohorts.StateSpecial] = [cohorts.NumOverflows]float64{0.45, 0.25, 0.3}
	l.Overflow[cohorts.SpecialistPost16] = [cohorts.NumOverflows]float64{0.3, 0.4, 0.3}
}

// normalise makes weights sum to 1.
func normalise(weights []float64) {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	for i := range weights {
		weights[i] /= sum
	}
}
