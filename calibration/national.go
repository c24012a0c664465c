package calibration

import (
	"sync"

	"sendsim/internal/portable"
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
	Break   Break // what the paths of its futures may meet; nothing where it was fitted

	ess        [3]float64 // of entry growth, of net leaving and of stock growth, when fitted
	once       sync.Once
	centre     Row
	digestOnce sync.Once
	digest     string
}

// Break is the risk that a change of law, or of what is made of it, moves the
// growth of plans for good: with a chance a year, by as much as is drawn. No
// model that is fitted to the past covers it, and the years since 2017 had none;
// its two figures are judged (forecasting.md 3.7).
type Break struct {
	Chance float64 // a year, [0, 1]
	Spread float64 // standard deviation of the move, plans a year per plan
}

// shift is what a year of the nation's future moves the growth of plans by, the
// year counted from that of the layer's census: words 2i and 2i+1 of its address
// are those of year i.
func (b Break) shift(key rng.Key, year int) (by float64) {
	if b.Chance > 0 && rng.Uniform(key.Word(uint64(2*year))) < b.Chance {
		by = float64(b.Spread * shock(key, 2*year+1))
	}
	return by
}

// Breaking is the layer whose futures may meet a break. Its rows are shared.
func (n *National) Breaking(b Break) *National {
	return &National{January: n.January, Stock: n.Stock, Entries: n.Entries, Rows: n.Rows, Break: b, ess: n.ess}
}

// Row is the row that future k takes: k modulo the number of rows.
func (n *National) Row(k int) Row { return n.Rows[k%len(n.Rows)] }

// Path is the national path of one future, by calendar year from the year of
// the start: index 0 is the first.
type Path struct {
	U     [Years]float64     // log new plans of the year
	R     [Years]float64     // net leaving, plans a year per plan
	Stock [Years + 1]float64 // plans at January of the year
	// Moved is by how much breaks since the start have moved the growth of plans
	// by the year, plans a year per plan. U, R and Stock are without it.
	Moved [Years]float64

	ahead int // years from the census of the layer to that of the start
	past  [MostAhead]passed
}

// passed is a year of a national path before the start.
type passed struct{ u, stock float64 }

// MostAhead is by how many years a council's own census may be later than that
// of the national layer.
const MostAhead = 4

var (
	entryShock   = rng.Name("entry-shock")
	leavingShock = rng.Name("leaving-shock")
	breakTag     = rng.Name("break")
)

// Path is the national path of future k; fade is the yearly factor by which
// entry growth shrinks from the sixth projected year on.
func (n *National) Path(k int, fade float64, luck *Luck) (p Path) {
	n.path(k, fade, luck, &p)
	return p
}

func (n *National) path(k int, fade float64, luck *Luck, p *Path) {
	at := luck[NationalPath].At(pathTag)
	up, down := at.At(entryShock).Nth(uint64(k)), at.At(leavingShock).Nth(uint64(k))
	n.follow(n.Rows[luck.row(k, len(n.Rows))], fade, func(i int) (zeta, omega float64) {
		return shock(up, i), shock(down, i)
	}, p)
	if n.Break != (Break{}) {
		p.broken(n.Break, at.At(breakTag).Nth(uint64(k)))
	}
}

// broken sets what breaks move the growth of plans by. None is before the start:
// plans were counted then.
func (p *Path) broken(b Break, key rng.Key) {
	by := 0.
	for y := range p.Moved {
		by += b.shift(key, p.ahead+y)
		p.Moved[y] = by
	}
}

// shock is a standard normal surprise, word i of its address.
func shock(key rng.Key, i int) float64 { return rng.Normal(rng.Uniform(key.Word(uint64(i)))) }

// follow goes along a path of a row with the surprises given, year by year from
// that of the layer's census.
func (n *National) follow(row Row, fade float64, surprise func(i int) (zeta, omega float64), p *Path) {
	u, du, r, stock := portable.Log(n.Entries), row.LastU, row.LastR, n.Stock
	mean, keep := row.MU, row.PhiU
	for i := range p.ahead + Years {
		before := mean
		if i >= steadyYears {
			mean *= fade
			keep = row.PhiU * fade
		}
		zeta, omega := surprise(i)
		du = mean + float64(keep*(du-before)) + float64(row.SU*zeta)
		r = row.MR + float64(row.PhiR*(r-row.MR)) + float64(row.SR*omega)
		u += du
		if y := i - p.ahead; y < 0 {
			p.past[i] = passed{u, stock}
		} else {
			p.U[y], p.R[y], p.Stock[y] = u, r, stock
		}
		stock = float64(stock*(1-r)) + portable.Exp(u)
	}
	p.Stock[Years] = stock
}

// mean is the mean of the rows.
func (n *National) mean() Row {
	n.once.Do(func() { n.centre = meanOf(n.Rows) })
	return n.centre
}

func meanOf(rows []Row) (m Row) {
	for _, r := range rows {
		m.MU += r.MU
		m.PhiU += r.PhiU
		m.SU += r.SU
		m.LastU += r.LastU
		m.MR += r.MR
		m.PhiR += r.PhiR
		m.SR += r.SR
		m.LastR += r.LastR
	}
	k := float64(len(rows))
	return Row{m.MU / k, m.PhiU / k, m.SU / k, m.LastU / k, m.MR / k, m.PhiR / k, m.SR / k, m.LastR / k}
}
