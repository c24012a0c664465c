package main

import (
	"io/fs"
	"os"
	"path/filepath"

	"sendsim/scenarios"
)

// scenarioFile is where the scenario stands that a command names: a file on the
// disk, else one that ships, by its name without the ending.
func scenarioFile(named string) (from fs.FS, file string) {
	if info, err := os.Stat(named); err != nil || info.IsDir() {
		ships := named + ".yaml"
		if _, err := fs.Stat(scenarios.FS, ships); err == nil {
			return scenarios.FS, ships
		}
	}
	return os.DirFS(filepath.Dir(named)), filepath.Base(named)
}
