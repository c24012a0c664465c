package outputs_test

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"

	"sendsim/outputs"
	"sendsim/outputs/disktest"
)

// shelf is a disk in memory with room for so many bytes.
type shelf struct {
	files map[string]*outputs.Memory // by whole path; a folder ends in a slash
	room  int
}

var errFull = errors.New("no space left on device")

func newShelf(room int) *shelf { return &shelf{files: map[string]*outputs.Memory{}, room: room} }

// plenty is more room than any test fills.
const plenty = 1 << 30

func (s *shelf) Names(folder string) ([]string, error) {
	seen := map[string]bool{}
	for name := range s.files {
		if rest, ok := strings.CutPrefix(name, folder+"/"); ok && rest != "" {
			first, _, _ := strings.Cut(rest, "/")
			seen[first] = true
		}
	}
	var names []string
	for n := range seen {
		names = append(names, n)
	}
	return names, nil
}

func (s *shelf) Draft(target string) (string, error) {
	draft := path.Join(path.Dir(target), "."+path.Base(target)+".unfinished")
	if _, ok := s.files[draft+"/"]; ok {
		return "", fs.ErrExist
	}
	s.files[draft+"/"] = nil
	return draft, nil
}

func (s *shelf) Create(draft, name string) (outputs.File, error) {
	name = path.Join(draft, name)
	if _, ok := s.files[name]; ok {
		return nil, fs.ErrExist
	}
	f := new(outputs.Memory)
	s.files[name] = f
	return rationed{f, s}, nil
}

// rationed is a file on a shelf that may be full.
type rationed struct {
	*outputs.Memory
	on *shelf
}

func (r rationed) Write(b []byte) (int, error) {
	n := min(len(b), r.on.room)
	r.on.room -= n
	if n, err := r.Memory.Write(b[:n]); err != nil || n == len(b) {
		return n, err
	}
	return n, errFull
}

func (s *shelf) Publish(draft, target string, replace bool) error {
	if names, _ := s.Names(target); len(names) > 0 && !replace {
		return fmt.Errorf("%s is not empty", target)
	}
	s.remove(target)
	for name, f := range s.files {
		if rest, ok := strings.CutPrefix(name, draft+"/"); ok {
			s.files[target+"/"+rest] = f
			delete(s.files, name)
		}
	}
	return nil
}

func (s *shelf) remove(folder string) {
	for name := range s.files {
		if strings.HasPrefix(name, folder+"/") {
			delete(s.files, name)
		}
	}
}

func (s *shelf) Discard(draft string) error { s.remove(draft); return nil }

// read is the bytes of a file.
func (s *shelf) read(name string) ([]byte, error) {
	f, ok := s.files[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return f.Bytes(), nil
}

// TestShelf says that the disk of these tests keeps a disk's promises.
func TestShelf(t *testing.T) {
	s := newShelf(plenty)
	disktest.Check(t, func(t *testing.T) (outputs.Disk, string) { return s, "/" + t.Name() }, s.read)
}
