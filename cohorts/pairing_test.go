package cohorts_test

import (
	"math"
	"testing"

	"sendsim/cohorts"
	"sendsim/cohorts/steptest"
	"sendsim/internal/rng"
)

// raised is a factor 5 % higher, on the plain authority with some steps acting,
// and what it may change one way alone at each age.
type raised struct {
	what   string
	in     cohorts.Part
	acting []string
	more   func(*cohorts.Factors)
	at     func(*cohorts.State, cohorts.Age) int32 // never fewer, at any age
	flow   func(*cohorts.Flows) int32              // of which 5 % is about the difference
	ample  bool                                    // nothing is rationed
}

// all multiplies the factors of every phase.
func all(f *[cohorts.NumPhases]float64) {
	for p := range f {
		f[p] *= 1.05
	}
}

func minus(of func(*cohorts.State, cohorts.Age) int32) func(*cohorts.State, cohorts.Age) int32 {
	return func(s *cohorts.State, a cohorts.Age) int32 { return -of(s, a) }
}

func plans(s *cohorts.State, a cohorts.Age) int32 { return s.Aged(a) }

func open(stage cohorts.Stage) func(*cohorts.State, cohorts.Age) int32 {
	return func(s *cohorts.State, a cohorts.Age) int32 { return s.Disputing[stage][a] }
}

var raises = []raised{
	{
		"identify", cohorts.Spring,
		[]string{"identify"},
		func(f *cohorts.Factors) { all(&f.Identify) },
		func(s *cohorts.State, a cohorts.Age) int32 { return s.Support[a] },
		func(f *cohorts.Flows) int32 { return f.Identified }, false,
	},
	{
		"release", cohorts.Summer,
		[]string{"identify"},
		func(f *cohorts.Factors) { all(&f.Release) },
		func(s *cohorts.State, a cohorts.Age) int32 { return s.Without[a] },
		func(f *cohorts.Flows) int32 { return f.Released }, false,
	},
	{
		"request", cohorts.Spring,
		[]string{"request", "decide"},
		func(f *cohorts.Factors) { all(&f.Request) },
		func(s *cohorts.State, a cohorts.Age) int32 { return -s.Without[a] }, // those refused come back to SEN support
		func(f *cohorts.Flows) int32 { return f.Requests }, false,
	},
	{
		"agree", cohorts.Spring,
		[]string{"decide"},
		func(f *cohorts.Factors) { all(&f.Agree) },
		func(s *cohorts.State, a cohorts.Age) int32 { return s.Assessing[0][a] },
		func(f *cohorts.Flows) int32 { return f.Agreed }, false,
	},
	{
		"lodge against a refusal", cohorts.Spring,
		[]string{"decide"},
		func(f *cohorts.Factors) { f.Lodge[cohorts.AgainstRefusal] *= 1.05 },
		open(cohorts.AgainstRefusal), func(f *cohorts.Flows) int32 { return f.Lodged[cohorts.AgainstRefusal] }, false,
	},
	{
		"finish", cohorts.Spring,
		[]string{"assess", "place"},
		func(f *cohorts.Factors) { f.Finish *= 1.05 },
		func(s *cohorts.State, a cohorts.Age) int32 { return -s.Assessing[1][a] },
		func(f *cohorts.Flows) int32 { return f.Finished }, true,
	},
	{
		"capacity", cohorts.Spring,
		[]string{"assess", "place"},
		func(f *cohorts.Factors) { f.Capacity *= 1.05 },
		func(s *cohorts.State, a cohorts.Age) int32 { return -s.Assessing[1][a] },
		func(f *cohorts.Flows) int32 { return f.Finished }, false,
	},
	{
		"issue", cohorts.Spring,
		[]string{"assess", "place"},
		func(f *cohorts.Factors) { all(&f.Issue) },
		plans, func(f *cohorts.Flows) int32 { return f.Issued }, false,
	},
	{
		"lodge against no plan", cohorts.Spring,
		[]string{"assess", "place"},
		func(f *cohorts.Factors) { f.Lodge[cohorts.AgainstNoPlan] *= 1.05 },
		open(cohorts.AgainstNoPlan), func(f *cohorts.Flows) int32 { return f.Lodged[cohorts.AgainstNoPlan] }, false,
	},
	{
		"lodge against a placement", cohorts.Spring,
		[]string{"assess", "place"},
		func(f *cohorts.Factors) { f.Lodge[cohorts.AgainstPlacement] *= 1.05 },
		open(cohorts.AgainstPlacement), func(f *cohorts.Flows) int32 { return f.Lodged[cohorts.AgainstPlacement] }, false,
	},
	{
		"resolve", cohorts.Spring,
		[]string{"dispute", "place"},
		func(f *cohorts.Factors) { f.Resolve[cohorts.AgainstPlacement] *= 1.05 },
		minus(open(cohorts.AgainstPlacement)),
		func(f *cohorts.Flows) int32 {
			r := f.Resolved[cohorts.AgainstPlacement]
			return r[cohorts.Conceded] + r[cohorts.Upheld] + r[cohorts.Lost]
		}, false,
	},
	{
		"needs met", cohorts.Summer,
		[]string{"review"},
		func(f *cohorts.Factors) { all(&f.Met) },
		minus(plans), func(f *cohorts.Flows) int32 { return f.Ended[cohorts.NeedsMet] }, false,
	},
	{
		"finishing", cohorts.Summer,
		[]string{"review"},
		func(f *cohorts.Factors) { all(&f.Finishing) },
		minus(plans), func(f *cohorts.Flows) int32 {
			return f.Ended[cohorts.HigherEducation] + f.Ended[cohorts.Employment] + f.Ended[cohorts.Disengaged] + f.Ended[cohorts.OtherReason]
		}, false,
	},
}

