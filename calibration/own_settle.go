package calibration

import (
	"math"

	"sendsim/cohorts"
	"sendsim/internal/portable"
	"sendsim/internal/rng"
)

var ownPlacesTag = rng.Name("own places")

// seen is a year between the census of the national layer and a later start:
// where the council gave its new plans, the deviation of this future is moved
// towards what they show on its national path, by as much as they are worth
// (a Kalman step on the draw, with the noise of a year drawn as well). spread
// is its variance at unit volatility, noise the year's surprise times the root
// of the volatility.
func (c *Authority) seen(i int, p *passed, a, spread *float64, noise float64) {
	if c.own == nil {
		return
	}
	entries, ok := c.own.NewPlans[c.National.January+i]
	if !ok || entries <= 0 {
		return
	}
	along := float64(i) / float64(c.ahead)
	stock := portable.Exp(float64((1-along)*portable.Log(c.published.Stock)) + float64(along*portable.Log(c.Structure.Stock)))
	shown := portable.Log(entries/stock) - (p.u - portable.Log(p.stock)) - c.EntryHyper.Centre
	variance := c.EntryHyper.S2 + 1/entries
	gain := *spread / (*spread + variance)
	*a += float64(gain * (shown + float64(math.Sqrt(variance)*noise) - *a))
	*spread *= 1 - gain
}

// openings are the places of a setting that open in a future by the council's
// own figures.
type openings struct {
	last  int             // last term in which some do; below 0: none is named
	terms map[int]float64 // of the terms of the run
}

// eachPlaces are the words of luck for what a council says of a setting: more
// than openings.
const eachPlaces = 1 << 10

func (o *openings) opens(term int) float64 { return o.terms[term] }

// councilPlaces takes the places of a setting that the council gave for the
// census, and lists those that open. Where it names openings, no others open
// up to the last of them; then places grow as they would.
func (x *settling) councilPlaces(s cohorts.Setting, now *float64) openings {
	o := openings{last: -1}
	if x.own == nil {
		return o
	}
	given, ok := x.own.Places[s]
	if !ok {
		return o
	}
	draw := func(which int) float64 {
		if x.placeLuck == nil {
			return 0
		}
		return shock(*x.placeLuck, int(s)*eachPlaces+which)
	}
	if given.Now != nil {
		*now = max(0, given.Now.At(draw(0)))
	}
	first := cohorts.AfterCensus(x.Structure.January).Index()
	o.terms = map[int]float64{}
	for i, opening := range given.Openings {
		term := opening.From.Index() - first
		o.terms[term] += max(0, opening.Places.At(draw(i+1)))
		o.last = max(o.last, term)
	}
	return o
}

// mostMigrate bounds what the migration of all children of an age makes of
// those without a plan.
const mostMigrate = 3.0

// migration sets the net migration of a council's projection. It is a share of
// all children of an age, and moves those who have neither plan nor support.
func (x *settling) migration() {
	if x.own == nil || x.own.Projection == nil {
		return
	}
	d := &x.into.Population
	for y := range Years {
		d.Migration[y] = 1
	}
	for a, share := range x.own.Projection.Migration {
		of := min(mostMigrate, x.Structure.Population[a]/max(1, float64(x.start.Without[a])))
		d.MigrationByAge[a] = max(-1, float64(share*of)+x.v[migrationRate])
	}
}

// projected is the births of a council's projection, its last year standing for all
// after it, along the path of the future; false where it gave none.
func (x *settling) projected(year int) (births float64, ok bool) {
	if x.own == nil || x.own.Projection == nil {
		return 0, false
	}
	list := x.own.Projection.Births
	return list[min(year, len(list)-1)] * portable.Exp(x.v[birthsTrend]*float64(year+1)), true
}
