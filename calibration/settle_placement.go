package calibration

import (
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// placement sets where children wish to go, how they move, the places there
// are, and what becomes of those for whom there is none.
func (x *settling) placement() {
	p, v := &x.into.Placement, x.v
	independent, away := v[preferIndependent], v[transferAway]
	const ind = cohorts.IndependentSpecial
	seek := x.close
	seek[cohorts.StateSpecial] *= v[seekSpecial]
	for a := range p.New {
		row := &p.New[a]
		for s := range row {
			row[s] *= seek[s]
		}
		rescaleTo1(row)
		x.unserved(row, int(cohorts.MainstreamSchool))
		row[ind] *= independent
		rescaleTo1(row)
	}
	for b := range p.Transfer {
		for from := range p.Transfer[b] {
			row := &p.Transfer[b][from]
			for to := range row {
				if to != from {
					row[to] *= seek[to] * away
				}
			}
			rescaleTo1(row)
			x.unserved(row, from)
			if from != int(ind) {
				row[ind] *= independent
			}
			rescaleTo1(row)
		}
	}
	for b := range x.into.Review.Move {
		for from := range x.into.Review.Move[b] {
			row := &x.into.Review.Move[b][from]
			for to := range row {
				row[to] *= seek[to]
			}
			x.unserved(row, from)
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

// unserved adds to a row of wishes (or hazards) those who wished for a state
// special school and found no place, and takes them from where they went:
// independent special schools, and else the setting rest, where they stayed or
// came. Of hazards those who stayed are taken from nowhere.
func (x *settling) unserved(row *cohorts.BySetting, rest int) {
	if rest == int(cohorts.StateSpecial) || rest == int(cohorts.IndependentSpecial) {
		return
	}
	displaced := x.v[displacedBefore]
	sought := row[cohorts.StateSpecial] * displaced / (1 - displaced)
	independent := min(sought*x.v[overflowSpecial], mostOverflowed*row[cohorts.IndependentSpecial])
	others := sought * (1 - x.v[overflowSpecial])
	if row[rest] > 0 {
		others = min(others, mostOverflowed*row[rest])
		row[rest] -= others
	}
	row[cohorts.IndependentSpecial] -= independent
	row[cohorts.StateSpecial] += independent + others
}

// mostOverflowed is the largest part of those in a setting who are taken to
// have sought another.
const mostOverflowed = .7

func (x *settling) moves() {
	move := &x.into.Review.Move
	for b := range move {
		for from := range move[b] {
			for to := range move[b][from] {
				if h := &move[b][from][to]; *h > 0 {
					*h *= x.v[factorOf[cohorts.Setting(from).WayTo(cohorts.Setting(to))]]
					if to == int(cohorts.IndependentSpecial) {
						*h *= x.v[preferIndependent]
					}
				}
			}
		}
		for i := range judgedMoves {
			m := &judgedMoves[i]
			h := x.v[firstJudgedMove+i] * m.byBand[b]
			exchange(&move[b], int(m.from), int(m.to), h, x.back[i][b])
		}
		x.exchangeSpecial(&move[b], b, x.v[moveDown])
	}
}

// exchangeSpecial adds the published moves from special to mainstream schools,
// at school ages, times a factor, and as many back.
func (c *Authority) exchangeSpecial(move *[settings]cohorts.BySetting, b int, factor float64) {
	if cohorts.Band(b) > cohorts.Age11to15 {
		return
	}
	for from, n := range c.backSpecial[b] {
		if n > 0 {
			exchange(move, from, int(cohorts.MainstreamSchool), c.Structure.Back*factor, n)
		}
	}
}

// exchange adds a move and, where ratio is above 0, as many moves back: ratio
// is the children on the side of leaving for each on the other. What is added is
// rounded first: h may be a product (docs/decisions/0018).
func exchange(move *[settings]cohorts.BySetting, from, to int, h, ratio float64) {
	move[from][to] += float64(h)
	move[to][from] += min(float64(h*ratio), mostExchanged)
}

// places are those of the start, with its slack, and what is added every
// autumn, less each year.
func (x *settling) places() {
	for i, s := range rationed {
		n := x.held[s] * (1 + x.v[slackResourced+i])
		pace := x.v[growthResourced+i] + x.v[growthNation]
		own := x.councilPlaces(s, &n)
		for range x.ahead {
			pace *= x.v[growthFade]
		}
		for t := range Terms {
			if yearParts[t%termsOfYear] == cohorts.Autumn {
				if t > own.last {
					n *= portable.Exp(pace)
				}
				pace *= x.v[growthFade]
			}
			n += own.opens(t)
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

// factorOf is the parameter that scales a move, by its way.
var factorOf = [...]int{cohorts.Aside: moveAside, cohorts.Up: moveUp, cohorts.Down: moveDown}
