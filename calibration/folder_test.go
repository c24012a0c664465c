package calibration

import (
	"bytes"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"sendsim/internal/rng"
)

// two is a folder with calibration files of two authorities that ship, on the
// evidence that ships.
var two = sync.OnceValues(func() (fstest.MapFS, error) {
	lib, err1 := Shipped()
	known, err2 := shippedFiles.ReadFile("shipped/" + EvidenceZip)
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	basis := basisOf(lib)
	basis.evidence = digest(known)
	folder := fstest.MapFS{EvidenceZip: {Data: known}}
	var z bytes.Buffer
	if err := basis.writeEngland(&z); err != nil {
		return nil, err
	}
	folder[EnglandFile] = &fstest.MapFile{Data: bytes.Clone(z.Bytes())}
	for _, key := range []string{"kent", "rutland"} {
		a, err := lib.Authority(key)
		if err != nil {
			return nil, err
		}
		z.Reset()
		if err := basis.writeAuthority(&z, a); err != nil {
			return nil, err
		}
		folder[key+FileSuffix] = &fstest.MapFile{Data: bytes.Clone(z.Bytes())}
	}
	return folder, nil
})

// filed is that folder, without some of its files, to be changed.
func filed(t testing.TB, without ...string) fstest.MapFS {
	t.Helper()
	folder, err := two()
	if err != nil {
		t.Fatal(err)
	}
	folder = maps.Clone(folder)
	for _, name := range without {
		delete(folder, name)
	}
	return folder
}

// Authorities read from a folder are those that were written, on the same
// national layer and the evidence of all; what is beside them is named.
func TestAFolderOfFilesIsALibrary(t *testing.T) {
	ships := shippedLib(t)
	for what, c := range map[string]struct {
		folder fstest.MapFS
		files  []string
	}{
		"whole":                             {filed(t), []string{"england.calib", "evidence.zip", "kent.calib"}},
		"files alone, on what ships":        {filed(t, EnglandFile, EvidenceZip), []string{"kent.calib"}},
		"with the evidence alone":           {filed(t, EnglandFile), []string{"evidence.zip", "kent.calib"}},
		"with the national layer by itself": {filed(t, EvidenceZip), []string{"england.calib", "kent.calib"}},
	} {
		if testing.Short() && what != "whole" {
			continue // each reads all evidence
		}
		lib, err := OpenFolder(c.folder)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if n := len(lib.Authorities); n != 2 || len(lib.Others) != shippedAuthorities-2 || len(lib.LeftOut) != len(ships.LeftOut) {
			t.Errorf("%s: %d authorities, %d others, %d left out", what, n, len(lib.Others), len(lib.LeftOut))
		}
		kent, err1 := lib.Authority("kent")
		want, err2 := ships.Authority("kent")
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		if !reflect.DeepEqual(kent.record(), want.record()) || kent.Targets(3, LuckOf(rng.Seed(1))) != want.Targets(3, LuckOf(rng.Seed(1))) {
			t.Errorf("%s: Kent is not the one that was written", what)
		}
		if files := lib.Files([]*Authority{kent, kent}); !slices.Equal(files, c.files) {
			t.Errorf("%s: Kent rests on %v, want %v", what, files, c.files)
		}
		have, all := lib.Evidence(), ships.Evidence()
		for i, f := range all.Authorities {
			if !slices.Equal(have.Authorities[i].Rows, f.Rows) {
				t.Fatalf("%s: evidence of %s is not that of the library", what, f.Area.Name)
			}
		}
	}
}

// The two zips of all authorities are a library too.
func TestAFolderOfZipsIsALibrary(t *testing.T) {
	known, fitted := shippedZips(t)
	lib, err := OpenFolder(fstest.MapFS{EvidenceZip: {Data: known}, CalibrationsZip: {Data: fitted}})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(lib.Authorities); n != shippedAuthorities || len(lib.Others) != 0 {
		t.Errorf("%d authorities, and %d that are not calibrated", n, len(lib.Others))
	}
	if files := lib.Files(lib.Authorities[:1]); !slices.Equal(files, []string{CalibrationsZip, EvidenceZip}) {
		t.Errorf("it rests on %v", files)
	}
	if files := shippedLib(t).Files(shippedLib(t).Authorities); len(files) > 0 {
		t.Errorf("what ships rests on %v", files)
	}
}

// A folder that cannot be trusted is refused: every fault, in the file where it
// stands, with the remedy.
func TestAFolderIsRefused(t *testing.T) {
	other := func(folder fstest.MapFS, name, part string, change func([]byte) []byte) fstest.MapFS {
		folder[name] = &fstest.MapFile{Data: changed(t, folder[name].Data, part, change)}
		return folder
	}
	whole := filed(t)
	both := filed(t)
	both[CalibrationsZip] = &fstest.MapFile{}
	again := filed(t)
	again["copy.calib"] = again["kent.calib"]
	noZip := filed(t)
	noZip["kent.calib"] = &fstest.MapFile{Data: []byte("no zip")}
	otherEvidence := filed(t)
	otherEvidence[EvidenceZip] = &fstest.MapFile{Data: changed(t, whole[EvidenceZip].Data, "left-out.csv", replaced("too small", "small"))}
	everything := other(filed(t), "kent.calib", "plans.csv", replaced(",1\n", ",2\n"))
	everything = other(everything, "rutland.calib", metaFile, replaced("valid: true", "vallid: true"))
	everything = other(everything, EnglandFile, rowsFile, replaced("0.0", "0.1"))
	for what, c := range map[string]struct {
		folder fstest.MapFS
		want   []string
	}{
		"nothing":              {fstest.MapFS{}, []string{"no calibrations", "evidence.zip", "kent.calib"}},
		"evidence":             {fstest.MapFS{nation + ".csv": {}}, []string{"holds evidence", "calibrate --all"}},
		"one zip":              {fstest.MapFS{CalibrationsZip: {}}, []string{EvidenceZip}},
		"both forms":           {both, []string{CalibrationsZip, "kent.calib", "one or the other"}},
		"an authority twice":   {again, []string{"kent.calib: is of Kent, as copy.calib is"}},
		"no zip":               {noZip, []string{"kent.calib: ", "not a zip"}},
		"other evidence":       {otherEvidence, []string{"england.calib/meta.yaml:7:", "kent.calib/meta.yaml:7:", "rutland.calib/meta.yaml:7:", "data.evidence.sha256"}},
		"faults in every file": {everything, []string{"kent.calib/plans.csv:1:1: ", "vouches", "rutland.calib/meta.yaml:", "valid: is missing", "vallid", "england.calib/rows.csv:1:1: "}},
	} {
		_, err := OpenFolder(c.folder)
		for _, want := range c.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: the answer is %v; it does not say %q", what, err, want)
			}
		}
	}
}
