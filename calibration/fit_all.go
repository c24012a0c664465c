package calibration

import (
	"errors"
	"runtime"
	"sync"
)

// all fits the authorities side by side. The result does not depend on how
// many are fitted at once.
func (f *fit) all() ([]*Authority, error) {
	n := len(f.set.Authorities)
	made := make([]*Authority, n)
	faults := make([]error, n)
	next := make(chan int)
	var work sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		work.Go(func() {
			for i := range next {
				made[i], faults[i] = f.authority(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	work.Wait()
	return made, errors.Join(faults...)
}
