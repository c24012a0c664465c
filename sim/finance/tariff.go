package finance

import (
	"math"

	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// Counts is the children with a plan and the places by setting, at a moment.
type Counts struct {
	Plans  [cohorts.NumSettings]int32
	Places [cohorts.NumSettings]int32 // in the rationed settings
	// Beyond is what the children of needs with a cost of their own cost
	// beyond others there, in children who cost what a child there does.
	Beyond cohorts.BySetting
}

// Count counts a state.
func Count(s *cohorts.State) Counts {
	c := Counts{Places: s.Places}
	for at := range c.Plans {
		c.Plans[at] = s.In(cohorts.Setting(at))
	}
	return c
}

// Count counts a state, with what children cost by need where the council
// gave that.
func (t *Tariff) Count(s *cohorts.State) Counts {
	c := Count(s)
	if t.byNeed {
		s.EachCell(func(at cohorts.Cell, n int32) {
			c.Beyond[at.Setting] += float64(float64(n) * t.beyond[at.Setting][at.Need])
		})
	}
	return c
}

// Tariff is the prices, grant and opening balance of one authority in one
// future: settled once by Money.Settle, read-only from then on.
type Tariff struct {
	drawn  []float64 // the parameters of this future
	regime *Regime
	first  int // financial year of years[0]
	years  []yearly

	// In prices of 2023-24, pounds a year.
	unit        cohorts.BySetting                   // of a child, place funding apart
	fixed       [NumLines]float64                   // what follows no plan, on the index of pay
	fixedFees   float64                             // the same of independent providers, on that of fees
	fixedPlaces [NumLines]float64                   // place funding that does not move with the places
	travel      cohorts.BySetting                   // transport of a child
	byNeed      bool                                // some costs differ by need:
	beyond      [cohorts.NumSettings]cohorts.ByNeed // over unit, less 1
	lodged      float64                             // pounds for each dispute
	heard       float64                             // more where it is heard

	sigma, spread float64 // of fees between children: sd of the log; variance over squared mean

	ownPay, ownFees float64 // level of prices that the council's own costs are in

	openingNet, openingGross Pounds
	flags                    Flags   // of the first year
	approved                 bool    // the stability grant is paid
	eligible                 float64 // part of a deficit that counts for it
}

// yearly is what a tariff says of one financial year.
type yearly struct {
	pay, fees, place float64 // prices relative to 2023-24
	feeGrowth        float64 // of fees on the year before, a share
	mix, mixVariance float64 // departure of the mix of independent placements, in standard deviations, and its variance
	grant            Pounds
	published        Pounds  // grant without the council's own figures
	schools          float64 // schools block, pounds
	unexplained      Pounds
}

// UnitCost is what a child in a setting costs in a financial year if no policy
// changes it, pounds a year, place funding apart: the expected cost, where it
// differs between children.
func (t *Tariff) UnitCost(s cohorts.Setting, year int) float64 {
	y := &t.years[year-t.first]
	if onFees[s] {
		return t.unit[s] * y.fees
	}
	return t.unit[s] * y.pay
}

// Term adds the money of one term to an open account: before and after are the
// children at its start and end, shift what policy does to money (nil:
// nothing). A child counts for the mean of both, in every month of the term.
func (t *Tariff) Term(acc *Account, before, after *Counts, f *cohorts.Flows, term cohorts.Term, shift *Factors) {
	y := &t.years[term.Financial()-t.first]
	months := term.Part.Months()
	share := months / (2 * monthsPerYear) // of a year, for before and after together
	if shift != nil {
		acc.carried.fees *= feeShift(y.feeGrowth, months/monthsPerYear, shift)
		t.policy(acc, y, months/monthsPerYear, shift)
	}
	fees := y.fees * acc.carried.fees
	for s := range t.unit {
		n := before.Plans[s] + after.Plans[s]
		if n == 0 {
			continue
		}
		each := t.unit[s] * y.pay
		if onFees[s] {
			each = t.unit[s] * fees
		}
		if s == int(cohorts.IndependentSpecial) {
			each *= t.luck(y, float64(n)/2)
		}
		if shift != nil {
			each = t.shifted(cohorts.Setting(s), each, shift)
		}
		cost := float64(each * (float64(n) + before.Beyond[s] + after.Beyond[s]) * share)
		if shift != nil && shift.Kept[s] != 1 {
			kept := float64(cost * shift.Kept[s])
			acc.Lines[ProgrammeOtherDSG] += Round(cost - kept)
			cost = kept
		}
		acc.pay(cohorts.Setting(s), lineOf[s], Round(cost))
		acc.Months[s] += int64(n) * int64(months)
		if t.travel[s] != 0 {
			travel := t.travel[s] * y.pay * float64(n) * share
			if shift != nil && shift.Transport != 1 {
				travel *= shift.Transport
			}
			acc.Lines[Transport] += Round(travel)
		}
	}
	t.placesOf(acc, before, after, share*y.place)
	year := months / monthsPerYear
	for l := range NumLines {
		if t.fixed[l] != 0 {
			acc.Lines[l] += Round(t.fixed[l] * y.pay * year)
		}
		if t.fixedPlaces[l] != 0 {
			acc.Lines[l] += Round(t.fixedPlaces[l] * y.place * year)
		}
	}
	acc.Lines[pots[independentPot].rest] += Round(t.fixedFees * fees * year)
	acc.Lines[Disputes] += t.disputes(f, y.pay)
}

const monthsPerYear = 12

// pay adds pounds for the children in a setting.
func (a *Account) pay(s cohorts.Setting, l Line, pounds Pounds) {
	a.Lines[l] += pounds
	a.Spent[s] += pounds
}

// placesOf adds the funding of places, whether used or not. Colleges are paid
// element 2 for every student with a plan, specialist post-16 institutions for
// every place.
func (t *Tariff) placesOf(acc *Account, before, after *Counts, share float64) {
	special, resourced := before.paid()
	specialAfter, resourcedAfter := after.paid()
	const spi, fe = cohorts.SpecialistPost16, cohorts.FurtherEducation
	post16 := max(before.Plans[spi], before.Places[spi]) + max(after.Plans[spi], after.Places[spi])
	acc.pay(cohorts.StateSpecial, PlacesSpecial, Round((special+specialAfter)*share))
	acc.pay(cohorts.ResourcedProvision, PlacesResourced, Round((resourced+resourcedAfter)*share))
	acc.pay(spi, PlacesPost16, Round(element2*float64(post16)*share))
	acc.pay(fe, PlacesPost16, Round(element2*float64(before.Plans[fe]+after.Plans[fe])*share))
}

// luck is the mean fee of n children over the expected one: a log-normal with
// the exact mean 1 and the variance of the mean of n skewed fees.
func (t *Tariff) luck(y *yearly, n float64) float64 {
	v := portable.Log1p(t.spread / n)
	return portable.Exp(float64(math.Sqrt(v)*y.mix) - float64(v*y.mixVariance/2))
}

// shifted is what a child costs under a policy.
func (t *Tariff) shifted(s cohorts.Setting, each float64, shift *Factors) float64 {
	if f := shift.Cost[s]; f != 1 {
		each *= f
	}
	ceiling := shift.Ceiling[s]
	switch {
	case math.IsInf(ceiling, 1) || each <= 0:
		return each
	case s == cohorts.IndependentSpecial:
		return capped(each, t.sigma, ceiling)
	default:
		return min(each, ceiling)
	}
}

// capped is the mean of min(X, ceiling) for log-normal X with the given mean
// and standard deviation of its log.
func capped(mean, sigma, ceiling float64) float64 {
	if ceiling <= 0 {
		return 0
	}
	d := portable.Log(ceiling / mean)
	half := float64(sigma * sigma / 2)
	below, above := (d-half)/sigma, (d+half)/sigma
	return float64(mean*phi(below)) + float64(ceiling*phi(-above))
}

// phi is the distribution function of the standard normal.
func phi(x float64) float64 { return float64(portable.Erfc(-x/math.Sqrt2) / 2) }

// feeShift is by how much a policy moves the level of fees in a part of a
// year; 1 at rest.
func feeShift(growth, year float64, shift *Factors) float64 {
	if shift.Fees == 1 && shift.FeePoints == 0 {
		return 1
	}
	return portable.Pow((1+float64(growth*shift.Fees)+shift.FeePoints)/(1+growth), year)
}

// policy adds the money that policy adds in a term.
func (t *Tariff) policy(acc *Account, y *yearly, year float64, shift *Factors) {
	for l, pounds := range shift.Added {
		if pounds != 0 {
			acc.Lines[l] += Round(pounds)
		}
	}
	acc.Transfer += Round(shift.Transfer + float64(shift.TransferShare*y.schools*year))
	acc.Payments += Round(shift.Payment)
	if shift.Promised != 0 {
		acc.carried.promised += shift.Promised
		acc.carried.promisedBelow, acc.carried.backdated = shift.PromisedBelow, shift.Backdated
	}
}

// disputes is what the disputes of a term cost the council: each when it is
// lodged, and more when it is heard.
func (t *Tariff) disputes(f *cohorts.Flows, pay float64) Pounds {
	var lodged, heard int32
	for s := range f.Lodged {
		lodged += f.Lodged[s]
		heard += f.Resolved[s][cohorts.Upheld] + f.Resolved[s][cohorts.Lost]
	}
	return Round((float64(t.lodged*float64(lodged)) + float64(t.heard*float64(heard))) * pay)
}

// Grant is the high needs block of a financial year.
func (t *Tariff) Grant(year int) Pounds { return t.years[year-t.first].grant }
