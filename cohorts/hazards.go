package cohorts

import "math/bits"

// leaving is the hazards of the term that a plan ends, for all needs of a
// setting and age, each with those before it.
type leaving struct{ met, out, finish float64 }

// own is the yearly hazards that a cell has beside those of leaving.
type own struct {
	steady   float64 // of a change of setting that is not to a less specialist one
	reviewed float64 // of one that is, and of a change of need: they come as reviews do
}

// hazards makes the hazards of a term: years of it, the throughput of reviews,
// the level of leaving, and whether it is the summer, at whose end education
// is finished.
func (t *tables) hazards(years, throughput, level float64, summer bool) {
	t.years, t.reviewed = years, years*throughput
	r := &t.p.Review
	var met, finish [NumPhases]float64
	for p := range NumPhases {
		met[p] = t.reviewed * t.f.Met[p] * level
		if summer {
			finish[p] = t.f.Finishing[p] * level
		}
	}
	for s := range NumSettings {
		leave, in := &t.leave[s], r.FinishIn[s]
		for a := range NumAges {
			p := phaseOf[s][a]
			needsMet := met[p] * r.Met[a]
			out := needsMet + float64(years*level*r.Out[a])
			leave[a] = leaving{needsMet, out, out + float64(finish[p]*in*r.Finish[a])}
		}
	}
}

// ownOf is what the cells of a row have of their own, made for ages at least.
func (t *tables) ownOf(row int, ages uint32) *[NumAges]own {
	missing := ages &^ t.made[row]
	t.made[row] |= missing
	for ; missing != 0; missing &= missing - 1 {
		a := bits.TrailingZeros32(missing)
		t.own[row][a] = t.makeOwn(CellOf(row*ageSlots + a))
	}
	return &t.own[row]
}

// makeOwn sums the hazards of a cell's changes.
func (t *tables) makeOwn(c Cell) own {
	tilt := &t.p.Placement.Tilt[c.Need]
	of := t.changesOf(c)
	var sum [NumWays]float64
	for i := range of.n {
		to := &of.to[i]
		sum[to.way] += to.hazard * tilt[to.setting]
	}
	p := c.Phase()
	return own{
		steady:   sum[Aside] + float64(sum[Up]*t.f.Up[p]),
		reviewed: t.changes[c.Need][c.Age] + float64(sum[Down]*t.f.Down[p]),
	}
}

// changes are the settings to which children of an age and setting may change.
type changes struct {
	made uint32 // stamp
	n    int
	to   [NumSettings]change
}

// change is a change of setting: where to, which way, and its yearly hazard
// but for the tilt of needs.
type change struct {
	hazard  float64
	setting Setting
	way     Way
}

// likelyFirst is the settings in the order in which a change is looked for:
// the commonest first, so that the search is short.
var likelyFirst = [NumSettings]Setting{
	StateSpecial, FurtherEducation, MainstreamSchool, IndependentSpecial, NotPlaced, ResourcedProvision, OtherArrangements,
	SpecialistPost16, AlternativeProvision, IndependentMainstream, HomeEducated, Enhanced, EarlyYearsSetting,
}

// changesOf are the changes of setting of a cell's children.
func (t *tables) changesOf(c Cell) *changes {
	of := &t.settings[c.Setting][c.Age]
	if of.made != t.future {
		of.made, of.n = t.future, 0
		move := &t.p.Review.Move[BandOf(c.Age)][c.Setting]
		for _, to := range likelyFirst {
			if h := move[to]; h != 0 && to != c.Setting && to.Admits(c.Age) {
				of.to[of.n] = change{h, to, c.Setting.WayTo(to)}
				of.n++
			}
		}
	}
	return of
}

// moveTo is the setting to which a child of a cell changes, by where in the
// hazards of all of them its luck lies: its own where nothing moves it. Which
// it is takes no branch to find, for none could be foreseen.
func (t *tables) moveTo(c Cell, luck float64) Setting {
	p := c.Phase()
	by := [NumWays]float64{Aside: t.years, Up: t.years * t.f.Up[p], Down: t.reviewed * t.f.Down[p]}
	of := t.changesOf(c)
	tilt := &t.p.Placement.Tilt[c.Need]
	sum, passed, last := 0.0, 0, c.Setting
	changes := of.to[:of.n]
	for i := range changes {
		to := &changes[i]
		h := to.hazard * tilt[to.setting] * by[to.way]
		sum += h
		passed += int(counted(luck >= sum))
		if h > 0 {
			last = to.setting
		}
	}
	if passed < len(changes) {
		return changes[passed].setting
	}
	return last // where rounding leaves some luck
}
