package local

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"sendsim/calibration"
	"sendsim/cohorts"
	"sendsim/internal/strict"
)

// mostProjection is the most bytes of a projection: that of all authorities of
// England by sex and single age is some 100 MB.
const mostProjection = 256 << 20

// The names under which the Office for National Statistics and others publish
// the columns of a population projection in its long layout, squeezed.
var projectionColumns = struct{ area, age, year, value, sex []string }{
	area:  []string{"areacode", "geographycode", "administrativegeography", "ladcode", "lacode", "localauthoritycode", "geogcode", "ctyua", "code", "area"},
	age:   []string{"age", "agegroup", "singleyearofage", "ageyears", "cagename"},
	year:  []string{"year", "calendaryears", "calendaryear", "time", "date", "projectionyear", "midyear"},
	value: []string{"value", "population", "obsvalue", "persons", "count", "v40", "v41", "observation"},
	sex:   []string{"sex", "gender", "csexname"},
}

// everyone are the words for both sexes together.
var everyone = []string{"persons", "all", "allpeople", "total", "both", "bothsexes", "people", "3", "0"}

// projected is a population by year and single age.
type projected struct {
	years map[int]*[cohorts.NumAges]float64
	seen  map[[2]int]bool // year and age
}

func newProjected() *projected {
	return &projected{years: map[int]*[cohorts.NumAges]float64{}, seen: map[[2]int]bool{}}
}

// projectionTable is a projection with its columns found.
type projectionTable struct {
	*strict.Table
	area, age, year, value, sex string // names of columns; sex may be ""
}

// findColumns finds the columns of a projection; false where one is missing.
func findColumns(t *strict.Table) (p projectionTable, ok bool) {
	find := func(names []string) string {
		for _, name := range names {
			for _, column := range t.Columns() {
				if squeezed(column) == name {
					return column
				}
			}
		}
		return ""
	}
	c := &projectionColumns
	p = projectionTable{t, find(c.area), find(c.age), find(c.year), find(c.value), find(c.sex)}
	var missing []string
	for _, needed := range [][2]string{{p.area, "area code"}, {p.age, "age"}, {p.year, "year"}, {p.value, "value"}} {
		if needed[0] == "" {
			missing = append(missing, needed[1])
		}
	}
	if len(missing) > 0 && t.Columns() != nil {
		t.Lacks("has no column for %s; allowed: the long layout, a row for each area code, age and year with its value (years that stand in columns are to be turned into rows); the columns here are %s", strings.Join(missing, ", "), strings.Join(t.Columns(), ", "))
	}
	return p, len(missing) == 0
}

// readProjection reads an authority's rows of a projection; nil where there
// are none to read. Rows for both sexes together come before rows by sex, which
// are summed.
func readProjection(t *strict.Table, a *calibration.Authority) *projected {
	t.Open()
	watch(t)
	p, ok := findColumns(t)
	if !ok {
		return nil
	}
	together, bySex := newProjected(), newProjected()
	codes, others := append([]string{a.Area.Code}, a.Area.Codes...), map[string]bool{}
	for row := range t.Rows() {
		if code := row.Field(p.area).Text(); !slices.Contains(codes, strings.ToUpper(code)) {
			const named = 3
			if len(others) < named {
				others[code] = true
			}
			continue
		}
		if p.sex == "" || slices.Contains(everyone, squeezed(row.Field(p.sex).Text())) {
			together.take(row, &p, false)
		} else {
			bySex.take(row, &p, true)
		}
	}
	switch {
	case len(together.years) > 0:
		return together
	case len(bySex.years) > 0:
		return bySex
	case len(t.Faults()) == 0:
		t.Lacks("has no row of %s, %s; the area codes here are %s and so on", a.Area.Code, a.Area.Name, strings.Join(slices.Sorted(maps.Keys(others)), ", "))
	}
	return nil
}

