package finance

import (
	"math"

	"sendsim/calibration"
	"sendsim/internal/portable"
	"sendsim/internal/rng"
)

// The decisions of chance in money, each at an address of its own.
var (
	payTag         = rng.Name("money: growth of pay")
	feesTag        = rng.Name("money: growth of fees")
	mixTag         = rng.Name("money: mix of independent placements")
	grantTag       = rng.Name("money: growth of grant")
	unexplainedTag = rng.Name("money: not explained")
	approvalTag    = rng.Name("money: stability grant approved")
)

// normal is a standard normal number for a year, at an address.
func normal(k rng.Key, tag rng.Tag, draw, year int) float64 {
	return rng.Normal(rng.Uniform(k.At(tag).Nth(uint64(draw)).Word(uint64(year))))
}

// indices settles prices by year, relative to the base year, 2023-24 unless the
// start is in the past: national paths that all authorities of a draw share,
// and the authority's own mix of independent placements. Before the base year
// prices follow mean growth.
func (m *Money) indices(draw int, luck *calibration.Luck, t *Tariff) {
	d, nation := t.drawn, luck[calibration.UnitCost]
	own, base := nation.At(m.area), m.nation.base()
	keep, alike := d[growthPersistence], d[feesWithPay]
	pay, fees, place, mix := 1.0, 1.0, 1.0, 0.0
	offPay, offFees, variance := 0.0, 0.0, 0.0
	t.ownPay, t.ownFees = 1, 1
	for i := range t.years {
		y := &t.years[i]
		*y = yearly{pay: pay, fees: fees, place: place, feeGrowth: d[feeGrowth]}
		year := m.first + i
		if year <= base {
			back := float64(year - base)
			y.pay, y.fees, y.place = portable.Pow(1+d[payGrowth], back), portable.Pow(1+d[feeGrowth], back), portable.Pow(1+d[placeRateGrowth], back)
		}
	}
	for year := base + 1; year < m.first+m.years; year++ {
		z := normal(nation, payTag, draw, year)
		offPay = float64(keep*offPay) + float64(d[payShock]*z)
		offFees = float64(keep*offFees) + float64(d[feeShock]*(float64(alike*z)+float64(math.Sqrt(1-float64(alike*alike))*normal(nation, feesTag, draw, year))))
		pay *= 1 + d[payGrowth] + offPay
		fees *= 1 + d[feeGrowth] + offFees
		place *= 1 + d[placeRateGrowth]
		if m.own != nil && m.own.Prices == year {
			t.ownPay, t.ownFees = pay, fees
		}
		// The mix of 2023-24 is in the published total, so it is known: its
		// departure grows from nought to that of a fresh sample of children.
		rho := d[skewPersistence]
		mix = float64(rho*mix) + float64(math.Sqrt(1-float64(rho*rho))*normal(own, mixTag, draw, year))
		variance = float64(rho*rho*variance) + 1 - float64(rho*rho)
		if i := year - m.first; i >= 0 {
			t.years[i] = yearly{pay: pay, fees: fees, place: place, feeGrowth: d[feeGrowth] + offFees, mix: mix, mixVariance: variance}
		}
	}
}

// grant settles the high needs block and the schools block by year: as
// published, then growing from the last published year. From the first block
// that a council gave on, its own grow beside them.
func (m *Money) grant(draw int, luck *calibration.Luck, council *laying, t *Tariff) {
	s, d, nation := m.Structure, t.drawn, luck[calibration.Funding]
	own := nation.At(m.area)
	keep := d[grantPersistence]
	block, last := s.lastBlock(m.first + m.years)
	common, apart, fresh := 0.0, 0.0, 1.0
	given, paid := false, 0.0 // the council's own
	for year := min(last, m.first); year < m.first+m.years; year++ {
		if known, ok := s.blocks[year]; ok {
			block = known
		} else {
			common = float64(keep*common) + float64(fresh*normal(nation, grantTag, draw, year))
			apart = float64(keep*apart) + float64(fresh*normal(own, grantTag, draw, year))
			fresh = math.Sqrt(1 - float64(keep*keep))
			g := m.Regime.growth(year)
			growth := 1 + g.Range.At(float64(math.Sqrt(g.Shared)*common)+float64(math.Sqrt(1-g.Shared)*apart))
			block *= growth
			paid *= growth
		}
		if council.Own != nil {
			if r, ok := council.Blocks[year]; ok {
				given, paid = true, council.from(calibration.Funding, ownBlockTag, year, r)
			}
		}
		if i := year - m.first; i >= 0 {
			t.years[i].published = Round(block)
			t.years[i].grant = t.years[i].published
			if given {
				t.years[i].grant = Round(paid)
			}
			t.years[i].schools = s.schools * portable.Pow(1+d[schoolsGrowth], float64(year-s.base()))
		}
	}
}

// lastBlock is the last published block before a year, and its year.
func (s *Structure) lastBlock(before int) (block float64, year int) {
	for y, b := range s.blocks {
		if y > year && y < before {
			block, year = b, y
		}
	}
	return block, year
}

// unexplained settles what no line explains, as a share of the block: a
// national level, and the authority's departure from it, which keeps a part
// from year to year and starts from what the two years to March 2024 showed,
// where that is a guide.
func (m *Money) unexplained(draw int, luck *calibration.Luck, t *Tariff) {
	d, gap := t.drawn, m.Structure.Gap
	own := luck[calibration.OtherLines].At(m.area)
	keep, sd := d[unexplainedPersistence], d[unexplainedSpread]
	mean, variance := 0.0, sd*sd
	if gap.Guide() {
		mean = d[unexplainedKept] * (gap.Share - m.nation.gap)
		// The mean of two years tells the second of them with covariance
		// sd²(1+keep)/2.
		told := (1 + keep) / 2
		if gap.OneYear {
			told = 1
		}
		variance *= 1 - float64(d[unexplainedKept]*told)
	}
	off := mean + float64(math.Sqrt(variance)*normal(own, unexplainedTag, draw, m.nation.base()))
	for year := m.nation.base() + 1; year < m.first+m.years; year++ {
		off = float64(keep*off) + float64(math.Sqrt(1-float64(keep*keep))*sd*normal(own, unexplainedTag, draw, year))
		if i := year - m.first; i >= 0 {
			y := &t.years[i]
			y.unexplained = Round((d[unexplainedLevel] + off) * float64(y.published))
		}
	}
}
