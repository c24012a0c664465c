package outputs_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"

	"sendsim/outputs"
)

// whole writes a small run into a folder, as a command does.
func whole(disk outputs.Disk, t *testing.T, target string, force bool) error {
	folder, err := outputs.NewFolder(disk, target, force)
	if err != nil {
		return err
	}
	err = func() error {
		a := about(2)
		results, err := outputs.NewResults(folder, "", a)
		if err != nil {
			return err
		}
		for block := range 2 {
			sink, err := results.Open(block)
			if err != nil {
				return err
			}
			for draw := block * blockDraws; draw < (block+1)*blockDraws; draw++ {
				future(&a, draw, 500, sink.Year)
			}
			if err := sink.Close(); err != nil {
				return err
			}
		}
		summary, err := results.Close(outputs.DefaultThreshold, past(500))
		if err != nil {
			return err
		}
		if err := folder.WriteBytes(outputs.ScenarioName, []byte("authority: stockton-on-tees\n")); err != nil {
			return err
		}
		m := outputs.ManifestOf(summary)
		m.Command, m.Version, m.Seed = []string{"sendsim", "run"}, "test", 7
		return folder.Finish(m)
	}()
	return errors.Join(err, folder.Abandon())
}

// past is an invented one.
func past(size float64) outputs.Past {
	var p outputs.Past
	for y := 2015; y <= 2024; y++ {
		p.Plans = append(p.Plans, outputs.Point{Year: y, Value: size * (1 - 0.05*float64(2024-y))})
	}
	for _, y := range []int{2020, 2021, 2022, 2024} {
		p.Deficits = append(p.Deficits, outputs.Point{Year: y, Value: 4_000 * size * (1 - 0.3*float64(2024-y))})
	}
	return p
}

// TestFolderIsWhole says what a run's folder holds, and that its manifest
// tells every file's content.
func TestFolderIsWhole(t *testing.T) {
	disk := newShelf(plenty)
	if err := whole(disk, t, "/runs/one", false); err != nil {
		t.Fatal(err)
	}
	text, err := disk.read("/runs/one/manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	m, err := outputs.ReadManifest(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, d := range m.Outputs {
		names = append(names, d.Name)
		b, err := disk.read("/runs/one/" + d.Name)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(b)
		if d.SHA256 != hex.EncodeToString(sum[:]) || d.Bytes != int64(len(b)) || len(b) == 0 {
			t.Errorf("%s: the manifest says %d bytes, %s", d.Name, d.Bytes, d.SHA256)
		}
	}
	const want = "cells.arrow deficit.arrow deficit.png deficit.svg plans.png plans.svg scenario.yaml summary.arrow"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("the folder holds %s, want %s", got, want)
	}
	if m.Draws != 2*blockDraws || m.Regime == "" || m.Seed != 7 || len(m.Warnings) == 0 {
		t.Errorf("manifest: %+v", m)
	}
	if len(disk.files) != len(names)+2 { // the manifest and the folder
		t.Errorf("something else is left: %d files", len(disk.files))
	}
}

// TestFolderIsTheSameTwice says that a run's folder can be made again to the
// byte.
func TestFolderIsTheSameTwice(t *testing.T) {
	disk := newShelf(plenty)
	for _, target := range []string{"/one", "/two"} {
		if err := whole(disk, t, target, false); err != nil {
			t.Fatal(err)
		}
	}
	names, _ := disk.Names("/one")
	for _, n := range names {
		one, _ := disk.read("/one/" + n)
		two, _ := disk.read("/two/" + n)
		if !bytes.Equal(one, two) {
			t.Errorf("%s differs between two runs", n)
		}
	}
}

// TestFullDisk says that a disk that fills at any point leaves nothing, and
// an earlier run as it was.
func TestFullDisk(t *testing.T) {
	disk := newShelf(plenty)
	if err := whole(disk, t, "/run", false); err != nil {
		t.Fatal(err)
	}
	used := plenty - disk.room
	before := len(disk.files)
	earlier, _ := disk.read("/run/manifest.json")
	places := 40
	if testing.Short() {
		places = 6 // the many find a place between two files; none is about races
	}
	for i := range places {
		disk.room = used * i / places
		if err := whole(disk, t, "/run", true); !errors.Is(err, errFull) {
			t.Fatalf("with room for %d of %d bytes: %v", used*i/places, used, err)
		}
		if now, _ := disk.read("/run/manifest.json"); len(disk.files) != before || !bytes.Equal(now, earlier) {
			t.Fatalf("with room for %d of %d bytes something is left, or lost", used*i/places, used)
		}
	}
}

// TestAbandon says that a run which is stopped leaves nothing, at whatever
// point.
func TestAbandon(t *testing.T) {
	disk := newShelf(plenty)
	folder, err := outputs.NewFolder(disk, "/run", false)
	if err != nil {
		t.Fatal(err)
	}
	a := about(2)
	results, err := outputs.NewResults(folder, "", a)
	if err != nil {
		t.Fatal(err)
	}
	if err := live(t, &a, 0, blockDraws, 500, results.Open).Close(); err != nil {
		t.Fatal(err)
	}
	live(t, &a, 1, 2*blockDraws, 500, results.Open) // filled, never closed
	if err := folder.Abandon(); err != nil {
		t.Fatal(err)
	}
	if len(disk.files) != 0 {
		t.Errorf("left behind: %v", disk.files)
	}
	if err := folder.Abandon(); err != nil {
		t.Errorf("a second time: %v", err)
	}
}

// TestRefusals says which targets are refused.
func TestRefusals(t *testing.T) {
	disk := newShelf(plenty)
	put := func(name string) {
		f, err := disk.Create("", name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, "mine"); err != nil {
			t.Fatal(err)
		}
	}
	put("/letters/a")
	for _, force := range []bool{false, true} {
		if err := whole(disk, t, "/letters", force); err == nil {
			t.Errorf("a folder of letters was replaced (force %v)", force)
		}
	}
	if err := whole(disk, t, "/run", false); err != nil {
		t.Fatal(err)
	}
	if err := whole(disk, t, "/run", false); err == nil || !strings.Contains(err.Error(), "--force") {
		t.Errorf("an earlier run is not protected: %v", err)
	}
	if err := whole(disk, t, "/run", true); err != nil {
		t.Errorf("an earlier run is not replaced when forced: %v", err)
	}
	if b, _ := disk.read("/letters/a"); string(b) != "mine" {
		t.Error("the letters are gone")
	}
	for _, name := range []string{"", ".", "../a", "/a", "a/../../b"} {
		folder, err := outputs.NewFolder(disk, "/names", false)
		if err != nil {
			t.Fatal(err)
		}
		if err := folder.WriteBytes(name, nil); err == nil {
			t.Errorf("a file was named %q", name)
		}
		if err := folder.Abandon(); err != nil {
			t.Error(err)
		}
	}
}
