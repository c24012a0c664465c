package calibration

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"sendsim/calibration/evidence"
	"sendsim/internal/sidebyside"
)

// Compact is an opened compact form, of which all authorities can be read, or
// one by itself.
type Compact struct {
	evidence, records fs.FS
	england           England
	leftOut           []evidence.Reason
	first             []byte // record of the first authority
}

// OpenCompact opens the compact form from the bytes of its two zips. It
// refuses what was written by a newer program, for another layout of the
// tables, or fitted to other evidence: all that is wrong at once.
func OpenCompact(evidenceZip, calibrationsZip []byte) (*Compact, error) {
	c := &Compact{}
	var faults []error
	fault := func(name string, err error) {
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", name, err))
		}
	}
	var err error
	if c.evidence, err = evidence.OpenZip(bytes.NewReader(evidenceZip), int64(len(evidenceZip))); err != nil {
		fault(EvidenceZip, err)
	}
	if c.records, err = evidence.OpenZip(bytes.NewReader(calibrationsZip), int64(len(calibrationsZip))); err != nil {
		fault(CalibrationsZip, err)
		return nil, errors.Join(faults...)
	}
	text, err := entryOf(c.records, compactHead)
	if err != nil {
		fault(CalibrationsZip, err)
		return nil, errors.Join(faults...)
	}
	h, err := readHeader(string(text))
	if err != nil {
		fault(CalibrationsZip, err)
		return nil, errors.Join(faults...)
	}
	if have := digest(evidenceZip); h.evidence != have {
		fault(CalibrationsZip, fmt.Errorf("was fitted to evidence of digest %.12s, and %s has %.12s: %s", h.evidence, EvidenceZip, have, remake))
	}
	if h.tables != tablesDigest() {
		fault(CalibrationsZip, errors.New("was written for other tables of parameters and structure than this program's: "+remake))
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	if err := c.readNation(h.january); err != nil {
		return nil, fmt.Errorf("%s: %w", CalibrationsZip, err)
	}
	return c, nil
}

func (c *Compact) readNation(january int) error {
	b, err := entryOf(c.records, compactEngland)
	if err != nil {
		return err
	}
	var r nationRecord
	if err := readCompact(b, &r); err != nil {
		return fmt.Errorf("%s: %w", compactEngland, err)
	}
	if r.January != january || len(r.Rows) == 0 {
		return fmt.Errorf("%s: starts in January %d with %d rows; expected are January %d and some rows", compactEngland, r.January, len(r.Rows), january)
	}
	c.england.National = &National{January: r.January, Stock: r.Stock, Entries: r.Entries, Rows: r.Rows}
	if c.england.Parameters, err = named(nationalParameters(), r.Parameters); err != nil {
		return fmt.Errorf("%s: %w", compactEngland, err)
	}
	c.leftOut = r.LeftOut
	c.first, err = entryOf(c.records, compactFirst)
	return err
}

// England is the national layer, without its evidence.
func (c *Compact) England() England { return c.england }

// Authority reads one authority by name, code, key or alias, without the
// others.
func (c *Compact) Authority(name string) (*Authority, error) {
	f, err := evidence.ReadArea(c.evidence, name)
	if err != nil {
		return nil, err
	}
	return c.authority(f)
}

func (c *Compact) authority(f *evidence.File) (*Authority, error) {
	b, err := entryOf(c.records, f.Area.Code)
	if err != nil {
		return nil, err
	}
	r := &authorityRecord{}
	if err := readCompact(xor(b, c.first), r); err != nil {
		return nil, fmt.Errorf("%s: %w", f.Area.Code, err)
	}
	a, err := r.authority(c.england.National, f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Area.Code, err)
	}
	return a, nil
}

// Library reads all authorities, with every fault at once. Of their evidence
// it reads the figures of all ages together; Authority reads all of it.
func (c *Compact) Library() (*Library, error) {
	codes, err := evidence.Codes(c.evidence)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", EvidenceZip, err)
	}
	lib := &Library{England: c.england, LeftOut: c.leftOut}
	made, faults := make([]*Authority, len(codes)), make([]error, len(codes))
	sidebyside.Do(len(codes), func(i int) {
		f, err := evidence.ReadTotals(c.evidence, codes[i])
		switch {
		case err != nil:
			faults[i] = fmt.Errorf("%s: %w", EvidenceZip, err)
		case codes[i] == nation:
			lib.England.Evidence = f
		default:
			if made[i], err = c.authority(f); err != nil {
				faults[i] = fmt.Errorf("%s: %w", CalibrationsZip, err)
			}
		}
	})
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	lib.Authorities = slices.DeleteFunc(made, func(a *Authority) bool { return a == nil })
	return lib, nil
}

// nation is the code of England.
const nation = "E92000001"
