package outputs

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
)

// Draws reads a deficit.arrow a column at a time.
type Draws struct {
	About
	from io.ReaderAt
	file *arrowFile
	raw  []byte
}

// OpenDraws opens a file of the given size. Its rows are those that Writer
// wrote: whole draws, one after another.
func OpenDraws(r io.ReaderAt, size int64) (*Draws, error) {
	file, err := readArrow(r, size)
	if err != nil {
		return nil, fmt.Errorf("deficit.arrow: %w", err)
	}
	d := &Draws{from: r, file: file}
	if d.About, err = aboutOf(file.metadata); err != nil {
		return nil, fmt.Errorf("deficit.arrow: %w", err)
	}
	rows := 0
	for _, b := range file.batches {
		rows += b.rows
	}
	if rows == 0 {
		return d, nil
	}
	if d.Years > rows || len(d.Areas) > rows || rows%d.perDraw() != 0 { // a number of years that lies may be huge
		return nil, fmt.Errorf("deficit.arrow: %d rows are not whole draws", rows)
	}
	d.Draws = rows / d.perDraw()
	return d, nil
}

// Column reads one column for the areas from first to before: draw by draw in
// series, one after another by area, then year. NaN is an empty value. The
// series are laid in room where it is large enough.
func (d *Draws) Column(name string, first, before int, room []float64) ([]float64, error) {
	column := slices.IndexFunc(d.file.columns, func(c arrowColumn) bool { return c.name == name && c.width > 0 })
	if column < 0 {
		return nil, fmt.Errorf("deficit.arrow has no column of figures %q", name)
	}
	whole := d.file.columns[column].width == 4
	if n := (before - first) * d.Years * d.Draws; cap(room) < n {
		room = make([]float64, n)
	} else {
		room = room[:n]
	}
	row := 0
	for _, b := range d.file.batches {
		if err := d.read(b.buffers[2*column+1]); err != nil {
			return nil, fmt.Errorf("deficit.arrow: column %s: %w", name, err)
		}
		d.lay(room, row, b.rows, first, before, whole)
		row += b.rows
	}
	return room, nil
}

func (d *Draws) read(b buffer) error {
	if int64(cap(d.raw)) < b.size {
		d.raw = make([]byte, b.size)
	}
	d.raw = d.raw[:b.size]
	return readFull(d.from, d.raw, b.at)
}

// lay puts the values read, which begin at a row, where they belong.
func (d *Draws) lay(room []float64, row, rows, first, before int, whole bool) {
	areas := len(d.Areas)
	draw, year, area := row/(areas*d.Years), row/areas%d.Years, row%areas
	for i := range rows {
		if area >= first && area < before {
			to := &room[((area-first)*d.Years+year)*d.Draws+draw]
			if whole {
				*to = float64(int32(binary.LittleEndian.Uint32(d.raw[4*i:])))
			} else {
				*to = math.Float64frombits(binary.LittleEndian.Uint64(d.raw[8*i:]))
			}
		}
		if area++; area == areas {
			area = 0
			if year++; year == d.Years {
				year, draw = 0, draw+1
			}
		}
	}
}

// series is the part of a column that Column read for one area, counted from
// the first that was read, and year, counted from the first of the run.
func (d *Draws) series(room []float64, area, year int) []float64 {
	i := (area*d.Years + year) * d.Draws
	return room[i : i+d.Draws]
}
