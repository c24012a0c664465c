package evidence

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"sendsim/internal/strict"
)

// leftOutFile lists the authorities without a file of their own.
const leftOutFile = "left-out.csv"

// Write writes the set as text, one file for England and each authority named
// by its code, and the list of those left out. create makes a file in the
// place where the set goes.
func (s *Set) Write(create func(name string) (io.WriteCloser, error)) error {
	write := func(name string, text func(io.Writer) error) error {
		out, err := create(name)
		if err != nil {
			return err
		}
		if err := text(out); err != nil {
			out.Close()
			return fmt.Errorf("%s: %w", name, err)
		}
		return out.Close()
	}
	for _, f := range s.files() {
		if err := write(f.Area.Code+".csv", f.Write); err != nil {
			return err
		}
	}
	return write(leftOutFile, s.writeLeftOut)
}

func (s *Set) writeLeftOut(w io.Writer) error {
	out := csv.NewWriter(w)
	records := [][]string{{"code", "name", "why"}}
	for _, r := range s.LeftOut {
		records = append(records, []string{r.Code, r.Name, r.Why})
	}
	return out.WriteAll(records)
}

// WriteZip writes the set as one zip, whose bytes depend on the set alone.
func (s *Set) WriteZip(w io.Writer) error {
	archive := zip.NewWriter(w)
	archive.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	err := s.Write(func(name string) (io.WriteCloser, error) {
		out, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate}) // no time: the same bytes every day
		return entry{out}, err
	})
	if err != nil {
		return err
	}
	return archive.Close()
}

// entry is a file in a zip, which ends when the next begins.
type entry struct{ io.Writer }

func (entry) Close() error { return nil }

// ReadSet reads a set from a folder or an opened zip, with every fault at
// once.
func ReadSet(fsys fs.FS) (*Set, error) {
	names, err := evidenceFiles(fsys)
	if err != nil {
		return nil, err
	}
	set := &Set{}
	var faults list
	for _, name := range names {
		f, err := readOne(fsys, name, ReadFile)
		if err != nil {
			faults.from(name, err)
			continue
		}
		if f.Area.Code == englandCode {
			set.England = f
		} else {
			set.Authorities = append(set.Authorities, f)
		}
	}
	if set.England == nil && len(faults.all()) == 0 {
		faults.add(englandCode+".csv", "is missing: evidence has England's figures")
	}
	set.LeftOut = readLeftOut(fsys, &faults)
	slices.SortFunc(set.Authorities, func(a, b *File) int { return strings.Compare(a.Area.Code, b.Area.Code) })
	if err := faults.err(); err != nil {
		return nil, err
	}
	return set, nil
}

// ReadArea reads the file of one authority, or England, without the others.
func ReadArea(fsys fs.FS, nameOrCodeOrKey string) (*File, error) {
	areas, err := readAreas(fsys)
	if err != nil {
		return nil, err
	}
	i := match(areas, nameOrCodeOrKey)
	if i < 0 {
		none := &Set{}
		for _, a := range areas {
			none.Authorities = append(none.Authorities, &File{Area: a})
		}
		none.LeftOut = readLeftOut(fsys, &list{})
		return nil, none.unknown(nameOrCodeOrKey)
	}
	return readOne(fsys, areas[i].Code+".csv", ReadFile)
}

// readAreas lists England and the authorities without reading their figures.
func readAreas(fsys fs.FS) ([]Area, error) {
	names, err := evidenceFiles(fsys)
	if err != nil {
		return nil, err
	}
	var faults list
	var areas []Area
	for _, name := range names {
		in, err := fsys.Open(name)
		if err != nil {
			faults.add(name, "%v", err)
			continue
		}
		h := readHead(bufio.NewReader(in), name, &faults)
		in.Close()
		areas = append(areas, h.Area)
	}
	return areas, faults.err()
}

// Codes lists England and the authorities of a set by their codes.
func Codes(fsys fs.FS) ([]string, error) {
	names, err := evidenceFiles(fsys)
	for i, name := range names {
		names[i] = strings.TrimSuffix(name, ".csv")
	}
	return names, err
}

// evidenceFiles lists the files of a set.
func evidenceFiles(fsys fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && path.Ext(e.Name()) == ".csv" && onsCode.MatchString(strings.TrimSuffix(e.Name(), ".csv")) {
			names = append(names, e.Name())
		}
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no evidence here: expected are files such as %s.csv", englandCode)
	}
	return names, nil
}

func readOne(fsys fs.FS, name string, read func(io.Reader, string) (*File, error)) (*File, error) {
	in, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	f, err := read(in, name)
	if err == nil && f.Area.Code+".csv" != name {
		return nil, strict.Faults{{File: name, Line: 2, Column: 1, Says: "holds the figures of " + f.Area.Code}}
	}
	return f, err
}

// ReadLeftOut reads which authorities have no file of their own, and why.
func ReadLeftOut(fsys fs.FS) ([]Reason, error) {
	var faults list
	reasons := readLeftOut(fsys, &faults)
	return reasons, faults.err()
}

func readLeftOut(fsys fs.FS, faults *list) []Reason {
	if _, err := fs.Stat(fsys, leftOutFile); err != nil {
		return nil
	}
	t := readTable(fsys, leftOutFile, faults)
	if t == nil || !t.Need("code", "name", "why") {
		return nil
	}
	var reasons []Reason
	for _, r := range t.records {
		reasons = append(reasons, Reason{r.text("code"), r.text("name"), r.text("why")})
	}
	return reasons
}
