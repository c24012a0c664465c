package main

import (
	"os"
	"path/filepath"
	"testing"

	"sendsim/outputs"
	"sendsim/outputs/disktest"
)

func TestTheDiskKeepsItsPromises(t *testing.T) {
	disktest.Check(t, func(t *testing.T) (outputs.Disk, string) {
		return newDisk(), filepath.Join(t.TempDir(), "runs", "one")
	}, os.ReadFile)
}
