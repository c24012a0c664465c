package outputs

import (
	"errors"
	"io/fs"
)

// DriversName is the file of a run's folder that says what drives the range of
// its result, where that was worked out.
const DriversName = "drivers.arrow"

// Driver is a group of assumptions, and what share of the range of the
// cumulative deficit in the last year is its doing, of 1, with the ends of the
// share's interval.
type Driver struct {
	Group            string
	Share, Low, High float64
}

// openDrivers reads the file, if it is there.
func (o *Opened) openDrivers(folder fs.FS) error {
	file, err := fs.ReadFile(folder, DriversName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return readRecords(DriversName, file, func(b batchRead) error {
		group, share, low, high := b.text("group"), b.number("share"), b.number("low"), b.number("high")
		for row := range int(b.NumRows()) {
			o.Drivers = append(o.Drivers, Driver{group(row), share(row), low(row), high(row)})
		}
		return nil
	})
}
