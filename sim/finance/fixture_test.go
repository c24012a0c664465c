package finance

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/rng"
)

// dataFolder holds the published figures, beside the repository.
const dataFolder = "../../../shared/data"

var readSet = sync.OnceValues(func() (*evidence.Set, error) {
	release, panel := os.DirFS(filepath.Join(dataFolder, "sen2")), os.DirFS(filepath.Join(dataFolder, "panel"))
	set, _, err := evidence.Import(release, panel, nil)
	return set, err
})

var readNation = sync.OnceValues(func() (*Nation, error) {
	set, err := readSet()
	if err != nil {
		return nil, err
	}
	return NationOf(set), nil
})

// published is the money of every authority from the published figures.
func published(t testing.TB) *Nation {
	t.Helper()
	if _, err := os.Stat(dataFolder); err != nil {
		t.Skip("the data folder ../shared/data is not beside the repository: this claim about the published figures is not checked")
	}
	n, err := readNation()
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// certain is the table of parameters without uncertainty: each at its median,
// no growth of prices, and what is named in with at that number.
func certain(with map[int]float64) []calibration.Parameter {
	list := Parameters()
	for i := range list {
		list[i].Post.SD = 0
	}
	calm := map[int]float64{feeGrowth: 0, payGrowth: 0, placeRateGrowth: 0, schoolsGrowth: 0, unexplainedLevel: 0}
	for _, set := range []map[int]float64{calm, with} {
		for i, x := range set {
			list[i].Post.Mean = list[i].Transform.To(x)
		}
	}
	for _, i := range []int{feeShock, payShock, unexplainedSpread} {
		list[i].Transform, list[i].Post.Mean = calibration.Identity, 0
	}
	return list
}

// town is an authority of round numbers: 1,000 children in mainstream schools
// for 8 million pounds, 100 in state special schools for 1.5 million beside
// their places, 50 in independent special schools for 3 million, services for
// 2 million; a block of 15 million and an opening deficit of 4 million.
func town() *Structure {
	s := &Structure{
		Code: "E00000000", Name: "Town",
		State:       Rescaling{Published: 9.5e6, Modelled: 9.5e6, Factor: 1},
		Independent: Rescaling{Published: 3e6, Modelled: 3e6, Factor: 1},
		blocks:      map[int]float64{2023: 15e6}, schools: 100e6,
		balances: map[int]Balance{2023: {Pounds: 4e6}},
	}
	s.pots = [numPots]float64{schoolsPot: 8e6, specialPot: 1.5e6, independentPot: 3e6}
	s.england = [numPots]float64{schoolsPot: 8000, specialPot: 15000, independentPot: 60000}
	s.children[cohorts.MainstreamSchool] = 1000
	s.children[cohorts.StateSpecial] = 100
	s.children[cohorts.IndependentSpecial] = 50
	s.services[Services] = 2e6
	s.places[PlacesSpecial] = 1.2e6
	s.travel = [2]float64{1e6, 8000}
	return s
}

// townCounts is the children and places of town.
func townCounts() Counts {
	var c Counts
	c.Plans[cohorts.MainstreamSchool] = 1000
	c.Plans[cohorts.StateSpecial] = 100
	c.Plans[cohorts.IndependentSpecial] = 50
	c.Places[cohorts.StateSpecial] = 105
	return c
}

// everyPlan says that all of a pot follows plans: the lowest share that a
// logit can say.
var everyPlan = map[int]float64{withoutSchools: 1e-12, withoutIndependent: 1e-12, withoutAP: 1e-12, withoutCollege: 1e-12}

// flat is a regime without growth of grant.
func flat() *Regime {
	return &Regime{Key: "flat", Title: "law and funding that stand still", Grant: []Growth{{Year: 2024, Shared: 1}}, OverrideEnds: 2027}
}

// settled is town's tariff in one future.
func settled(r *Regime, list []calibration.Parameter, draw, years int) *Tariff {
	m := NewMoney(&Nation{}, town(), r, nil, list, 2024, years)
	luck, start, t := calibration.LuckOf(rng.Seed(1)), townCounts(), &Tariff{}
	m.Settle(draw, &luck, &start, t)
	return t
}

// terms are the three terms of a financial year.
func terms(year int) [3]cohorts.Term {
	summer := cohorts.Term{Year: cohorts.Year(year - 1), Part: cohorts.Summer}
	return [3]cohorts.Term{summer, summer.Next(), summer.Next().Next()}
}

// lived is the accounts of some years in which nobody moves.
func lived(t *Tariff, c Counts, years int, shift *Factors) []Account {
	accounts := make([]Account, years)
	var before *Account
	for i := range accounts {
		acc := &accounts[i]
		t.Open(acc, before, t.first+i)
		for _, term := range terms(t.first + i) {
			t.Term(acc, &c, &c, &cohorts.Flows{}, term, shift)
		}
		t.Settle(acc)
		before = acc
	}
	return accounts
}

// evidenceOf is what is published of an authority.
func evidenceOf(t testing.TB, code string) *evidence.File {
	t.Helper()
	set, err := readSet()
	if err != nil {
		t.Fatal(err)
	}
	f, err := set.Authority(code)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
