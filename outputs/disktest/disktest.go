// Package disktest holds the promises of outputs.Disk: a run's folder appears
// whole or not at all, and an earlier one is never damaged.
package disktest

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"sendsim/outputs"
)

// Check holds a disk to its promises. A fresh disk comes with the path of a
// folder that does not exist yet; read gives a file below it.
func Check(t *testing.T, fresh func(t *testing.T) (disk outputs.Disk, target string), read func(path string) ([]byte, error)) {
	t.Helper()
	t.Run("a folder that is not there holds nothing", func(t *testing.T) {
		disk, target := fresh(t)
		holds(t, disk, target)
	})
	t.Run("a draft stands beside its target until it is published", func(t *testing.T) {
		disk, target := fresh(t)
		draft := draftOf(t, disk, target, map[string]string{"a": "one", "in/b": "two"})
		holds(t, disk, target)
		must(t, disk.Publish(draft, target, false))
		holds(t, disk, target, "a", "in")
		holds(t, disk, draft)
		reads(t, read, target+"/a", "one")
		reads(t, read, target+"/in/b", "two")
	})
	t.Run("a file may be read where it is written, and is made once", func(t *testing.T) {
		disk, target := fresh(t)
		draft, err := disk.Draft(target)
		must(t, err)
		f, err := disk.Create(draft, "a")
		must(t, err)
		_, err = io.WriteString(f, "written")
		must(t, err)
		b := make([]byte, 3)
		if n, err := f.ReadAt(b, 2); n != 3 || err != nil || string(b) != "itt" {
			t.Errorf("read %q, %d, %v", b, n, err)
		}
		if n, err := f.ReadAt(b, 5); n != 2 || !errors.Is(err, io.EOF) {
			t.Errorf("past the end: %d, %v", n, err)
		}
		must(t, f.Close())
		if _, err := disk.Create(draft, "a"); err == nil {
			t.Error("a file was made twice")
		}
		must(t, disk.Discard(draft))
	})
	t.Run("a draft that is discarded leaves nothing", func(t *testing.T) {
		disk, target := fresh(t)
		target += "/deeper/run"
		draft := draftOf(t, disk, target, map[string]string{"a": "one", "in/b": "two"})
		must(t, disk.Discard(draft))
		holds(t, disk, draft)
		above, _, _ := strings.Cut(target, "/deeper")
		holds(t, disk, above)
	})
	t.Run("a target has one draft at a time", func(t *testing.T) {
		disk, target := fresh(t)
		one := draftOf(t, disk, target, map[string]string{"a": "one"})
		if _, err := disk.Draft(target); err == nil {
			t.Error("a second draft was made")
		}
		must(t, disk.Publish(one, target, false))
		reads(t, read, target+"/a", "one")
		must(t, disk.Discard(draftOf(t, disk, target, map[string]string{"a": "two"})))
		reads(t, read, target+"/a", "one")
	})
	t.Run("a target that somebody else filled meanwhile is not replaced", func(t *testing.T) {
		disk, target := fresh(t)
		one := draftOf(t, disk, target, map[string]string{"a": "one"})
		f, err := disk.Create(target, "mine")
		must(t, err)
		must(t, f.Close())
		if disk.Publish(one, target, false) == nil {
			t.Error("it was replaced")
		}
		holds(t, disk, target, "mine")
		must(t, disk.Discard(one))
	})
	t.Run("a folder is replaced whole, if so said", func(t *testing.T) {
		disk, target := fresh(t)
		must(t, disk.Publish(draftOf(t, disk, target, map[string]string{"a": "one", "old": "x"}), target, false))
		two := draftOf(t, disk, target, map[string]string{"a": "two"})
		reads(t, read, target+"/a", "one")
		must(t, disk.Publish(two, target, true))
		holds(t, disk, target, "a")
		reads(t, read, target+"/a", "two")
		holds(t, disk, two)
	})
	t.Run("an empty folder is as good as none", func(t *testing.T) {
		disk, target := fresh(t)
		must(t, disk.Publish(draftOf(t, disk, target, nil), target, false))
		must(t, disk.Publish(draftOf(t, disk, target, map[string]string{"a": "one"}), target, false))
		holds(t, disk, target, "a")
	})
}

func draftOf(t *testing.T, disk outputs.Disk, target string, files map[string]string) string {
	t.Helper()
	draft, err := disk.Draft(target)
	must(t, err)
	for name, text := range files {
		f, err := disk.Create(draft, name)
		must(t, err)
		_, err = io.WriteString(f, text)
		must(t, errors.Join(err, f.Close()))
	}
	return draft
}

func holds(t *testing.T, disk outputs.Disk, folder string, want ...string) {
	t.Helper()
	names, err := disk.Names(folder)
	must(t, err)
	slices.Sort(names)
	if !slices.Equal(names, want) {
		t.Errorf("%s holds %q, want %q", folder, names, want)
	}
}

func reads(t *testing.T, read func(string) ([]byte, error), path, want string) {
	t.Helper()
	got, err := read(path)
	must(t, err)
	if !bytes.Equal(got, []byte(want)) {
		t.Errorf("%s reads %q, want %q", path, got, want)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
