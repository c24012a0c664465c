package calibration

import (
	"sendsim/calibration/evidence"
	"sendsim/cohorts"
)

// isMainstream and isSpecial are the two sides of the moves that were
// published.
func isMainstream(s int) bool {
	return s == int(cohorts.MainstreamSchool) || s == int(cohorts.ResourcedProvision)
}

func isSpecial(s int) bool {
	return s == int(cohorts.StateSpecial) || s == int(cohorts.IndependentSpecial)
}

// side is one direction of the moves between mainstream and special schools
// that were published by authority to 2021 [SEN2-22].
type side struct {
	of       string
	from, to func(int) bool
}

var sides = [2]side{
	{"mainstream_to_special", isMainstream, isSpecial},
	{"special_to_mainstream", isSpecial, isMainstream},
}

// moveCommons are changes of setting outside the borders between phases.
type moveCommons struct {
	hazard [bands][settings][settings]float64 // England's drift from age to age
	rate   [2]float64                         // published moves a year per child on the side they leave, England
	weight [2]float64
}

// moveYears is the number of latest years of moves that are counted.
const moveYears = 3

// movedIn is an authority's moves in one direction in the latest years, and
// the children on the side they leave.
func (c *commons) movedIn(f *evidence.File, d side) (moves, risk float64) {
	years := f.YearsOf(evidence.Moves, evidence.AllAges, d.of)
	for _, year := range years[max(0, len(years)-moveYears):] {
		split, ok := f.Split(evidence.Plans, year, evidence.AllAges)
		if !ok {
			continue
		}
		moves += total(f, evidence.Moves, year, d.of)
		for s, n := range split.Settings {
			if d.from(s) {
				risk += n
			}
		}
	}
	return moves, risk
}

// atBorder tells whether coming to an age is crossing a border.
func atBorder(a int) bool {
	for _, b := range borderAge {
		if a == b {
			return true
		}
	}
	return false
}

// findMoves finds the hazards at which England's children change setting as
// they come from one age of a band to the next, borders apart, so that the mix
// of each age becomes that of the next with the fewest moves.
func (c *commons) findMoves() {
	x := &c.moves
	for b := range bands {
		var flow [settings][settings]float64
		var crowd [settings]float64
		for a := 1; a < ages; a++ {
			if int(cohorts.BandOf(cohorts.Age(a-1))) != b || atBorder(a) {
				continue
			}
			n := sum(c.settle.crowd[a][:])
			for from := range settings {
				if _, late := cohorts.BorderOf(cohorts.Age(a), cohorts.Setting(from)); late {
					continue
				}
				crowd[from] += c.settle.crowd[a][from]
				for to := range settings {
					flow[from][to] += float64(n * c.settle.flow[a][from][to])
				}
			}
		}
		for from := range settings {
			gone := 0.0
			for to := range settings {
				if to != from {
					gone += flow[from][to]
				}
			}
			if gone <= 0 || crowd[from] < leastChildren {
				continue
			}
			h := hazardOf(gone / crowd[from])
			for to := range settings {
				if to != from {
					x.hazard[b][from][to] = h * flow[from][to] / gone
				}
			}
		}
	}
	for i, d := range sides {
		moved, risk := c.movedIn(c.set.England, d)
		x.rate[i] = ratio(moved, risk)
		var seen, expected []float64
		for _, f := range c.set.Authorities {
			n, r := c.movedIn(f, d)
			seen, expected = append(seen, n), append(expected, r*x.rate[i])
		}
		x.weight[i] = ratioWeight(seen, expected)
	}
}

// Bounds of how much more often the children of one authority change to a
// setting than England's.
const leastOften, mostOften = .2, 5.0

// drift fills the hazards of a change of setting: England's drift, as much
// more or less as the authority's children are in the setting moved to, given
// where they come from. Moves from mainstream to special schools have the
// authority's own published ratio instead.
func (s *Structure) drift(c *commons, held [bands][settings]float64) {
	for b := range bands {
		for from := range settings {
			for to := range settings {
				h := c.moves.hazard[b][from][to]
				england := c.settle.stockBand[b]
				if h == 0 || england[from] == 0 || england[to] == 0 || held[b][from] == 0 {
					continue
				}
				often := held[b][to] / england[to] / (held[b][from] / england[from])
				if isMainstream(from) && isSpecial(to) {
					often = 1
				}
				s.Rates.Review.Move[b][from][to] = h * min(max(often, leastOften), mostOften)
			}
		}
	}
}

// movesOf scales the moves from mainstream to special schools by the
// authority's own published ratio, and finds the moves back.
func (c *commons) movesOf(f *evidence.File, s *Structure) {
	var own [2]float64
	for i, d := range sides {
		n, risk := c.movedIn(f, d)
		own[i] = ratioTowards(n, float64(risk*c.moves.rate[i]), c.moves.weight[i])
	}
	s.Back = c.moves.rate[1] * own[1]
	for b := range s.Rates.Review.Move {
		for from := range settings {
			for to := range settings {
				if isMainstream(from) && isSpecial(to) {
					s.Rates.Review.Move[b][from][to] *= own[0]
				}
			}
		}
	}
}

// mostExchanged bounds the hazard with which an exchange is paid back from a
// setting with few children.
const mostExchanged = .3

// inBand is the children of a band in each setting, at the census.
func (s *Structure) inBand(b cohorts.Band) (n [settings]float64) {
	for st := range s.Plans {
		for d := range s.Plans[st] {
			for a, children := range s.Plans[st][d] {
				if cohorts.BandOf(cohorts.Age(a)) == b {
					n[st] += float64(children)
				}
			}
		}
	}
	return n
}
