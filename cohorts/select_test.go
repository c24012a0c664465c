package cohorts

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The first n are those that a sort puts first, ties or not.
func TestKeepFirstKeepsTheLowestLots(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.OneOf(rapid.Uint64(), rapid.Uint64Range(0, 5))
		lots := rapid.SliceOfN(word, 0, 200).Draw(t, "lots")
		n := rapid.IntRange(0, len(lots)).Draw(t, "n")
		of := make([]lot, len(lots))
		for i, l := range lots {
			of[i] = lot{l, int32(i)}
		}
		keepFirst(of, n)

		seen := make([]bool, len(of))
		var kept []uint64
		for i, c := range of {
			if seen[c.of] || lots[c.of] != c.word {
				t.Fatalf("the lot of %d is there twice, or changed", c.of)
			}
			seen[c.of] = true
			if i < n {
				kept = append(kept, c.word)
			}
		}
		slices.Sort(kept)
		slices.Sort(lots)
		if !slices.Equal(kept, lots[:n]) {
			t.Fatalf("kept %v of %v", kept, lots)
		}
	})
}

// Every wish stands in the queue of what it asks for, in order.
func TestWishesQueueUpForWhatTheyAsk(t *testing.T) {
	var q queues
	rapid.Check(t, func(t *rapid.T) {
		to := rapid.SliceOfN(rapid.SampledFrom(Settings()), 0, 50).Draw(t, "to")
		wishes := make([]wish, len(to))
		for i, s := range to {
			wishes[i].asks.to = s
		}
		q.line(wishes)
		found := 0
		for k, queue := range q {
			if !slices.IsSorted(queue) {
				t.Fatalf("queue %d is %v", k, queue)
			}
			for _, i := range queue {
				s := to[i]
				if s.Rationed() != (k > 0) || k > 0 && rationed[k-1] != s {
					t.Fatalf("a wish for %v is in queue %d", s, k)
				}
			}
			found += len(queue)
		}
		if found != len(to) {
			t.Fatalf("%d of %d stand in a queue", found, len(to))
		}
	})
}
