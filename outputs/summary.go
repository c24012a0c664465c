package outputs

import (
	"fmt"
	"slices"

	"sendsim/internal/sidebyside"
	"sendsim/sim/finance"
)

// Summary is what the draws of a run say together: quantiles and means by
// authority, financial year and column, and the chances of balance.
type Summary struct {
	About
	Threshold Threshold
	Chances   []Chances // by area
	Warnings  []string  // of the run and of the draws

	stats []Stats // by area, year, column
}

// Summarise reads the draws of a file, a column at a time.
func Summarise(d *Draws, t Threshold) (*Summary, error) {
	s := &Summary{
		About: d.About, Threshold: t,
		Chances: make([]Chances, 0, len(d.Areas)),
		stats:   make([]Stats, len(d.Areas)*d.Years*len(Columns)),
	}
	if d.Draws == 0 {
		return nil, fmt.Errorf("deficit.arrow holds no draws")
	}
	var r reading
	if err := d.stretches(func(first, before int) error { return s.read(d, &r, first, before) }); err != nil {
		return nil, err
	}
	s.Warnings = s.warnings()
	return s, nil
}

// reading is the room of a summary under way, and the chances of the area that
// it has come to.
type reading struct {
	inYear, cumulative, block []float64
	chances                   gathered
	counters                  []counter // of the series, which are counted side by side
}

// read summarises the series from first to before.
func (s *Summary) read(d *Draws, r *reading, first, before int) error {
	for _, of := range []struct {
		name string
		room *[]float64
	}{{ColInYear, &r.inYear}, {ColCumulative, &r.cumulative}, {ColBlock, &r.block}} {
		var err error
		if *of.room, err = d.stretch(of.name, first, before, *of.room); err != nil {
			return err
		}
	}
	c := sharing(s.Rows)
	for n := range before - first {
		r.chances.add(s.Threshold, c, d.nth(r.inYear, n), d.nth(r.cumulative, n), d.nth(r.block, n))
		if (first+n+1)%d.Years == 0 {
			s.Chances = append(s.Chances, r.chances.all(c))
		}
	}
	room := r.inYear
	for len(r.counters) < before-first {
		r.counters = append(r.counters, counter{sharing: c})
	}
	for i := range Columns {
		var err error
		if room, err = d.stretch(Columns[i].Name, first, before, room); err != nil {
			return err
		}
		sidebyside.Do(before-first, func(n int) {
			s.stats[(first+n)*len(Columns)+i] = r.counters[n].stats(d.nth(room, n))
		})
	}
	return nil
}

func (s *Summary) at(area, year, column int) *Stats {
	return &s.stats[(area*s.Years+year)*len(Columns)+column]
}

// Stats is what the draws say of a column: the area by its place in Areas,
// the year counted from FirstYear.
func (s *Summary) Stats(area, year int, column string) *Stats {
	i := slices.IndexFunc(Columns, func(c Column) bool { return c.Name == column })
	if i < 0 {
		panic("outputs: no column is named " + column)
	}
	return s.at(area, year, i)
}

// Until is the summary of the first years alone.
func (s *Summary) Until(years int) *Summary {
	short := *s
	short.Years = years
	short.stats, short.Chances = nil, nil
	for area := range s.Areas {
		from := area * s.Years * len(Columns)
		short.stats = append(short.stats, s.stats[from:from+years*len(Columns)]...)
		c := s.Chances[area]
		c.Balance, c.Over, c.First = c.Balance[:years], c.Over[:years], c.First[:years]
		short.Chances = append(short.Chances, c)
	}
	return &short
}

// highestShare is the highest share of an authority's 11 to 15 year olds with
// a plan that is published, of January highestYear. A baseline that passes it has left
// what anyone has seen.
const (
	highestShare = 0.086
	highestYear  = 2024
	shareColumn  = "plans_per_child_age_11_15"
)

// warnings says where the summary is weaker than it looks.
func (s *Summary) warnings() []string {
	list := slices.Clone(s.About.Warnings)
	if need := Levels[0].needed(); s.Draws < need {
		list = append(list, fmt.Sprintf("%s cannot support a P5-P95 band; %d would", drawsSaid(s.Draws), need))
	}
	for a := range s.Areas {
		for y := range s.Years {
			share := s.Stats(a, y, shareColumn).At(Median).Value
			if share > highestShare {
				had := "had"
				if s.FirstYear < highestYear {
					had = "came to have, later,"
				}
				list = append(list, fmt.Sprintf("%s: from %s more than %s %% of 11 to 15 year olds have a plan in half of the futures, the most that any authority %s in January %d",
					s.Titled(a), finance.FinancialYear(s.FirstYear+y), trimmed(percent*highestShare, 1), had, highestYear))
				break
			}
		}
	}
	return list
}
