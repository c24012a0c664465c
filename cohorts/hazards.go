package cohorts

import (
	"math/bits"
	"slices"
)

// leaving is the hazards of the term that a plan ends while education goes on,
// at each age: that needs are met, and that or the child is out.
type leaving struct{ met, out [NumAges]float64 }

// own is the yearly hazards that a cell has beside those of leaving.
type own struct {
	steady   float64 // of a change of setting that is not to a less specialist one
	reviewed float64 // of one that is, and of a change of need: they come as reviews do
}

// hazards makes the hazards of a term: years of it, the throughput of reviews,
// the level of leaving, and whether it is the summer, at whose end education
// is finished.
func (t *tables) hazards(years, throughput float64, level *ByBand, summer bool) {
	t.years, t.reviewed = years, years*throughput
	for p := range NumPhases {
		t.up[p], t.down[p] = years*t.f.Up[p], t.reviewed*t.f.Down[p]
	}
	r := &t.p.Review
	var met, finish [NumPhases]float64
	for p := range NumPhases {
		met[p] = t.reviewed * t.f.Met[p]
		if summer {
			finish[p] = t.f.Finishing[p]
		}
	}
	for kind, s := range kinds {
		leave := &t.leave[kind]
		for a, p := range &phaseOf[s] {
			l := level[bandAt[a]]
			leave.met[a] = float64(met[p] * l * r.Met[a])
			leave.out[a] = leave.met[a] + float64(years*l*r.Out[a])
		}
	}
	for s := range NumSettings {
		gone := &t.gone[s]
		copy(gone[:], t.leave[kindOf[s]].out[:])
		if in := r.FinishIn[s]; summer && in != 0 {
			for a, p := range &phaseOf[s] {
				gone[a] += float64(finish[p] * level[bandAt[a]] * in * r.Finish[a])
			}
		}
	}
}

// kinds are settings of which each has the phases of all of its kind.
var (
	kinds  = [...]Setting{MainstreamSchool, StateSpecial}
	kindOf = func() (of [NumSettings]int) {
		for s := range NumSettings {
			of[s] = slices.IndexFunc(kinds[:], func(k Setting) bool { return phaseOf[k] == phaseOf[s] })
		}
		return of
	}()
)

// makeOwn makes what cells of a block have of their own.
func (t *tables) makeOwn(block int, cells uint64) {
	t.made[block] |= cells
	for ; cells != 0; cells &= cells - 1 {
		code := block*blockCells + bits.TrailingZeros64(cells)
		c := CellOf(code)
		aside, up, down := t.movesOf(c).all()
		p := c.Phase()
		t.own[code] = own{aside + float64(t.f.Up[p]*up), float64(t.f.Down[p]*down) + t.changing(c)}
	}
}

// A stretch is ages at which the same changes of setting have the same hazards:
// of one band and phase, and admitted by the same settings.
const numStretches = 10

var stretchOf = func() (of [NumAges]uint8) {
	alike := func(a, b Age) bool {
		for s := range NumSettings {
			if PhaseOf(a, s) != PhaseOf(b, s) || s.Admits(a) != s.Admits(b) {
				return false
			}
		}
		return BandOf(a) == BandOf(b)
	}
	for a := Age(1); a <= MaxAge; a++ {
		of[a] = of[a-1] + uint8(counted(!alike(a-1, a)))
	}
	return of
}()

// changes are the settings to which children of a stretch and setting may
// change.
type changes struct {
	made uint32 // stamp
	n    int
	to   [NumSettings]change
}

// change is a change of setting and its yearly hazard but for the tilt of
// needs and for policies.
type change struct {
	hazard  float64
	setting Setting
	way     Way
}

// lookedFor is the order of settings in which the luck of a change is read.
var lookedFor = [NumSettings]Setting{
	StateSpecial, FurtherEducation, MainstreamSchool, IndependentSpecial, NotPlaced, ResourcedProvision, OtherArrangements,
	SpecialistPost16, AlternativeProvision, IndependentMainstream, HomeEducated, Enhanced, EarlyYearsSetting,
}

// moves are the settings to which children of a setting, need and stretch may
// change, with the yearly hazards but for policies of all up to each, by their
// way.
type moves struct {
	made            uint32 // stamp
	n               int32
	to              [NumSettings]Setting
	aside, up, down [NumSettings]float64
}

// all is the hazards of all changes together.
func (m *moves) all() (aside, up, down float64) {
	if m.n == 0 {
		return 0, 0, 0
	}
	return m.aside[m.n-1], m.up[m.n-1], m.down[m.n-1]
}

// movesOf are the changes of setting of a cell's children.
func (t *tables) movesOf(c Cell) *moves {
	m := &t.moves[c.Setting][c.Need][stretchOf[c.Age]]
	if m.made != t.future {
		m.made = t.future
		m.make(t.changesOf(c), &t.p.Placement.Tilt[c.Need])
	}
	return m
}

// make adds up the changes of a stretch under the tilt of a need.
func (m *moves) make(changes []change, tilt *BySetting) {
	var all [NumWays]float64
	for i, to := range changes {
		all[to.way] += float64(to.hazard * tilt[to.setting])
		m.to[i], m.aside[i], m.up[i], m.down[i] = to.setting, all[Aside], all[Up], all[Down]
	}
	m.n = int32(len(changes))
}

// changesOf are the changes of a cell's children but for the tilt of its need.
func (t *tables) changesOf(c Cell) []change {
	of := &t.settings[c.Setting][stretchOf[c.Age]]
	if of.made != t.future {
		of.made = t.future
		of.make(&t.p.Review.Move[BandOf(c.Age)][c.Setting], c)
	}
	return of.to[:of.n]
}

// make lists the changes of a cell that are possible, of hazards move.
func (of *changes) make(move *BySetting, c Cell) {
	of.n = 0
	for _, to := range lookedFor {
		if h := move[to]; h != 0 && to != c.Setting && to.Admits(c.Age) {
			of.to[of.n] = change{h, to, c.Setting.WayTo(to)}
			of.n++
		}
	}
}

// moveTo is the setting to which a child of a cell changes, by where in the
// hazards of all of them its luck lies: its own where nothing moves it. Changes
// up and aside come with time, those down as reviews do. Which it is takes no
// branch to find, for none could be foreseen.
func (t *tables) moveTo(c Cell, luck float64) Setting {
	m := &t.moves[c.Setting][c.Need][stretchOf[c.Age]] // made with what the cell has of its own
	years, ups, downs := t.years, t.up[c.Phase()], t.down[c.Phase()]
	aside, passed := m.aside[:m.n], int32(0)
	up, down := m.up[:len(aside)], m.down[:len(aside)]
	for i := range aside {
		passed += counted(luck >= float64(years*aside[i])+float64(ups*up[i])+float64(downs*down[i]))
	}
	if passed < m.n {
		return m.to[passed]
	}
	return t.lastMove(c, m)
}

// lastMove is the last change of a cell that happens at all: where rounding
// leaves some luck.
func (t *tables) lastMove(c Cell, m *moves) Setting {
	last := c.Setting
	before, p := 0.0, c.Phase()
	for i := range m.n {
		upTo := float64(t.years*m.aside[i]) + float64(t.up[p]*m.up[i]) + float64(t.down[p]*m.down[i])
		if upTo > before {
			last, before = m.to[i], upTo
		}
	}
	return last
}
