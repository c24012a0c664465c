package outputs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"sendsim/sim"
	"sendsim/sim/sweep"
)

// PartsName is the file of a sweep that lists every other with its digest: it
// is written last, and taken away before a part that is missing is made again, so
// a folder that has it was whole when it was written.
const PartsName = "parts.json"

// Put puts a file of a sweep where it belongs, whole or not at all.
type Put func(name string, text []byte) error

// Finish writes what the combinations come to, the pictures, what is on the
// frontiers, and last the list of all files; nothing after what could not be
// written. world is that in which it was lived.
func (s *Swept) Finish(put Put, world *sim.World) error {
	if err := s.whole(); err != nil {
		return err
	}
	all := slices.Concat(s.Parts, Copied(s.Sweep.Inputs))
	note := func(name string, text []byte) error {
		one, err := DigestOf(name, bytes.NewReader(text))
		all = append(all, one)
		return err
	}
	write := func(name string, of func(io.Writer) error) error {
		var b bytes.Buffer
		if err := of(&b); err != nil {
			return err
		}
		if err := put(name, b.Bytes()); err != nil {
			return err
		}
		return note(name, b.Bytes())
	}
	if err := note(SweepName, s.Sweep.Text()); err != nil {
		return err
	}
	if err := write(SweptName, s.WriteArrow); err != nil {
		return err
	}
	regimes, err := s.Sweep.regimes(world)
	if err != nil {
		return err
	}
	for a, key := range s.Sweep.Design.Authorities {
		basis, err := s.Sweep.rests(world, a, regimes)
		if err != nil {
			return err
		}
		s.basis.take(basis)
		f := s.FrontierOf(a, basis)
		if f == nil {
			continue
		}
		if err := write("frontier-"+key+".svg", f.WriteSVG); err != nil {
			return err
		}
		if err := write("frontier-"+key+".png", f.WritePNG); err != nil {
			return err
		}
		best, _ := unbeaten(s.rowsOf(a))
		for i := range best {
			text, err := s.scenario(&best[i], world.Known())
			if err != nil {
				return err
			}
			if err := write(s.OnFrontier(a, i), func(w io.Writer) error { _, err := w.Write(text); return err }); err != nil {
				return err
			}
		}
	}
	slices.SortFunc(all, func(a, b Digest) int { return strings.Compare(a.Name, b.Name) })
	text, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	return put(PartsName, append(text, '\n'))
}

// OnFrontier is the file of a combination that no other of its authority beats,
// from the cheapest up: a scenario that can be run, compared and reported.
func (s *Swept) OnFrontier(authority, i int) string {
	return fmt.Sprintf("frontier-%s-%d.yaml", s.Sweep.Design.Authorities[authority], i+1)
}

// Best is the file of the combination with the best chance of balance, or the
// least deficit, of the first authority for which that is one with levers; "":
// there is none.
func (s *Swept) Best() string {
	for a := range s.Sweep.Design.Authorities {
		best, _ := unbeaten(s.rowsOf(a))
		if n := len(best); n > 0 && best[n-1].Scenario != sweep.None {
			return s.OnFrontier(a, n-1)
		}
	}
	return ""
}

// scenario is a combination as a scenario in the sweep's folder.
func (s *Swept) scenario(r *sweptRow, known sim.Known) ([]byte, error) {
	of, err := s.Sweep.Design.Scenario(r.of, known)
	if err != nil {
		return nil, err
	}
	of.Name = fmt.Sprintf("%s %d", r.Scenario, r.Point)
	of.Local = s.Sweep.first(sweepLocal)
	if s.Sweep.first(sweepCalibrations) != "" {
		of.Calibrations = path.Clean(sweepCalibrations)
	}
	return of.YAML(), nil
}

// SweepParts is the list of all files of a sweep, from its folder; its error is
// fs.ErrNotExist where not all of it is there.
func SweepParts(folder fs.FS) (all []Digest, err error) {
	text, err := fs.ReadFile(folder, PartsName)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &all); err != nil {
		return nil, fmt.Errorf("%s: %w", PartsName, err)
	}
	return all, nil
}

// OpenSwept opens the table of a sweep's folder, for who exports it. It is
// refused where it was changed.
func OpenSwept(folder fs.FS) (*Opened, error) {
	all, err := SweepParts(folder)
	if err != nil {
		return nil, err
	}
	text, err := fs.ReadFile(folder, SweepName)
	if err != nil {
		return nil, err
	}
	s, err := ReadSweep(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	table := slices.DeleteFunc(all, func(d Digest) bool { return d.Name != SweptName })
	if err := Kept(folder, table); err != nil {
		return nil, err
	}
	m := Manifest{Command: []string{"sendsim", "sweep", s.Design.Name}, Version: s.Version, Outputs: table}
	return &Opened{Manifest: m, folder: folder}, nil
}
