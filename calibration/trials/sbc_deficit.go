package trials

import (
	"fmt"
	"slices"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/internal/rng"
	"sendsim/sim"
)

// deficitYears are the closing financial years, from that of the start, of which
// the cumulative deficit is ranked.
var deficitYears = []int{1, 3, 5}

// Few is the number of areas by whose ranks the model of a calibration of the
// deficit is told.
const Few = 40

// CalibrateDeficits makes areas up and fits them, as Calibrate does by model S2,
// and lives the children of real authorities by the fit and by the truth, with
// their money: the cumulative deficit of the one future in which the truth is
// known is ranked among those of the fit. What no figure of an area identifies
// is drawn alike in both.
func CalibrateDeficits(set *evidence.Set, lib *calibration.Library, areas, draws int, seed uint64) (*Calibration, error) {
	panel, err := calibration.NewPanel(set, lib.January())
	if err != nil {
		return nil, err
	}
	layer, err := calibration.FitLayer(panel)
	if err != nil {
		return nil, err
	}
	world, err := sim.NewWorld(lib)
	if err != nil {
		return nil, err
	}
	ranks, model := &ranked{at: map[string][]float64{}}, ""
	for i := range areas {
		made := layer.Make(calibration.S2, i, 1, seed)
		key := rng.Seed(seed).At(rng.Name("sbc deficit")).Nth(uint64(i))
		like := lib.Authorities[i%len(lib.Authorities)]
		fitted := layer.Held([]*evidence.File{made.File}).Lived(0, like)
		drawn, err := deficits(world, fitted, draws, key.At(rng.Name("fit")))
		if err != nil {
			return nil, err
		}
		true, err := deficits(world, fitted.Knowing(&made.Truth), 1, key.At(rng.Name("truth")))
		if err != nil {
			return nil, err
		}
		for n, year := range deficitYears {
			ranks.add(fmt.Sprintf("cumulative deficit, %d financial years on", year), true[n][0], drawn[n], rng.Uniform(key.Word(uint64(n))))
		}
		if i+1 == Few {
			model = ranks.digest()
		}
	}
	c := &Calibration{Origin: lib.January(), Areas: areas, Draws: draws, Seed: seed, Data: DataDigest(set), Model: model}
	c.conclude(ranks)
	return c, nil
}

// deficits are the cumulative deficits of an authority in a world, GBP, by place
// in deficitYears and future. Which futures these are is drawn: each number has a
// national row of its own.
func deficits(w *sim.World, a *calibration.Authority, futures int, key rng.Key) (list [][]float64, err error) {
	with := *w
	with.Library, with.AllowInvalid = w.Library.With(a), true
	s := sim.DefaultFor(with.Known())
	s.Areas, s.Seed, s.Years = []string{a.Area.Key}, key.Word(0), deficitYears[len(deficitYears)-1]
	m, err := sim.NewModel(&with, s)
	if err != nil {
		return nil, err
	}
	list = make([][]float64, len(deficitYears))
	for k := range futures {
		draw := key.Word(uint64(1+k)) % uint64(len(a.National.Rows))
		for y := range m.Future(int(draw)) {
			if n := slices.Index(deficitYears, y.Year+1-s.Start); n >= 0 {
				list[n] = append(list[n], float64(y.Account.Net))
			}
		}
	}
	return list, nil
}
