package cohorts

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The first n are those that a sort puts first, ties or not.
func TestKeepFirstKeepsTheLowestLots(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lot := rapid.OneOf(rapid.Uint64(), rapid.Uint64Range(0, 5))
		lots := rapid.SliceOfN(lot, 0, 200).Draw(t, "lots")
		n := rapid.IntRange(0, len(lots)).Draw(t, "n")
		of := make([]claim, len(lots))
		for i, l := range lots {
			of[i] = claim{l, &wish{child: uint32(i)}}
		}
		keepFirst(of, n)

		seen := make([]bool, len(of))
		var kept []uint64
		for i, c := range of {
			if seen[int(c.wish.child)] || lots[int(c.wish.child)] != c.priority {
				t.Fatalf("the claim %d is there twice, or changed", int(c.wish.child))
			}
			seen[int(c.wish.child)] = true
			if i < n {
				kept = append(kept, c.priority)
			}
		}
		slices.Sort(kept)
		slices.Sort(lots)
		if !slices.Equal(kept, lots[:n]) {
			t.Fatalf("kept %v of %v", kept, lots)
		}
	})
}

// gather brings those who claim a setting to the front, and loses nobody.
func TestGatherFindsEveryClaimOfASetting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		to := rapid.SliceOfN(rapid.SampledFrom([]Setting{ResourcedProvision, StateSpecial, SpecialistPost16}), 0, 50).Draw(t, "to")
		claims := make([]claim, len(to))
		want := 0
		for i, s := range to {
			claims[i] = claim{uint64(i), &wish{to: s}}
			if s == StateSpecial {
				want++
			}
		}
		n := gather(claims, StateSpecial)
		seen := map[uint64]bool{}
		for i, c := range claims {
			seen[c.priority] = true
			if (i < n) != (c.wish.to == StateSpecial) || to[c.priority] != c.wish.to {
				t.Fatalf("claim %d to %v is at %d of %d", c.priority, c.wish.to, i, n)
			}
		}
		if n != want || len(seen) != len(to) {
			t.Fatalf("%d claims of %d, %d in all", n, want, len(seen))
		}
	})
}
