package calibration

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"sendsim/calibration/evidence"
	"sendsim/internal/sidebyside"
	"sendsim/internal/strict"
)

// OpenFolder reads the calibrations of a folder: the two zips of all
// authorities, or calibration files of some. Beside calibration files that were
// fitted to the evidence that ships, neither the national layer nor the
// evidence needs to stand. Everything that is wrong is said at once, by file.
func OpenFolder(folder fs.FS) (*Library, error) {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil, err
	}
	var names []string
	compact, published := false, false
	for _, e := range entries {
		switch name := e.Name(); {
		case name == CalibrationsZip:
			compact = true
		case path.Ext(name) == FileSuffix && name != EnglandFile:
			names = append(names, name)
		case name == nation+".csv", name == "sen2":
			published = true
		}
	}
	switch {
	case compact && len(names) > 0:
		return nil, fmt.Errorf("holds %s, which has all authorities, and %s: leave one or the other", CalibrationsZip, names[0])
	case compact:
		return openZips(folder)
	case len(names) > 0:
		return openFiles(folder, names)
	case published:
		return nil, errors.New("holds evidence, and no calibrations: fit them first with sendsim calibrate --all --evidence FOLDER --out FOLDER")
	default:
		return nil, fmt.Errorf("holds no calibrations; expected are %s and %s, or files such as kent%s, as sendsim calibrate writes them", EvidenceZip, CalibrationsZip, FileSuffix)
	}
}

// openZips reads the compact form.
func openZips(folder fs.FS) (*Library, error) {
	known, err1 := fs.ReadFile(folder, EvidenceZip)
	fitted, err2 := fs.ReadFile(folder, CalibrationsZip)
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	c, err := OpenCompact(known, fitted)
	if err != nil {
		return nil, err
	}
	lib, err := c.Library()
	if err != nil {
		return nil, err
	}
	lib.common = []string{CalibrationsZip, EvidenceZip}
	return lib, nil
}

// openFiles reads calibration files.
func openFiles(folder fs.FS, names []string) (*Library, error) {
	lib := &Library{files: map[string]string{}}
	with, known, err := lib.openCommon(folder)
	faults := []error{err}
	made, wrong := make([]*Authority, len(names)), make([]error, len(names))
	sidebyside.Do(len(names), func(i int) {
		var file fs.FS
		if file, wrong[i] = openCalib(folder, names[i]); wrong[i] == nil {
			made[i], wrong[i] = readAuthority(file, with)
		}
	})
	for i, a := range made {
		switch {
		case wrong[i] != nil:
			faults = append(faults, within(names[i], wrong[i]))
		case lib.files[a.Area.Code] != "":
			faults = append(faults, fmt.Errorf("%s: is of %s, as %s is: leave one of them", names[i], a.Area.Name, lib.files[a.Area.Code]))
		default:
			lib.files[a.Area.Code] = names[i]
			lib.Authorities = append(lib.Authorities, a)
		}
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	slices.SortFunc(lib.Authorities, func(a, b *Authority) int { return strings.Compare(a.Area.Code, b.Area.Code) })
	return lib, lib.readOthers(known)
}

// openCommon reads the national layer, and opens the evidence, that
// calibration files stand on: those beside them, else those that ship.
func (l *Library) openCommon(folder fs.FS) (with against, known fs.FS, err error) {
	text, err1 := fs.ReadFile(folder, EvidenceZip)
	if errors.Is(err1, fs.ErrNotExist) {
		text, err1 = shippedFiles.ReadFile("shipped/" + EvidenceZip)
	} else {
		l.common = append(l.common, EvidenceZip)
	}
	if err1 == nil {
		with.evidence = digest(text)
		if known, err1 = evidence.OpenZip(bytes.NewReader(text), int64(len(text))); err1 != nil {
			err1 = within(EvidenceZip, err1)
		}
	}
	file, err2 := openCalib(folder, EnglandFile)
	if errors.Is(err2, fs.ErrNotExist) {
		var ships *Compact
		if ships, err2 = OpenShipped(); err2 == nil {
			l.England = ships.England()
		}
	} else {
		l.common = append(l.common, EnglandFile)
		if err2 == nil {
			l.England, err2 = readEngland(file, with)
		}
		if err2 != nil {
			err2 = within(EnglandFile, err2)
		}
	}
	with.national = l.England.National
	return with, known, errors.Join(err1, err2)
}

// readOthers reads the evidence of England and of the authorities without a
// calibration: money is held against that of all.
func (l *Library) readOthers(known fs.FS) error {
	codes, err := evidence.Codes(known)
	if err != nil {
		return within(EvidenceZip, err)
	}
	read, wrong := make([]*evidence.File, len(codes)), make([]error, len(codes)+1)
	sidebyside.Do(len(codes), func(i int) {
		if l.files[codes[i]] == "" {
			read[i], wrong[i] = evidence.ReadTotals(known, codes[i])
		}
	})
	l.LeftOut, wrong[len(codes)] = evidence.ReadLeftOut(known)
	if err := errors.Join(wrong...); err != nil {
		return within(EvidenceZip, err)
	}
	for _, f := range read {
		switch {
		case f == nil:
		case f.Area.Code == nation:
			l.England.Evidence = f
		default:
			l.Others = append(l.Others, f)
		}
	}
	return nil
}

// openCalib opens a calibration file.
func openCalib(folder fs.FS, name string) (fs.FS, error) {
	b, err := fs.ReadFile(folder, name)
	if err != nil {
		return nil, err
	}
	return evidence.OpenZip(bytes.NewReader(b), int64(len(b)))
}

// within places faults in a file of a folder.
func within(name string, err error) error {
	var faults strict.Faults
	if !errors.As(err, &faults) {
		return fmt.Errorf("%s: %w", name, err)
	}
	faults = slices.Clone(faults)
	for i := range faults {
		faults[i].File = path.Join(name, faults[i].File)
	}
	return faults
}

// Files names the files, in the folder from which the library was read, on
// which futures of some of its authorities rest: none of what ships.
func (l *Library) Files(of []*Authority) []string {
	names := slices.Clone(l.common)
	for _, a := range of {
		if name, ok := l.files[a.Area.Code]; ok {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, cmp.Compare[string])
	return slices.Compact(names)
}
