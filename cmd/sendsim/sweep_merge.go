package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"sendsim/internal/shelf"
	"sendsim/outputs"
	"sendsim/sim/sweep"
)

// mergeSweeps brings the shards of a sweep together.
func mergeSweeps(cmd *cobra.Command, f *sweepFlags, names []string) error {
	s, found, err := partsIn(names)
	if err != nil {
		return err
	}
	if f.out == "" {
		return use{errors.New("--out is missing; allowed: the folder of the whole sweep")}
	}
	to := shelf.Folder(f.out)
	copies, err := s.Copies(shelf.Folder(names[0]))
	if err != nil {
		return fmt.Errorf("%s: %w", names[0], err)
	}
	if err := beginSweep(to, s, copies); err != nil {
		return err
	}
	lived := outputs.NewSwept(s)
	for _, i := range s.Design.Items() {
		if err := cmd.Context().Err(); err != nil {
			return err
		}
		from, name := found[i], outputs.SweepPartName(&s.Design, i)
		text, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		if err := to.Put(name, text); err != nil {
			return err
		}
		part, err := outputs.OpenSweepPart(to, s, i)
		if err != nil {
			return err
		}
		lived.Take(i, part)
	}
	world, err := s.World(to, openShipped)
	if err != nil {
		return err
	}
	return f.finish(cmd, lived, to, world)
}

// partsIn finds every part of a sweep in one of the folders. The error says all
// that is missing, doubled, cut short or of another sweep.
func partsIn(names []string) (*outputs.Sweep, map[sweep.Item]shelf.Folder, error) {
	var s *outputs.Sweep
	var faults []error
	first := ""
	for _, name := range names {
		text, err := fs.ReadFile(shelf.Folder(name), outputs.SweepName)
		if err == nil && s != nil && bytes.Equal(text, s.Text()) {
			continue
		}
		var own *outputs.Sweep
		if err == nil {
			own, err = outputs.ReadSweep(bytes.NewReader(text))
		}
		switch {
		case err != nil:
			faults = append(faults, fmt.Errorf("%s: %w", name, err))
		case s == nil:
			s, first = own, name
		default:
			faults = append(faults, fmt.Errorf("%s is of another sweep than %s: its design %s", name, first, outputs.ManifestsDiffer(designText(s), designText(own))))
		}
	}
	if s == nil || len(faults) > 0 {
		return nil, nil, use{errors.Join(faults...)}
	}
	found, missing := map[sweep.Item]shelf.Folder{}, []string{}
	for _, i := range s.Design.Items() {
		var in []string
		for _, name := range names {
			_, err := outputs.OpenSweepPart(shelf.Folder(name), s, i)
			if err == nil {
				in, found[i] = append(in, name), shelf.Folder(name)
			} else if !errors.Is(err, fs.ErrNotExist) {
				faults = append(faults, fmt.Errorf("%s: %w", name, err))
			}
		}
		switch part := outputs.SweepPartName(&s.Design, i); {
		case len(in) == 0:
			missing = append(missing, part)
		case len(in) > 1:
			faults = append(faults, fmt.Errorf("%s is there %d times: in %s", part, len(in), strings.Join(in, ", ")))
		}
	}
	if n := len(missing); n > 0 {
		faults = append(faults, fmt.Errorf("%d of %d parts are missing: give the shards of %s again", n, len(s.Design.Items()), firstFew(missing, ", ")))
	}
	if err := errors.Join(faults...); err != nil {
		return nil, nil, use{err}
	}
	return s, found, nil
}

// designText is a design as sweep.json has it.
func designText(s *outputs.Sweep) []byte {
	text, err := json.Marshal(&s.Design)
	if err != nil {
		panic("sendsim: a design that was read cannot be written: " + err.Error())
	}
	return text
}
