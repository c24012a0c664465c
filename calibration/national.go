package calibration

import (
	"math"

	"sendsim/internal/rng"
)

// Years is the number of calendar years that a future's targets reach, from
// the year of the start on: room for fifteen financial years.
const Years = 16

// steadyYears is the number of projected years in which the growth of entry
// keeps its pace; from the next on it fades.
const steadyYears = 5

// Row is one joint draw of the national layer: entry growth
// du' = Mu + PhiU(du - Mu) + N(0, SU²), in log new plans a year, and the net
// leaving rate R' = MR + PhiR(R - MR) + N(0, SR²), in plans a year per plan;
// LastU and LastR are their last values.
type Row struct{ MU, PhiU, SU, LastU, MR, PhiR, SR, LastR float64 }

// National is the national layer: equally weighted joint draws, and the
// England totals from which a path starts.
type National struct {
	January int     // census of the start
	Stock   float64 // plans in England at that census
	Entries float64 // new plans in England in the year before
	Rows    []Row
}

// Row is the row that future k takes: k modulo the number of rows.
func (n *National) Row(k int) Row { return n.Rows[k%len(n.Rows)] }

// Path is the national path of one future, by calendar year from the year of
// the start: index 0 is the first.
type Path struct {
	U       [Years]float64     // log new plans of the year
	R       [Years]float64     // net leaving, plans a year per plan
	Stock   [Years + 1]float64 // plans at January of the year
	Births  [Years]float64     // births relative to those of the start
	Migrate [Years]float64     // net migration of children without a plan, share a year
}

var (
	entryShock   = rng.Name("entry-shock")
	leavingShock = rng.Name("leaving-shock")
	birthShock   = rng.Name("birth-shock")
)

// Path is the national path of future k; fade is the yearly factor by which
// entry growth shrinks from the sixth projected year on.
func (n *National) Path(k int, fade float64, luck *Luck) (p Path) {
	n.path(k, fade, luck, &p)
	return p
}

func (n *National) path(k int, fade float64, luck *Luck, p *Path) {
	row := n.Row(k)
	at := luck[NationalPath].At(pathTag)
	up, down := at.At(entryShock).Nth(uint64(k)), at.At(leavingShock).Nth(uint64(k))
	u, du, r := math.Log(n.Entries), row.LastU, row.LastR
	mean, keep := row.MU, row.PhiU
	p.Stock[0] = n.Stock
	for y := range Years {
		before := mean
		if y >= steadyYears {
			mean *= fade
			keep = row.PhiU * fade
		}
		du = mean + keep*(du-before) + row.SU*rng.Normal(rng.Uniform(up.Word(uint64(y))))
		r = row.MR + row.PhiR*(r-row.MR) + row.SR*rng.Normal(rng.Uniform(down.Word(uint64(y))))
		u += du
		p.U[y], p.R[y] = u, r
		p.Stock[y+1] = p.Stock[y]*(1-r) + math.Exp(u)
	}
}
