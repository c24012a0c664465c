package shelf_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"sendsim/internal/shelf"
)

// What is put is there, whatever the folder is called; drafts are not shown, and
// what is dropped is gone.
func TestAShelf(t *testing.T) {
	f := shelf.Folder(filepath.Join(t.TempDir(), "a[b]c"))
	if _, err := f.ReadDir("."); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
	for _, text := range []string{"first", "second"} {
		if err := f.Put("below/name", []byte(text)); err != nil {
			t.Fatal(err)
		}
		if have, err := f.ReadFile("below/name"); err != nil || string(have) != text {
			t.Errorf("%q, %v; want %q", have, err, text)
		}
	}
	if err := os.WriteFile(filepath.Join(string(f), "below", ".unfinished-1"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	shown := func() (names []string) {
		err := fs.WalkDir(f, ".", func(name string, d fs.DirEntry, err error) error {
			if !d.IsDir() {
				names = append(names, name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return names
	}
	if have := shown(); len(have) != 1 || have[0] != "below/name" {
		t.Errorf("it shows %v", have)
	}
	for range 2 {
		if err := f.Drop("below/name"); err != nil {
			t.Fatal(err)
		}
	}
	if have := shown(); have != nil {
		t.Errorf("it shows %v", have)
	}
}

// What cannot be put in its place leaves no draft behind.
func TestAPutThatFails(t *testing.T) {
	f := shelf.Folder(t.TempDir())
	if err := f.Put("name/below", nil); err != nil {
		t.Fatal(err)
	}
	if err := f.Put("name", []byte("a file over a folder")); err == nil {
		t.Fatal("a file is put over a folder")
	}
	all, err := os.ReadDir(string(f))
	if err != nil || len(all) != 1 {
		t.Errorf("%v, %v: want the folder alone", all, err)
	}
}
