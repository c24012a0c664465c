package calibration

import (
	"math"

	"sendsim/cohorts"
)

// placement sets where children wish to go, how they move, the places there
// are, and what becomes of those for whom there is none.
func (x *settling) placement() {
	p, v := &x.into.Placement, x.v
	independent, away := v[preferIndependent], v[transferAway]
	const ind = cohorts.IndependentSpecial
	for a := range p.New {
		x.overflowed(&p.New[a], anywhere)
		p.New[a][ind] *= independent
		rescaleTo1(&p.New[a])
	}
	for b := range p.Transfer {
		for from := range p.Transfer[b] {
			row := &p.Transfer[b][from]
			x.overflowed(row, from)
			for to := range row {
				if to != from {
					row[to] *= away
				}
			}
			if from != int(ind) {
				row[ind] *= independent
			}
			rescaleTo1(row)
		}
	}
	x.moves()
	x.places()
	for i, s := range rationed {
		toIndependent, waits := v[overflowResourced+i], v[waitResourced+i]
		p.Overflow[s][cohorts.ToIndependent] = toIndependent
		p.Overflow[s][cohorts.ToWait] = (1 - toIndependent) * waits
		p.Overflow[s][cohorts.ToEnhanced] = (1 - toIndependent) * (1 - waits)
	}
}

// overflowed takes out of a row of wishes (or hazards) those who went to an
// independent special school because there was no state special place: they
// wish for the state special school.
func (x *settling) overflowed(row *cohorts.BySetting, from int) {
	if from == int(cohorts.StateSpecial) || from == int(cohorts.IndependentSpecial) {
		return
	}
	displaced := x.v[displacedBefore]
	sought := row[cohorts.StateSpecial] * displaced / (1 - displaced)
	n := min(sought*x.v[overflowSpecial], mostOverflowed*row[cohorts.IndependentSpecial])
	row[cohorts.IndependentSpecial] -= n
	row[cohorts.StateSpecial] += n
}

// mostOverflowed is the largest part of new independent placements that is
// taken to be overflow.
const mostOverflowed = .7

// anywhere stands for the setting of a child who comes from none.
const anywhere = -1

func (x *settling) moves() {
	move := &x.into.Review.Move
	for b := range move {
		for from := range move[b] {
			x.overflowed(&move[b][from], from)
		}
		for from := range move[b] {
			for to := range move[b][from] {
				if h := &move[b][from][to]; *h > 0 {
					*h *= x.v[direction(from, to)]
					if to == int(cohorts.IndependentSpecial) {
						*h *= x.v[preferIndependent]
					}
				}
			}
		}
		for i := range judgedMoves {
			m := &judgedMoves[i]
			h := x.v[firstJudgedMove+i] * m.byBand[b]
			x.exchange(&move[b], int(m.from), int(m.to), h, x.back[i][b])
		}
		if cohorts.Band(b) <= cohorts.Age11to15 {
			h := x.Structure.Back * x.v[moveDown]
			for from, n := range x.backSpecial[b] {
				if n > 0 {
					x.exchange(&move[b], from, int(cohorts.MainstreamSchool), h, n)
				}
			}
		}
	}
}

// exchange adds a move and, where ratio is above 0, as many moves back: ratio
// is the children on the side of leaving for each on the other.
func (x *settling) exchange(move *[settings]cohorts.BySetting, from, to int, h, ratio float64) {
	move[from][to] += h
	move[to][from] += min(h*ratio, mostExchanged)
}

// places are those of the start, with its slack, and what is added every
// autumn, less each year.
func (x *settling) places() {
	for i, s := range rationed {
		n := x.held[s] * (1 + x.v[slackResourced+i])
		pace := x.v[growthResourced+i]
		for t := range Terms {
			if yearParts[t%termsOfYear] == cohorts.Autumn {
				n *= math.Exp(pace)
				pace *= x.v[growthFade]
			}
			x.into.Placement.Places[t][s] = n
		}
	}
}

// rescaleTo1 makes a row of shares sum to 1 again; an empty row stays empty.
func rescaleTo1(row *cohorts.BySetting) {
	var n float64
	for _, w := range row {
		n += w
	}
	if n > 0 && n != 1 {
		for i := range row {
			row[i] /= n
		}
	}
}

// rank is how specialist a setting is, as a move up or down is judged
// (docs/timetable.md, step 10); a setting without one has -1.
var rank = [settings]int{
	cohorts.EarlyYearsSetting: 0, cohorts.MainstreamSchool: 0, cohorts.IndependentMainstream: 0,
	cohorts.HomeEducated: 0, cohorts.FurtherEducation: 0, cohorts.Enhanced: 1, cohorts.ResourcedProvision: 2,
	cohorts.StateSpecial: 3, cohorts.AlternativeProvision: 3, cohorts.SpecialistPost16: 3,
	cohorts.OtherArrangements: 4, cohorts.IndependentSpecial: 4, cohorts.NotPlaced: -1,
}

// direction is the parameter that scales a move.
func direction(from, to int) int {
	switch {
	case rank[from] < 0 || rank[to] < 0 || rank[from] == rank[to]:
		return moveAside
	case rank[to] > rank[from]:
		return moveUp
	default:
		return moveDown
	}
}
