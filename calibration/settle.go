package calibration

import (
	"math"

	"sendsim/cohorts"
	"sendsim/internal/portable"
	"sendsim/internal/rng"
)

// Terms is the number of terms that a settled future has parameters for: from
// the spring of the start to the autumn Years later.
const Terms = Years * termsOfYear

// Settle draws future k of the authority: the parameters that its steps obey,
// and its start. What into and start held before is written over; their room
// is used again.
func (c *Authority) Settle(draw int, seed rng.Key, into *cohorts.Params, start *cohorts.State) {
	luck := LuckOf(seed)
	c.SettleWith(draw, &luck, into, start)
}

// SettleWith is Settle with the luck of each group given by itself.
func (c *Authority) SettleWith(draw int, luck *Luck, into *cohorts.Params, start *cohorts.State) {
	c.ready()
	var v [numParameters]float64
	var t Targets
	p := Path{ahead: c.ahead}
	c.table.Draw(draw, luck, c.tag, v[:])
	c.National.path(draw, v[entryFade], luck, &p)
	c.targets(draw, luck, v[:], &p, &t)
	places := luck[Places].At(c.tag).At(ownPlacesTag).Nth(uint64(draw))
	old := [2]rng.Key{
		luck.at(Leaving, Nation, c.tag, oldestTag).Nth(uint64(draw)),
		luck.at(Leaving, Local, c.tag, oldestTag).Nth(uint64(draw)),
	}
	c.settle(v[:], &t, luck[Pipeline].At(c.tag).At(roundTag).Nth(uint64(draw)), &places, &old, into, start)
}

// SettleMidway settles the future in which every parameter is at its median
// and nothing surprises: what the others lie about. It is for checks and
// explanations; its result is no forecast, for means are not at medians.
func (c *Authority) SettleMidway(into *cohorts.Params, start *cohorts.State) {
	c.ready()
	var v [numParameters]float64
	t := c.midway(v[:])
	c.settle(v[:], &t, rng.Seed(0), nil, nil, into, start)
}

// Midway is the targets of the future of SettleMidway.
func (c *Authority) Midway() Targets {
	c.ready()
	var v [numParameters]float64
	return c.midway(v[:])
}

func (c *Authority) midway(v []float64) (t Targets) {
	p := Path{ahead: c.ahead}
	for i := range v {
		v[i] = c.Parameters[i].Quantile(.5)
	}
	n := &National{Stock: c.National.Stock, Entries: c.National.Entries}
	n.follow(c.National.mean(), v[entryFade], func(int) (float64, float64) { return 0, 0 }, &p)
	c.follow(v, func(int) (a, eps, b, nu float64) { return 0, 0, 0, 0 }, &p, &t)
	return t
}

// settle fills in a future whose parameters are drawn and targets known. What
// is uncertain in the places of single years, and in a council's own, is drawn
// at the key luck, and the endings of single years, in the nation and in the
// authority, at the keys old; nil is the
// middle of it.
func (c *Authority) settle(v []float64, t *Targets, rounding rng.Key, luck *rng.Key, old *[2]rng.Key, into *cohorts.Params, start *cohorts.State) {
	*start = c.start
	c.rest(into)
	x := settling{Authority: c, v: v, targets: t, into: into, start: start, rounding: rounding, placeLuck: luck, oldestLuck: old}
	x.population()
	x.placement()
	x.disputes()
	x.pipeline()
	x.migration()
	x.leaving()
	x.reviews()
}

var roundTag, oldestTag = rng.Name("round"), rng.Name("oldest")

// settling is one future while it is settled.
type settling struct {
	*Authority
	v        []float64
	targets  *Targets
	into     *cohorts.Params
	start    *cohorts.State
	rounding rng.Key // of whole children in the pipeline
	// placeLuck is where the surprises of places are drawn: in a council's own,
	// and in the growth of each year; nil: nowhere.
	placeLuck *rng.Key
	// oldestLuck is where the endings of the oldest in single years are drawn, in
	// the nation and in the authority; nil: nowhere.
	oldestLuck *[2]rng.Key
	// walked is how far the nation has come from its level of the start.
	walked  [numOldest]float64
	words   uint64
	rising  byAge              // yearly growth of the children of an age on SEN support, as they grow older
	entries [Years]float64     // the targets as fewer children at risk bend them
	stock   [Years + 1]float64 // plans as they are followed by age
}

// whole rounds an expected number of children, by chance.
func (x *settling) whole(n float64) int32 {
	x.words++
	return int32(rng.RoundAt(rng.Uniform(x.rounding.Word(x.words)), n))
}

// rest copies the rates at rest and keeps the room of lists by term.
func (c *Authority) rest(into *cohorts.Params) {
	births, migration := into.Population.Births, into.Population.Migration
	arrivals, demand := into.Population.Arrivals, into.Pipeline.Demand
	finished, leaving := into.Pipeline.Capacity, into.Review.Leaving
	reviewed, places := into.Review.Capacity, into.Placement.Places
	redesignated := into.Placement.Redesignated
	*into = c.rates
	into.Population.Births, into.Population.Migration = room(births, Years), room(migration, Years)
	into.Population.Arrivals, into.Pipeline.Demand = room(arrivals, Terms), room(demand, Terms)
	into.Pipeline.Capacity, into.Review.Leaving = room(finished, Terms), room(leaving, Terms)
	into.Review.Capacity, into.Placement.Places = room(reviewed, Terms), room(places, Terms)
	into.Placement.Redesignated = room(redesignated, Years)
}

