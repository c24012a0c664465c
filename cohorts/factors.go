package cohorts

// Factors is what a policy does to the chances, capacities and places of one
// term. The zero policy is Rest; 1 (and 0 places) leaves a number as it is,
// to the last bit.
type Factors struct {
	Identify [NumPhases]float64 // factor on the hazard
	Release  [NumPhases]float64 // factor on the hazard

	// Request and RequestNeed are factors on the hazard of a request: for
	// every child of a phase, and for those whose need it would be.
	Request     [NumPhases]float64
	RequestNeed [NumPhases]ByNeed

	Agree    [NumPhases]float64 // odds
	Issue    [NumPhases]float64 // odds
	Finish   float64            // odds of finishing an assessment in the term
	Capacity float64            // factor on the assessments that can be finished

	Lodge   [NumStages]float64 // odds
	Resolve [NumStages]float64 // factor on the hazard

	Prefer    [NumPhases]BySetting // factor on the weight of a setting for a new plan, and at a transfer
	Up        [NumPhases]float64   // factor on the hazard of a move to a more specialist setting
	Down      [NumPhases]float64   // factor on the hazard of a move to a less specialist setting
	Met       [NumPhases]float64   // factor on the hazard that needs are met
	Finishing [NumPhases]float64   // factor on the hazard that education is finished
	Reviews   float64              // factor on the reviews that can be held

	Places   [NumSettings]float64 // places added, in the rationed settings
	Reserved Reserves             // of all places, those for children of some needs
}

// Rest is the factors of no policy.
func Rest() Factors {
	f := Factors{Finish: 1, Capacity: 1, Reviews: 1}
	for p := range NumPhases {
		for _, v := range []*[NumPhases]float64{
			&f.Identify, &f.Release, &f.Request, &f.Agree, &f.Issue, &f.Up, &f.Down, &f.Met, &f.Finishing,
		} {
			v[p] = 1
		}
		for n := range NumNeeds {
			f.RequestNeed[p][n] = 1
		}
		for s := range NumSettings {
			f.Prefer[p][s] = 1
		}
	}
	for s := range NumStages {
		f.Lodge[s], f.Resolve[s] = 1, 1
	}
	return f
}

// Odds is the chance whose odds are f times those of p; for f of 1 it is p
// itself. The result never leaves [0, 1].
func Odds(p, f float64) float64 {
	if f == 1 || p <= 0 || p >= 1 {
		return p
	}
	o := float64(p * f)
	return o / (o + (1 - p))
}
