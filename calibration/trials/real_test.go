package trials

import (
	"fmt"
	"testing"

	"sendsim/calibration"
)

func TestScratch(t *testing.T) {
	set, err := calibration.ShippedEvidence()
	if err != nil {
		t.Fatal(err)
	}
	trial := &Trial{Set: set, First: 2017, Last: 2023, Horizons: 5, Draws: 1000, Seed: 1}
	for _, r := range Rules {
		trial.Forecasters = append(trial.Forecasters, r)
	}
	for _, m := range Layers() {
		trial.Forecasters = append(trial.Forecasters, m)
	}
	cases, err := trial.Run()
	if err != nil {
		t.Fatal(err)
	}
	for _, tg := range ruled {
		for h := 1; h <= 5; h++ {
			for _, r := range trial.Forecasters {
				x := TallyOf(cases, func(c *Case) bool {
					return c.Target == tg && c.Horizon == h && c.Forecaster == r.Name() && c.Authority != England
				})
				n := TallyOf(cases, func(c *Case) bool {
					return c.Target == tg && c.Horizon == h && c.Forecaster == r.Name() && c.Authority == England
				})
				fmt.Printf("%d %-14s n%d CRPS %.3f WIS %.3f MAPE %.2f bias %.2f c50 %.2f c80 %.3f c95 %.3f w80 %.1f nat %.2f %.2f %.2f\n", h, r.Name(), x.N, x.CRPS, x.WIS, x.MAPE, x.Bias, x.Coverage[0], x.Coverage[1], x.Coverage[3], x.Width[1], n.MAPE, n.Coverage[1], n.Coverage[3])
			}
		}
	}
}
