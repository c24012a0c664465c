package outputs

import "math"

// sharing is the number of rows of the calibration that the draws take in
// turn: with rows n, draws k and k+n have one in common, so together they say
// less than two draws that have none. 0: every draw has a row of its own.
//
// The errors of a summary are those of another run with as many draws and as
// many rows. Draws that share a row are summed before they are squared (a
// cluster's ultimate variance: Kish, Survey Sampling, 1965, 5.3 and 8.2), so
// that more draws on the same rows do not promise what only rows can.
type sharing int

// step is how far apart, among n draws, those are that share a row.
func (s sharing) step(n int) int {
	if s <= 0 || int(s) > n {
		return n
	}
	return int(s)
}

// shares tells whether any of n draws share a row.
func (s sharing) shares(n int) bool { return s.step(n) < n }

// meanError is the standard error of the mean of v, draw by draw; NaN is left
// out, and returned where there are fewer than two rows.
func (s sharing) meanError(v []float64, mean float64) float64 {
	var squares, n, rows float64
	step := s.step(len(v))
	for first := range step {
		part, of := 0.0, 0.0
		for k := first; k < len(v); k += step {
			if v[k] == v[k] {
				part += v[k] - mean
				of++
			}
		}
		squares += float64(part * part)
		n += of
		rows += min(1, of)
	}
	if rows < 2 {
		return math.NaN()
	}
	return math.Sqrt(squares*rows/(rows-1)) / n
}

// chance counts the draws in which something holds. What all draws or none
// meet may hang on the row alone: they are then worth no more than the rows.
func (s sharing) chance(draws int, holds func(draw int) bool) Chance {
	return s.chanceAmong(draws, func(int) bool { return true }, holds)
}

// chanceAmong counts, of the draws that are in, those in which something holds.
func (s sharing) chanceAmong(draws int, in, holds func(draw int) bool) Chance {
	var c Chance
	hits := make([]float64, draws) // NaN: not in
	for d := range hits {
		switch {
		case !in(d):
			hits[d] = math.NaN()
			continue
		case holds(d):
			c.Hits++
			hits[d] = 1
		}
		c.Draws++
	}
	switch p := c.Share(); {
	case !s.shares(draws) || c.Draws == 0:
	case c.Hits == 0 || c.Hits == c.Draws:
		c.Worth = float64(min(int(s), c.Draws))
	default:
		e := s.meanError(hits, p)
		c.Worth = min(float64(c.Draws), p*(1-p)/(e*e))
	}
	return c
}

// effects is by how much the variance of the number of draws up to a value is
// that of as many independent draws, for each of some ascending values: 1
// where all or none are up to it.
func (s sharing) effects(v []float64, values *[len(Levels)]float64) (effects [len(Levels)]float64) {
	var up, upUp, upOf [len(Levels)]float64 // sums over rows: draws up to the value, squared, times draws
	var n, ofOf, rows float64
	step := s.step(len(v))
	for first := range step {
		of, h := 0.0, 0.0
		var beyond [len(Levels) + 1]float64 // draws by how many of the values they exceed
		for k := first; k < len(v); k += step {
			if x := v[k]; x == x {
				of++
				beyond[exceeded(x, values)]++
			}
		}
		for l := range up {
			h += beyond[l]
			up[l] += h
			upUp[l] += float64(h * h)
			upOf[l] += float64(h * of)
		}
		n += of
		ofOf += float64(of * of)
		rows += min(1, of)
	}
	for l := range effects {
		p := up[l] / n
		if alone := n * p * (1 - p) * n / (n - 1); alone > 0 && rows > 1 {
			effects[l] = (upUp[l] - float64(2*p*upOf[l]) + float64(p*p*ofOf)) * rows / (rows - 1) / alone
		} else {
			effects[l] = 1
		}
	}
	return effects
}

// exceeded is how many of some values x exceeds, found without a branch.
func exceeded(x float64, values *[len(Levels)]float64) (n int) {
	for _, v := range values {
		n += counted(x > v)
	}
	return n
}

// counted is 1 for what is so.
func counted(so bool) int {
	if so {
		return 1
	}
	return 0
}
