package finance

import (
	"testing"

	"sendsim/calibration"
	"sendsim/cohorts"
	"sendsim/internal/rng"
)

func everywhere() Counts {
	var c Counts
	for s := range c.Plans {
		c.Plans[s], c.Places[s] = int32(40+s), int32(45+s)
	}
	return c
}

func BenchmarkTerm(b *testing.B) {
	t, c, rest := settled(flat(), Parameters(), 0, 10), everywhere(), Rest()
	var acc Account
	t.Open(&acc, nil, 2024)
	term, flows := terms(2024)[0], cohorts.Flows{}
	for b.Loop() {
		t.Term(&acc, &c, &c, &flows, term, &rest)
	}
}

func BenchmarkSettle(b *testing.B) {
	m := NewMoney(&Nation{}, town(), flat(), nil, Parameters(), 2024, 10)
	luck, start, t := calibration.LuckOf(rng.Seed(1)), townCounts(), &Tariff{}
	draw := 0
	for b.Loop() {
		m.Settle(draw, &luck, &start, t)
		draw++
	}
}

func TestAWarmTariffTakesNoMemory(t *testing.T) {
	m := NewMoney(&Nation{}, town(), flat(), nil, Parameters(), 2024, 10)
	luck, c, tariff, rest := calibration.LuckOf(rng.Seed(1)), everywhere(), &Tariff{}, Rest()
	var acc Account
	var flows cohorts.Flows
	year := func() {
		m.Settle(3, &luck, &c, tariff)
		tariff.Open(&acc, nil, 2024)
		for _, term := range terms(2024) {
			tariff.Term(&acc, &c, &c, &flows, term, &rest)
		}
		tariff.Settle(&acc)
	}
	if n := testing.AllocsPerRun(100, year); n != 0 {
		t.Errorf("a year takes memory %v times, want never", n)
	}
}
