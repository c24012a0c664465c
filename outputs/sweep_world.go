package outputs

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"sendsim/calibration"
	"sendsim/sim"
	"sendsim/sim/sweep"
)

// The folders of the inputs of a sweep that do not ship, below its own.
const (
	sweepLocal        = InputsName + "/local/"        // a council's own figures
	sweepCalibrations = InputsName + "/calibrations/" // that calibrate wrote
)

// SweepInput is a copy of what a sweep reads that does not ship, for its folder.
type SweepInput struct {
	Digest
	Text []byte
}

// DesignSweep reads a design (see sweep.Read) and is its sweep, with copies of what
// it rests on that does not ship; calibrations is the folder of them, nil where
// they ship.
func DesignSweep(files sweep.Files, file string, w *sim.World, over sweep.Over, calibrations fs.FS) (*Sweep, []SweepInput, error) {
	over.Calibrations = calibrations != nil
	d, err := sweep.Read(files, file, w, ColumnNames(), over)
	if err != nil {
		return nil, nil, err
	}
	copies, err := sweepInputs(d, w, calibrations)
	if err != nil {
		return nil, nil, err
	}
	var copied []Digest
	for _, c := range copies {
		copied = append(copied, c.Digest)
	}
	s, err := NewSweep(d, copied...)
	return s, copies, err
}

// sweepInputs are copies of what a design rests on that does not ship: the
// calibrations of its authorities, where they do not ship, and
// the figures of a council, its own file first.
func sweepInputs(d *sweep.Design, w *sim.World, calibrations fs.FS) (all []SweepInput, err error) {
	take := func(from fs.FS, names []string, below string) {
		for _, name := range names {
			one := SweepInput{}
			if err == nil {
				one.Text, err = fs.ReadFile(from, name)
			}
			if err == nil {
				one.Digest, err = DigestOf(below+name, bytes.NewReader(one.Text))
			}
			all = append(all, one)
		}
	}
	if calibrations != nil {
		var of []*calibration.Authority
		for _, key := range append(d.RatesOf, d.Authorities...) {
			a, err := w.Library.Authority(key)
			if err != nil {
				return nil, err
			}
			of = append(of, a)
		}
		take(calibrations, w.Library.Files(of), sweepCalibrations)
	}
	if w.Local != nil {
		take(w.Local.From, w.Local.Files, sweepLocal)
	}
	return all, err
}

// Begin puts a sweep into its folder, and before it copies of what it reads that
// does not ship, or finds it there. Several machines may at once: what stands
// there at last is read, whoever put it. A folder of something else is Refused by
// what it is called.
func (s *Sweep) Begin(called string, folder fs.FS, put Put, copies []SweepInput) error {
	there, err := fs.ReadDir(folder, ".")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(there) == 0 || len(there) == 1 && there[0].Name() == InputsName {
		for _, c := range copies {
			if err := put(c.Name, c.Text); err != nil {
				return err
			}
		}
		if err := put(SweepName, s.Text()); err != nil {
			return err
		}
	}
	text, err := fs.ReadFile(folder, SweepName)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Refused{Why: fmt.Sprintf("%s is not empty and has no %s: choose another folder", called, SweepName)}
	case err != nil:
		return err
	case !bytes.Equal(text, s.Text()):
		return Refused{Why: fmt.Sprintf("%s holds another sweep (%s differs): choose another folder", called, SweepName)}
	}
	return nil
}

// Copies are those that stand in the folder of a sweep. They are refused
// where they were changed.
func (s *Sweep) Copies(folder fs.FS) (all []SweepInput, err error) {
	copied := Copied(s.Inputs)
	if err := Kept(folder, copied); err != nil {
		return nil, err
	}
	for _, d := range copied {
		text, err := fs.ReadFile(folder, d.Name)
		if err != nil {
			return nil, err
		}
		all = append(all, SweepInput{d, text})
	}
	return all, nil
}

// World is the world in which a sweep is lived: of what ships, and of the inputs
// that stand in its folder, which are refused where they were changed.
func (s *Sweep) World(folder fs.FS, ships func() (*calibration.Library, error)) (*sim.World, error) {
	if err := Kept(folder, Copied(s.Inputs)); err != nil {
		return nil, err
	}
	if s.first(sweepCalibrations) != "" {
		below, err := fs.Sub(folder, path.Clean(sweepCalibrations))
		if err != nil {
			return nil, err
		}
		ships = func() (*calibration.Library, error) { return calibration.OpenFolder(below) }
	}
	lib, err := ships()
	if err != nil {
		return nil, err
	}
	w, err := sim.NewWorld(lib)
	file := s.first(sweepLocal)
	if err != nil || file == "" {
		return w, err
	}
	below, err := fs.Sub(folder, path.Dir(file))
	if err != nil {
		return nil, err
	}
	l, err := sim.ReadLocal(below, path.Base(file), w)
	if err != nil {
		return nil, err
	}
	return w.With(l), nil
}

// first is the first input below a folder; "": there is none.
func (s *Sweep) first(below string) string {
	for _, d := range s.Inputs {
		if strings.HasPrefix(d.Name, below) {
			return d.Name
		}
	}
	return ""
}
