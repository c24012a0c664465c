package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"sendsim/outputs"
)

// disk is outputs.Disk on the operating system's files.
//
// A draft stands beside its target under a name that follows from the
// target's, so there is one at a time: making it is claiming the target. While
// its run lives, the draft is locked, a lock that the system lets go of
// however the run ends (lock_unix.go). An unlocked draft is therefore what an
// interrupted run left, and the next run that writes in the same place takes
// it away (leftovers.go).
type disk struct {
	told     io.Writer               // what was found and taken away
	exchange func(a, b string) error // gives two folders each other's name in one step
	made     map[string][]string     // folders that Draft made above a draft
	held     map[string]*os.File     // the locks of drafts
}

var _ outputs.Disk = (*disk)(nil)

// newDisk is the disk of this machine; what interrupted runs left is told.
func newDisk(told io.Writer) *disk {
	return &disk{told: told, exchange: exchange, made: map[string][]string{}, held: map[string]*os.File{}}
}

// What is written may be read by everybody, subject to the umask.
const (
	folderMode = 0o777
	fileMode   = 0o666
)

// Names lists what is in a folder.
func (d *disk) Names(folder string) ([]string, error) { return namesIn(folder) }

// namesIn lists what is in a folder: nothing where there is none.
func namesIn(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case errors.Is(err, syscall.ENOTDIR):
		return nil, outputs.Refused{Why: fmt.Sprintf("%s is a file, or below one: choose a folder", folder)}
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, err
}

// whole is the path of a target from the root, through links.
func whole(target string) (string, error) {
	if real, err := filepath.EvalSymlinks(target); err == nil {
		target = real
	}
	return filepath.Abs(target)
}

// Draft makes a draft and locks it, once what interrupted runs left beside the
// target is taken away.
func (d *disk) Draft(named string) (string, error) {
	target, err := whole(named)
	if err != nil {
		return "", err
	}
	above, name := filepath.Split(target)
	if name == "" {
		return "", fmt.Errorf("%s cannot be a run's folder", target)
	}
	if standsIn(target) {
		return "", outputs.Refused{Why: fmt.Sprintf("%s is the folder that you are in, or above it, and another would take its place: choose a folder in it, or elsewhere", named)}
	}
	made, err := makeAll(filepath.Clean(above))
	if err != nil {
		return "", err
	}
	d.tidy(above)
	draft := filepath.Join(above, unfinished(name))
	held, err := claim(draft, target)
	if err != nil {
		removeEmpty(made)
		return "", err
	}
	d.made[draft], d.held[draft] = made, held
	return draft, nil
}

// standsIn tells whether the folder one is in is a target, or within it: a shell
// that stands in a folder whose place another takes stands nowhere.
func standsIn(target string) bool {
	here, err := whole(".")
	return err == nil && (here == target || strings.HasPrefix(here, target+string(filepath.Separator)))
}

// claim makes the folder of a draft and locks it. Where folders cannot be
// locked there is no lock.
func claim(draft, target string) (*os.File, error) {
	const tries = 10 // of two runs that tidy up after one another, one gets through
	for range tries {
		err := os.Mkdir(draft, folderMode)
		if errors.Is(err, fs.ErrExist) {
			return nil, taken(draft, target)
		}
		var why *fs.PathError
		if errors.As(err, &why) {
			return nil, fmt.Errorf("nothing can be written in %s: %w", filepath.Dir(target), why.Err)
		}
		if err != nil {
			return nil, err
		}
		held, err := lock(draft)
		if err == nil || errors.Is(err, errNoLocks) {
			return held, nil
		}
		// Another run took the folder for a leftover before it was locked.
	}
	return nil, fmt.Errorf("%s cannot be locked: other runs are tidying up there", draft)
}

// makeAll makes a folder and those above it that are missing, and lists what
// it made, the lowest first.
func makeAll(folder string) (made []string, err error) {
	if _, err := os.Stat(folder); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if above := filepath.Dir(folder); above != folder {
		if made, err = makeAll(above); err != nil {
			removeEmpty(made)
			return nil, err
		}
	}
	if err := os.Mkdir(folder, folderMode); err != nil && !errors.Is(err, fs.ErrExist) {
		removeEmpty(made)
		return nil, err
	}
	return append([]string{folder}, made...), nil
}

// removeEmpty takes folders away that were made for nothing; one that somebody
// else uses by now stays.
func removeEmpty(folders []string) {
	for _, f := range folders {
		if os.Remove(f) != nil {
			break
		}
	}
}

// Create makes a file in a draft.
func (d *disk) Create(draft, name string) (outputs.File, error) {
	path := filepath.Join(draft, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), folderMode); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return nil, err // not a File that holds a nil pointer
	}
	return lasting{f}, nil
}

// lasting is a file whose Close leaves its bytes on the disk itself, so that a
// power cut finds no named folder with empty files.
type lasting struct{ *os.File }

// Close ends the file.
func (f lasting) Close() error {
	return errors.Join(f.Sync(), f.File.Close())
}

// Publish gives a draft its name.
func (d *disk) Publish(draft, target string, replace bool) error {
	target, err := whole(target)
	if err != nil {
		return err
	}
	names, err := namesIn(target)
	switch {
	case err != nil:
		return err
	case len(names) > 0 && replace:
		err = d.replace(draft, target)
	case len(names) > 0:
		err = fs.ErrExist
	default:
		if err = os.Remove(target); err == nil || errors.Is(err, fs.ErrNotExist) {
			err = os.Rename(draft, target)
		}
	}
	if errors.Is(err, fs.ErrExist) { // what ENOTEMPTY is, too
		return fmt.Errorf("%s is not empty any more: somebody else wrote there during the run", target)
	}
	if err != nil {
		return err
	}
	return d.release(draft)
}

// Discard takes a draft away.
func (d *disk) Discard(draft string) error {
	err := errors.Join(os.RemoveAll(draft), d.release(draft))
	removeEmpty(d.made[draft])
	return err
}

// release lets a draft's lock go.
func (d *disk) release(draft string) error {
	held := d.held[draft]
	delete(d.held, draft)
	if held == nil {
		return nil
	}
	return held.Close()
}
