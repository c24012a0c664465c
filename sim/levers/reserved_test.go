package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/levers"
)

// reserving is a lever that reserves its places, of which so many open from
// autumn 2024.
func reserving(key, name string, places float64, needs ...cohorts.Need) levers.Lever {
	dials := map[string]float64{"places": places, "prefer": 0.3}
	if key == "special-places" {
		dials["building"], dials["cancelled"], dials["neighbours"] = 0, 0, 0.25
	}
	l := pulled(key, dials)
	l.Common().Name = name
	levers.ReservedBy(l).Needs = cohorts.NeedsOf(needs...)
	return l
}

// Places are reserved as they open: of 40, on a ramp of 14 months of which 0.6
// is realised, 40 x 1/2 x 0.6 = 12 after 7 months. Their needs alone prefer the
// setting, by 0.3 x 1/2 x 0.6 more.
func TestReservedPlacesOpenAsPlacesDo(t *testing.T) {
	l := reserving("resourced-provision", "", 40, cohorts.SEMH)
	p := l.Common()
	p.Ramp = levers.Ramp{Shape: levers.Linear, Months: 14}
	p.Delivery.Realised.Range.Low, p.Delivery.Realised.Range.High = 0.6, 0.6
	spring := cohorts.Term{Year: 2024, Part: cohorts.Spring}
	before, half := in(autumn(2024), l), in(spring.Next(), l) // 7 months on
	if before.Chances != cohorts.Rest() {
		t.Error("places are reserved before any are open")
	}
	c := half.Chances
	is(t, "places", c.Places[cohorts.ResourcedProvision], 12)
	is(t, "weight for all", c.Prefer[cohorts.Mainstream][cohorts.ResourcedProvision], 1)
	r := c.Reserved[0]
	is(t, "reserved", r.Places, 12)
	is(t, "preferred", r.Prefer, 1+0.3*0.5*0.6)
	if r.Setting != cohorts.ResourcedProvision || r.Needs != cohorts.NeedsOf(cohorts.SEMH) || c.Reserved[1] != (cohorts.Reserve{}) {
		t.Errorf("%+v is reserved", c.Reserved)
	}
}

// Two units for the same needs are one of both; what neighbours fill is not
// reserved.
func TestReservedPlacesOfLeversJoin(t *testing.T) {
	c := in(autumn(2024),
		reserving("resourced-provision", "one", 10, cohorts.SLCN, cohorts.ASD),
		reserving("resourced-provision", "two", 6, cohorts.ASD, cohorts.SLCN),
		reserving("resourced-provision", "for all", 8),
		reserving("special-places", "", 60, cohorts.SEMH),
	).Chances
	is(t, "places in provision", c.Places[cohorts.ResourcedProvision], 24)
	is(t, "reserved there", c.Reserved[0].Places, 16)
	is(t, "preferred by these", c.Reserved[0].Prefer, 1.3*1.3)
	is(t, "preferred by all", c.Prefer[cohorts.Mainstream][cohorts.ResourcedProvision], 1.3)
	is(t, "reserved in special schools", c.Reserved[1].Places, 45)
	if c.Reserved[1].Setting != cohorts.StateSpecial || c.Reserved[2] != (cohorts.Reserve{}) {
		t.Errorf("%+v is reserved", c.Reserved)
	}
}
