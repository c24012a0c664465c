package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"sendsim/outputs"
)

// disk is outputs.Disk on the operating system's files. Folders that Draft
// had to make above a draft are remembered, so that Discard leaves nothing.
type disk struct{ made map[string][]string }

var _ outputs.Disk = (*disk)(nil)

// What is written may be read by everybody, subject to the umask.
const (
	folderMode = 0o777
	fileMode   = 0o666
)

func (d *disk) Names(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, err
}

func (d *disk) Draft(target string) (string, error) {
	target, err := filepath.Abs(target)
	if err != nil {
		return "", err
	}
	above, name := filepath.Split(target)
	if name == "" {
		return "", fmt.Errorf("%s cannot be a run's folder", target)
	}
	made, err := makeAll(filepath.Clean(above))
	if err != nil {
		return "", errors.Join(err, removeEmpty(made))
	}
	draft, err := os.MkdirTemp(above, "."+name+".unfinished-")
	if err != nil {
		return "", errors.Join(err, removeEmpty(made))
	}
	// MkdirTemp's folder is its owner's alone; a run's folder is as any other.
	if err := errors.Join(os.Remove(draft), os.Mkdir(draft, folderMode)); err != nil {
		return "", errors.Join(err, removeEmpty(made))
	}
	if d.made == nil {
		d.made = map[string][]string{}
	}
	d.made[draft] = made
	return draft, nil
}

// makeAll makes a folder and those above it that are missing, and lists what
// it made, the lowest first.
func makeAll(folder string) (made []string, err error) {
	if _, err := os.Stat(folder); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if above := filepath.Dir(folder); above != folder {
		if made, err = makeAll(above); err != nil {
			return made, err
		}
	}
	if err := os.Mkdir(folder, folderMode); err != nil && !errors.Is(err, fs.ErrExist) {
		return made, err
	}
	return append([]string{folder}, made...), nil
}

// removeEmpty takes folders away that were made for nothing; one that somebody
// else uses by now stays.
func removeEmpty(folders []string) error {
	for _, f := range folders {
		if os.Remove(f) != nil {
			break
		}
	}
	return nil
}

func (d *disk) Create(draft, name string) (outputs.File, error) {
	path := filepath.Join(draft, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), folderMode); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return nil, err // not a File that holds a nil pointer
	}
	return f, nil
}

func (d *disk) Publish(draft, target string, replace bool) error {
	target, err := filepath.Abs(target)
	if err != nil {
		return err
	}
	names, err := d.Names(target)
	switch {
	case err != nil:
		return err
	case len(names) == 0:
		if err := os.Remove(target); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return os.Rename(draft, target)
	case !replace:
		return fmt.Errorf("%s is not empty any more: somebody else wrote there during the run", target)
	}
	old := draft + ".old"
	if err := os.Rename(target, old); err != nil {
		return err
	}
	if err := os.Rename(draft, target); err != nil {
		return errors.Join(err, os.Rename(old, target))
	}
	return os.RemoveAll(old)
}

func (d *disk) Discard(draft string) error {
	return errors.Join(os.RemoveAll(draft), removeEmpty(d.made[draft]))
}
