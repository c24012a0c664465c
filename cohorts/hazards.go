package cohorts

import "math/bits"

// numRows is the number of rows of cells: the ages of one setting and need.
const numRows = int(NumSettings) * int(NumNeeds)

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
	for s := range NumSettings {
		for a := range NumAges {
			p := PhaseOf(Age(a), s)
			met := t.reviewed * r.Met[a] * t.f.Met[p] * level
			out := met + years*r.Out[a]*level
			finish := out
			if summer {
				finish += r.Finish[a] * r.FinishIn[s] * t.f.Finishing[p] * level
			}
			t.leave[s][a] = leaving{met, out, finish}
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
func (t *tables) makeOwn(c Cell) (h own) {
	h.reviewed = t.changes[c.Need][c.Age]
	p := c.Phase()
	tilt := &t.p.Placement.Tilt[c.Need]
	of := &t.settings[BandOf(c.Age)][c.Setting]
	for i, to := range of.to[:of.n] {
		if !to.Admits(c.Age) {
			continue
		}
		switch x := of.hazard[i] * tilt[to]; ways[c.Setting][to] {
		case up:
			h.steady += x * t.f.Up[p]
		case down:
			h.reviewed += x * t.f.Down[p]
		default:
			h.steady += x
		}
	}
	return h
}

// changesOf are the settings to which children of a band and setting may
// change, with the hazard of each.
type changesOf struct {
	n      int
	to     [NumSettings]Setting
	hazard [NumSettings]float64
}

// list makes the list of a row of hazards.
func (c *changesOf) list(from Setting, hazards *BySetting) {
	c.n = 0
	for s, h := range hazards {
		if to := Setting(s); h != 0 && to != from {
			c.to[c.n], c.hazard[c.n] = to, h
			c.n++
		}
	}
}

// moveTo is the setting to which a child of a cell changes, by where in the
// hazards of all of them its luck lies: its own where nothing moves it, which
// rounding of the hazards' sum may ask.
func (t *tables) moveTo(c Cell, luck float64) Setting {
	p := c.Phase()
	by := [...]float64{aside: t.years, up: t.years * t.f.Up[p], down: t.reviewed * t.f.Down[p]}
	of := &t.settings[BandOf(c.Age)][c.Setting]
	tilt := &t.p.Placement.Tilt[c.Need]
	last := c.Setting
	for i, to := range of.to[:of.n] {
		if !to.Admits(c.Age) {
			continue
		}
		h := of.hazard[i] * tilt[to] * by[ways[c.Setting][to]]
		if luck < h {
			return to
		}
		luck -= h
		if h > 0 {
			last = to
		}
	}
	return last
}
