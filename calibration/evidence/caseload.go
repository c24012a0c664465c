package evidence

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"sendsim/cohorts"
)

// Counts is a number of whole children by single age and setting.
type Counts [cohorts.NumAges][cohorts.NumSettings]int

// Total is all children of the table.
func (c *Counts) Total() int {
	total := 0
	for _, ages := range c {
		for _, n := range ages {
			total += n
		}
	}
	return total
}

// Caseload is an authority's plans by single age and setting: those in force
// at a January census, or those issued in a calendar year. Its total is the
// published total. Children published as "under 3" stand at age 2, those
// published as "20 and over" (new plans) at age 20.
type Caseload struct {
	Area        Area
	Year        int // January census or calendar year
	Plans       Counts
	Apportioned []Apportioned
	Fitted      bool // made by fitting, the table not being published
	Warnings    []string
}

// Apportioned says how many children were put in cells in proportion to those
// whose cell is known.
type Apportioned struct {
	Ages     Ages // AllAges where the age was not published either
	Children int
	What     string
}

const (
	// mostlyKnown is the part of a total that must be published by age for
	// the published table to be taken; the rest is apportioned. In January
	// 2024 it is all or nothing for every authority.
	mostlyKnown = 0.9
	// partlyKnown is the part of a total whose placement must be known for
	// its placement shares to be used.
	partlyKnown = 0.5
)

// Caseload is the plans in force at a January census by age and setting.
// Where the table was not published it is fitted (see fitted) with a warning;
// where the total was not, there is none.
func (s *Set) Caseload(nameOrCodeOrKey string, january int) (*Caseload, error) {
	return s.caseload(nameOrCodeOrKey, Plans, january)
}

// NewPlansBySetting is the plans issued in a calendar year by age and setting,
// by the same rules as Caseload.
func (s *Set) NewPlansBySetting(nameOrCodeOrKey string, year int) (*Caseload, error) {
	return s.caseload(nameOrCodeOrKey, NewPlans, year)
}

func (s *Set) caseload(of string, series Series, year int) (*Caseload, error) {
	f, err := s.Area(of)
	if err != nil {
		return nil, err
	}
	total, ok := f.Value(series, year, AllAges, "")
	if !ok {
		return nil, fmt.Errorf("%s: %s of %d were not published; there are those of %v", f.Area.Name, series, year, f.Years(series))
	}
	c := &Caseload{Area: f.Area, Year: year}
	whole := int(math.Round(total))
	if known, placed := f.tableKnown(series, year); known >= mostlyKnown*total && placed > 0 {
		c.published(f, series, year)
	} else {
		s.fitted(c, f, series, year, whole)
	}
	c.close(whole)
	return c, nil
}

// tableKnown is how many of a total are published by single age, and how many
// of these with a placement.
func (f *File) tableKnown(series Series, year int) (known, placed float64) {
	for _, ages := range singleAges(f, series, year) {
		split, _ := f.Split(series, year, ages)
		known += split.Total
		placed += split.Known()
	}
	return known, placed
}

// singleAges lists the single ages, and the groups that stand for one, of
// which a total was published. A group whose single ages stand beside it is
// their total, not one of them.
func singleAges(f *File, series Series, year int) []Ages {
	var all []Ages
	rows := f.FindYear(series, year)
	for _, r := range rows {
		group := r.Ages == UpTo2 || r.Ages == From20
		if r.Of != "" || r.Ages == AllAges || r.Ages.From != r.Ages.To && !group {
			continue
		}
		if group && slices.ContainsFunc(rows, func(o Row) bool {
			return o.Of == "" && o.Ages.From == o.Ages.To && o.Ages.From >= r.Ages.From && o.Ages.To <= r.Ages.To
		}) {
			continue
		}
		all = append(all, r.Ages)
	}
	return all
}

// standsAt is the single age at which a published range of ages stands.
func standsAt(a Ages) cohorts.Age {
	if a == UpTo2 {
		return a.To
	}
	return a.From
}

// published fills the table from the published one. Children of an age whose
// placement is not known are put where others of that age are; where none of
// that age is known, as those of the whole authority.
func (c *Caseload) published(f *File, series Series, year int) {
	var whole [cohorts.NumSettings]float64
	for _, ages := range singleAges(f, series, year) {
		split, _ := f.Split(series, year, ages)
		for s, n := range split.Settings {
			whole[s] += n
		}
	}
	for _, ages := range singleAges(f, series, year) {
		split, _ := f.Split(series, year, ages)
		age := standsAt(ages)
		for s, n := range split.Settings {
			c.Plans[age][s] += int(math.Round(n))
		}
		unknown := int(math.Round(split.Unknown))
		if unknown == 0 {
			continue
		}
		weights, what := split.Settings[:], "placement not known"
		if split.Known() == 0 {
			weights, what = whole[:], "no placement of this age known, put as those of all ages"
		}
		for s, n := range Apportion(unknown, weights) {
			c.Plans[age][s] += n
		}
		c.Apportioned = append(c.Apportioned, Apportioned{ages, unknown, what})
		for _, column := range split.Foreign {
			c.warn("placement %q is not known and was counted as not recorded", column)
		}
	}
}

// close makes the table's total the published one: children whose age was not
// published are put where the others are.
func (c *Caseload) close(total int) {
	have := c.Plans.Total()
	if have == total || have == 0 {
		return
	}
	var weights []float64
	for _, ages := range c.Plans {
		for _, n := range ages {
			weights = append(weights, float64(n))
		}
	}
	shared := Apportion(total, weights)
	for i, n := range shared {
		c.Plans[i/int(cohorts.NumSettings)][i%int(cohorts.NumSettings)] = n
	}
	what := "age and placement not known"
	if have > total {
		what = "more by age than the total: scaled to it"
	}
	c.Apportioned = append(c.Apportioned, Apportioned{AllAges, total - have, what})
}

func (c *Caseload) warn(format string, a ...any) {
	if w := fmt.Sprintf(format, a...); !slices.Contains(c.Warnings, w) {
		c.Warnings = append(c.Warnings, w)
	}
}

// Unknown is how many children were apportioned.
func (c *Caseload) Unknown() int {
	total := 0
	for _, a := range c.Apportioned {
		total += a.Children
	}
	return total
}

// Apportion shares a total out in proportion to weights by largest remainder:
// each part is its quota rounded down, and what is left goes one by one to the
// largest remainders, the first of equals. Without weight nothing is shared.
func Apportion(total int, weights []float64) []int {
	parts := make([]int, len(weights))
	var sum float64
	for _, w := range weights {
		sum += w
	}
	if sum <= 0 || total <= 0 {
		return parts
	}
	order := make([]int, len(weights))
	remainder := make([]float64, len(weights))
	left := total
	for i, w := range weights {
		quota := float64(total) * w / sum
		parts[i] = int(quota)
		remainder[i] = quota - float64(parts[i])
		left -= parts[i]
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(remainder[b], remainder[a]) })
	for _, i := range order[:left] {
		parts[i]++
	}
	return parts
}
