package main

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"
)

// exchange gives two folders each other's name in one step. The error is
// errors.ErrUnsupported where the disk cannot.
func exchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) {
		return fmt.Errorf("%w: %w", errors.ErrUnsupported, err)
	}
	return err
}
