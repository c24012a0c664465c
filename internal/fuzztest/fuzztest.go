// Package fuzztest is what the fuzz targets of the readers ask of every input:
// that reading it takes memory and time in proportion to its size.
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
	// small, and read in milliseconds; a machine under load is slower.
	slowest = 20 * time.Second
)

// Frugal runs a reader on an input of the given size in bytes, and fails where
// it allocates, beyond a constant, more than that many times the size, or does
// not come to an end in time. A zip bomb and a length that lies are such.
func Frugal(t testing.TB, size, times int, read func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := time.Now()
	read()
	took := time.Since(began)
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > uint64(aside)+uint64(times)*uint64(size) {
		t.Fatalf("%d bytes were allocated to read %d", used, size)
	}
	if took > slowest {
		t.Fatalf("%v were taken to read %d bytes", took, size)
	}
}
