package cohorts

import "sendsim/internal/rng"

// moves are the yearly hazards of a change of setting for a cell, by way, and
// of a change of need.
type moves struct {
	made                    uint32
	up, down, aside, change float64
}

// rates are the hazards of the term that all needs of a setting and age share,
// and what the term makes of those that they do not.
type rates struct {
	leave    float64 // needs met, out, finished
	up, down float64 // years of the term times the factor; down also times the throughput
}

// hazards makes the rates of a term: years of it, the throughput of reviews,
// the level of leaving, and whether it is the summer, at whose end education
// is finished.
func (t *tables) hazards(years, throughput, leaving float64, summer bool) {
	t.years, t.reviewy, t.level, t.summer = years, years*throughput, leaving, summer
	for s := range NumSettings {
		for a := range Age(NumAges) {
			e := t.leaving(s, a)
			p := PhaseOf(a, s)
			t.rates[s][a] = rates{
				leave: e.met + e.out + e.finish,
				up:    t.years * t.f.Up[p],
				down:  t.reviewy * t.f.Down[p],
			}
		}
	}
}

// events are the hazards of the term of what may happen to a child, but for a
// change of setting.
type events struct {
	met, out, finish, change float64
}

// leaving is the hazards of the term of leaving at an age in a setting.
func (t *tables) leaving(s Setting, a Age) events {
	r, p := &t.p.Review, PhaseOf(a, s)
	e := events{
		met: t.reviewy * r.Met[a] * t.f.Met[p] * t.level,
		out: t.years * r.Out[a] * t.level,
	}
	if t.summer {
		e.finish = r.Finish[a] * r.FinishIn[s] * t.f.Finishing[p] * t.level
	}
	return e
}

// events is the hazards of the term for a cell, but for a change of setting.
func (t *tables) events(c Cell) events {
	e := t.leaving(c.Setting, c.Age)
	e.change = t.reviewy * t.changes[c.Need][c.Age]
	return e
}

// rowHazards are the hazards of the cells of one setting and need.
type rowHazards struct {
	t       *tables
	rates   *[NumAges]rates
	moves   *[NumAges]moves
	setting Setting
	need    Need
}

// hazardsOf is the hazards of a row of cells: its setting and need.
func (t *tables) hazardsOf(row int) rowHazards {
	s, n := row/int(NumNeeds), row%int(NumNeeds)
	return rowHazards{t, &t.rates[s], &t.moves[row], Setting(s), Need(n)}
}

// at is the hazard of the term that a child of the row's cell at an age meets
// any event.
func (r *rowHazards) at(a Age) float64 {
	m := &r.moves[a]
	if m.made != r.t.future {
		r.t.makeMoves(m, Cell{a, r.need, r.setting})
	}
	of := &r.rates[a]
	h := of.leave + float64(of.up*m.up) + float64(of.down*m.down)
	return h + float64(r.t.years*m.aside) + float64(r.t.reviewy*m.change)
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

// makeMoves sums the hazards of changes of setting for a cell by their way.
func (t *tables) makeMoves(m *moves, c Cell) {
	*m = moves{made: t.future, change: t.changes[c.Need][c.Age]}
	tilt := &t.p.Placement.Tilt[c.Need]
	of := &t.settings[BandOf(c.Age)][c.Setting]
	for i, to := range of.to[:of.n] {
		if !to.Admits(c.Age) {
			continue
		}
		switch h := of.hazard[i] * tilt[to]; ways[c.Setting][to] {
		case up:
			m.up += h
		case down:
			m.down += h
		default:
			m.aside += h
		}
	}
}

// moveTo is the setting to which a child of a cell changes, at its luck: its
// own where nothing moves it, which rounding of the hazards' sum may ask.
func (t *tables) moveTo(c Cell, u float64) Setting {
	by := [...]float64{aside: t.years, up: t.rates[c.Setting][c.Age].up, down: t.rates[c.Setting][c.Age].down}
	of := &t.settings[BandOf(c.Age)][c.Setting]
	tilt := &t.p.Placement.Tilt[c.Need]
	var weights BySetting
	any := false
	for i, to := range of.to[:of.n] {
		if to.Admits(c.Age) {
			weights[i] = of.hazard[i] * tilt[to] * by[ways[c.Setting][to]]
			any = any || weights[i] > 0
		}
	}
	if !any {
		return c.Setting
	}
	return of.to[rng.Choose(u, weights[:of.n])]
}
