package calibration

import (
	"math"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
)

// mix is shares of settings by age.
type mix [ages][settings]float64

// settingCommons are where England's children with a plan are and go.
type settingCommons struct {
	fresh       mix // of new plans, by age on the 31 August before
	stock       mix // of plans in force
	freshBand   [bands][settings]float64
	stockBand   [bands][settings]float64
	freshWeight [bands]float64
	stockWeight [bands]float64
	before      [settings]float64       // a setting's part of all plans a year earlier, over that at the census
	flow        [ages][][]float64       // share of those who come to an age who go from setting to setting
	crowd       [ages][settings]float64 // how many come to the age from each setting
}

// freshIn is an authority's new plans of the last two years by published age
// and setting.
func (c *commons) freshIn(code string) (table mix, found bool) {
	for _, year := range []int{c.january - 2, c.january - 1} {
		load, err := c.set.NewPlansBySetting(code, year)
		if err != nil {
			continue
		}
		found = true
		for a, row := range load.Plans {
			for s, n := range row {
				table[a][s] += float64(n)
			}
		}
	}
	return table, found
}

// banded sums a table of ages over the age bands.
func (m *mix) banded() (sums [bands][settings]float64) {
	for a, row := range m {
		for s, n := range row {
			sums[cohorts.BandOf(cohorts.Age(a))][s] += n
		}
	}
	return sums
}

// shares makes every age sum to 1; an age without children takes the nearest
// age that has some, the younger first.
func (m *mix) shares() {
	for a := range m {
		share(m[a][:])
	}
	for away := 1; away < ages; away++ {
		for a := range m {
			if sum(m[a][:]) > 0 {
				continue
			}
			for _, b := range []int{a - away, a + away} {
				if b >= 0 && b < ages && math.Abs(sum(m[b][:])-1) < settled {
					m[a] = m[b]
					break
				}
			}
		}
	}
}

// lawful leaves only settings in which a placement can be made at the age, and
// never an enhanced package, which is what the want of a place leads to.
func (m *mix) lawful() {
	for a := range m {
		for s := range m[a] {
			if !cohorts.Setting(s).Admits(cohorts.Age(a)) || cohorts.Setting(s) == cohorts.Enhanced {
				m[a][s] = 0
			}
		}
		orElse(m[a][:], int(cohorts.NotPlaced))
	}
}

// scaled is the mix with the settings of each age in proportion to how an
// authority's band differs from England's.
func (m *mix) scaled(own, england [bands][settings]float64) (out mix) {
	for a := range m {
		b := cohorts.BandOf(cohorts.Age(a))
		for s, x := range m[a] {
			if england[b][s] > 0 {
				out[a][s] = x * own[b][s] / england[b][s]
			}
		}
	}
	out.shares()
	return out
}

func (c *commons) findSettings() error {
	x := &c.settle
	x.stock = c.stock
	x.stock.shares()
	labels, ok := c.freshIn(c.set.England.Area.Code)
	if !ok {
		return missing(c.set.England, evidence.NewPlans, c.january-1)
	}
	band := labels.banded()
	stock := (*mix)(&c.stock).banded()
	labels.shares()
	for a := range ages { // a child of age a is published at a, or at a+1
		older := min(a+1, int(evidence.From20.From))
		for s := range settings {
			x.fresh[a][s] = float64((1-laterLabel)*labels[min(a, older)][s]) + float64(laterLabel*labels[older][s])
		}
	}
	var fresh, held [bands][][]float64
	for _, f := range c.set.Authorities {
		own, _ := c.freshIn(f.Area.Code)
		load, err := c.set.Caseload(f.Area.Code, c.january)
		if err != nil || load.Fitted {
			continue
		}
		plans := countsOf(&load.Plans)
		o, p := own.banded(), plans.banded()
		for b := range bands {
			fresh[b] = append(fresh[b], o[b][:])
			held[b] = append(held[b], p[b][:])
		}
	}
	for b := range bands {
		x.freshBand[b], x.stockBand[b] = band[b], stock[b]
		share(x.freshBand[b][:])
		share(x.stockBand[b][:])
		x.freshWeight[b] = profileWeight(fresh[b], x.freshBand[b][:])
		x.stockWeight[b] = profileWeight(held[b], x.stockBand[b][:])
	}
	x.before = c.settingsBefore()
	for a := 1; a < ages; a++ {
		p, q, n := c.comingTo(a, &x.stock, &x.fresh)
		x.flow[a] = transport(p[:], q[:], affinity)
		for s := range p {
			x.crowd[a][s] = p[s] * n
		}
	}
	return nil
}

func countsOf(plans *evidence.Counts) (m mix) {
	for a, row := range plans {
		for s, n := range row {
			m[a][s] = float64(n)
		}
	}
	return m
}

func (c *commons) settingsOf(f *evidence.File, s *Structure, start *evidence.Caseload) error {
	x, r := &c.settle, &s.Rates.Placement
	freshOwn, _ := c.freshIn(f.Area.Code)
	own, plans := freshOwn.banded(), countsOf(&start.Plans)
	held := plans.banded()
	for b := range bands {
		copy(own[b][:], towards(own[b][:], x.freshBand[b][:], x.freshWeight[b]))
		copy(held[b][:], towards(held[b][:], x.stockBand[b][:], x.stockWeight[b]))
	}
	fresh, stock := x.fresh.scaled(own, x.freshBand), x.stock.scaled(held, x.stockBand)
	for b := range cohorts.NumBorders {
		p, q, _ := c.comingTo(borderAge[b], &stock, &fresh)
		s.transfer(b, x.flow[borderAge[b]], p, q)
	}
	s.drift(c, held)
	fresh.lawful()
	stock.lawful()
	for a := range ages {
		copy(r.New[a][:], fresh[a][:])
		copy(r.Arrived[a][:], stock[a][:])
	}
	return nil
}
