package sidebyside

import (
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestEveryPieceIsDoneOnce(t *testing.T) {
	for _, n := range []int{0, 1, 2, 1000} {
		times := make([]int, n)
		Do(n, func(i int) { times[i]++ })
		for i, done := range times {
			if done != 1 {
				t.Errorf("of %d pieces piece %d was done %d times", n, i, done)
			}
		}
	}
}
