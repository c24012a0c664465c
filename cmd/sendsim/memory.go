package main

import "runtime/debug"

// whileLiving is by how many per cent what is held in memory may grow before
// it is cleared: living futures makes next to no litter, so that to wait until
// memory has doubled would only let it grow with the draws.
const whileLiving = 25

// readyToLive gives back what was needed to read all authorities, once models
// are made of a few: the futures of those need little of it. Tests, which keep
// it, would only search it through each time.
var readyToLive = func() {
	debug.FreeOSMemory()
	debug.SetGCPercent(whileLiving)
}
