package cohorts

import (
	"math/bits"

	"sendsim/internal/rng"
)

// redesignate opens units in mainstream schools, or closes them, with the
// children who are in them: an authority keeps its special provision under
// review [CFA14 s27], and designates, enlarges and closes units and resourced
// provision from one school year to the next. Nobody is rationed: their places
// change with them (Placement.Places). What a policy opens stays, with as many
// as fill it.
//
// Worked sum: with Redesignated .1, of 200 children of an age and need in
// mainstream schools beside 40 in units, 40 x .1 = 4 are in a unit now, each
// with chance 4/200; with -.1, 4 of the 40 are in the mainstream school again.
func (t *turn) redesignate() {
	share := t.p.Placement.Redesignated[t.autumn()] * t.inBuilt()
	if share == 0 {
		return
	}
	for need := range NumNeeds {
		for ages := t.inUnits(need); ages != 0; ages &= ages - 1 {
			a := Age(bits.TrailingZeros32(ages))
			unit, school := Cell{a, need, ResourcedProvision}, Cell{a, need, MainstreamSchool}
			from, to, chance, way := unit, MainstreamSchool, -share, int32(-1)
			if share > 0 {
				from, to, way = school, ResourcedProvision, 1
				chance = share * float64(t.Cell(unit)) / float64(max(1, t.Cell(school)))
			}
			luck := uniform(t.key, uint64(unit.Code()))
			if n := int32(rng.Binomial(luck, int(t.Cell(from)), chance)); n > 0 {
				t.sendTogether(from, to, n)
				t.out.Redesignated += way * n
			}
		}
	}
}

// inUnits are the ages of the children of a need in units whom a mainstream
// school would admit, and a unit, a bit each.
func (t *turn) inUnits(need Need) (ages uint32) {
	row := Cell{0, need, ResourcedProvision}.Code() / ageSlots
	return t.State.held[row] & admitted[ResourcedProvision] & admitted[MainstreamSchool]
}

// inBuilt is the part of the children in units who are in places built, as those
// of the term before were: they fill these first, then those of a policy.
func (t *turn) inBuilt() float64 {
	there, ofPolicy := float64(t.bySetting[ResourcedProvision]), t.f.Places[ResourcedProvision]
	beyond := min(there-t.unitsBefore, ofPolicy)
	if beyond <= 0 {
		return 1
	}
	return 1 - beyond/there
}
