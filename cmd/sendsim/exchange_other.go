//go:build !(linux || darwin)

package main

import "errors"

// exchange cannot give two folders each other's name on this system.
func exchange(_, _ string) error { return errors.ErrUnsupported }
