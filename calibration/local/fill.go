package local

import (
	"math"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
)

// Plans are children with a plan by setting, need and single age.
type Plans = [cohorts.NumSettings][cohorts.NumNeeds][cohorts.NumAges]int32

// cube is children in fractions by group of ages, need and setting.
type cube [][cohorts.NumNeeds][cohorts.NumSettings]float64

// fill makes whole children of what is known: the shipped plans, fitted in turn
// to every table (iterative proportional fitting) and rounded so that each
// table comes out to the child. At most two tables have two axes each.
func fill(shipped *Plans, tables []*margin, total int) *Plans {
	groups := groupsOf(tables)
	seed := seeded(shipped)
	x := make(cube, len(groups))
	for g, ages := range groups {
		for a := ages.From; a <= ages.To; a++ {
			for n := range x[g] {
				for s := range x[g][n] {
					x[g][n][s] += seed[a][n][s]
				}
			}
		}
	}
	x.fit(tables, total)
	return split(x.whole(tables, total), seed, groups)
}

// groupsOf are the groups of ages of the tables; single ages where none says.
func groupsOf(tables []*margin) []evidence.Ages {
	for _, m := range tables {
		if m.on[byAge] {
			return m.groups
		}
	}
	var single []evidence.Ages
	for a := range cohorts.NumAges {
		single = append(single, evidence.At(cohorts.Age(a)))
	}
	return single
}

// rare is the part of a child that stands in a cell where there is none, and
// may be one: so that what a council counts there can be met.
const rare = 1e-3

// seeded are the shipped plans by age, with a trace of a child wherever one may
// be.
func seeded(shipped *Plans) cube {
	x := make(cube, cohorts.NumAges)
	for s := range shipped {
		for n := range shipped[s] {
			for a, children := range shipped[s][n] {
				x[a][n][s] = float64(children)
				if children == 0 && cohorts.Setting(s) != cohorts.Enhanced && cohorts.Setting(s).Admits(cohorts.Age(a)) {
					x[a][n][s] = rare
				}
			}
		}
	}
	return x
}

// each visits every cell.
func (x cube) each(visit func(k key, n *float64)) {
	for g := range x {
		for n := range x[g] {
			for s := range x[g][n] {
				visit(key{g, n, s}, &x[g][n][s])
			}
		}
	}
}

// on is a cell as a table has it.
func (m *margin) cell(k key) key {
	for axis := range k {
		if !m.on[axis] {
			k[axis] = 0
		}
	}
	return k
}

// fit fits the cube to the tables in turn until it moves no more.
func (x cube) fit(tables []*margin, total int) {
	const rounds, still = 500, 1e-10
	if len(tables) == 0 {
		tables = []*margin{{cells: map[key]int{{}: total}}}
	}
	for _, m := range tables {
		x.reach(m)
	}
	for range rounds {
		moved := 0.0
		for _, m := range tables {
			have := x.sums(m)
			x.each(func(k key, n *float64) {
				at := m.cell(k)
				if have[at] == 0 {
					return
				}
				factor := float64(m.cells[at]) / have[at]
				if m.cells[at] > 0 {
					moved = max(moved, math.Abs(factor-1))
				}
				*n *= factor
			})
		}
		if moved < still {
			return
		}
	}
}

func (x cube) sums(m *margin) map[key]float64 {
	sums := map[key]float64{}
	x.each(func(k key, n *float64) { sums[m.cell(k)] += *n })
	return sums
}

// reach puts children where a table counts some and no setting takes the age:
// they are there, whatever the rule is.
func (x cube) reach(m *margin) {
	have := x.sums(m)
	x.each(func(k key, n *float64) {
		if at := m.cell(k); have[at] == 0 && m.cells[at] > 0 {
			*n = rare
		}
	})
}

// whole rounds the cube so that every table comes out to the child.
func (x cube) whole(tables []*margin, total int) [][cohorts.NumNeeds][cohorts.NumSettings]int {
	r := &roundedCube{cube: x, total: total, n: make([][cohorts.NumNeeds][cohorts.NumSettings]int, len(x))}
	var wide []*margin // two axes
	for _, m := range tables {
		switch m.axesOn() {
		case numAxes:
			r.take(m)
			return r.n
		case 2:
			wide = append(wide, m)
		default:
			r.narrow[m.axis()] = m
		}
	}
	switch len(wide) {
	case 0:
		ages, settings := r.margin(byAge), r.margin(bySetting)
		r.across(r.plane(byAge, bySetting, ages, settings), [2]int{byAge, bySetting}, byNeed)
	case 1:
		on, rest := wide[0].pair()
		r.across(wide[0].dense(on, r.size(on[0]), r.size(on[1])), on, rest)
	default:
		r.slices(wide[0], wide[1])
	}
	return r.n
}

// split gives the children of each group of ages their single ages.
func split(n [][cohorts.NumNeeds][cohorts.NumSettings]int, seed cube, groups []evidence.Ages) *Plans {
	plans := &Plans{}
	for g, ages := range groups {
		span := int(ages.To-ages.From) + 1
		for s := range cohorts.NumSettings {
			x := make([][]float64, span)
			rows, columns := make([]float64, span), make([]int, cohorts.NumNeeds)
			total := 0
			for need := range columns {
				columns[need] = n[g][need][s]
				total += columns[need]
				weights := make([]float64, span)
				sum := 0.0
				for i := range weights {
					weights[i] = seed[int(ages.From)+i][need][s]
					sum += weights[i]
				}
				for i := range weights {
					part := 1 / float64(span)
					if sum > 0 {
						part = weights[i] / sum
					}
					x[i] = append(x[i], part*float64(columns[need]))
					rows[i] += float64(part * float64(columns[need]))
				}
			}
			for i, row := range whole(x, evidence.Apportion(total, rows), columns) {
				for need, children := range row {
					plans[s][need][int(ages.From)+i] = int32(children)
				}
			}
		}
	}
	return plans
}
