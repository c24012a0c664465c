package calibration

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/stat"

	"sendsim/cohorts"
	"sendsim/internal/rng"
)

// aim is the children in a closed setting whom the closure is to lead to.
func (c *Authority) aim(s cohorts.Setting) float64 {
	grows := c.Structure.Grew[s]
	if !s.Rationed() {
		grows += c.close.grew
	}
	return c.held[s] * math.Exp(grows)
}

// At the factors found, the mean field of the year brings each closed setting
// to its aim, wherever the bounds allow it.
func TestClosureBringsSettingsToTheirAim(t *testing.T) {
	for _, name := range ten {
		a := authority(t, name)
		targets := a.Midway()
		y := a.newYearAhead(&targets)
		for _, s := range closed {
			y.seek[s] = a.close.factor(s, a.Structure.Grew[s])
		}
		end := y.live()
		end[cohorts.StateSpecial] += a.won(targets.Entries[0])
		for _, s := range closed {
			if f := y.seek[s]; f > leastClosure && f < mostClosure && a.held[s] >= leastChildren {
				near(t, name+": "+s.String(), end[s], a.aim(s), .01*a.held[s]+.5)
			}
		}
		if want := targets.Stock[1]; math.Abs(sum(end[:])-want) > .02*want {
			t.Errorf("%s: the mean field ends with %.0f plans; its target is %.0f", name, sum(end[:]), want)
		}
	}
}

// The year that is lived, with its places and its luck, follows: the settings
// that children seek without a number of places come to their aim in the sum
// of ten authorities, to some children in a hundred. (Alternative provision
// keeps those who would leave for a state special school and find no place.)
func TestFirstYearContinuesThePast(t *testing.T) {
	const runs = 30
	var start, aim, got [settings]float64
	w, rest := cohorts.NewScratch(), cohorts.Rest()
	for _, name := range ten {
		a := authority(t, name)
		var p cohorts.Params
		var state cohorts.State
		for k := range runs {
			a.SettleMidway(&p, &state)
			w.Begin(&p)
			for range termsOfYear {
				var out cohorts.Flows
				w.Advance(&state, &rest, rng.Seed(5).At(a.tag).Nth(uint64(k)), &out)
			}
			for _, s := range sought {
				got[s] += float64(state.In(s)) / runs
			}
		}
		x := settling{Authority: a}
		for i, s := range sought {
			drift := a.Parameters[firstDrift+i].Post
			middle := growth{}
			if a.held[s] >= leastChildren {
				middle = x.growing(s, drift, drift.Mean) // of futures, below their mean
			}
			start[s] += a.held[s]
			aim[s] += a.aim(s) * math.Exp(-middle.spread*middle.spread/2)
		}
	}
	for _, s := range sought {
		within := .06
		if s == cohorts.AlternativeProvision {
			within = .12 // keeps those who find no special place: its few children are the most off
		}
		near(t, s.String(), got[s]/start[s], aim[s]/start[s], within)
	}
}

// Of three years of growth of places in state special schools, what is drawn
// spreads as was found: the surprises of three autumns, and what lasts.
func TestPlacesSwing(t *testing.T) {
	const draws = 2000
	a := authority(t, "Kent")
	var p cohorts.Params
	var s cohorts.State
	var x, squares float64
	last := 3*termsOfYear - 1
	for k := range draws {
		a.Settle(k, rng.Seed(2), &p, &s)
		g := math.Log(p.Placement.Places[last][cohorts.StateSpecial] / p.Placement.Places[0][cohorts.StateSpecial])
		x += g
		squares += g * g
	}
	x /= draws
	swing, lasts := a.Parameters[swingSpecial].Quantile(.5), a.Parameters[growthSpecial].Post.SD
	nation := a.Parameters[growthNation].Post.SD
	const fading = 1 + .9 + .9*.9 // about: growth-fade has its middle at .9
	want := math.Sqrt(3*swing*swing + fading*fading*(lasts*lasts+nation*nation))
	near(t, "standard deviation of three years' growth", math.Sqrt(squares/draws-x*x), want, .08*want)
}

