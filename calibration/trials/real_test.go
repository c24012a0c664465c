package trials

import (
	"fmt"
	"os"
	"testing"
	"time"

	"sendsim/calibration"
)

func TestScratch(t *testing.T) {
	set, err := calibration.ShippedEvidence()
	if err != nil {
		t.Fatal(err)
	}
	trial := Standard(set)
	t0 := time.Now()
	trial.Told = func(f string, o int) { fmt.Println(time.Since(t0), f, o) }
	cases, err := trial.Run()
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("run", time.Since(t0))
	card := trial.Card(cases)
	fmt.Println("card", time.Since(t0))
	for _, b := range card.Bars {
		fmt.Println(b.Says, b.Horizon, b.Goal(), b.Result(), b.Met)
	}
	d, err := ModelDigest(set, trial.Forecasters, trial.First, trial.Last)
	card.About.Model = d
	fl, _ := os.Create("/tmp/tr/scorecard.json")
	fmt.Println(card.WriteJSON(fl), fl.Close())
	fmt.Println(d, err, time.Since(t0))
}
