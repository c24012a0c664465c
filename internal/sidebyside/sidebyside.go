// Package sidebyside does pieces of work on all processors.
package sidebyside

import (
	"runtime"
	"sync"
)

// Do does n pieces of work that do not touch each other, as many at once as
// there are processors. What they make does not depend on how many.
func Do(n int, do func(i int)) {
	next := make(chan int)
	var work sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
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