// room is list with length n, made anew only where it was too short.
func room[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n)
	}
	return list[:n]
}

func (x *settling) population() {
	births := x.born
	for y := range Years {
		births *= portable.Exp(x.v[birthsTrend])
		x.into.Population.Births[y] = births
		if own, ok := x.projected(y); ok {
			x.into.Population.Births[y] = own
		}
		x.into.Population.Migration[y] = x.v[migrationRate]
	}
}

// leaving sets, for each year, the factors on leaving and the arrivals with
// which net leaving comes to its target, and arrivals too where so many are not
// needed for that. Whose plans there are to end is followed by age: who comes
// young makes plans younger, and fewer of them end.
func (x *settling) leaving() {
	t := x.targets
	of := yearOf{stock: x.byAge()}
	curve := x.leave
	var came float64
	var again [ages]float64
	var gone [Years]float64 // who leaves beyond net leaving, before any arrive
	var soon [Years][ages]float64
	x.stock[0] = x.plans
	for y := range Years {
		if y > 0 {
			x.ends.of(&of.stock, &curve)
		}
		n := sum(of.stock[:])
		drawn := x.pace(y)
		level, arriving := curve.year(t.Net[y], t.Ended[y], t.Arrived[y], x.entries[y]/n, x.common, &drawn)
		of.entries = x.entries[y]
		ending := x.ending(&of, &level, 1)
		of.arrived = x.arriving(&of, &ending, t.Net[y])
		faster, who := x.again(&of, &level, float64(arriving*n)-of.arrived, &ending)
		came += of.arrived
		for a, k := range who {
			again[a] += k
		}
		gone[y], soon[y] = sum(ending.ended[:])-float64(t.Net[y]*n), ending.come
		for q := range yearParts {
			at := &x.into.Review.Leaving[y*termsOfYear+q]
			for b, f := range level {
				at[b] = min(faster*f, mostOldest)
			}
		}
		x.yearOn(&of, &level)
		x.stock[y+1] = sum(of.stock[:])
	}
	mixAges(&x.into.Population.ArrivalAge, came, &again)
	for y := range Years {
		arrived := toMakeUp(gone[y], &x.into.Population.ArrivalAge, &soon[y])
		for q, part := range yearParts {
			x.into.Population.Arrivals[y*termsOfYear+q] = arrived * part.Share()
		}
	}
}

// pace is the factors on the endings of the oldest in a year, as drawn: the
// authority's level, the nation's, which walks on from year to year, and what
// the year alone brings to either.
func (x *settling) pace(year int) (f [numOldest]float64) {
	for b := range oldest {
		own := x.v[firstOwnOldest+b] - x.Parameters[firstOwnOldest+b].Post.Mean // that stands in the rates
		log := own + x.v[nationOldest+b]
		if x.oldestLuck != nil {
			step := x.Parameters[nationOldest+b].Post.SD * stepOfNation
			nation, local := x.oldestLuck[0], x.oldestLuck[1]
			x.walked[b] += float64(step * shock(nation, 2*(numOldest*year+b)))
			log += x.walked[b] + float64(step*shock(nation, 2*(numOldest*year+b)+1))
			log += float64(x.v[firstSwingOldest+b] * shock(local, numOldest*year+b))
		}
		f[b] = portable.Exp(log)
	}
	return f
}

// reviews sets the reviews that can be held: such that, of those due with the
// ones owed, the share held is as drawn at the start and changes at the pace
// drawn, if plans follow their path. A number that did not follow what is due
// would within years hold all or nearly none.
func (x *settling) reviews() {
	r := &x.into.Review
	held := x.v[reviewsHeld]
	r.Held = held
	owed := x.plans * (1/held - 1) / float64(termsOfYear)
	x.start.ReviewsOwed = int32(math.Round(owed))
	for i := range Terms {
		y, part := i/termsOfYear, yearParts[i%termsOfYear]
		gone := float64(i%termsOfYear+1) / float64(termsOfYear) // reviews close the term
		due := owed + float64(part.Share()*(x.stock[y]+float64(gone*(x.stock[y+1]-x.stock[y]))))
		share := min(1, held*portable.Exp(x.v[reviewsPace]*(float64(y)+gone)))
		r.Capacity[i] = share * due
		owed = due - r.Capacity[i]
	}
	speed := x.v[needChangeSpeed]
	for a := int(firstChange); a < ages-1; a++ {
		for d := range r.Change[a] {
			for e := range r.Change[a][d] {
				r.Change[a][d][e] *= speed
			}
		}
	}
}

func (x *settling) disputes() {
	d := &x.into.Disputes
	v := x.v
	d.Lodge = [cohorts.NumStages]float64{v[lodgeRefusal], v[lodgeNoPlan], v[lodgePlacement]}
	d.Resolve = [cohorts.NumStages]float64{v[resolveRefusal], v[resolveNoPlan], v[resolvePlacement]}
	for s := range cohorts.NumStages {
		conceded, upheld := v[concededRefusal+int(s)], v[upheldRefusal+int(s)]
		d.Outcome[s][cohorts.Conceded] = conceded
		d.Outcome[s][cohorts.Upheld] = (1 - conceded) * upheld
		d.Outcome[s][cohorts.Lost] = (1 - conceded) * (1 - upheld)
	}
}
