package cohorts

import "sendsim/internal/rng"

// entrants are what new plans of an age are for, need and setting together,
// each with its chance.
type entrants struct {
	made    uint32 // stamp
	chances rng.Guided
	plans   [int(NumNeeds) * int(NumSettings)]newPlan
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
	if e.made != t.wishes {
		e.made = t.wishes
		e.make(a, t.p, &t.f)
	}
	return e
}

// make makes the new plans of an age: needs by their mix, and of each need the
// settings in proportion to what it wishes for.
func (e *entrants) make(a Age, p *Params, f *Factors) {
	var weights [len(e.plans)]float64
	n := 0
	add := func(need Need, to Setting, weight float64) {
		if weight > 0 {
			waits := uint8(counted(to.Rationed()))
			e.plans[n], weights[n] = newPlan{uint32(Cell{a, need, to}.Code()), to, waits}, weight
			n++
		}
	}
	mix, settings := needMix(a, p, f), &p.Placement.New[a]
	prefer := &f.Prefer[phase(a)]
	for need, share := range mix {
		if share == 0 {
			continue
		}
		var wishes BySetting
		all, tilt := 0.0, &p.Placement.Tilt[need]
		for s := range NumSettings {
			if s.Admits(a) {
				wishes[s] = settings[s] * tilt[s] * prefer[s]
				all += float64(wishes[s])
			}
		}
		if all == 0 {
			wishes[NotPlaced], all = 1, 1
		}
		for s, w := range wishes {
			add(Need(need), Setting(s), share*w/all)
		}
	}
	e.chances.Fill(weights[:n])
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
