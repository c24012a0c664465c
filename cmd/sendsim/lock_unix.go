//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// lock locks a folder for as long as the file returned is open: the system
// lets go when the process ends, however it ends. The lock stays with the
// folder when its name changes. The error is errHeld where somebody else holds
// it, fs.ErrNotExist where the folder went or changed its name meanwhile, and
// errNoLocks where it cannot be locked: it is another user's, or the disk has
// no locks for folders, as some network disks.
func lock(folder string) (*os.File, error) {
	f, err := os.Open(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNoLocks, err)
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		f.Close()
		if errors.Is(err, unix.EWOULDBLOCK) {
			return nil, errHeld
		}
		return nil, fmt.Errorf("%w: %w", errNoLocks, err)
	}
	here, err := os.Lstat(folder)
	if err == nil {
		var held fs.FileInfo
		if held, err = f.Stat(); err == nil && !os.SameFile(here, held) {
			err = fs.ErrNotExist
		}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}
