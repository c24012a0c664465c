package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// The names of folders under way: hidden, beside the target, and no one
// else's. A folder is replaced in one step where the system can (exchange);
// where it cannot, the earlier run stands under its replaced name for the
// moment between two renames.
const (
	unfinishedMark = ".sendsim-unfinished"
	replacedMark   = ".sendsim-replaced"
)

// Why a folder could not be locked.
var (
	errHeld    = errors.New("a living run holds it")
	errNoLocks = errors.New("folders cannot be locked here")
)

func unfinished(name string) string { return "." + name + unfinishedMark }

func replaced(name string) string { return "." + name + replacedMark }

// targetOf is the name of the target whose folder under way has a name with the
// mark.
func targetOf(name, mark string) (target string, ok bool) {
	target, ok = strings.CutSuffix(name, mark)
	if !ok || len(target) < 2 || target[0] != '.' {
		return "", false
	}
	return target[1:], true
}

// tidy takes away what interrupted runs left in a folder, and puts back a run
// that one of them was about to replace. What a living run holds is left
// alone. What cannot be done is told: it stops nobody.
func (d *disk) tidy(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return // the draft that is made next says so
	}
	for _, mark := range []string{replacedMark, unfinishedMark} {
		for _, e := range entries {
			target, ok := targetOf(e.Name(), mark)
			switch {
			case !ok || !e.IsDir():
			case mark == replacedMark:
				d.putBack(folder, target)
			default:
				d.sweep(filepath.Join(folder, e.Name()))
			}
		}
	}
}

// sweep removes a draft that nobody holds.
func (d *disk) sweep(draft string) {
	held, err := lock(draft)
	switch {
	case err == nil:
		d.remove(draft)
		held.Close()
	case errors.Is(err, errNoLocks):
		d.tell("%s is there: an interrupted run left it, or another run is writing; it cannot be told (%v). Remove it if no run is writing.", draft, err)
	}
}

// putBack gives a run its name again where the run that was to replace it
// ended between taking the name away and giving it to its own.
func (d *disk) putBack(folder, name string) {
	old, target := filepath.Join(folder, replaced(name)), filepath.Join(folder, name)
	held, err := lock(filepath.Join(folder, unfinished(name)))
	switch {
	case err == nil:
		defer held.Close()
	case errors.Is(err, errHeld):
		return // the other run is about to do it
	case errors.Is(err, errNoLocks):
		d.tell("%s is there: an earlier run that was being replaced. If %s is missing, give it that name.", old, target)
		return
	}
	if _, err := os.Lstat(target); err == nil {
		d.remove(old)
	} else if err := os.Rename(old, target); err != nil {
		d.tell("An earlier run cannot be put back: %v", err)
	} else {
		d.tell("Put back %s, which an interrupted run was about to replace.", target)
	}
}

func (d *disk) remove(leftover string) {
	if err := os.RemoveAll(leftover); err != nil {
		d.tell("What an interrupted run left cannot be removed: %v", err)
		return
	}
	d.tell("Removed %s, which an interrupted run left.", leftover)
}

func (d *disk) tell(format string, args ...any) { fmt.Fprintf(d.told, format+"\n", args...) }

// taken says who has the draft of a target.
func taken(draft, target string) error {
	held, err := lock(draft)
	if err == nil {
		err = held.Close() // whoever had it has ended this moment
	}
	if errors.Is(err, errNoLocks) {
		return fmt.Errorf("%s is there: another run is writing to %s, or was interrupted; remove it if no run is writing", draft, target)
	}
	return fmt.Errorf("another run is writing to %s: choose another folder, or wait for its end", target)
}

// replace puts a draft in the place of an earlier run, which is whole under
// its name until then.
func (d *disk) replace(draft, target string) error {
	old, err := lock(target) // from now on what is called draft must not be taken for another's
	if err == nil {
		defer old.Close()
	}
	mine := err == nil || errors.Is(err, errNoLocks)
	err = d.exchange(draft, target)
	if errors.Is(err, errors.ErrUnsupported) {
		return d.replaceInTwo(draft, target)
	}
	if err != nil || !mine {
		return err // where it is not mine to remove, the next run tidies up
	}
	return os.RemoveAll(draft)
}

// replaceInTwo replaces where two names cannot be exchanged: a run that is
// killed between the two renames leaves the earlier one for putBack.
func (d *disk) replaceInTwo(draft, target string) error {
	old := filepath.Join(filepath.Dir(target), replaced(filepath.Base(target)))
	if err := os.Rename(target, old); err != nil {
		return err
	}
	if err := os.Rename(draft, target); err != nil {
		return errors.Join(err, os.Rename(old, target))
	}
	return os.RemoveAll(old)
}
