package evidence

import (
	"math"
	"slices"

	"sendsim/cohorts"
)

// profile is a table of age by setting in fractions of children.
type profile [cohorts.NumAges][cohorts.NumSettings]float64

// ageGroup is a range of ages and the share of children in it.
type ageGroup struct {
	ages  Ages
	share float64
}

// lawful is a table in which every age that a setting takes counts alike.
func lawful() (table profile) {
	for age := range cohorts.Age(cohorts.NumAges) {
		for _, s := range cohorts.Settings() {
			if s != cohorts.Enhanced && s.Admits(age) {
				table[age][s] = 1
			}
		}
	}
	return table
}

// drop empties the ages that are in no group: where single ages were
// published, they have no children.
func (table *profile) drop(groups []ageGroup) {
	for age := range table {
		in := func(g ageGroup) bool { return g.ages.From <= cohorts.Age(age) && cohorts.Age(age) <= g.ages.To }
		if len(groups) > 0 && !slices.ContainsFunc(groups, in) {
			table[age] = [cohorts.NumSettings]float64{}
		}
	}
}

// fill takes over from another table the settings and the age groups that have
// children of the authority, and none in this table.
func (table *profile) fill(from profile, settings []float64, groups []ageGroup) {
	from.drop(groups)
	for i, share := range settings {
		if share > 0 && columnSum(table, i) == 0 {
			for age := range table {
				table[age][i] = from[age][i]
			}
		}
	}
	for _, g := range groups {
		if g.share > 0 && groupSum(table, g) == 0 {
			copy(table[g.ages.From:g.ages.To+1], from[g.ages.From:g.ages.To+1])
		}
	}
}

func groupSum(table *profile, g ageGroup) float64 {
	var sum float64
	for age := g.ages.From; age <= g.ages.To; age++ {
		for _, n := range table[age] {
			sum += n
		}
	}
	return sum
}

// rake fits a table in turn to the shares of age groups and of settings until
// it moves no more, ending with the settings. A margin that is nil is left as
// it is in the table.
func rake(table *profile, settings []float64, groups []ageGroup) {
	const rounds, still = 500, 1e-10
	for range rounds {
		moved := 0.0
		all := tableSum(table)
		for _, g := range groups {
			have := groupSum(table, g)
			if have == 0 {
				continue
			}
			factor := g.share * all / have
			moved = max(moved, math.Abs(factor-1))
			for age := g.ages.From; age <= g.ages.To; age++ {
				for i := range table[age] {
					table[age][i] *= factor
				}
			}
		}
		all = tableSum(table)
		for i, share := range settings {
			have := columnSum(table, i)
			if have == 0 {
				continue
			}
			factor := share * all / have
			if share > 0 {
				moved = max(moved, math.Abs(factor-1))
			}
			for age := range table {
				table[age][i] *= factor
			}
		}
		if moved < still {
			return
		}
	}
}

func columnSum(table *profile, setting int) float64 {
	var sum float64
	for age := range table {
		sum += table[age][setting]
	}
	return sum
}

func tableSum(table *profile) float64 {
	var sum float64
	for i := range table[0] {
		sum += columnSum(table, i)
	}
	return sum
}

// round makes whole children of a table: the settings by largest remainder,
// then the ages of each setting, so that no setting gains or loses by rounding.
func round(whole *Counts, table *profile, total int) {
	columns := make([]float64, cohorts.NumSettings)
	for i := range columns {
		columns[i] = columnSum(table, i)
	}
	for i, n := range Apportion(total, columns) {
		weights := make([]float64, cohorts.NumAges)
		for age := range weights {
			weights[age] = table[age][i]
		}
		for age, children := range Apportion(n, weights) {
			whole[age][i] += children
		}
	}
}
