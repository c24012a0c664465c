package local

import (
	"fmt"
	"math"
	"path"
	"strings"

	"sendsim/cohorts"
	"sendsim/internal/strict"
)

// mostAged is the most children of one age.
const mostAged = 200_000

// population reads the children of each age in the middle of the year before
// the census, and a projection of those to come.
func (r *reading) population(v strict.Value) {
	stands := r.populationTable(v.Key("table"))
	r.projection(v.Key("projection"))
	if stands && r.Own.Population == nil && r.Counts("population", r.Later()) {
		r.takePopulation(&r.authority.Structure.Population)
	}
}

// populationTable reads a table of the children of each age; true where it
// stands as it was written out.
func (r *reading) populationTable(v strict.Value) (stands bool) {
	name := r.name(v)
	if name == "" {
		return false
	}
	t, err := strict.OpenTable(r.fsys, path.Join(r.folder, name), mostTable)
	if !r.opened(v, name, err) {
		return false
	}
	counts := peopleByAge(t)
	r.Faults = append(r.Faults, t.Faults()...)
	switch {
	case counts == nil:
	case same(counts, &r.authority.Structure.Population):
		return true
	default:
		r.takePopulation(counts)
	}
	return false
}

// projection reads the children to come.
func (r *reading) projection(v strict.Value) {
	name := r.name(v)
	if name == "" {
		return
	}
	t, err := strict.OpenTable(r.fsys, path.Join(r.folder, name), mostProjection)
	if !r.opened(v, name, err) {
		return
	}
	p := readProjection(t, r.authority)
	r.Faults = append(r.Faults, t.Faults()...)
	if p != nil && len(t.Faults()) == 0 {
		r.project(v, p)
	}
}

// peopleByAge reads a table of children by single age; nil where it is faulty.
func peopleByAge(t *strict.Table) *[cohorts.NumAges]float64 {
	watched := watch(t)
	if !t.Need("age", "children") {
		return nil
	}
	var counts [cohorts.NumAges]float64
	var seen [cohorts.NumAges]bool
	for row := range t.Rows() {
		watched.row(row)
		age, n := 0, 0
		if !row.Field("age").Count(&age, 0, int(cohorts.MaxAge)) || !count(row.Field("children"), &n, mostAged) {
			continue
		}
		watched.count(n)
		if seen[age] {
			row.Field("age").Fault("the age %d stands here twice", age)
		}
		seen[age], counts[age] = true, float64(n)
	}
	watched.end()
	var missing []string
	for age, is := range seen {
		if !is {
			missing = append(missing, fmt.Sprint(age))
		}
	}
	switch {
	case len(t.Faults()) > 0:
	case len(missing) > 0:
		t.Lacks("the ages %s are missing; allowed: a row for each age from 0 to %d (a missing number is never zero)", strings.Join(missing, ", "), cohorts.MaxAge)
	default:
		return &counts
	}
	return nil
}

// takePopulation takes a population for the council's.
func (r *reading) takePopulation(counts *[cohorts.NumAges]float64) {
	own, was := totalOf(counts), totalOf(&r.authority.Structure.Population)
	r.Own.Population = counts
	r.replace(Figure{
		Key: "population", Says: fmt.Sprintf("children and young people of 0 to 25, mid-%d", r.January-1),
		Own: grouped(own), Published: grouped(was), Apart: populationSize.Apart(float64(own), float64(was)),
	})
}

// same tells whether two populations are the same as they are written.
func same(a, b *[cohorts.NumAges]float64) bool {
	for age := range a {
		if math.Round(a[age]) != math.Round(b[age]) {
			return false
		}
	}
	return true
}

func totalOf(counts *[cohorts.NumAges]float64) int {
	sum := 0.0
	for _, n := range counts {
		sum += n
	}
	return int(math.Round(sum))
}
