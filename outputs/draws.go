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
	return d.stretch(name, first*d.Years, before*d.Years, room)
}

// stretch reads some of the series of a column, from first to before: they are
// numbered by area, then year.
func (d *Draws) stretch(name string, first, before int, room []float64) ([]float64, error) {
	column := slices.IndexFunc(d.file.columns, func(c arrowColumn) bool { return c.name == name && c.width > 0 })
	if column < 0 {
		return nil, fmt.Errorf("deficit.arrow has no column of figures %q", name)
	}
	whole := d.file.columns[column].width == 4
	if n := (before - first) * d.Draws; cap(room) < n {
		room = make([]float64, n)
	} else {
		room = room[:n]
	}
	row := 0
	for _, b := range d.file.batches {
		if err := d.read(b.buffers[2*column+1]); err != nil {
			return nil, fmt.Errorf("deficit.arrow: column %s: %w", name, err)
		}
		for n := first; n < before; n++ {
			d.lay(room[(n-first)*d.Draws:][:d.Draws], n, row, b.rows, whole)
		}
		row += b.rows
	}
	return room, nil
}

// stretches cuts the series of a file into stretches of which a column is held
// at once: few enough values that memory does not grow with the draws.
func (d *Draws) stretches(visit func(first, before int) error) error {
	return d.stretchesIn(0, len(d.Areas)*d.Years, visit)
}

// stretchesIn cuts the series from one to before another.
func (d *Draws) stretchesIn(from, to int, visit func(first, before int) error) error {
	const most = 1 << 18 // values, unless one series has more
	step := max(1, most/d.Draws)
	for first := from; first < to; first += step {
		if err := visit(first, min(first+step, to)); err != nil {
			return err
		}
	}
	return nil
}

func (d *Draws) read(b buffer) error {
	if int64(cap(d.raw)) < b.size {
		d.raw = make([]byte, b.size)
	}
	d.raw = d.raw[:b.size]
	return readFull(d.from, d.raw, b.at)
}

// lay puts the values of one series where they belong, by draw. What was read
// begins at a row: rows go by draw, year, area.
func (d *Draws) lay(series []float64, number, row, rows int, whole bool) {
	perDraw := d.perDraw()
	area, year := number/d.Years, number%d.Years
	at := year*len(d.Areas) + area // the series' row in every draw
	draw := row / perDraw
	if row%perDraw > at {
		draw++
	}
	for i := draw*perDraw + at - row; i < rows; i += perDraw {
		if whole {
			series[draw] = float64(int32(binary.LittleEndian.Uint32(d.raw[4*i:])))
		} else {
			series[draw] = math.Float64frombits(binary.LittleEndian.Uint64(d.raw[8*i:]))
		}
		draw++
	}
}

// series is the part of a column that Column read for one area, counted from
// the first that was read, and year, counted from the first of the run.
func (d *Draws) series(room []float64, area, year int) []float64 {
	return d.nth(room, area*d.Years+year)
}

// nth is one of the series that were read, counted from the first of them.
func (d *Draws) nth(room []float64, n int) []float64 {
	return room[n*d.Draws : (n+1)*d.Draws]
}
