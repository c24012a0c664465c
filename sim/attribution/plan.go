package attribution

import (
	"fmt"

	"sendsim/sim"
)

// Plan is how an attribution is worked out. It alone says what is lived, so
// that the same plan gives the same figures on any machine.
type Plan struct {
	Exact  bool `json:"exact"`            // over every set of players
	Draws  int  `json:"draws"`            // the first of the run
	Orders int  `json:"orders,omitempty"` // sampled for each draw, where it is not exact
}

// PlanFor is the plan for n players on a run of some draws that lives no more
// than the futures that can be afforded, if that is possible: exact where it
// fits; else as many sampled orders for each draw, a power of two, as fit; else
// one order on the first draws, by whole blocks and at least one block.
func PlanFor(n, draws int, afford float64) Plan {
	if exact := (Plan{Exact: true, Draws: draws}); n <= 2 || exact.Futures(n) <= afford {
		return exact
	}
	p := Plan{Draws: draws, Orders: 1}
	if fits := int(afford/float64(n-1)) / sim.BlockDraws * sim.BlockDraws; fits < draws {
		p.Draws = min(draws, max(sim.BlockDraws, fits))
		return p
	}
	for {
		more := p
		more.Orders *= 2
		if more.Futures(n) > afford {
			return p
		}
		p = more
	}
}

// Futures is the number of futures that the plan lives for n players, beside
// those of the two runs compared.
func (p Plan) Futures(n int) float64 {
	switch {
	case n < 2:
		return 0
	case p.Exact:
		const sets = 2
		return float64(p.Draws) * (float64(uint64(1)<<n) - sets)
	default:
		return float64(p.Draws) * float64(p.Orders) * float64(n-1)
	}
}

// Check says where a plan, read from a file, is none.
func (p Plan) Check(n, draws int) error {
	const mostExact = 20
	switch {
	case n > Most:
		return fmt.Errorf("%d levers differ; allowed: up to %d", n, Most)
	case p.Draws < 1 || p.Draws > draws:
		return fmt.Errorf("an attribution on %d draws of a run of %d", p.Draws, draws)
	case p.Exact && n > mostExact, !p.Exact && p.Orders < 1:
		return fmt.Errorf("an attribution to %d levers that is exact: %t, with %d orders", n, p.Exact, p.Orders)
	}
	return nil
}
