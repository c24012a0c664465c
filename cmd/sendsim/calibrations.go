package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"sendsim/calibration"
	"sendsim/internal/shell"
	"sendsim/sim"
)

// calibrationFlags say which calibrations a command runs on: those of a
// folder, else those that a scenario names, else those that ship.
type calibrationFlags struct {
	folder       string
	allowInvalid bool
	local        string // file of a council's own figures that are laid on them

	opened map[string]*sim.World // by folder
}

const calibrationsFlag, allowInvalidFlag = "calibrations", "allow-invalid"

func (c *calibrationFlags) addFolder(cmd *cobra.Command) {
	cmd.Flags().StringVar(&c.folder, calibrationsFlag, "", "`FOLDER` that calibrate wrote (default what ships)")
}

func (c *calibrationFlags) add(cmd *cobra.Command) {
	c.addFolder(cmd)
	cmd.Flags().BoolVar(&c.allowInvalid, allowInvalidFlag, false, "run calibrations that are not valid; every output says so")
}

// load reads a scenario's file, with the world that it is to be laid on. Its
// calibrations are then the folder that was opened.
func (c *calibrationFlags) load(file string) (w *sim.World, s *sim.Scenario, err error) {
	if c.folder != "" {
		if _, err := c.flagged(); err != nil { // not a fault of the file
			return nil, nil, err
		}
	}
	var council error
	from, name := scenarioFile(file)
	if _, err := fs.Stat(from, name); errors.Is(err, fs.ErrNotExist) {
		return nil, nil, use{noScenario(file)}
	}
	if sim.IsLocal(from, name) {
		return nil, nil, use{fmt.Errorf("%s: holds a council's own figures, and is no scenario; allowed: --%s %s", file, localFlag, shell.Word(file))}
	}
	s, err = sim.LoadScenario(from, name, func(named string) (sim.Known, error) {
		if w, err = c.open(c.choose(file, named)); err != nil {
			return nil, err
		}
		w, council = withLocal(w, c.local, file)
		return w.Known(), nil
	})
	if err = errors.Join(council, err); err != nil {
		return nil, nil, use{err}
	}
	s.Calibrations = c.choose(file, s.Calibrations)
	if c.local != "" {
		s.Local = c.local
	}
	return w, s, nil
}

// scenario reads the scenario of a command: that of a file, or the default on
// the last census of the calibrations.
func (c *calibrationFlags) scenario(args []string) (*sim.World, *sim.Scenario, error) {
	if len(args) > 0 {
		return c.load(args[0])
	}
	w, err := c.flagged()
	if err != nil {
		return nil, nil, err
	}
	if w, err = withLocal(w, c.local, ""); err != nil {
		return nil, nil, use{err}
	}
	s := sim.DefaultFor(w.Known())
	s.Calibrations, s.Local = c.folder, c.local
	return w, s, nil
}

// choose is the folder to open: the flag's, else the one that a scenario's
// file names from its own; "" is what ships.
func (c *calibrationFlags) choose(file, named string) string {
	switch {
	case c.folder != "":
		return c.folder
	case named == "" || filepath.IsAbs(named), isAsKnown(named):
		return named
	default:
		return filepath.Join(filepath.Dir(file), filepath.FromSlash(named))
	}
}

// flagged opens the flag's folder, or what ships.
func (c *calibrationFlags) flagged() (*sim.World, error) {
	w, err := c.open(c.folder)
	if err != nil && c.folder != "" {
		return nil, use{fmt.Errorf("--%s %w", calibrationsFlag, err)}
	}
	return w, err
}

// open opens a world once.
func (c *calibrationFlags) open(folder string) (*sim.World, error) {
	if w := c.opened[folder]; w != nil {
		return w, nil
	}
	lib, err := openLibrary(folder)
	if err != nil {
		return nil, err
	}
	w, err := newWorld(lib)
	if err != nil {
		return nil, err
	}
	w.AllowInvalid, w.Calibrations = c.allowInvalid, folder
	if c.opened == nil {
		c.opened = map[string]*sim.World{}
	}
	c.opened[folder] = w
	return w, nil
}

// newWorld reads the money of a library. Tests, which give many commands, keep
// that of what ships.
var newWorld = sim.NewWorld

// openShipped opens the calibrations that ship. They are not kept, as
// calibration.Shipped would: a run needs the memory. Tests, which give many
// commands, keep them.
var openShipped = func() (*calibration.Library, error) {
	ships, err := calibration.OpenShipped()
	if err != nil {
		return nil, err
	}
	return ships.Library()
}

// openAsKnown fits the calibrations of a past January to the evidence that
// ships. Tests keep them.
var openAsKnown = calibration.AsKnown

// isAsKnown tells whether calibrations are those of a past January, fitted when
// they are asked for, and no folder.
func isAsKnown(name string) bool {
	if _, ok := calibration.AsKnownIn(name); !ok {
		return false
	}
	_, err := os.Stat(name)
	return err != nil
}

// openLibrary opens the calibrations of a folder, or of a past January; "" is
// what ships.
func openLibrary(folder string) (*calibration.Library, error) {
	if folder == "" {
		return openShipped()
	}
	if january, ok := calibration.AsKnownIn(folder); ok && isAsKnown(folder) {
		return openAsKnown(january)
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return nil, use{fmt.Errorf("%s: is no folder; expected is one that sendsim calibrate wrote", folder)}
	}
	lib, err := calibration.OpenFolder(os.DirFS(folder))
	if err != nil {
		return nil, use{fmt.Errorf("%s: %w", folder, err)}
	}
	return lib, nil
}
