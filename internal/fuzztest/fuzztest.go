// Package fuzztest is what the fuzz targets of the readers ask of every input:
// that reading it takes memory in proportion to its size, and comes to an end
// (docs/decisions/0014).
package fuzztest

import (
	"runtime"
	"testing"
	"time"
)

const (
	// aside is the bytes that a reader may take whatever its input is: tables
	// of names, buffers, and what the runtime allocates meanwhile.
	aside = 32 << 20
	// slowest is the time after which a reader is taken to hang. Inputs are
	// small and read in milliseconds; but a fuzzer that stands back for all else
	// on its machine was seen to wait for half a minute.
	slowest = 3 * time.Minute
)

// Frugal runs a reader on an input of the given size in bytes, and fails where
// it allocates, beyond a constant, more than that many times the size, as for a
// zip bomb or a length that lies. A reader that hangs ends the whole process:
// go test calls a target that hangs passed.
func Frugal(t testing.TB, size, times int, read func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	watch := time.AfterFunc(slowest, func() { panic("a reader hangs") })
	read()
	watch.Stop()
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > uint64(aside)+uint64(times)*uint64(size) {
		t.Fatalf("%d bytes were allocated to read %d", used, size)
	}
}
