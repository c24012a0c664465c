package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// shelf is a folder whose files are put there one by one, each whole or not at
// all, whoever else puts the same: what is stopped is gone on with.
type shelf string

// shelfDraft begins the names of files that Put has not put in their place yet,
// or never will: another machine may be at it, or was stopped.
const shelfDraft = ".unfinished-"

// FS reads the folder.
func (s shelf) FS() fs.FS { return os.DirFS(string(s)) }

// Drop takes a file away, if it is there.
func (s shelf) Drop(name string) error {
	err := os.Remove(filepath.Join(string(s), filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Put puts a file in its place, over one that is there.
func (s shelf) Put(name string, text []byte) error {
	at := filepath.Join(string(s), filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(at), folderMode); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(at), shelfDraft+"*")
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
