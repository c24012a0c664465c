package calibration

import (
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// yearAhead is the mean field of the children with a plan in the first calendar
// year, were there places for all: by the timetable, at the centre of every
// parameter and given factors on seeking each setting.
type yearAhead struct {
	*Authority
	targets *Targets
	leaving cohorts.ByBand    // factors on the hazards of leaving
	arrived float64           // who arrive in the year, for each plan at its start
	ages    [ages]float64     // of these, shares
	seek    cohorts.BySetting // factor on the rates at which each setting is sought
	moves   moveTable         // with exchanges
	tilts   *tiltTable
	came    [settings]float64 // who came in the year because they sought the setting
	n       field
}

func (c *Authority) newYearAhead(t *Targets) *yearAhead {
	y := &yearAhead{Authority: c, targets: t, moves: c.midwayMoves(), tilts: c.meanTilts()}
	still := [numOldest]float64{1, 1}
	var arriving float64
	y.leaving, arriving = c.leave.year(t.Net[0], t.Ended[0], t.Arrived[0], t.Entries[0]/c.plans, c.common, &still)
	of := yearOf{stock: c.byAge(), entries: t.Entries[0]}
	ending := c.ending(&of, &y.leaving, 1)
	of.arrived = c.arriving(&of, &ending, t.Net[0])
	faster, who := c.again(&of, &y.leaving, float64(arriving*c.plans)-of.arrived, &ending)
	y.ages = c.rates.Population.ArrivalAge
	mixAges(&y.ages, of.arrived, &who)
	y.arrived = (of.arrived + sum(who[:])) / c.plans
	for b := range y.leaving {
		y.leaving[b] = min(faster*y.leaving[b], mostOldest)
	}
	for s := range y.seek {
		y.seek[s] = 1
	}
	return y
}

// live is the children in each setting at the end of the year.
func (y *yearAhead) live() (end [settings]float64) {
	y.n, y.came = field{}, [settings]float64{}
	for s := range y.n {
		for d := range y.Structure.Plans[s] {
			for a, children := range y.Structure.Plans[s][d] {
				y.n[s][a] += float64(children)
			}
		}
	}
	for _, part := range yearParts {
		if part == cohorts.Autumn {
			for s := range y.n {
				copy(y.n[s][1:], y.n[s][:ages-1])
				y.n[s][0] = 0
			}
			for b, a := range borderAge {
				y.transfer(b, a)
			}
		}
		y.place(part)
		y.review(part)
	}
	for s := range end {
		end[s] = sum(y.n[s][:])
	}
	return end
}

// transfer takes the children of a border across it.
func (y *yearAhead) transfer(b, a int) {
	var after [settings]float64
	for from := range settings {
		row, there := y.rates.Placement.Transfer[b][from], y.n[from][a]
		for to := range row {
			if to != from {
				row[to] *= y.seek[to] * y.tilts[from][a-1][to]
			}
		}
		if !share(row[:]) {
			row[from] = 1
		}
		for to, chance := range row {
			after[to] += float64(there * chance)
			if to != from {
				y.came[to] += float64(there * chance)
			}
		}
	}
	for s, n := range after {
		y.n[s][a] = n
	}
}

// place adds a term's new plans and arrivals.
func (y *yearAhead) place(part cohorts.Part) {
	p, t := &y.rates.Placement, y.targets
	for a, entering := range y.Structure.Entry {
		at := a // the age at the census
		if part != cohorts.Autumn {
			at = max(a-1, 0)
		}
		plans := entering * t.Entries[0] * part.Share()
		for d, n := range p.Need[at] {
			row := p.New[at]
			for s := range row {
				row[s] *= y.seek[s] * p.Tilt[d][s]
			}
			if !share(row[:]) {
				row[cohorts.NotPlaced] = 1
			}
			for s, chance := range row {
				y.n[s][at] += float64(plans * n * chance)
				y.came[s] += float64(plans * n * chance)
			}
		}
		arrived := y.arrived * y.plans * part.Share() * y.ages[a]
		for s, chance := range p.Arrived[a] {
			y.n[s][a] += float64(arrived * chance)
		}
	}
}

// review lets children leave and change setting.
func (y *yearAhead) review(part cohorts.Part) {
	r, years := &y.rates.Review, part.Share()
	var moved field
	for from := range settings {
		for a := range ages {
			b := cohorts.BandOf(cohorts.Age(a))
			gone := float64(y.leaving[b] * (r.Met[a] + r.Out[a]) * years)
			if part == cohorts.Summer {
				gone += float64(y.leaving[b] * r.Finish[a] * r.FinishIn[from])
			}
			var to, sought [settings]float64
			for s := range to {
				if cohorts.Setting(s).Admits(cohorts.Age(a)) {
					tilt := y.tilts[from][a][s] * years
					sought[s] = float64(r.Move[b][from][s] * y.seek[s] * tilt)
					to[s] = sought[s] + float64((y.moves[b][from][s]-r.Move[b][from][s])*tilt)
					gone += to[s]
				}
			}
			if gone == 0 {
				continue
			}
			left := float64(y.n[from][a] * (1 - portable.Exp(-gone)))
			y.n[from][a] -= left
			for s := range to {
				moved[s][a] += left * to[s] / gone
				y.came[s] += left * sought[s] / gone
			}
		}
	}
	for s := range moved {
		for a, n := range moved[s] {
			y.n[s][a] += n
		}
	}
}