// Of a factor 5 % higher few children feel anything, all of them the same way,
// future by future: what differs is what is more, a twentieth of the flow or,
// of odds, less.
func TestAFactorALittleHigherChangesFewAndAllOneWay(t *testing.T) {
	const futures = 60 // of a small flow few are more: not fewer in short tests
	for _, r := range raises {
		t.Run(r.what, func(t *testing.T) {
			w := steptest.PlainIn(r.in, 20)
			w.P = steptest.Only(w.P, r.acting...)
			// Enough are refused, and not issued, to contest it.
			w.P.Pipeline.Agree = [cohorts.NumPhases]float64{.5, .5, .5, .5}
			w.P.Pipeline.Issue = [cohorts.NumPhases]float64{.5, .5, .5, .5}
			if r.ample {
				for i := range w.P.Pipeline.Capacity {
					w.P.Pipeline.Capacity[i] = 1e6
				}
			} else {
				w.P.Pipeline.Capacity[0] = 250 // of about 430 that are ready
			}
			higher := w.F
			r.more(&higher)
			scratch := cohorts.NewScratch()
			scratch.Begin(w.P)
			flow, changed := 0., 0.
			for draw := range futures {
				was, is := *w.S, *w.S
				var f, g cohorts.Flows
				scratch.Advance(&was, &w.F, rng.Seed(2).Nth(uint64(draw)), &f)
				scratch.Advance(&is, &higher, rng.Seed(2).Nth(uint64(draw)), &g)
				flow += float64(r.flow(&f))
				for a := range cohorts.Age(cohorts.NumAges) {
					d := r.at(&is, a) - r.at(&was, a)
					if d < 0 {
						t.Errorf("future %d: %d fewer at %d", draw, -d, a)
					}
					changed += float64(d)
				}
			}
			if twentieth := .05 * flow; changed == 0 || changed > twentieth+limit*math.Sqrt(twentieth) {
				t.Errorf("of a flow of %.0f a factor of 1.05 changes %.0f", flow, changed)
			}
		})
	}
}

// More places never leave more without one; who had one keeps it.
func TestAFewPlacesMoreTakeNobodysPlace(t *testing.T) {
	sc := newScene(cohorts.Autumn)
	for i, d := range cohorts.Needs() {
		sc.put(int32(3+i), 10, d, mainstream)
	}
	sc.p.Placement.Transfer[cohorts.IntoYear7][mainstream] = cohorts.BySetting{mainstream: .4, special: .6}
	sc.places(special, 30)
	taken := func() (all [][cohorts.NumNeeds]int32) {
		sc.futures(t, 200, func(a after) {
			var n [cohorts.NumNeeds]int32
			for d := range n {
				n[d] = a.cell(11, cohorts.Need(d), special)
			}
			all = append(all, n)
		})
		return all
	}
	was := taken()
	sc.f.Places[special] = 4
	for i, is := range taken() {
		more := int32(0)
		for d := range is {
			if is[d] < was[i][d] {
				t.Errorf("future %d: %d of %s placed, %d with fewer places", i, is[d], cohorts.Need(d).Key(), was[i][d])
			}
			more += is[d] - was[i][d]
		}
		if more != 4 {
			t.Errorf("future %d: %d more are placed in 4 places more", i, more)
		}
	}
}

// A setting preferred by 5 % more takes at most that share of the wishes.
func TestAPreferenceALittleHigherMovesFew(t *testing.T) {
	sc := issuing(400, 9)
	sc.p.Placement.New[9] = cohorts.BySetting{mainstream: .5, cohorts.HomeEducated: .2, cohorts.IndependentSpecial: .3}
	counts := func() (all []cohorts.BySetting) {
		sc.futures(t, 80, func(a after) {
			var n cohorts.BySetting
			for s := range n {
				n[s] = float64(a.In(cohorts.Setting(s)))
			}
			all = append(all, n)
		})
		return all
	}
	was := counts()
	sc.f.Prefer[cohorts.Mainstream][cohorts.IndependentSpecial] = 1.05
	moved := 0.
	is := counts()
	for i := range is {
		if is[i][cohorts.IndependentSpecial] < was[i][cohorts.IndependentSpecial] {
			t.Errorf("future %d: fewer go where more would", i)
		}
		for s := range is[i] {
			moved += max(0, is[i][s]-was[i][s])
		}
	}
	// 0.3 x 1.05 / 1.015 - 0.3 = 0.0103 of 400
	if mean := moved / float64(len(is)); mean > 1.5*400*.0103 || mean == 0 {
		t.Errorf("%.1f of 400 go elsewhere", mean)
	}
}
