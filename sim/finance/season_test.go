package finance_test

import (
	"math"
	"os"
	"testing"

	"sendsim/calibration"
	"sendsim/cohorts"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// What a child costs is found with the children of a financial year worked out
// from two censuses; what is spent follows the children as they live. The two
// must agree: the children of the second and third year of simulated futures,
// over the mean of the censuses, are what season says.
func TestTheYearIsLivedAsItIsPriced(t *testing.T) {
	if _, err := os.Stat(finance.DataFolder); err != nil {
		t.Skip("the data folder ../shared/data is not beside the repository: this claim about the published figures is not checked")
	}
	set, err := finance.ReadSet()
	if err != nil {
		t.Fatal(err)
	}
	ships, err := calibration.OpenShipped() // fitted to that set (TestShippedIsMadeOfThePublishedFiles)
	if err != nil {
		t.Fatal(err)
	}
	lib, err := ships.Library()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range lib.Authorities {
		if f, err := set.Authority(a.Area.Code); err == nil {
			a.Evidence = f
		}
	}
	world, err := sim.NewWorld(lib)
	if err != nil {
		t.Fatal(err)
	}
	scenario := sim.Default()
	const draws, years = 20, 3
	scenario.Areas, scenario.Years = []string{"region:south-east"}, years
	model, err := sim.NewModel(world, scenario)
	if err != nil {
		t.Fatal(err)
	}
	var census, lived [years]cohorts.BySetting
	for draw := range draws {
		i := 0
		for y := range model.Future(draw) {
			for at := range census[i] {
				census[i][at] += float64(y.Census.In(cohorts.Setting(at)))
				lived[i][at] += float64(y.Account.Months[at]) / 24 // twice the child-months
			}
			i++
		}
	}
	for _, at := range cohorts.Settings() {
		within := 0.03
		switch at {
		case cohorts.Enhanced:
			continue // nobody is there at the start
		case cohorts.EarlyYearsSetting, cohorts.AlternativeProvision, cohorts.NotPlaced:
			within = 0.15 // few children, little money
		}
		for i := 1; i < years; i++ {
			got := lived[i][at] / (census[i-1][at] + finance.ClosingJanuary*(census[i][at]-census[i-1][at]))
			if math.Abs(got/finance.Season[at]-1) > within {
				t.Errorf("%s, year %d: %.3f of the mean of two censuses, priced with %.3f", at, i, got, finance.Season[at])
			}
		}
	}
}
