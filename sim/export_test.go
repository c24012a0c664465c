package sim

// NewWarmWorker is a worker that has lived a few futures; the function it
// returns lives one more.
func NewWarmWorker(m *Model) func(draw int) {
	w := m.newWorker()
	one := func(draw int) {
		for range w.future(draw) {
		}
	}
	for draw := range 20 {
		one(draw)
	}
	return one
}
