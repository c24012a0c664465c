package trials

import (
	"testing"

	"sendsim/calibration/evidence"
)

func TestBalancesOfSomeAuthorities(t *testing.T) {
	set, err := shippedEvidence()
	if err != nil {
		t.Fatal(err)
	}
	// A twelfth of England is calibrated, and tried: what is asked of each line is
	// no matter of which they are.
	const each = 12
	some := &evidence.Set{England: set.England, LeftOut: set.LeftOut}
	var codes []string
	for i := 0; i < len(set.Authorities); i += each {
		some.Authorities = append(some.Authorities, set.Authorities[i])
		codes = append(codes, set.Authorities[i].Area.Code)
	}
	card, err := Balances(some, 60, codes, nil)
	if err != nil {
		t.Fatal(err)
	}
	spans := map[[2]int]int{}
	for _, l := range card.Lines {
		t.Logf("%+v", l)
		spans[[2]int{l.Origin, l.Closed}] += l.N
		if l.Width80 <= 0 || l.CRPS <= 0 || l.Inside80 > l.Inside95 || l.Inside95 > 1 {
			t.Errorf("%+v", l)
		}
	}
	for _, span := range [][2]int{{2020, 2021}, {2020, 2022}, {2020, 2024}, {2021, 2022}, {2021, 2024}, {2022, 2024}} {
		if spans[span] < 8 {
			t.Errorf("from January %d to 31 March %d: %d authorities are scored", span[0], span[1], spans[span])
		}
	}
	if len(spans) != 6 {
		t.Errorf("%d spans: %v", len(spans), spans)
	}
}

func TestTheChangeOfABalanceIsScoredAgainstWhatCame(t *testing.T) {
	futures := &changes{first: 2020, of: map[[2]int][]float64{
		{0, 2020}: {100, 100, 100, 100}, {0, 2021}: {110, 120, 130, 140},
		{1, 2020}: {0, 10, 0, 10}, {1, 2021}: {0, 10, 0, 10}, // it stays, whatever it is
	}}
	lines := tallied([]balanceCase{
		{origin: 2020, closed: 2021, place: 0, block: 1000, came: 25},
		{origin: 2020, closed: 2021, place: 1, block: 1000, came: 50},
		{origin: 2020, closed: 2021, place: 1, block: 1000, came: -10, valve: true},
	}, futures)
	if len(lines) != 2 || lines[0].Valve || !lines[1].Valve || lines[0].N != 2 || lines[1].N != 1 {
		t.Fatalf("%+v", lines)
	}
	l := lines[0]
	if l.Came != 3.75 || l.Unchanged != 3.75 || l.Bias != -2.5 || l.Inside80 != .5 {
		t.Errorf("%+v", l)
	}
	if lines[1].Bias != 1 || lines[1].CRPS != 1 || lines[1].Inside95 != 0 {
		t.Errorf("%+v", lines[1])
	}
}
