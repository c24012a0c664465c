package cohorts

import "sendsim/internal/rng"

// entrants are what new plans of an age are for, need and setting together,
// each with its chance. A policy moves the mix of needs far oftener than what
// children of a need wish for, so that this is kept by itself.
type entrants struct {
	made    uint32 // stamp of the chances
	chances rng.Guided

	wished uint32                                      // stamp of what follows
	plans  [int(NumNeeds)*int(NumSettings) + 1]newPlan // by need, and one that does not stay
	after  [NumNeeds]uint8                             // the end of those of a need
	upTo   [int(NumNeeds)*int(NumSettings) + 1]float64 // of the children of a need, who wish for it or one before
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
	e, ph := &t.entering[a], phase(a)
	if stamp := t.needed[ph]; e.made != stamp {
		e.made = stamp
		if stamp := t.prefer[ph]; e.wished != stamp {
			e.wished = stamp
			e.wish(a, t.p, &t.f)
		}
		e.make(needMix(a, t.p, &t.f))
	}
	return e
}

// wish makes the plans of an age, of each need for the settings that somebody
// may wish for, in proportion to what they wish.
func (e *entrants) wish(a Age, p *Params, f *Factors) {
	var settings [NumSettings]Setting // that somebody may wish for
	var untilted BySetting
	some := 0
	for s := range NumSettings {
		if w := p.Placement.New[a][s] * f.Prefer[phase(a)][s]; w > 0 && s.Admits(a) {
			settings[some], untilted[some] = s, w
			some++
		}
	}
	n := 0
	for need := range NumNeeds {
		first, all, tilt := n, 0.0, p.Placement.Tilt[need]
		f.Reserved.draw(a, need, &tilt)
		for i, s := range settings[:some] {
			w := untilted[i] * tilt[s]
			all += float64(w)
			e.plans[n], e.upTo[n] = planFor(a, need, s), all
			n += int(counted(w > 0))
		}
		for i := first; i < n; i++ {
			e.upTo[i] /= all
		}
		if all == 0 {
			e.plans[n], e.upTo[n] = planFor(a, need, NotPlaced), 1
			n++
		}
		e.after[need] = uint8(n)
	}
}

// make makes the chances of the plans under a mix of needs.
func (e *entrants) make(mix ByNeed) {
	var upTo [len(e.plans)]float64
	before, from := 0.0, uint8(0)
	for need, share := range &mix {
		to := e.after[need]
		for i, within := range e.upTo[from:to] {
			upTo[int(from)+i] = before + float64(share*within)
		}
		before, from = before+share, to
	}
	e.chances.Fill(upTo[:from])
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
