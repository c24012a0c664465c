package outputs

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path"
	"slices"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
)

// Draws opens the draws of a run, by its place in Runs. Close closes the file.
func (o *Opened) Draws(run int) (draws *Draws, closeFile func() error, err error) {
	file, size, closeFile, err := OpenAt(o.folder, path.Join(o.Runs[run].Folder, DrawsName))
	if err != nil {
		return nil, nil, err
	}
	if draws, err = OpenDraws(file, size); err != nil {
		return nil, nil, errors.Join(within(o.Runs[run].Folder, err), closeFile())
	}
	return draws, closeFile, nil
}

// OpenAt opens a file of a folder to be read at any place: from the disk where
// the folder is on one, else in memory.
func OpenAt(folder fs.FS, name string) (file io.ReaderAt, size int64, closeFile func() error, err error) {
	opened, err := folder.Open(name)
	if err != nil {
		return nil, 0, nil, err
	}
	if at, ok := opened.(io.ReaderAt); ok {
		info, err := opened.Stat()
		if err != nil {
			return nil, 0, nil, errors.Join(err, opened.Close())
		}
		return at, info.Size(), opened.Close, nil
	}
	all, err := io.ReadAll(opened)
	if err = errors.Join(err, opened.Close()); err != nil {
		return nil, 0, nil, err
	}
	return bytes.NewReader(all), int64(len(all)), func() error { return nil }, nil
}

// CensusCell is the plans of a cell at a census: a row of the table setting_age
// of cells.arrow.
type CensusCell struct {
	Census              int    // year of its January
	Setting             string // key
	Age                 int    // whole years on 31 August before
	Mean, P10, P50, P90 float64
	Resolution          int // 1 where the quantiles are exact, else the width of their bins, in plans
}

// SettingAges reads the plans of a run by setting and single age, in one area,
// by census, setting and age.
func (o *Opened) SettingAges(run, area int) ([]CensusCell, error) {
	folder, code := o.Runs[run].Folder, o.Runs[run].Summary.Areas[area].Code
	file, err := fs.ReadFile(o.folder, path.Join(folder, CellsName))
	if err != nil {
		return nil, err
	}
	var all []CensusCell
	err = readRecords(CellsName, file, func(b batchRead) error {
		if _, err := b.about(cellsFormat); err != nil {
			return err
		}
		areas, tables, setting := b.text(colArea), b.text("table"), b.text("setting")
		census, age := b.column("census").(*array.Int16), b.column("age").(*array.Int16)
		mean, ten, mid, ninety := b.number("mean"), b.number("p10"), b.number("p50"), b.number("p90")
		resolution := b.column("resolution").(*array.Int32)
		for row := range int(b.NumRows()) {
			if areas(row) == code && tables(row) == cellTables[0].name {
				all = append(all, CensusCell{
					int(census.Value(row)), setting(row), int(age.Value(row)),
					mean(row), ten(row), mid(row), ninety(row), int(resolution.Value(row)),
				})
			}
		}
		return nil
	})
	return all, within(folder, err)
}

// StatsOfSum is what the draws say of the sum of some columns in one area, by
// year. The sum is taken in each draw: quantiles do not add up. A column that
// is empty in a draw adds nothing.
func (d *Draws) StatsOfSum(area int, columns ...string) ([]Stats, error) {
	sum := make([]float64, d.Years*d.Draws)
	var room []float64
	for _, name := range columns {
		var err error
		if room, err = d.Column(name, area, area+1, room); err != nil {
			return nil, err
		}
		for i, v := range room {
			if !math.IsNaN(v) {
				sum[i] += v
			}
		}
	}
	c := counter{sharing: sharing(d.Rows)}
	all := make([]Stats, d.Years)
	for y := range all {
		all[y] = c.stats(d.series(sum, 0, y))
	}
	return all, nil
}

// Tables are the Arrow files of the folder, as the manifest has them, those of
// the runs of a comparison too.
func (o *Opened) Tables() []Digest {
	return slices.DeleteFunc(slices.Clone(o.Manifest.Outputs), func(d Digest) bool { return path.Ext(d.Name) != ".arrow" })
}

// EachRecord visits the record batches of an Arrow file of the folder, one after
// another: no more than one is in memory. A record is good until visit returns.
func (o *Opened) EachRecord(name string, visit func(arrow.Record) error) error {
	return eachRecord(o.folder, name, visit)
}

func eachRecord(folder fs.FS, name string, visit func(arrow.Record) error) (err error) {
	file, size, closeFile, err := OpenAt(folder, name)
	if err != nil {
		return err
	}
	defer func() {
		if recover() != nil { // Arrow's reader trusts what it reads
			err = errNotArrow
		}
		if err = errors.Join(err, closeFile()); err != nil {
			err = fmt.Errorf("%s: %w", name, err)
		}
	}()
	if _, err := readArrow(file, size); err != nil {
		return err
	}
	r, err := openArrow(file, size)
	if err != nil {
		return err
	}
	defer r.Close()
	for i := range r.NumRecords() {
		rec, err := r.Record(i)
		if err != nil {
			return err
		}
		if err := visit(rec); err != nil {
			return err
		}
	}
	return nil
}
