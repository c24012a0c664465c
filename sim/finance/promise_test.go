package finance

import (
	"testing"

	"sendsim/cohorts"
)

// A limit on the deficit before payments looks past what was paid already.
// Missed by a pound in the first year and met in the second, the £3m of the
// second are paid, and of the £3m withheld the share that is back-dated.
func TestAWithheldPaymentIsBackdatedInPart(t *testing.T) {
	const promised = 1e6 // a term
	tariff := settled(flat(), certain(nil), 0, 2)
	plain := lived(tariff, townCounts(), 2, nil)
	for backdated, want := range map[float64]Pounds{0: 3e6, 0.5: 4.5e6, 1: 6e6} {
		var first, second Account
		c := townCounts()
		year := func(acc, before *Account, at int, limit Pounds) {
			shift := Rest()
			shift.Payment = 2e6
			shift.Promised, shift.PromisedBelow, shift.Backdated = promised, float64(limit), backdated
			tariff.Open(acc, before, at)
			for _, term := range terms(at) {
				tariff.Term(acc, &c, &c, &cohorts.Flows{}, term, &shift)
			}
			tariff.Settle(acc)
		}
		year(&first, nil, 2024, plain[0].Gross-1)
		year(&second, &first, 2025, plain[1].Gross)
		if got := first.Payments; got != 6e6 {
			t.Errorf("back-dated %v: paid %s in the first year, want what hangs on nothing, 6m", backdated, got)
		}
		if got := second.Payments - 6e6; got != want {
			t.Errorf("back-dated %v: paid %s on the condition in the second year, want %s", backdated, got, want)
		}
		checkIdentities(t, &second)
	}
}