// Of specialist colleges, places grow over a span as far from what is expected as
// was found, soon more than late, as children follow a rate at which they are
// sought; and in every autumn the mean of authorities is as expected, not the
// middle one.
func TestPlacesDepartAsChildrenFollow(t *testing.T) {
	const draws, autumns = 6000, 10
	const at = cohorts.SpecialistPost16
	a := authority(t, "Kent")
	var p cohorts.Params
	var s cohorts.State
	post := a.Parameters[growthPost16].Post
	luck := LuckOf(rng.Seed(2))
	var logs [autumns][]float64 // growth of so many autumns, less what is expected
	var v [numParameters]float64
	for k := range draws {
		a.Settle(k, rng.Seed(2), &p, &s)
		a.table.Draw(k, &luck, a.tag, v[:])
		expected, fade := 0., 1.
		for autumn := range logs {
			expected += (post.Mean + v[growthNation]) * fade
			fade *= v[growthFade]
			grew := p.Placement.Places[autumn*termsOfYear+termsOfYear-1][at] / p.Placement.Places[0][at]
			logs[autumn] = append(logs[autumn], math.Log(grew)-expected)
		}
	}
	keeps := a.close.keeps[at]
	if keeps < .6 || keeps > .9 {
		t.Fatalf("%s keeps %.2f of a change", at.Key(), keeps)
	}
	reach, part := 0., 1.
	for autumn, list := range logs {
		reach, part = reach+part, part*keeps
		want := post.SD * span / (1 + keeps + keeps*keeps) * reach
		if autumn == span-1 {
			near(t, "spread of a span in "+at.Key(), want, post.SD*span, 1e-9)
		}
		mean := 0.
		for _, g := range list {
			mean += math.Exp(g) / draws
		}
		name := fmt.Sprintf("of %d autumns in %s", autumn+1, at.Key())
		near(t, "standard deviation "+name, stat.StdDev(list, nil), want, .04*want)
		near(t, "mean growth "+name, mean, 1, 4*math.Sqrt((math.Exp(want*want)-1)/draws))
	}
}

// Who has no state special place goes to an independent school more often
// where more have gone before.
func TestOverflowIsTheAuthoritysOwn(t *testing.T) {
	few, many := authority(t, "Birmingham"), authority(t, "Bracknell Forest")
	var p, q cohorts.Params
	var s cohorts.State
	few.SettleMidway(&p, &s)
	many.SettleMidway(&q, &s)
	of := func(p *cohorts.Params) float64 {
		row := p.Placement.Overflow[cohorts.StateSpecial]
		near(t, "shares of overflow", sum(row[:]), 1, 1e-12)
		return row[cohorts.ToIndependent]
	}
	odds := func(x float64) float64 { return x / (1 - x) }
	shift := few.Parameters[overflowOwn].Quantile(.5) - many.Parameters[overflowOwn].Quantile(.5)
	if shift > -.5 {
		t.Errorf("Birmingham's shift is only %.2f below Bracknell Forest's", shift)
	}
	near(t, "ratio of odds", math.Log(odds(of(&p))/odds(of(&q))), shift, 1e-9)
}

// The spread between authorities is found again by size: what all share, and
// what is larger where children are few.
func TestSpreadBySize(t *testing.T) {
	key := rng.Seed(9)
	var list []departure
	for i := range 4000 {
		children := 20 * math.Exp(3*rng.Uniform(key.Nth(1).Word(uint64(i))))
		sd := math.Sqrt(.02*.02 + .3/children)
		list = append(list, departure{i, sd * shock(key.Nth(2), i), children})
	}
	base, small := byChildren(list)
	near(t, "share that depends on size", small, .3, .05)
	near(t, "standard deviation at 400", math.Sqrt(base+small/400), math.Sqrt(.02*.02+.3/400), .004)
}
