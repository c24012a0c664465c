package web

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"time"
)

// Files is a folder in memory: texts by their path, as fs.FS has paths. It is
// read-only.
type Files map[string][]byte

// Open opens a file. There is no folder to be listed.
func (f Files) Open(name string) (fs.File, error) {
	text, ok := f[name]
	if !ok || !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return held{bytes.NewReader(text), path.Base(name)}, nil
}

// held is a file of a folder in memory.
type held struct {
	*bytes.Reader
	name string
}

var _ io.ReaderAt = held{} // so that draws are read where they are

// Stat says what the file is.
func (h held) Stat() (fs.FileInfo, error) { return h, nil }

// Close does nothing.
func (h held) Close() error { return nil }

// Name is the file's, without its folder.
func (h held) Name() string { return h.name }

// Size is the file's, in bytes.
func (h held) Size() int64 { return h.Reader.Size() }

// Mode is that of a file which may be read.
func (h held) Mode() fs.FileMode { return 0o444 }

// ModTime is none.
func (h held) ModTime() time.Time { return time.Time{} }

// IsDir is false.
func (h held) IsDir() bool { return false }

// Sys is nothing.
func (h held) Sys() any { return nil }
