package pipeline

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/gcs"   // gs://
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local" // a path
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/s3"    // s3://

	"sendsim/outputs"
)

// storage is a folder on one of Beam's file systems, by its URL: a path, gs:// or
// s3://. Who may read and write it is the environment's affair; no credential is
// read, kept or logged here.
type storage struct {
	ctx context.Context // of the worker: fs.FS has none
	at  string
	on  filesystem.Interface
}

var _ fs.ReadFileFS = (*storage)(nil)

func open(ctx context.Context, url string) (*storage, error) {
	s := &storage{ctx: ctx, at: strings.TrimSuffix(url, "/")}
	if s.remote() && strings.ContainsAny(url, patterns) {
		return nil, fmt.Errorf("%s: in the name of a folder in an object store none of %s may stand: Beam finds files there by patterns", url, patterns)
	}
	var err error
	s.on, err = filesystem.New(ctx, url)
	return s, err
}

// patterns are what Beam's file systems take for more than themselves where
// they list files.
const patterns = `*?[]\`

// remote tells whether the folder is not on a disk.
func (s *storage) remote() bool { return strings.Contains(s.at, "://") }

// Close ends it.
func (s *storage) Close() error { return s.on.Close() }

func (s *storage) url(name string) string { return s.at + "/" + name }

// ReadFile reads a file; the error is fs.ErrNotExist where there is none,
// whatever the file system calls it.
func (s *storage) ReadFile(name string) ([]byte, error) {
	if s.remote() {
		there, err := s.on.List(s.ctx, s.url(name))
		if err != nil {
			return nil, err
		}
		if len(there) == 0 {
			return nil, &fs.PathError{Op: "open", Path: s.url(name), Err: fs.ErrNotExist}
		}
	}
	return filesystem.Read(s.ctx, s.on, s.url(name))
}

// empty tells whether nothing is in the folder, or in folders of it, but what
// was not written to its end, and inputs of a sweep that was not begun.
func (s *storage) empty() (bool, error) {
	at := s.at
	if !s.remote() {
		at = literally.Replace(at)
	}
	for _, within := range []string{"/*", "/*/*"} {
		all, err := s.on.List(s.ctx, at+within)
		if err != nil {
			return false, err
		}
		all = slices.DeleteFunc(all, func(name string) bool {
			return strings.HasPrefix(path.Base(name), unfinished) || slices.Contains([]string{path.Base(name), path.Base(path.Dir(name))}, outputs.InputsName)
		})
		if len(all) > 0 {
			return false, nil
		}
	}
	return true, nil
}

// literally writes a path so that, as a pattern, it stands for itself.
var literally = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`)

// Drop takes a file away, if it is there.
func (s *storage) Drop(name string) error {
	if _, err := s.ReadFile(name); err != nil {
		if isMissing(err) {
			return nil
		}
		return err
	}
	by, ok := s.on.(filesystem.Remover)
	if !ok {
		return fmt.Errorf("%s: nothing can be taken away there", s.at)
	}
	if err := by.Remove(s.ctx, s.url(name)); err != nil {
		if _, err := s.ReadFile(name); isMissing(err) { // another was faster
			return nil
		}
		return err
	}
	return nil
}

// Open opens a file.
func (s *storage) Open(name string) (fs.File, error) {
	text, err := s.ReadFile(name)
	return &inMemory{bytes.NewReader(text)}, err
}

// inMemory is a file that was read.
type inMemory struct{ io.Reader }

// Stat says nothing.
func (*inMemory) Stat() (fs.FileInfo, error) { return nil, errors.ErrUnsupported }

// Close does nothing.
func (*inMemory) Close() error { return nil }

// Put puts a file in its place whole or not at all: an object store does so by
// itself, elsewhere the file is written under a name of its own and renamed.
func (s *storage) Put(name string, text []byte) error {
	if s.remote() {
		return filesystem.Write(s.ctx, s.on, s.url(name), text)
	}
	folder, base := path.Split(name)
	draft := s.url(folder + unfinished + rand.Text() + "-" + base)
	if err := filesystem.Write(s.ctx, s.on, draft, text); err != nil {
		return err
	}
	if err := filesystem.Rename(s.ctx, s.on, draft, s.url(name)); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// unfinished begins the names of files that are not in their place yet, or never
// will be.
const unfinished = ".unfinished-"

func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
