// Package shelf is a folder on a disk whose files are put there one by one, each
// whole or not at all, whoever else puts the same: what is stopped is gone on
// with.
package shelf

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Folder is one by its path, which need not be there. It shows what is in its
// place, and no drafts.
type Folder string

var _ interface {
	fs.ReadFileFS
	fs.ReadDirFS
} = Folder("")

// draft begins the names of files that Put has not put in their place yet, or
// never will: another machine may be at it, or was stopped.
const draft = ".unfinished-"

func (f Folder) fs() fs.FS { return os.DirFS(string(f)) }

// Open opens a file, or a folder below.
func (f Folder) Open(name string) (fs.File, error) { return f.fs().Open(name) }

// ReadFile reads a file.
func (f Folder) ReadFile(name string) ([]byte, error) { return fs.ReadFile(f.fs(), name) }

// ReadDir lists what is in its place in a folder below.
func (f Folder) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(f.fs(), name)
	return slices.DeleteFunc(all, func(e fs.DirEntry) bool { return strings.HasPrefix(e.Name(), draft) }), err
}

// Drop takes a file away, if it is there.
func (f Folder) Drop(name string) error {
	err := os.Remove(f.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Put puts a file in its place, over one that is there.
func (f Folder) Put(name string, text []byte) error {
	at := f.path(name)
	const all = 0o777 // that the umask leaves
	if err := os.MkdirAll(filepath.Dir(at), all); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(at), draft+"*")
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	const readable = 0o644 // as CreateTemp's is for its owner alone
	err = errors.Join(err, file.Chmod(readable), file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), at)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return nil
}

// Close does nothing: a disk needs no connection.
func (f Folder) Close() error { return nil }

func (f Folder) path(name string) string { return filepath.Join(string(f), filepath.FromSlash(name)) }
