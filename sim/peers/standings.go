package peers

import (
	"cmp"
	"math"
	"slices"

	"sendsim/internal/rng"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// Measure is one by which authorities are ranked, the highest first.
type Measure struct {
	Key, Name, Unit string
	Says            string
	Chance          bool // it is the share of the futures in which Of is 1
	Of              func(*sim.YearEnd) float64
}

// Measures is the whole list.
var Measures = [...]Measure{
	{
		"plans-per-head", "plans per 1,000 aged 0-25", perThousand,
		"plans at the January census of the year, per thousand of the population from 0 to 25", false,
		func(y *sim.YearEnd) float64 {
			var people int32
			for _, n := range y.Population {
				people += n
			}
			return thousand * float64(y.Plans) / float64(people)
		},
	},
	{
		"deficit-share", "cumulative deficit, % of the block", "per cent",
		"cumulative deficit at the 31 March of the year, net of payments, in per cent of the high needs block of the year", false,
		func(y *sim.YearEnd) float64 { return percent * float64(y.Account.Net) / float64(y.Account.Grant) },
	},
	{
		"balance", "chance of in-year balance, %", "per cent",
		"share of the futures in which the year's spend is no more than its grant and transfers", true,
		func(y *sim.YearEnd) float64 {
			if y.Account.InYear > 0 {
				return 0
			}
			return percent
		},
	},
}

// Standings gathers the measures of every area of a run, draw by draw. Open is
// the sinks of sim.Run.
type Standings struct {
	Ranked       int // areas that are ranked: the first; the last is their sum
	Areas, Years int
	Draws        int
	First        int // financial year
	seed         rng.Key
	of           [len(Measures)][]float32 // by area, year, draw; NaN where there is no money
}

// NewStandings makes room for the draws of a model of many areas and their sum.
func NewStandings(m *sim.Model) *Standings {
	s := &Standings{
		Ranked: len(m.Areas) - 1, Areas: len(m.Areas), Years: m.Years, Draws: m.Scenario.Draws,
		First: m.Scenario.Start, seed: rng.Seed(m.Scenario.Seed).At(resampled),
	}
	for i := range s.of {
		s.of[i] = make([]float32, s.Areas*s.Years*s.Draws)
	}
	return s
}

// Open gives the sink of a block: draws are written where they stand.
func (s *Standings) Open(int) (sim.Sink, error) { return standing{s}, nil }

type standing struct{ *Standings }

// Year takes one year-end.
func (s standing) Year(y *sim.YearEnd) {
	for i := range Measures {
		v := Measures[i].Of(y)
		if i > 0 && y.Account.Flags&finance.NoMoney != 0 {
			v = math.NaN()
		}
		s.at(i, y.Area, y.Year-s.First)[y.Draw] = float32(v)
	}
}

// Close does nothing: all is written.
func (standing) Close() error { return nil }

// at is the draws of a measure, of an area, in a year.
func (s *Standings) at(measure, area, year int) []float32 {
	i := (area*s.Years + year) * s.Draws
	return s.of[measure][i : i+s.Draws]
}

// Of is a copy of them.
func (s *Standings) Of(measure, area, year int) []float64 {
	all := make([]float64, s.Draws)
	for i, v := range s.at(measure, area, year) {
		all[i] = float64(v)
	}
	return all
}

// Ranks are the ranks of each ranked area in a year, by a measure: in every
// joint draw, or, of a chance, in every one of samples of the draws with
// replacement, for in one draw there is no chance. 1 is the highest; those that
// tie share the middle of their ranks; NaN is not ranked.
func (s *Standings) Ranks(measure, year int) [][]float64 {
	ranks := make([][]float64, s.Ranked)
	row := make([]float64, s.Ranked)
	add := func() {
		for i, r := range rankOf(row) {
			ranks[i] = append(ranks[i], r)
		}
	}
	if !Measures[measure].Chance {
		for k := range s.Draws {
			for i := range row {
				row[i] = float64(s.at(measure, i, year)[k])
			}
			add()
		}
		return ranks
	}
	luck := s.seed.Nth(uint64(year))
	for k := range samples {
		clear(row)
		sample := luck.Nth(uint64(k))
		for d := range s.Draws {
			picked := int(sample.Word(uint64(d)) % uint64(s.Draws))
			for i := range row {
				row[i] += float64(s.at(measure, i, year)[picked])
			}
		}
		add()
	}
	return ranks
}

// samples is how often the draws are sampled with replacement (the bootstrap)
// to tell how sure the rank of a chance is.
const samples = 200

var resampled = rng.Name("standings")

// rankOf is the rank of each value, the highest first.
func rankOf(values []float64) []float64 {
	order := make([]int, 0, len(values))
	ranks := make([]float64, len(values))
	for i, v := range values {
		if ranks[i] = math.NaN(); !math.IsNaN(v) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[b], values[a]) })
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && values[order[to]] == values[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			ranks[i] = float64(from+1+to) / 2
		}
		from = to
	}
	return ranks
}
