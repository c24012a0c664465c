package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"sendsim/internal/strict"
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

// noScenario says that a name is neither that of a file nor of a scenario that
// ships, and which do.
func noScenario(named string) error {
	all, err := scenarios.All()
	if err != nil {
		return err
	}
	var ship []string
	for _, s := range all {
		ship = append(ship, s.Name)
	}
	return fmt.Errorf("%s: there is no such file, and no scenario of that name ships%s; those that ship: %s",
		named, strict.Meant(named, ship), strings.Join(ship, ", "))
}
