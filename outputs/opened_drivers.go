package outputs

import (
	"errors"
	"io/fs"
)

// driversFile is the file of a run's folder, or of a comparison's, that says
// what drives the range, where that was worked out.
const driversFile = "drivers.arrow"

// OpenedDriver is one of the things that make the range of a column in the last
// year: what share of its variance, of 1, with the ends of the interval.
type OpenedDriver struct {
	Area, Column, Name string
	First, Total       [3]float64 // alone, and with others: the share, its low and its high end
}

// openDrivers reads the file, if it is there.
func (o *Opened) openDrivers(folder fs.FS) error {
	file, err := fs.ReadFile(folder, driversFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return readRecords(driversFile, file, func(b batchRead) error {
		area, column, name := b.text(colArea), b.text("column"), b.text("name")
		read := func(of string) func(row int) [3]float64 {
			value, low, high := b.number(of), b.number(of+"_low"), b.number(of+"_high")
			return func(row int) [3]float64 { return [3]float64{value(row), low(row), high(row)} }
		}
		first, total := read("first"), read("total")
		for row := range int(b.NumRows()) {
			o.Drivers = append(o.Drivers, OpenedDriver{area(row), column(row), name(row), first(row), total(row)})
		}
		return nil
	})
}
