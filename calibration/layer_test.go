package calibration

import (
	"math"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"testing"

	"sendsim/calibration/evidence"
	"sendsim/internal/rng"
)

// Worked sum: nothing deviates and nothing surprises. England has 10,000 plans
// and 1,000 new ones a year, which grow by 10 % while 5 % leave net; an area
// has a tenth of it. After a year the area has 1,000 x 0.95 and 110 new plans,
// which are counted one by one (variance 110); by model S1 with a growth of
// 0.06 it has 1,000 x exp(0.06).
func TestForecastWorkedSum(t *testing.T) {
	grows := math.Log(1.1)
	still := level{Shape: 1e9, Scale: 1e9}
	l := &Layer{
		Panel: &Panel{Origin: 2020},
		National: &National{
			Stock: 10000, Entries: 1000,
			Rows: []Row{{MU: grows, LastU: grows, MR: .05, LastR: .05}},
		},
		GrowthRows: []GrowthRow{{M: .06, Last: .06}},
		stands:     []stand{{stock: 1000, tag: rng.Name("an area"), entry: still, leaving: still, growth: still}},
	}
	const draws = 20000
	f := l.Forecast(draws, 2, 1)
	s2, entries := f.Stock(S2, 0, 1), f.NewPlans(0, 1)
	mean, variance := moments(entries)
	near(t, "new plans", mean, 110, 4*math.Sqrt(110.0/draws))
	near(t, "their variance", variance, 110, 5)
	// Net leaving has the counting noise of 0.05 a plan: 1,000² x 0.05/1,000.
	mean, variance = moments(s2)
	near(t, "stock by S2", mean, 1060, .4)
	near(t, "its variance", variance, 110+50, 7)
	// Log growth has the counting noise of 0.3 a plan.
	s1 := slices.Clone(f.Stock(S1, 0, 1))
	for k := range s1 {
		s1[k] = math.Log(s1[k])
	}
	mean, variance = moments(s1)
	near(t, "log stock by S1", mean, math.Log(1000)+.06, .001)
	near(t, "its variance", variance, .0003, .00002)
}

func moments(x []float64) (mean, variance float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		variance += (v - mean) * (v - mean) / float64(len(x)-1)
	}
	return mean, variance
}

