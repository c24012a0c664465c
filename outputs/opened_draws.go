package outputs

import (
	"fmt"
	"io"
	"path"
)

// Below is the share of the draws of a run, by its place in Runs, in which a
// column of a year is below a value; a draw that is equal counts half.
func (o *Opened) Below(run, area, year int, column string, value float64) (float64, error) {
	name := path.Join(o.Runs[run].Folder, DrawsName)
	file, err := o.folder.Open(name)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	at, ok := file.(io.ReaderAt)
	if !ok {
		return 0, fmt.Errorf("%s cannot be read by place", name)
	}
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	d, err := OpenDraws(at, info.Size())
	if err != nil {
		return 0, err
	}
	if area >= len(d.Areas) || year >= d.Years {
		return 0, fmt.Errorf("%s does not hold the year", name)
	}
	room, err := d.Column(column, area, area+1, nil)
	if err != nil {
		return 0, err
	}
	below, of := 0.0, 0.0
	for _, v := range d.series(room, 0, year) {
		switch {
		case v != v:
			continue
		case v < value:
			below++
		case v == value:
			below += 0.5
		}
		of++
	}
	return ratio(below, of), nil
}
