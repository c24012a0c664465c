package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"sendsim/sim"
)

// folder is where what is run is written: if no folder is named, one of its own
// that says what it is, of whom and when, also where another was written in the
// same second.
func (f *runFlags) folder(what string, m *sim.Model) string {
	if f.out != "" {
		return f.out
	}
	of := m.Areas[len(m.Areas)-1].Key
	first := filepath.Join("runs", what+of+"-"+time.Now().Format("20060102-150405"))
	target := first
	for i := 2; ; i++ {
		if _, err := os.Lstat(target); err != nil {
			return target
		}
		target = fmt.Sprintf("%s-%d", first, i)
	}
}
