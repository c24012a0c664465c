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
			x.fresh[a][s] = (1-laterLabel)*labels[min(a, older)][s] + laterLabel*labels[older][s]
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

// driftYears is the number of years over which the change of the settings'
// parts is measured.
const driftYears = 2

// settingsBefore is, for each setting, its part of England's plans a year
// before the census over its part at the census: the mix of an age a year
// before was that of the age now, times this. Without it the children of an
// age, who came when more went to special schools, would make it look as if
// more moved there as they grow.
func (c *commons) settingsBefore() (ratios [settings]float64) {
	now, okNow := c.set.England.Split(evidence.Plans, c.january, evidence.AllAges)
	then, okThen := c.set.England.Split(evidence.Plans, c.january-driftYears, evidence.AllAges)
	for s := range ratios {
		ratios[s] = 1
		if okNow && okThen && now.Settings[s] > 0 && then.Settings[s] > 0 {
			r := then.Settings[s] / then.Known() * now.Known() / now.Settings[s]
			ratios[s] = min(max(math.Pow(r, 1.0/driftYears), leastDrift), mostDrift)
		}
	}
	return ratios
}

// Bounds of a yearly change of a setting's part: more is a change of category.
const leastDrift, mostDrift = .85, 1.15

// borderAge is the age at which a border is crossed.
var borderAge = [borders]int{
	cohorts.IntoSchool: 4, cohorts.IntoYear7: 11, cohorts.IntoPost16: 16, cohorts.IntoCollege: 19,
}

// beforeAutumn is the share of a calendar year that lies before the autumn:
// of its new plans, those that come to the next age in it.
const beforeAutumn = 8.0 / 12

// comingTo is the mix of settings of those who come to an age in an autumn,
// before and after, at the given mixes of stock and of new plans: the stock of
// a year before at the age below, less those who finish, with the new plans of
// spring and summer; and the stock at the age, less the new plans of autumn.
// How many there are of each is England's; n is all.
func (c *commons) comingTo(a int, stock, fresh *mix) (p, q [settings]float64, n float64) {
	younger := a - 1
	grown := c.bandGrowth()[cohorts.BandOf(cohorts.Age(a))]
	issued := c.entry.census[a] * total(c.set.England, evidence.NewPlans, c.january-1, "")
	below, here := sum(c.stock[younger][:])/grown, sum(c.stock[a][:])
	mixed := stock[younger]
	for s := range mixed {
		mixed[s] *= c.settle.before[s]
	}
	share(mixed[:])
	for s := range settings {
		stay := 1.0
		if younger >= int(firstFinishing) {
			stay = math.Exp(-c.leaving.hazard[finished][younger] * c.leaving.in[s])
		}
		p[s] = below*mixed[s]*stay + issued*beforeAutumn*fresh[younger][s]
		q[s] = max(here*stock[a][s]-issued*(1-beforeAutumn)*fresh[a][s], leastLeft*here*stock[a][s])
	}
	n = sum(p[:])
	share(p[:])
	share(q[:])
	return p, q, n
}

// leastLeft is the least part of the children of a setting who are not new.
const leastLeft = .05

// affinity weighs where those go who cannot stay, beyond how many places there
// are: from special schools to specialist colleges and independent special
// schools rather than from mainstream [JUDGEMENT].
func affinity(from, to int) float64 {
	const near, far = 3.0, 1.0
	special := func(s int) bool {
		switch cohorts.Setting(s) {
		case cohorts.StateSpecial, cohorts.IndependentSpecial, cohorts.SpecialistPost16:
			return true
		}
		return false
	}
	if special(to) && (special(from) || cohorts.Setting(from) == cohorts.ResourcedProvision) {
		return near
	}
	return far
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

// anyWay is the weight of a way between settings that England's figures do not
// need, so that an authority's own can be met.
const anyWay = 1e-3

// transfer fills a border's rows: England's ways between settings, raked to
// the authority's own mixes before and after.
func (s *Structure) transfer(b cohorts.Border, england [][]float64, p, q [settings]float64) {
	age := cohorts.Age(borderAge[b])
	flow := make([][]float64, settings)
	for from := range settings {
		flow[from] = make([]float64, settings)
		for to := range settings {
			flow[from][to] = england[from][to] + anyWay*p[from]*q[to]
			if to != from && (!cohorts.Setting(to).Admits(age) || cohorts.Setting(to) == cohorts.Enhanced) {
				flow[from][to] = 0
			}
		}
	}
	rake(flow, p[:], q[:])
	for from := range settings {
		row := s.Rates.Placement.Transfer[b][from][:]
		copy(row, flow[from])
		if !share(row) {
			row[elsewhere(cohorts.Setting(from), age)] = 1
		}
	}
}

// elsewhere is where a child in a setting that no child of the age is in goes
// at a border: stays, if that is lawful, else to the ordinary setting.
func elsewhere(from cohorts.Setting, age cohorts.Age) cohorts.Setting {
	switch {
	case from.Admits(age):
		return from
	case age >= 16:
		return cohorts.FurtherEducation
	default:
		return cohorts.MainstreamSchool
	}
}
