package main

import (
	"errors"
	"io/fs"
	"os"
	"path"

	"sendsim/outputs"
)

// scratch is an outputs.Disk that keeps nothing: a run is made again on it to
// be compared. The draws, which may be many, go to a file that has no name
// from its first byte, so that not even a kill leaves it behind; the other
// files stay in memory.
type scratch struct {
	small map[string]*outputs.Memory
	large []*os.File
}

var _ outputs.Disk = (*scratch)(nil)

// Names lists nothing: a scratch is always empty to begin with.
func (s *scratch) Names(string) ([]string, error) { return nil, nil }

// Draft begins.
func (s *scratch) Draft(string) (string, error) {
	s.small = map[string]*outputs.Memory{}
	return "", nil
}

// Create makes a file.
func (s *scratch) Create(_, name string) (outputs.File, error) {
	if path.Base(name) != outputs.DrawsName {
		s.small[name] = new(outputs.Memory)
		return s.small[name], nil
	}
	file, err := os.CreateTemp("", "sendsim-verify-")
	if err != nil {
		return nil, err
	}
	s.large = append(s.large, file)
	_ = os.Remove(file.Name()) // where an open file keeps its name, Discard takes it away
	return file, nil
}

// Publish keeps what is in memory for comparing.
func (s *scratch) Publish(draft, _ string, _ bool) error { return s.Discard(draft) }

// Discard lets the large files go.
func (s *scratch) Discard(string) error {
	var faults []error
	for _, file := range s.large {
		if err := file.Close(); !errors.Is(err, os.ErrClosed) {
			faults = append(faults, err)
		}
		if err := os.Remove(file.Name()); !errors.Is(err, fs.ErrNotExist) {
			faults = append(faults, err)
		}
	}
	s.large = nil
	return errors.Join(faults...)
}