// take reads one row; part says that it counts one sex, to be summed.
func (p *projected) take(row strict.Row, t *projectionTable, part bool) {
	age, ok := ageOf(row.Field(t.age).Text())
	if !ok {
		return // a sum of ages, or one beyond those that count
	}
	year, n := 0, 0.0
	if !yearOf(row.Field(t.year), &year) || !number(row.Field(t.value), &n, mostAged) {
		return
	}
	if p.years[year] == nil {
		p.years[year] = &[cohorts.NumAges]float64{}
	}
	at := [2]int{year, age}
	if p.seen[at] && !part {
		row.Field(t.age).Fault("age %d of %d stands here twice for the authority", age, year)
		return
	}
	p.seen[at] = true
	p.years[year][age] += n
}

// yearOf reads a year: "2024", or a date in it, "2024-06-30".
func yearOf(f strict.Field, into *int) bool {
	const first, last = 2000, 2150
	year, _, dated := strings.Cut(f.Text(), "-")
	if !dated {
		return f.Count(into, first, last)
	}
	n, err := strconv.Atoi(year)
	if err != nil || n < first || n > last {
		f.Fault("%q is no year; allowed: %d to %d", f.Text(), first, last)
		return false
	}
	*into = n
	return true
}

// ageOf reads a single age that counts: "7", "Age 7", "aged 7".
func ageOf(text string) (int, bool) {
	text = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(text), "aged"), "age"))
	age, err := strconv.Atoi(text)
	return age, err == nil && age >= 0 && age <= int(cohorts.MaxAge)
}

// project makes births and migration of a projection.
func (r *reading) project(v strict.Value, p *projected) {
	years := slices.Sorted(maps.Keys(p.years))
	first, last := years[0], years[len(years)-1]
	if says := p.holes(first, last); says != "" {
		v.Fault("%s", says)
		return
	}
	if r.Faulty {
		return
	}
	if first > r.January || last <= r.January {
		v.Fault("the projection goes from %d to %d; allowed: one that has %d, the year of the first autumn, and at least the year after", first, last, r.January)
		return
	}
	own := p.from(r.January, last)
	r.Own.Projection = own
	r.replace(Figure{
		Key: "population.projection", Says: fmt.Sprintf("children aged 0, %d to %d", r.January, last),
		Own:       fmt.Sprintf("%s to %s, and the projection's migration by age", grouped(int(own.Births[0])), grouped(int(own.Births[len(own.Births)-1]))),
		Published: fmt.Sprintf("%s a year, and none", grouped(int(r.authority.Structure.Population[0]))),
	})
	if base := p.years[r.January-1]; base != nil && r.Own.Population == nil && !same(base, &r.authority.Structure.Population) {
		r.takePopulation(base)
	}
}

// holes says which year or age is missing between two years.
func (p *projected) holes(first, last int) string {
	for year := first; year <= last; year++ {
		if p.years[year] == nil {
			return fmt.Sprintf("the projection has no year %d; allowed: every year", year)
		}
		for age := range cohorts.NumAges {
			if !p.seen[[2]int{year, age}] {
				return fmt.Sprintf("the projection has no age %d in %d; allowed: every age from 0 to %d in every year", age, year, cohorts.MaxAge)
			}
		}
	}
	return ""
}

// from is the births of the years from one on, and the mean net migration at
// each age in them: what a cohort gains, or loses, as it comes to the age.
func (p *projected) from(first, last int) *calibration.Projection {
	own, steps := &calibration.Projection{}, 0.0
	for year := first; year <= last; year++ {
		own.Births = append(own.Births, p.years[year][0])
		before := p.years[year-1]
		if before == nil {
			continue
		}
		steps++
		for age := 1; age < cohorts.NumAges; age++ {
			own.Migration[age] += p.years[year][age]/max(1, before[age-1]) - 1
		}
	}
	for age := range own.Migration {
		own.Migration[age] /= max(1, steps)
	}
	return own
}