func layerOf(t testing.TB, set *evidence.Set, origin int) *Layer {
	t.Helper()
	p, err := NewPanel(set, origin)
	if err != nil {
		t.Fatal(err)
	}
	l, err := FitLayer(p)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// Draw k is the same for any number of draws and of processors, and the pool
// takes it in turn from both models.
func TestForecastIsTheSameForAnyDrawsAndWorkers(t *testing.T) {
	l := layerOf(t, published(t), 2020)
	few := l.Forecast(10, 3, 7)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	many := l.Forecast(25, 5, 7)
	for i := range l.Panel.Areas {
		for h := 1; h <= few.Horizon; h++ {
			for _, m := range []Model{Pool, S1, S2} {
				if !slices.Equal(few.Stock(m, i, h), many.Stock(m, i, h)[:few.Draws]) {
					t.Fatalf("%s of area %d, %d years on, differ", m, i, h)
				}
			}
			if !slices.Equal(few.NewPlans(i, h), many.NewPlans(i, h)[:few.Draws]) {
				t.Fatalf("new plans of area %d, %d years on, differ", i, h)
			}
		}
	}
	pool, s1, s2 := many.Stock(Pool, 3, 2), many.Stock(S1, 3, 2), many.Stock(S2, 3, 2)
	for k := range pool {
		if want := [2]float64{s2[k], s1[k]}[k%2]; pool[k] != want {
			t.Errorf("draw %d of the pool is %v, expected %v", k, pool[k], want)
		}
	}
}

// What is published later changes no bit of a fit or a forecast, from the first
// census after the reform on; and every origin can be had.
func TestLayerKnowsNothingLater(t *testing.T) {
	set := published(t)
	for _, origin := range []int{2015, 2016, 2017, 2020, 2023} {
		by := evidence.KnownIn(origin)
		other := &evidence.Set{England: doubledAfter(set.England, by)}
		for _, f := range set.Authorities {
			other.Authorities = append(other.Authorities, doubledAfter(f, by))
		}
		a, b := layerOf(t, set, origin), layerOf(t, other, origin)
		if !reflect.DeepEqual(a.stands, b.stands) || !slices.Equal(a.National.Rows, b.National.Rows) || !slices.Equal(a.GrowthRows, b.GrowthRows) {
			t.Errorf("January %d: the fit changes with what was published later", origin)
		}
		for _, f := range a.Panel.Areas {
			func() {
				defer func() {
					if recover() == nil {
						t.Errorf("%s may be asked for the plans of January %d in the panel of %d", f.Area.Name, origin+1, origin)
					}
				}()
				f.Value(evidence.Plans, origin+1, evidence.AllAges, "")
			}()
		}
	}
}

// doubledAfter is a file whose figures of after a month are twice as large.
func doubledAfter(f *evidence.File, by evidence.Month) *evidence.File {
	d := &evidence.File{Area: f.Area, Rows: slices.Clone(f.Rows)}
	for i := range d.Rows {
		if d.Rows[i].Published.Compare(by) > 0 {
			d.Rows[i].Value *= 2
		}
	}
	return d
}

// What was measured on the series that end a year later: rho .49, q .00072,
// s2 .00079, V .0017, nu 6.4 of model S1; mean .091, persistence .55 and shock
// .017 of England's growth.
func TestStockGrowth(t *testing.T) {
	l := layerOf(t, published(t), 2024)
	g := l.Growth
	near(t, "rho", g.Rho, .49, .05)
	near(t, "q", g.Q, .00072, .0001)
	near(t, "s2", g.S2, .00079, .0001)
	near(t, "V", g.V, .0017, .0003)
	near(t, "nu", g.Nu, 6.4, .5)
	for i, want := range []Dist{{.091, .005}, {.55, .06}, {.017, .002}} {
		near(t, growthPriors[i].Name, l.Parameters[len(nationalPriors)+i].Post.Mean, want.Mean, want.SD)
	}
	if least := slices.Min(l.National.ess[:]); least < rowsKept {
		t.Errorf("%.0f of the prior's draws are left in effect for %d that are kept", least, rowsKept)
	}
}

// In worlds that obey the layer, seen to a census and forecast from there, the
// 80 and 95 % intervals of every model hold the truth at their rate.
func TestLayerCoversItsOwnWorlds(t *testing.T) {
	const (
		areas, horizon = 60, 3
		origin, draws  = 2024, 400
	)
	worlds, tolerance := 40, 1.0
	if testing.Short() {
		worlds, tolerance = 8, math.Sqrt(5) // a fifth of the worlds tells less
	}
	var in80, in95, n [horizon]float64
	for w := range worlds {
		set, later := world(uint64(w), areas, origin, horizon)
		f := layerOf(t, set, origin).Forecast(draws, horizon, uint64(w))
		for i := range areas {
			for h := range horizon {
				x := slices.Sorted(slices.Values(f.Stock(S2, i, h+1)))
				y := later[i][h]
				n[h]++
				if y >= x[draws/10] && y <= x[draws-1-draws/10] {
					in80[h]++
				}
				if y >= x[draws/40] && y <= x[draws-1-draws/40] {
					in95[h]++
				}
			}
		}
	}
	for h := range horizon {
		near(t, strconv.Itoa(h+1)+" years on 80 % intervals cover", in80[h]/n[h], .80, .05*tolerance)
		near(t, strconv.Itoa(h+1)+" years on 95 % intervals cover", in95[h]/n[h], .95, .03*tolerance)
	}
}

// world is areas that obey model S2 with parameters drawn from the national
// priors and near the hyper-parameters of England, published from 2009 to the
// origin; and their stocks in the years after.
func world(seed uint64, areas, origin, horizon int) (*evidence.Set, [][]float64) {
	key := rng.Seed(seed).At(rng.Name("world"))
	word := uint64(0)
	z := func() float64 { word++; return shock(key, int(word)) }
	prior := func(i int) float64 { return nationalPriors[i].Prior.Mean + nationalPriors[i].Prior.SD*z() }
	entry := Hyper{Rho: .55, Q: .035, S2: .004, V: .06, Nu: 7}
	leaving := Hyper{Rho: .12, Q: .0003, S2: .0007, V: .0005, Nu: 5}
	mu, phiU, su := prior(0), min(max(prior(1), 0), mostPersistent), math.Abs(prior(2))
	mr, phiR, sr := prior(3), min(max(prior(4), 0), mostPersistent), math.Abs(prior(5))
	file := func(code string) *evidence.File { return &evidence.File{Area: evidence.Area{Code: code, Key: code}} }
	england := file("E92000001")
	set := &evidence.Set{England: england}
	stock, a, b, rootA, rootB := make([]float64, areas), make([]float64, areas), make([]float64, areas), make([]float64, areas), make([]float64, areas)
	volatility := func(nu float64) float64 {
		var chi float64
		for range int(nu) {
			x := z()
			chi += x * x
		}
		return math.Sqrt(math.Trunc(nu) / chi)
	}
	for i := range areas {
		set.Authorities = append(set.Authorities, file("E0600"+strconv.Itoa(1000+i)))
		stock[i] = math.Exp(7 + .7*z())
		rootA[i], rootB[i] = volatility(entry.Nu), volatility(leaving.Nu)
		a[i], b[i] = rootA[i]*math.Sqrt(entry.V)*z(), rootB[i]*math.Sqrt(leaving.V)*z()
	}
	later := make([][]float64, areas)
	row := func(f *evidence.File, s evidence.Series, year int, v float64) {
		f.Rows = append(f.Rows, evidence.Row{Series: s, Year: year, Published: evidence.Published(s, year), Ages: evidence.AllAges, Value: v})
	}
	sum := func(x []float64) (s float64) {
		for _, v := range x {
			s += v
		}
		return s
	}
	u, du, r := math.Log(.15*sum(stock)), mu, mr
	for year := 2009; year < origin+horizon; year++ {
		nation, made := sum(stock), 0.0
		if year <= origin {
			row(england, evidence.Plans, year, nation)
		}
		for i := range areas {
			if year > 2009 {
				a[i] = entry.Rho*a[i] + rootA[i]*math.Sqrt(entry.Q)*z()
				b[i] = leaving.Rho*b[i] + rootB[i]*math.Sqrt(leaving.Q)*z()
			}
			n := stock[i]
			mean := math.Exp(u + math.Log(n/nation) + a[i] + rootA[i]*math.Sqrt(entry.S2)*z() - .045)
			e := math.Max(1, math.Round(mean+math.Sqrt(mean)*z()))
			own := b[i] + rootB[i]*math.Sqrt(leaving.S2+leavingNoise/n)*z()
			if year < origin {
				row(set.Authorities[i], evidence.NewPlans, year, e)
			}
			if year <= origin {
				row(set.Authorities[i], evidence.Plans, year, n)
			}
			made += e
			stock[i] = math.Max(1, n*(1-r-own)+e)
			if year >= origin {
				later[i] = append(later[i], stock[i])
			}
		}
		if year < origin {
			row(england, evidence.NewPlans, year, made)
		}
		du = mu + phiU*(du-mu) + su*z()
		u += du
		r = mr + phiR*(r-mr) + sr*z()
	}
	for _, f := range append(set.Authorities, england) {
		slices.SortFunc(f.Rows, func(x, y evidence.Row) int {
			if x.Series != y.Series {
				return map[bool]int{true: -1, false: 1}[x.Series < y.Series]
			}
			return x.Year - y.Year
		})
	}
	return set, later
}
