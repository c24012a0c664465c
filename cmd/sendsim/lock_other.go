//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package main

import "os"

// lock cannot lock folders on this system: what an interrupted run left is
// named, and never removed.
func lock(string) (*os.File, error) { return nil, errNoLocks }
