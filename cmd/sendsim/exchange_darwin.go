package main

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"
)

// exchange gives two folders each other's name in one step. The error is
// errors.ErrUnsupported where the disk cannot.
func exchange(a, b string) error {
	err := unix.RenamexNp(a, b, unix.RENAME_SWAP)
	if errors.Is(err, unix.ENOTSUP) || errors.Is(err, unix.EINVAL) {
		return fmt.Errorf("%w: %w", errors.ErrUnsupported, err)
	}
	return err
}
