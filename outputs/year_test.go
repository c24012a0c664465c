package outputs_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"sendsim/cohorts"
	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// blockDraws is the size of a block in these tests; the bytes of a file
// depend on it.
const blockDraws = 25

// about is a run of one authority.
func about(years int) outputs.About {
	return outputs.About{
		Areas:     []outputs.Area{{Code: "E06000004", Name: "Stockton-on-Tees"}},
		FirstYear: 2024, Years: years,
		Regime:  "law and funding as announced November 2026",
		Sources: []string{"DfE, Education, health and care plans, January 2024"},
	}
}

// chance is luck of a draw's own: the same whoever asks.
func chance(draw int) *rand.Rand { return rand.New(rand.NewPCG(7, uint64(draw))) }

// future fills the year-ends of a draw, invented: plans grow by a rate of the
// draw's own, the money follows them. Size is the number of plans at the
// start.
func future(about *outputs.About, draw int, size float64, visit func(*sim.YearEnd)) {
	luck := chance(draw)
	growth := 1.05 + 0.03*luck.NormFloat64()
	plans := size * growth
	before := make([]finance.Account, len(about.Areas))
	for i := range before {
		before[i].Net = finance.Pounds(4_000 * size)
	}
	block := 17_000 * size
	y := new(sim.YearEnd)
	for year := range about.Years {
		for area := range about.Areas {
			*y = sim.YearEnd{Draw: draw, Area: area, Year: about.FirstYear + year}
			children(y, plans*(1+0.1*float64(area)), luck)
			money(y, &before[area], block, luck)
			before[area] = y.Account
			visit(y)
		}
		plans *= growth
		block *= 1.03
	}
}

// children lays plans over the tables of a census.
func children(y *sim.YearEnd, plans float64, luck *rand.Rand) {
	for s := range cohorts.NumSettings {
		for a := range cohorts.NumAges {
			if (int(s)+a)%3 == 0 {
				continue // some cells are always empty
			}
			mean := plans / 660 * float64(1+(int(s)*7+a*3)%5)
			n := int32(max(0, mean+luck.NormFloat64()*mean/4))
			d := cohorts.Need((int(s) + a + y.Draw) % int(cohorts.NumNeeds))
			y.Census.SettingAge[s][a] = n
			y.Census.BandNeed[cohorts.BandOf(cohorts.Age(a))][d] += n
			y.Census.SettingNeed[s][d] += n
			y.Census.Phase[cohorts.PhaseOf(cohorts.Age(a), s)] += n
			y.Plans += n
		}
		if s.Rationed() {
			y.Places[s] = int32(plans / 8)
		}
	}
	for b := range y.Population {
		y.Population[b] = int32(6 * plans)
	}
	y.Support = int32(2 * plans)
	y.Flows.Requests = int32(plans / 4)
	y.Flows.Issued, y.Flows.IssuedAfterAssessment = int32(plans/6), int32(plans/7)
	y.Flows.IssuedInTime = int32(float64(y.Flows.IssuedAfterAssessment) * luck.Float64())
	y.Flows.Ended[cohorts.NeedsMet] = int32(plans / 20)
	y.Flows.Migration = int32(luck.NormFloat64() * plans / 30)
}

// centralFrom is the financial year from which deficits are notional.
const centralFrom = 2028

// money prices them.
func money(y *sim.YearEnd, before *finance.Account, block float64, luck *rand.Rand) {
	a := &y.Account
	a.Year = y.Year
	perPlan := map[finance.Line]float64{
		finance.PlacesSpecial: 5_000, finance.TopUpIndependentSpecial: 12_000, finance.NotExplained: 900,
		finance.Transport: 4_000,
	}
	for l := range finance.NumLines {
		if cost := perPlan[l]; cost > 0 {
			a.Lines[l] = finance.Round(float64(y.Plans) * cost * (1 + 0.1*luck.NormFloat64()))
		}
	}
	for s := range cohorts.NumSettings {
		a.Spent[s], a.Months[s] = finance.Round(float64(y.Census.In(s))*9_000), 24*int64(y.Census.In(s))
	}
	a.Grant = finance.Round(block)
	a.InYear = a.Spend(finance.HighNeeds) - a.Grant
	a.OpeningNet, a.OpeningGross = before.Net, before.Net
	a.Net = before.Net + a.InYear
	if a.Gross = a.Net; y.Year >= centralFrom {
		a.Notional = before.Notional + a.InYear
	}
	a.Own = a.Net - a.Notional
}

// live fills the draws of one block into a sink.
func live(t testing.TB, about *outputs.About, block, draws int, size float64, open func(int) (sim.Sink, error)) sim.Sink {
	t.Helper()
	sink, err := open(block)
	if err != nil {
		t.Fatal(err)
	}
	for draw := block * blockDraws; draw < min((block+1)*blockDraws, draws); draw++ {
		future(about, draw, size, sink.Year)
	}
	return sink
}

// run lives all blocks in their order.
func run(t testing.TB, about *outputs.About, draws int, size float64, open func(int) (sim.Sink, error)) {
	t.Helper()
	for block := range (draws + blockDraws - 1) / blockDraws {
		if err := live(t, about, block, draws, size, open).Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// written is deficit.arrow of a run.
func written(t testing.TB, about outputs.About, draws int, size float64) []byte {
	t.Helper()
	var file bytes.Buffer
	w, err := outputs.NewWriter(&file, about)
	if err != nil {
		t.Fatal(err)
	}
	run(t, &about, draws, size, w.Open)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// opened reads it.
func opened(t testing.TB, file []byte) *outputs.Draws {
	t.Helper()
	d, err := outputs.OpenDraws(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// eachCell visits the cells of the four tables of a census as the rows of
// cells.arrow name them: authority, January, setting, age, age group, need.
func eachCell(about *outputs.About, y *sim.YearEnd, visit func(key [6]any, n int32)) {
	code, january := about.Areas[y.Area].Code, int16(y.Year+1)
	for _, s := range cohorts.Settings() {
		var bands [cohorts.NumBands]int32
		for a, n := range y.Census.SettingAge[s] {
			visit([6]any{code, january, s.Key(), int16(a), nil, nil}, n)
			bands[cohorts.BandOf(cohorts.Age(a))] += n
		}
		for b, n := range bands {
			visit([6]any{code, january, s.Key(), nil, cohorts.Band(b).String(), nil}, n)
		}
		for d, n := range y.Census.SettingNeed[s] {
			visit([6]any{code, january, s.Key(), nil, nil, cohorts.Need(d).Key()}, n)
		}
	}
	for b := range cohorts.NumBands {
		for d, n := range y.Census.BandNeed[b] {
			visit([6]any{code, january, nil, nil, b.String(), cohorts.Need(d).Key()}, n)
		}
	}
}
