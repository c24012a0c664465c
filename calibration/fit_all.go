package calibration

import (
	"runtime"
	"sync"
)

// all fits the authorities of the set, in its order.
func (f *fit) all() []*Authority {
	made := make([]*Authority, len(f.set.Authorities))
	sideBySide(len(made), func(i int) { made[i] = f.authority(i) })
	return made
}

// sideBySide does n pieces of work that do not touch each other, as many at
// once as there are processors. What they make does not depend on how many.
func sideBySide(n int, do func(i int)) {
	next := make(chan int)
	var work sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		work.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	work.Wait()
}
