package calibration

import (
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// placement sets where children wish to go, how they move, the places there
// are, and what becomes of those for whom there is none.
func (x *settling) placement() {
	p, v := &x.into.Placement, x.v
	away := v[transferAway]
	x.overflows()
	seek := x.seeking()
	for a := range p.New {
		row := &p.New[a]
		for s := range row {
			row[s] *= seek[s]
		}
		rescaleTo1(row)
		x.unserved(row, int(cohorts.MainstreamSchool), int(cohorts.NotPlaced))
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
			x.unserved(row, from, from)
		}
	}
	for b := range x.into.Review.Move {
		for from := range x.into.Review.Move[b] {
			row := &x.into.Review.Move[b][from]
			for to := range row {
				row[to] *= seek[to]
			}
			x.unserved(row, from, from)
		}
	}
	x.moves()
	x.places()
}

// overflows sets where children go who find no place in a rationed setting. To
// independent schools go more of those who find no state special one where
// more have gone before: a shift of England's odds.
func (x *settling) overflows() {
	for i, s := range rationed {
		independent, waits := x.v[overflowResourced+i], x.v[waitResourced+i]
		if s == cohorts.StateSpecial {
			independent = cohorts.Odds(independent, portable.Exp(x.v[overflowOwn]))
		}
		x.into.Placement.Overflow[s] = [cohorts.NumOverflows]float64{
			cohorts.ToIndependent: independent,
			cohorts.ToWait:        (1 - independent) * waits,
			cohorts.ToEnhanced:    (1 - independent) * (1 - waits),
		}
	}
}

// unserved adds to a row of wishes (or hazards) those who wished for a state
// special school and found no place, and takes them from where they went:
// independent special schools, and else the settings rest and, of those who
// waited, waiting, where they stayed or came. Of hazards those who stayed are
// taken from nowhere.
func (x *settling) unserved(row *cohorts.BySetting, rest, waiting int) {
	if rest == int(cohorts.StateSpecial) || rest == int(cohorts.IndependentSpecial) {
		return
	}
	displaced := x.v[displacedBefore]
	sought := row[cohorts.StateSpecial] * displaced / (1 - displaced)
	went := &x.into.Placement.Overflow[cohorts.StateSpecial]
	take := func(from int, n float64) {
		if from != rest || row[rest] > 0 {
			n = min(n, mostOverflowed*row[from])
			row[from] -= n
		}
		row[cohorts.StateSpecial] += n
	}
	take(int(cohorts.IndependentSpecial), sought*went[cohorts.ToIndependent])
	take(waiting, sought*went[cohorts.ToWait])
	take(rest, sought*went[cohorts.ToEnhanced])
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
