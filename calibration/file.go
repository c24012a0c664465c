package calibration

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"sendsim/calibration/evidence"
	"sendsim/internal/rng"
	"sendsim/internal/strict"
)

// A calibration file is a zip: meta.yaml, which says what it is and vouches
// for its tables, and the tables as CSV. An authority's has its parameters,
// its structure, its evidence and, for people, a table of draws; England's has
// the national layer. Files of one library stand in a folder with
// evidence.zip, the evidence of all.
const (
	// FileSuffix ends the name of a calibration file.
	FileSuffix = ".calib"
	// EnglandFile is the file of the national layer.
	EnglandFile = "england" + FileSuffix

	metaFile       = "meta.yaml"
	parametersFile = "parameters.csv"
	evidenceFile   = "evidence.csv"
	rowsFile       = "rows.csv"
	drawsFile      = "draws.arrow"
)

// part is one file of a calibration file.
type part struct {
	name string
	text []byte
}

// digest is the SHA-256 of a text, in hexadecimal.
func digest(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// tables are the files of an authority that meta.yaml vouches for.
func (c *Authority) tables() ([]part, error) {
	parts := []part{{parametersFile, writeParameters(c.Parameters)}}
	for i := range grids {
		parts = append(parts, part{grids[i].file, grids[i].write(c.Structure)})
	}
	var b bytes.Buffer
	if err := c.Evidence.Write(&b); err != nil {
		return nil, err
	}
	return append(parts, part{evidenceFile, b.Bytes()}), nil
}

// writeAuthority writes an authority's calibration file, whose bytes depend on
// the authority and the basis alone.
func (b *basis) writeAuthority(w io.Writer, a *Authority) error {
	if err := a.public(); err != nil {
		return err
	}
	tables, err := a.tables()
	if err != nil {
		return err
	}
	z := newArchive(w)
	z.add(metaFile, b.ofAuthority(a, tables))
	for _, t := range tables {
		z.add(t.name, t.text)
	}
	var draws bytes.Buffer
	if err := a.writeDraws(&draws, LuckOf(rng.Seed(b.Seed))); err != nil {
		return err
	}
	z.add(drawsFile, draws.Bytes())
	return z.close()
}

// writeEngland writes the calibration file of the national layer.
func (b *basis) writeEngland(w io.Writer) error {
	tables := []part{
		{parametersFile, writeParameters(b.england.Parameters)},
		{rowsFile, b.england.National.rowsText()},
	}
	z := newArchive(w)
	z.add(metaFile, b.ofEngland(tables))
	for _, t := range tables {
		z.add(t.name, t.text)
	}
	return z.close()
}

// WriteFiles writes calibration files of some authorities of a library that
// was fitted to a set: theirs, each named by its key, that of the national
// layer, and the evidence, so that a folder of them needs nothing else.
func (l *Library) WriteFiles(set *evidence.Set, of []*Authority, by Origin, create func(name string) (io.WriteCloser, error)) error {
	b := &basis{Origin: by, england: &l.England, authorities: len(l.Authorities)}
	write := func(name string, text func(io.Writer) error) error {
		out, err := create(name)
		if err != nil {
			return err
		}
		if err := errors.Join(text(out), out.Close()); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	}
	sum := sha256.New()
	if err := write(EvidenceZip, func(w io.Writer) error { return set.WriteZip(io.MultiWriter(w, sum)) }); err != nil {
		return err
	}
	b.evidence = hex.EncodeToString(sum.Sum(nil))
	if err := write(EnglandFile, b.writeEngland); err != nil {
		return err
	}
	for _, a := range of {
		if err := write(a.Area.Key+FileSuffix, func(w io.Writer) error { return b.writeAuthority(w, a) }); err != nil {
			return err
		}
	}
	return nil
}

// against is what an authority's calibration file must have been made with.
// What could not be read itself is left empty, and is not compared.
type against struct {
	national *National
	evidence string // SHA-256 of evidence.zip
}

// readAuthority reads an authority's calibration file, opened, and says every
// fault at once: a digest that does not match, a table that is not one, a file
// of another version, another national layer, other evidence.
func readAuthority(fsys fs.FS, with against) (*Authority, error) {
	m, err := readMeta(fsys)
	if err != nil {
		return nil, err
	}
	c := &Authority{
		Area:      evidence.Area{Code: m.code, Name: m.name},
		Structure: &Structure{January: m.january}, National: with.national,
	}
	m.ofAuthority(c)
	if err := m.doc.Err(); err != nil {
		return nil, err // what the file is made of is not known
	}
	faults := m.compare(with)
	needed := []string{parametersFile, evidenceFile}
	for i := range grids {
		needed = append(needed, grids[i].file)
	}
	texts, more := m.texts(fsys, needed)
	faults = append(faults, more...)
	for i := range grids {
		if text, ok := texts[grids[i].file]; ok {
			faults = append(faults, grids[i].read(c.Structure, text)...)
		}
	}
	if text, ok := texts[parametersFile]; ok {
		c.Parameters, more = readParameters(text, assumptions())
		faults = append(faults, more...)
	}
	if text, ok := texts[evidenceFile]; ok {
		if c.Evidence, err = evidence.ReadFile(bytes.NewReader(text), evidenceFile); err != nil {
			faults = append(faults, whole(evidenceFile, "%v", err))
		} else if c.Area = c.Evidence.Area; c.Area.Code != m.code {
			faults = append(faults, whole(evidenceFile, "holds the figures of %s, and %s is of %s", c.Area.Code, metaFile, m.code))
		}
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return c, nil
}

// readEngland reads the calibration file of the national layer, opened, with
// every fault at once. Its evidence is left to be read.
func readEngland(fsys fs.FS, with against) (e England, err error) {
	m, err := readMeta(fsys)
	if err != nil {
		return e, err
	}
	e.National, e.Borrowed = &National{January: m.january}, m.borrowed
	draws := m.doc.Need("effective_draws")
	draws.Need("entry").Amount(&e.National.ess[0], strict.Number, 0, priorDraws)
	draws.Need("leaving").Amount(&e.National.ess[1], strict.Number, 0, priorDraws)
	draws.Need("growth").Amount(&e.National.ess[2], strict.Number, 0, priorDraws)
	if err := m.doc.Err(); err != nil {
		return England{}, err
	}
	faults := m.compare(with)
	texts, more := m.texts(fsys, []string{parametersFile, rowsFile})
	faults = append(faults, more...)
	if text, ok := texts[parametersFile]; ok {
		e.Parameters, more = readParameters(text, nationalParameters())
		faults = append(faults, more...)
	}
	if text, ok := texts[rowsFile]; ok {
		faults = append(faults, e.National.readRows(text)...)
	}
	if len(faults) > 0 {
		return England{}, faults
	}
	return e, nil
}
