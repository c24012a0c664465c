package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/levers/levertest"
)

// A tenth more finish; one in ten of those who would have wished for a
// specialist institution no longer does.
func TestPost16Pathways(t *testing.T) {
	levertest.Check(t, plain("post-16-pathways"))

	c := &in(autumn(2024), pulled("post-16-pathways", map[string]float64{"finish": 0.1, "specialist": 0.1})).Chances
	is(t, "finishing after 16", c.Finishing[cohorts.Post16], 1.1)
	is(t, "finishing in special schools", c.Finishing[cohorts.Specialist], 1.1)
	is(t, "specialist institutions", c.Prefer[cohorts.Post16][cohorts.SpecialistPost16], 0.9)
	is(t, "colleges", c.Prefer[cohorts.Post16][cohorts.FurtherEducation], 1)
}
