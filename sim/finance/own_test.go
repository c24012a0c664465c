package finance

import (
	"testing"

	"sendsim/calibration"
	"sendsim/cohorts"
	"sendsim/internal/rng"
	"sendsim/internal/strict"
)

func TestACouncilsOwnFiguresReplaceTheirsAlone(t *testing.T) {
	net, gross := strict.Exactly(5e6), strict.Exactly(8e6)
	own := &Own{
		UnitCost: map[cohorts.Setting]strict.Range{cohorts.StateSpecial: strict.Exactly(16000)},
		Lines:    map[Line]strict.Range{Services: strict.Exactly(2.5e6), PlacesSpecial: strict.Exactly(1.3e6)},
		Net:      &net, Gross: &gross,
		Blocks: map[int]strict.Range{2024: strict.Exactly(16e6)},
	}
	luck, start := calibration.LuckOf(rng.Seed(1)), townCounts()
	var with Tariff
	NewMoney(&Nation{}, town(), flat(), own, certain(nil), 2024, 1).Settle(0, &luck, &start, &with)
	without := lived(settled(flat(), certain(nil), 0, 1), start, 1, nil)[0]
	acc := lived(&with, start, 1, nil)[0]
	for l := range NumLines {
		want := without.Lines[l]
		switch l {
		case TopUpSpecial:
			want = 1600000
		case Services:
			want = 2500000
		case PlacesSpecial:
			want = 1300000
		}
		if acc.Lines[l] != want {
			t.Errorf("%s is %s, want %s", l, acc.Lines[l], want)
		}
	}
	if acc.OpeningNet != 5e6 || acc.OpeningGross != 8e6 || acc.Grant != 16e6 {
		t.Errorf("opening %s net and %s gross, grant %s", acc.OpeningNet, acc.OpeningGross, acc.Grant)
	}
}

func TestOnlyLinesThatFollowNoChildAreTaken(t *testing.T) {
	own := &Own{}
	for l := range NumLines {
		if own.Takes(l) && (l.Purse() != HighNeeds || l == LeverCosts || l == NotExplained) {
			t.Errorf("a council's own %s is taken", l)
		}
	}
}

func TestEveryParameterIsTold(t *testing.T) {
	list := Parameters()
	if len(list) != numParameters {
		t.Fatalf("%d parameters, want %d", len(list), numParameters)
	}
	names := map[string]bool{}
	for _, p := range list {
		if p.Name == "" || p.Unit == "" || p.Says == "" || p.Source == "" || p.Grade == "" || names[p.Name] {
			t.Errorf("%+v is not told, or told twice", p)
		}
		if p.Grade == calibration.Judgment && p.Identified {
			t.Errorf("%s is judgement and said to be identified", p.Name)
		}
		names[p.Name] = true
	}
}
