package calibration

import (
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"strconv"
	"strings"

	"sendsim/calibration/evidence"
)

// The compact form of a library is two zips: the evidence as text, unfiltered,
// and calibrations: a head, the national layer, and one entry for each
// authority. Numbers are exact; what they are called and what they mean is in
// the code. The bytes depend on the library alone.
//
// Authorities have much in common, so each entry is kept as its difference
// (exclusive or) from that of the first.
const (
	EvidenceZip     = "evidence.zip"
	CalibrationsZip = "calibrations.zip"

	compactSchema  = 1
	compactForm    = "sendsim calibrations "
	compactHead    = "about.txt"
	compactEngland = "national"
	compactFirst   = "common"
)

// remake is how a calibration that cannot be read is made anew.
const remake = "make it anew: sendsim calibrate --all --evidence FOLDER --out FOLDER"

// numbers are those of a parameter.
type numbers struct{ Prior, Post Dist }

// nationRecord is the national layer as it is stored.
type nationRecord struct {
	January        int
	Stock, Entries float64
	Rows           []Row
	Parameters     []numbers
	LeftOut        []evidence.Reason
}

// authorityRecord is an authority as it is stored. What differs in length
// between authorities stands last.
type authorityRecord struct {
	Structure                Structure
	Parameters               []numbers
	EntryHyper, LeavingHyper Hyper
	Pooling                  Pooling
	Valid                    bool
	Invalid, Warnings        []string
}

// tablesDigest is the digest of what the stored numbers mean: the layout of the
// records, and the names and scales of the parameters.
func tablesDigest() string {
	var b strings.Builder
	for _, record := range []any{nationRecord{}, authorityRecord{}} {
		fmt.Fprintln(&b, shapeOf(reflect.TypeOf(record)))
	}
	for _, list := range [][]Parameter{nationalParameters(), assumptions()} {
		for _, p := range list {
			fmt.Fprintln(&b, p.Name, p.Unit, p.Transform, p.Group, p.Scope)
		}
	}
	return digest([]byte(b.String()))
}

func numbersOf(list []Parameter) []numbers {
	kept := make([]numbers, len(list))
	for i, p := range list {
		kept[i] = numbers{p.Prior, p.Post}
	}
	return kept
}

// named gives numbers the names and texts of a table.
func named(table []Parameter, kept []numbers) ([]Parameter, error) {
	if len(kept) != len(table) {
		return nil, fmt.Errorf("holds %d parameters, not %d", len(kept), len(table))
	}
	list := append([]Parameter(nil), table...)
	var faults []error
	for i, n := range kept {
		list[i].Prior, list[i].Post = n.Prior, n.Post
		for _, fault := range list[i].faults() {
			faults = append(faults, errors.New(fault))
		}
	}
	return list, errors.Join(faults...)
}

func (a *Authority) record() *authorityRecord {
	return &authorityRecord{
		Structure: *a.Structure, Parameters: numbersOf(a.Parameters),
		EntryHyper: a.EntryHyper, LeavingHyper: a.LeavingHyper, Pooling: a.Pooling,
		Valid: a.Valid, Invalid: a.Invalid, Warnings: a.Warnings,
	}
}

func (l *Library) record() *nationRecord {
	n := l.England.National
	return &nationRecord{n.January, n.Stock, n.Entries, n.Rows, numbersOf(l.England.Parameters), l.LeftOut}
}

// authority makes an authority of its record.
func (r *authorityRecord) authority(n *National, f *evidence.File) (*Authority, error) {
	a := &Authority{
		Area: f.Area, Valid: r.Valid, Invalid: r.Invalid, Warnings: r.Warnings, Structure: &r.Structure,
		EntryHyper: r.EntryHyper, LeavingHyper: r.LeavingHyper, Pooling: r.Pooling, National: n, Evidence: f,
	}
	var err error
	if a.Parameters, err = named(assumptions(), r.Parameters); err != nil {
		return nil, err
	}
	if r.Structure.January != n.January {
		return nil, fmt.Errorf("starts in January %d, the national layer in %d", r.Structure.January, n.January)
	}
	return a, nil
}

// xor makes of b its difference from first, and of such a difference b again.
func xor(b, first []byte) []byte {
	subtle.XORBytes(b, b, first)
	return b
}

// WriteCompact writes the compact form of a library fitted to a set: the
// evidence, whole, and the calibrations.
func (l *Library) WriteCompact(set *evidence.Set, evidenceTo, calibrationsTo io.Writer) error {
	for _, a := range l.Authorities {
		if err := a.public(); err != nil {
			return err
		}
	}
	sum := sha256.New()
	if err := set.WriteZip(io.MultiWriter(evidenceTo, sum)); err != nil {
		return err
	}
	archive := newArchive(calibrationsTo)
	l.addCompact(fmt.Sprintf("%x", sum.Sum(nil)), archive.add)
	return archive.close()
}

// addCompact adds the files of the calibrations, fitted to evidence of a digest.
func (l *Library) addCompact(evidence string, add func(name string, b []byte)) {
	head := fmt.Sprintf("%s%d\nevidence %s\ntables %s\njanuary %d\n", compactForm, compactSchema, evidence, tablesDigest(), l.England.National.January)
	add(compactHead, []byte(head))
	add(compactEngland, appendCompact(nil, reflect.ValueOf(l.record()).Elem()))
	var first []byte
	for _, a := range l.Authorities {
		b := appendCompact(nil, reflect.ValueOf(a.record()).Elem())
		if first == nil {
			first = bytes.Clone(b)
			add(compactFirst, first)
		}
		add(a.Area.Code, xor(b, first))
	}
}

// compactHeader is the head of the calibrations.
type compactHeader struct {
	evidence, tables string
	january          int
}

func readHeader(text string) (h compactHeader, err error) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	schema, err := strconv.Atoi(strings.TrimPrefix(lines[0], compactForm))
	switch {
	case err != nil:
		return h, fmt.Errorf("%s: the first line must be %q", compactHead, fmt.Sprint(compactForm, compactSchema))
	case schema != compactSchema:
		return h, schemaFault(schema, compactSchema)
	}
	for _, line := range lines[1:] {
		word, rest, _ := strings.Cut(line, " ")
		switch word {
		case "evidence":
			h.evidence = rest
		case "tables":
			h.tables = rest
		case "january":
			if h.january, err = strconv.Atoi(rest); err != nil {
				return h, fmt.Errorf("%s: january: %q is not a year", compactHead, rest)
			}
		default:
			return h, fmt.Errorf("%s: %q is not known; known are evidence, tables, january", compactHead, word)
		}
	}
	return h, nil
}

// schemaFault says what to do about a file of another schema.
func schemaFault(found, known int) error {
	if found > known {
		return fmt.Errorf("is of schema %d, and this program reads %d: use a newer sendsim", found, known)
	}
	return fmt.Errorf("is of schema %d, and this program reads %d: %s", found, known, remake)
}

// entryOf reads a file of a zip.
func entryOf(fsys fs.FS, name string) ([]byte, error) {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return b, nil
}
