package finance

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/internal/rng"
)

// shippedSet is the evidence that ships.
func shippedSet(t *testing.T) *evidence.Set {
	t.Helper()
	set, err := calibration.ShippedEvidence()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// doubled is a set in which every figure of money, and every census, that came
// after a start is doubled, but for the lines that are lent.
func doubled(set *evidence.Set, january int) *evidence.Set {
	other := *set
	other.Authorities = nil
	for _, f := range set.Authorities {
		var later []evidence.Row
		for _, r := range f.Rows {
			switch r.Series {
			case evidence.HighNeedsBlock, evidence.SchoolsBlock, evidence.DSGBalance, evidence.TopUp, evidence.Transport:
				if r.Year < january {
					continue
				}
			case evidence.Plans:
				if r.Year <= linesYear+1 { // what is lent is by these children
					continue
				}
			default:
				continue
			}
			r.Value *= 2
			later = append(later, r)
		}
		other.Authorities = append(other.Authorities, f.With(later...))
	}
	return &other
}

func TestMoneyOfAStartInThePastKnowsNothingLater(t *testing.T) {
	set := shippedSet(t)
	for _, january := range PastStarts() {
		was, is := NationAt(set, january), NationAt(doubled(set, january), january)
		for i, s := range was.structures {
			if !reflect.DeepEqual(s, is.structures[i]) {
				t.Errorf("January %d, %s: later figures change what was known", january, s.Name)
			}
		}
		if was.gap != is.gap {
			t.Errorf("January %d: the mean gap is %v, with later figures doubled %v", january, was.gap, is.gap)
		}
	}
}

func TestMoneyOfAStartInThePastIsWhatWasSpent(t *testing.T) {
	set := shippedSet(t)
	for _, january := range PastStarts() {
		n, known := NationAt(set, january), 0
		for _, s := range n.structures {
			if s.Unknown != "" {
				continue
			}
			known++
			spent := s.spend()
			if s.ownLines {
				if s.Closing.Known && math.Abs(spent/s.Closing.Spend-1) > 0.04 { // students at the census, and over the year
					t.Errorf("January %d, %s: lines of %.0f, and a spend of %.0f", january, s.Name, s.Closing.Spend, spent)
				}
				continue
			}
			over, _ := s.overspent()
			if want := s.blocks[s.base()] + over; math.Abs(spent-want) > 1e-6*want {
				t.Errorf("January %d, %s: a spend of %.0f, want block and overspend, %.0f", january, s.Name, spent, want)
			}
			if s.Level < 0.4 || s.Level > 2 {
				t.Logf("January %d, %s: borrowed lines times %.2f", january, s.Name, s.Level)
			}
		}
		if known < 145 {
			t.Errorf("January %d: money of %d authorities", january, known)
		}
	}
}

func TestWithoutABalanceThereIsNoMoney(t *testing.T) {
	set := shippedSet(t)
	for _, january := range []int{2018, 2019, 2023} {
		n := NationAt(set, january)
		for _, s := range n.structures {
			if !strings.Contains(s.Unknown, "no balance") {
				t.Fatalf("January %d, %s: %q", january, s.Name, s.Unknown)
			}
		}
		s := n.structures[0]
		var tariff Tariff
		luck := calibration.LuckOf(rng.Seed(1))
		NewMoney(n, s, regime(t, DefaultRegime), nil, Parameters(), january, 2).Settle(0, &luck, &Counts{}, &tariff)
		var first, second Account
		tariff.Open(&first, nil, january)
		tariff.Settle(&first)
		tariff.Open(&second, &first, january+1)
		first.Add(&second)
		if first.Flags&NoMoney == 0 || second.Flags&NoMoney == 0 {
			t.Error("an account without money does not say so")
		}
	}
}

func TestTheRegimeOfATime(t *testing.T) {
	for _, january := range PastStarts() {
		r := regime(t, RegimeOf(january))
		if r.Grant[0].Year != january || r.After(january) || r.Prices.Fees == nil || r.OverrideEnds != 0 || r.Stability.Share != 0 {
			t.Errorf("January %d: %+v", january, r)
		}
		if !regime(t, DefaultRegime).After(january) {
			t.Errorf("January %d: what was announced in 2026 passes for known", january)
		}
	}
	for _, january := range []int{2019, 2023, 2024, 2025} {
		if RegimeOf(january) != DefaultRegime {
			t.Errorf("January %d: %s", january, RegimeOf(january))
		}
	}
	list := Parameters()
	with := regime(t, "announced-2020-01").Prices.in(list)
	if got := with[feeGrowth].Quantile(.9); math.Abs(got-.04) > 1e-9 {
		t.Errorf("P90 of the growth of fees is %v, want 4 %%", got)
	}
	if !reflect.DeepEqual(list, Parameters()) || slices.EqualFunc(list, with, func(a, b calibration.Parameter) bool { return a.Post == b.Post }) {
		t.Error("prices of a time are to be in a list of their own")
	}
}
