package programmes_test

import (
	"math"
	"slices"
	"testing"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/rng"
	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

func term(year int, part cohorts.Part) cohorts.Term {
	return cohorts.Term{Year: cohorts.Year(year), Part: part}
}

// Each strand of Stockton-on-Tees begins in the term of the paper's date, and
// the grant ends with the twelve months of its lead.
func TestStocktonsStrandsBeginWhenThePaperSays(t *testing.T) {
	m := laid(t, "stockton-dbv-2024")
	for name, from := range map[string]cohorts.Term{
		"a early years, speech and language":      term(2024, cohorts.Autumn),
		"b training":                              term(2024, cohorts.Autumn), // July 2024, the end of the summer term
		"c front door and Team around the School": term(2023, cohorts.Summer), // May 2024
		"e places, phase 1":                       term(2024, cohorts.Autumn), // September 2024
		"e places, phase 2":                       term(2025, cohorts.Autumn), // September 2025
		"SEN support strategy":                    term(2024, cohorts.Spring), // January 2025
	} {
		if got := one(t, m, name).Common().From; got != from {
			t.Errorf("%s begins in %v; the paper has %v", name, got, from)
		}
	}
	grant := one(t, m, "dbv-grant").(*levers.DBVGrant)
	if grant.Over.Range.Low != 12 || grant.Until != term(2024, cohorts.Spring) || grant.Grant.Range.High != 1e6 {
		t.Errorf("the grant is %v over %v months, until %v", grant.Grant.Range, grant.Over.Range, grant.Until)
	}
	if last := m.Scenario.Last().Financial(); last != 2027 {
		t.Errorf("the run ends with %d; the plan was extended to 2027-28", last)
	}
}

// The run starts from the 2,048 plans and near the £3.57m of the paper.
func TestStocktonStartsFromItsOwnFigures(t *testing.T) {
	m := laid(t, "stockton-dbv-2024").WithLevers()
	for draw := range 5 {
		if plans := m.Tell(draw)[0].Terms[0].Before.Plans; plans != 2048 {
			t.Errorf("future %d starts from %d plans", draw, plans)
		}
	}
	for draw, opening := range lived(t, m, "opening_deficit")[0] {
		if opening != 3.57e6 {
			t.Fatalf("future %d opens with £%.0f", draw, opening)
		}
	}
}

// Autism, social, emotional and mental health, and speech and language grow more
// than all other needs together, from 2024-25 to 2027-28.
func TestStocktonsGrowthIsInThreeNeeds(t *testing.T) {
	m := laid(t, "stockton-dbv-2024").WithLevers()
	growth := func(column string) float64 {
		by := lived(t, m, column)
		return mean(by[len(by)-1]) - mean(by[0])
	}
	three := growth("plans_need_asd") + growth("plans_need_semh") + growth("plans_need_slcn")
	if all := growth(outputs.ColPlans); three <= all/2 {
		t.Errorf("three needs grow by %.0f of %.0f", three, all)
	}
}

// Wiltshire's deficit before payments is its opening of £56.247m and the year;
// with the £28.25m that were planned it is the paper's £84.5m to the rounding.
func TestTheGrossBalanceIsTheOpeningAndTheYear(t *testing.T) {
	const opening, planned, stated = 56.247e6, 28.25e6, 84.5e6
	if math.Abs(opening+planned-stated) > 0.05e6 {
		t.Errorf("£%.0f is not £%.0f", opening+planned, stated)
	}
	m := laid(t, "wiltshire-safety-valve-2024")
	gross, year := lived(t, m, outputs.ColGross), lived(t, m, outputs.ColInYear)
	for draw := range pairs {
		// The published balance after payments is a rough one, and is drawn; what
		// payments made of it is known.
		opens := gross[0][draw] - year[0][draw]
		if math.Abs(opens-opening) > 6e6 {
			t.Errorf("future %d opens with £%.0f before payments", draw, opens)
		}
		if math.Abs(gross[1][draw]-gross[0][draw]-year[1][draw]) > 1 {
			t.Errorf("future %d: £%.0f, £%.0f in the year, £%.0f", draw, gross[0][draw], year[1][draw], gross[1][draw])
		}
	}
}

// What Wiltshire's places cost is £5.7m, a twentieth more or less, at the middle
// of the range of places and of the price of one.
func TestWiltshiresCapitalBuysItsPlaces(t *testing.T) {
	l := one(t, laid(t, "wiltshire-safety-valve-2024"), "special-places").(*levers.SpecialPlaces)
	if cost := l.Places.Range.At(0) * l.Capital.Range.At(0); math.Abs(cost/5.7e6-1) > 0.05 {
		t.Errorf("the places cost £%.0f", cost)
	}
}

// What Leicestershire opens from July 2022 on costs a fifth to a half of its £25m.
func TestLeicestershiresPlacesAreOfItsCapital(t *testing.T) {
	l := one(t, laid(t, "leicestershire-tsil-2022"), "local sufficiency").(*levers.SpecialPlaces)
	const invested = 25e6
	each := l.Capital.Range.Low
	if low, high := l.Places.Range.Low*each/invested, l.Places.Range.High*each/invested; low != 0.2 || high != 0.5 {
		t.Errorf("places open at %.2f to %.2f of what is invested", low, high)
	}
}

// Fees of independent special schools grow by the paper's 9 % in the year of
// inflation: by what they would have grown by, and by what the surge leaves. The
// programme has the surge of its base.
func TestLeicestershiresFeesGrowByNinePerCent(t *testing.T) {
	m := laid(t, "leicestershire-fees-2022")
	with, without := lived(t, m, "average_cost_independent_special"), lived(t, m.WithLevers(), "average_cost_independent_special")
	growth := mean(without[1])/mean(without[0])*mean(with[1])/mean(without[1]) - 1
	if math.Abs(growth-0.09) > 0.005 {
		t.Errorf("fees grow by %.1f %%", 100*growth)
	}
	const surge = "inflation of 9 %"
	got, want := one(t, laid(t, "leicestershire-tsil-2022"), surge).(*levers.FeeSurge), one(t, m, surge).(*levers.FeeSurge)
	if got.Points.Range != want.Points.Range || got.From != want.From || got.Until != want.Until {
		t.Errorf("the programme has %v from %v until %v", got.Points.Range, got.From, got.Until)
	}
}

// The sums of Solihull's paper, by purse and year: £1.176m over three years and
// £528,000 from the council, £67,000 and then £100,000 from the schools grant.
func TestSolihullsSumsFallOnTwoPurses(t *testing.T) {
	var council, block [5]float64
	for _, l := range laid(t, "solihull-improvement-2021").Scenario.Levers {
		p := l.Common()
		for year := range council {
			april := term(2020+year, cohorts.Summer)
			if april.Before(p.From) || (p.Until != cohorts.Term{}) && p.Until.Before(april) {
				continue
			}
			for _, c := range p.Cost {
				switch {
				case !c.Money.Yearly:
					t.Errorf("%s costs a sum once", levers.NameOf(l))
				case c.Purse == finance.Council:
					council[year] += c.Money.Pounds
				case c.Purse == finance.HighNeeds:
					block[year] += c.Money.Pounds
				}
			}
		}
	}
	if sum := council[0] + council[1] + council[2]; sum != 1_176_000 || council[3] != 528_000 || council[4] != 528_000 {
		t.Errorf("the council pays %.0f", council)
	}
	if want := [5]float64{67_000, 100_000, 100_000, 100_000, 100_000}; block != want {
		t.Errorf("the block pays %.0f", block)
	}
}

// In the status quo most of the futures issue fewer than all plans in time, in
// every year; the programme issues more of them in time.
func TestTheStatusQuoMissesTheTimescales(t *testing.T) {
	m := laid(t, "solihull-improvement-2021")
	const column = "share_within_20_weeks"
	quo, programme := lived(t, m.WithLevers(), column), lived(t, m, column)
	for y := range quo {
		if median(quo[y]) >= 0.9 {
			t.Errorf("year %d: %.2f of plans are in time in the status quo", y, median(quo[y]))
		}
	}
	if last := 2; mean(programme[last]) <= mean(quo[last]) {
		t.Errorf("in 2023-24 %.2f of plans are in time with the programme, %.2f without", mean(programme[last]), mean(quo[last]))
	}
}

// Of authorities whose balance of the whole grant was published for 31 March
// 2021, two in three had a deficit: fewer than are said to have one of high
// needs.
func TestMostAuthoritiesWereInDeficitInMarch2021(t *testing.T) {
	set, err := shippedEvidence()
	if err != nil {
		t.Fatal(err)
	}
	deficits, known := 0, 0
	for _, a := range set.Authorities {
		if balance, ok := a.Value(evidence.DSGBalance, 2020, evidence.AllAges, ""); ok {
			known++
			if balance > 0 {
				deficits++
			}
		}
	}
	if share := float64(deficits) / float64(known); share < 0.65 || share > 0.69 {
		t.Errorf("%d of %d had a deficit; the page says 67 %%", deficits, known)
	}
}

// Solihull's free school was aimed at 2023: in few futures it has places before,
// in many it has none five years on.
func TestAFreeSchoolComesLateOrNever(t *testing.T) {
	m := laid(t, "solihull-recovery-2020")
	places := func(m *sim.Model) [][]float64 { return lived(t, m, "places_state_special") }
	built, none := places(m.WithLevers(one(t, m, "1 autism free school"))), places(m.WithLevers())
	early, never := 0, 0
	for draw := range pairs {
		const january2023 = 2
		if built[january2023][draw] != none[january2023][draw] {
			early++
		}
		if last := m.Years - 1; built[last][draw] == none[last][draw] {
			never++
		}
	}
	if early > pairs/10 {
		t.Errorf("in %d of %d futures it has places in January 2023", early, pairs)
	}
	if never < pairs/4 || never == pairs {
		t.Errorf("in %d of %d futures it has none in January 2025; 42 %% are cancelled and some are late", never, pairs)
	}
}

// Strand 4 runs in years 2 and 3 of the plan, and in each future not before
// strands 2 and 3 are there: in some futures later than planned.
func TestAReviewOfSupportServicesWaitsForItsStrands(t *testing.T) {
	m := laid(t, "solihull-recovery-2020")
	review := one(t, m, "4 support-service review").Common()
	if review.From.Financial() != 2021 || review.Until.Financial() != 2022 {
		t.Errorf("it runs from %v to %v", review.From, review.Until)
	}
	policy, late := levers.NewPolicy(m.Scenario.Levers...), 0
	var room levers.Policy
	for draw := range pairs {
		policy.Settle(draw, rng.Seed(1), &room)
		begins := map[string]levers.Lever{}
		for _, l := range room.Levers() {
			begins[levers.NameOf(l)] = l
		}
		waits := begins["4 support-service review"]
		for _, name := range []string{"2 Code for Inclusion", "3 processes"} {
			if begin := waits.Common().Begins(); months(begin) < begins[name].There() {
				t.Errorf("future %d: it begins in %v, before %s is there", draw, begin, name)
			}
		}
		if waits.Common().Begins() != review.From {
			late++
		}
	}
	if late == 0 || late == pairs {
		t.Errorf("it is later than planned in %d of %d futures", late, pairs)
	}
}

// months is the time of a term's first day, from a September long ago.
func months(t cohorts.Term) float64 {
	at := 12 * float64(t.Year)
	for part := cohorts.Autumn; part < t.Part; part++ {
		at += part.Months()
	}
	return at
}

// The block is the same, future by future, however many plans there are.
func TestTheGrantDoesNotFollowPlans(t *testing.T) {
	m := laid(t, "stockton-dbv-2024")
	few, many := m, m.WithLevers()
	if plans := effect(t, few, many, outputs.ColPlans); plans[3] >= 0 {
		t.Fatalf("the plan has %.0f plans more", plans[3])
	}
	a, b := lived(t, few, outputs.ColBlock), lived(t, many, outputs.ColBlock)
	for y := range a {
		if !slices.Equal(a[y], b[y]) {
			t.Errorf("the block of year %d is another where plans are fewer", y)
		}
	}
}
