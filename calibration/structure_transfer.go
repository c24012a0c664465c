package calibration

import (
	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

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
			ratios[s] = min(max(portable.Pow(r, 1.0/driftYears), leastDrift), mostDrift)
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
			stay = portable.Exp(-c.leaving.hazard[finished][younger] * c.leaving.in[s])
		}
		p[s] = float64(below*mixed[s]*stay) + float64(issued*beforeAutumn*fresh[younger][s])
		q[s] = max(float64(here*stock[a][s])-float64(issued*(1-beforeAutumn)*fresh[a][s]), leastLeft*here*stock[a][s])
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
			flow[from][to] = england[from][to] + float64(anyWay*p[from]*q[to])
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
