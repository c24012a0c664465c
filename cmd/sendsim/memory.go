package main

import "runtime/debug"

// whileLiving is by how many per cent what is held in memory may grow before
// it is cleared: living futures makes next to no litter, so that to wait until
// memory has doubled would only let it grow with the draws.
const whileLiving = 25

// freeMemory hands back what was needed to read all authorities, once models are
// made of a few, and keeps memory near what those need. Tests, which keep what
// was read, would only search it through each time.
var freeMemory = func() {
	debug.FreeOSMemory()
	debug.SetGCPercent(whileLiving)
}
