package outputs

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Level is a quantile's level in per cent. The quantile of n draws at level p
// is the smallest of them that at least p per cent of the draws do not
// exceed: the draw of rank ceil(n p / 100), never a value between two draws.
// It is so in every file, table and chart.
type Level int

// QuantileSays is the definition in a sentence, for files and notes.
const QuantileSays = "P10 is the smallest draw that at least 10 % of the draws do not exceed (no interpolation)."

// Median is P50.
const Median Level = 50

// Levels are the quantiles of a summary.
var Levels = [...]Level{5, 10, 25, Median, 75, 90, 95}

// percent is a whole, in per cent.
const percent = 100

// String is, for example, "p05".
func (l Level) String() string { return fmt.Sprintf("p%02d", int(l)) }

// Share is the level as a share of 1.
func (l Level) Share() float64 { return float64(l) / percent }

// Rank is the rank of the quantile among n draws, from 1.
func (l Level) Rank(n int) int { return max(1, (n*int(l)+percent-1)/percent) }

// levelIndex is the place of a level in Levels.
func levelIndex(l Level) int { return slices.Index(Levels[:], l) }

// needed is the least number of draws that supports a quantile of level l:
// ten of them lie beyond it.
func (l Level) needed() int {
	const beyond = 10
	tail := min(int(l), percent-int(l))
	return (beyond*percent + tail - 1) / tail
}

// standing is the ranks that say how sure a quantile of n draws is: those one
// standard error of the rank below and above it, and those of its 95 %
// interval, by the binomial law of the number of draws below the true value.
// A rank of 0 or of n+1 says that the draws do not reach so far.
type standing struct{ rank, below, above, low, high int }

// ranks is the standing of every level among n draws.
func ranks(n int) (all [len(Levels)]standing) {
	const half = 0.025 // on either side of a 95 % interval
	for i, l := range Levels {
		p := l.Share()
		law := distuv.Binomial{N: float64(n), P: p}
		// The r-th draw is below the true value when r or more of n are.
		upTo := func(target float64) int {
			k, hi := 0, n
			for k < hi { // the smallest k with P(B <= k) >= target
				if mid := (k + hi) / 2; law.CDF(float64(mid)) >= target {
					hi = mid
				} else {
					k = mid + 1
				}
			}
			return k
		}
		r, one := l.Rank(n), int(math.Round(math.Sqrt(float64(n)*p*(1-p))))
		all[i] = standing{r, r - one, r + one, upTo(half), upTo(1-half) + 1}
	}
	return all
}

// Estimate is a figure with its Monte Carlo error: how far another run of as
// many draws would be from it, one standard error, and its 95 % interval. It
// says nothing of the model's own error. NaN where the draws are too few.
type Estimate struct{ Value, Error, Low, High float64 }

// Stats is what the draws say of one column in one year.
type Stats struct {
	Draws     int // in which the column is defined
	Mean      Estimate
	Quantiles [len(Levels)]Estimate
}

// At is the quantile of a level that is in Levels.
func (s *Stats) At(l Level) Estimate { return s.Quantiles[levelIndex(l)] }

// normal95 is the standard normal's 97.5 % point.
const normal95 = 1.959963984540054

// widened is the standing where the number of draws below the true value has
// so many times the variance of the binomial law; never less than it.
func (s standing) widened(effect float64, n int) standing {
	wider := func(to int) int {
		by := math.Sqrt(max(1, effect)) * float64(to-s.rank)
		return max(0, min(n+1, s.rank+int(math.Round(by))))
	}
	return standing{s.rank, wider(s.below), wider(s.above), wider(s.low), wider(s.high)}
}

// counter computes Stats one vector after another in the same room.
type counter struct {
	sharing  sharing
	n        int
	standing [len(Levels)]standing // of n independent draws
	want     []int                 // ranks, ascending, without repetition
	got      []float64
	draws    []float64 // in their order
	pick     picker
}

// stats is the Stats of v, in the order of draws, which it reorders; NaN is
// left out.
func (c *counter) stats(v []float64) Stats {
	c.draws = append(c.draws[:0], v...)
	v = defined(v)
	s := Stats{Draws: len(v), Mean: c.mean(v)}
	if c.n != len(v) || c.want == nil {
		c.n, c.standing = len(v), ranks(len(v))
	}
	standing := c.standing
	c.look(v, &standing)
	if c.sharing.shares(len(c.draws)) && len(v) > 1 {
		var values [len(Levels)]float64
		for i, r := range standing {
			values[i] = c.at(r.rank)
		}
		for i, effect := range c.sharing.effects(c.draws, &values) {
			standing[i] = standing[i].widened(effect, len(v))
		}
		c.look(v, &standing)
	}
	for i, r := range standing {
		e := Estimate{Value: c.at(r.rank), Low: c.at(r.low), High: c.at(r.high)}
		e.Error = (c.at(r.above) - c.at(r.below)) / 2
		s.Quantiles[i] = e
	}
	return s
}

// look finds the draws of the ranks that standings name.
func (c *counter) look(v []float64, standings *[len(Levels)]standing) {
	c.want = c.want[:0]
	for _, s := range standings {
		for _, r := range []int{s.rank, s.below, s.above, s.low, s.high} {
			if r >= 1 && r <= len(v) {
				c.want = append(c.want, r)
			}
		}
	}
	slices.Sort(c.want)
	c.want = slices.Compact(c.want)
	c.got = slices.Grow(c.got[:0], len(c.want))[:len(c.want)]
	c.pick.pick(v, c.want, c.got)
}

// at is the draw of rank r, NaN where there is none.
func (c *counter) at(r int) float64 {
	i, ok := slices.BinarySearch(c.want, r)
	if !ok {
		return math.NaN()
	}
	return c.got[i]
}

// defined moves NaN out of v.
func defined(v []float64) []float64 {
	n := 0
	for _, x := range v {
		if x == x {
			v[n] = x
			n++
		}
	}
	return v[:n]
}

// mean is the mean of v in the order of v, with its standard error.
func (c *counter) mean(v []float64) Estimate {
	if len(v) == 0 {
		return Estimate{math.NaN(), math.NaN(), math.NaN(), math.NaN()}
	}
	m := meanOf(v)
	e := Estimate{Value: m, Error: c.sharing.meanError(c.draws, m)}
	e.Low, e.High = m-float64(normal95*e.Error), m+float64(normal95*e.Error)
	return e
}

// meanOf is the mean of v in the order of v; NaN of nothing, and of NaN.
func meanOf(v []float64) float64 {
	var sum float64
	for _, x := range v {
		sum += x
	}
	return sum / float64(len(v))
}
