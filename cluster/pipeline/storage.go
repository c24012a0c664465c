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
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/gcs"   // gs://
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local" // a path
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/s3"    // s3://
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
	on, err := filesystem.New(ctx, url)
	return &storage{ctx, strings.TrimSuffix(url, "/"), on}, err
}

// Close ends it.
func (s *storage) Close() error { return s.on.Close() }

func (s *storage) url(name string) string { return s.at + "/" + name }

// ReadFile reads a file; the error is fs.ErrNotExist where there is none,
// whatever the file system calls it.
func (s *storage) ReadFile(name string) ([]byte, error) {
	there, err := s.on.List(s.ctx, s.url(name))
	if err != nil {
		return nil, err
	}
	if len(there) == 0 {
		return nil, &fs.PathError{Op: "open", Path: s.url(name), Err: fs.ErrNotExist}
	}
	return filesystem.Read(s.ctx, s.on, s.url(name))
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
	if strings.Contains(s.at, "://") {
		return filesystem.Write(s.ctx, s.on, s.url(name), text)
	}
	folder, base := path.Split(name)
	draft := s.url(folder + ".unfinished-" + rand.Text() + "-" + base)
	if err := filesystem.Write(s.ctx, s.on, draft, text); err != nil {
		return err
	}
	if err := filesystem.Rename(s.ctx, s.on, draft, s.url(name)); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
