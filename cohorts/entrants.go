package cohorts

import "sendsim/internal/rng"

// entrants are what new plans of an age are for, need and setting together,
// each with its chance.
type entrants struct {
	made    uint32 // stamp
	chances rng.Guided
	plans   [int(NumNeeds)*int(NumSettings) + 1]newPlan // and one that does not stay
}

// newPlan is the need of a new plan and the setting it wishes for.
type newPlan struct {
	code  uint32 // of the cell it then is in
	to    Setting
	waits uint8 // 1 where the setting is rationed: the wish stands
}

// outside is the code of a child of the plan's age and need who has no setting
// yet.
func (n newPlan) outside() uint32 { return n.code + uint32(outside-n.to)*perSetting }

// pick is the new plan of a child.
func (e *entrants) pick(word uint64) newPlan { return e.plans[e.chances.Pick(word)] }

// entrants are the new plans of an age.
func (t *tables) entrants(a Age) *entrants {
	e := &t.entering[a]
	if stamp := t.needed[phase(a)]; e.made != stamp {
		e.made = stamp
		e.make(a, t.p, &t.f)
	}
	return e
}

// make makes the new plans of an age: needs by their mix, and of each need the
// settings in proportion to what it wishes for.
func (e *entrants) make(a Age, p *Params, f *Factors) {
	var settings [NumSettings]Setting // that somebody may wish for
	var untilted, wishes BySetting
	some := 0
	for s := range NumSettings {
		if w := p.Placement.New[a][s] * f.Prefer[phase(a)][s]; w > 0 && s.Admits(a) {
			settings[some], untilted[some] = s, w
			some++
		}
	}
	var weights [len(e.plans)]float64
	n := 0
	for need, share := range needMix(a, p, f) {
		if share == 0 {
			continue
		}
		all, tilt := 0.0, p.Placement.Tilt[need]
		f.Reserved.draw(a, Need(need), &tilt)
		for i, s := range settings[:some] {
			wishes[i] = untilted[i] * tilt[s]
			all += float64(wishes[i])
		}
		if all == 0 {
			e.plans[n], weights[n] = planFor(a, Need(need), NotPlaced), share
			n++
			continue
		}
		for i, s := range settings[:some] {
			e.plans[n], weights[n] = planFor(a, Need(need), s), share*wishes[i]/all
			n += int(counted(weights[n] > 0))
		}
	}
	e.chances.Fill(weights[:n])
}

// planFor is a new plan for a need that wishes for a setting.
func planFor(a Age, need Need, to Setting) newPlan {
	return newPlan{uint32(Cell{a, need, to}.Code()), to, uint8(counted(to.Rationed()))}
}

// needMix is the mix of needs of new plans at an age; where policies leave
// none, all have the first.
func needMix(a Age, p *Params, f *Factors) (mix ByNeed) {
	all := 0.0
	for n, share := range p.Placement.Need[a] {
		mix[n] = share * f.RequestNeed[phase(a)][n]
		all += float64(mix[n])
	}
	if all == 0 {
		mix[ASD] = 1
	}
	return mix
}
