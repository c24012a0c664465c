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
// joint draw, or, of a chance, which no draw has, in samples of what the chances
// may be for all that so many futures tell: beta laws by Jeffreys' prior, each
// area's by itself. 1 is the highest; those that tie share the middle of their
// ranks; NaN is not ranked.
func (s *Standings) Ranks(measure, year int) [][]float64 {
	ranks := make([][]float64, s.Ranked)
	row := make([]float64, s.Ranked)
	times := s.Draws
	if Measures[measure].Chance {
		times = samples
	}
	luck := s.seed.Nth(uint64(year))
	for k := range times {
		for i := range row {
			if draws := s.at(measure, i, year); Measures[measure].Chance {
				row[i] = chanceOf(draws, luck.Nth(uint64(k)).Nth(uint64(i)))
			} else {
				row[i] = float64(draws[k])
			}
		}
		for i, r := range rankOf(row) {
			ranks[i] = append(ranks[i], r)
		}
	}
	return ranks
}

// chanceOf is a sample of the chance that draws are above 0, as the ratio of
// gamma variables; NaN where there is nothing to say.
func chanceOf(draws []float32, luck rng.Key) float64 {
	hits := 0.0
	for _, v := range draws {
		if v != v {
			return math.NaN()
		}
		if v > 0 {
			hits++
		}
	}
	yes := gamma(hits+jeffreys, rng.Uniform(luck.Word(0)))
	no := gamma(float64(len(draws))-hits+jeffreys, rng.Uniform(luck.Word(1)))
	return yes / (yes + no)
}

// samples is how often a chance is sampled to tell how sure its rank is.
const samples = 400

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
