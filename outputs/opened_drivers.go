package outputs

import (
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/apache/arrow/go/v17/arrow/array"

	"sendsim/sim"
	"sendsim/sim/attribution"
)

// The formats of the files of what drives a range, and of what knowing it would
// be worth.
const (
	driversFormat = "sendsim drivers 1"
	worthFormat   = "sendsim worth 1"
)

// OpenDrivers reads a drivers.arrow back as the Drivers that wrote it. A driver
// that this version does not know is left out.
func OpenDrivers(file []byte) (*Drivers, error) {
	var d *Drivers
	err := readRecords(DriversName, file, func(b batchRead) error {
		about, err := b.about(driversFormat)
		if err != nil {
			return err
		}
		if len(about.Areas) > len(file) { // a number of areas that lies may be huge
			return errNotArrow
		}
		d = &Drivers{About: &about, Indices: make([][len(driven)][]attribution.Index, len(about.Areas))}
		area, column, key := b.text(colArea), b.text("column"), b.text("driver")
		first, total := b.interval("first"), b.interval("total")
		draws := b.column("draws").(*array.Int32)
		for row := range int(b.NumRows()) {
			d.Draws = int(draws.Value(row))
			at := slices.IndexFunc(about.Areas, func(a Area) bool { return a.Code == area(row) })
			i, of := slices.Index(driven[:], column(row)), driverOf(key(row))
			if at >= 0 && i >= 0 && of < sim.NumDrivers {
				d.Indices[at][i] = append(d.Indices[at][i], attribution.Index{Driver: of, First: first(row), Total: total(row)})
			}
		}
		return nil
	})
	if err == nil && d == nil {
		err = fmt.Errorf("%s: %w", DriversName, errNotArrow)
	}
	if err != nil {
		return nil, err
	}
	for at, of := range d.Indices {
		for i, all := range of {
			if len(all) == 0 {
				return nil, fmt.Errorf("%s: it has no driver of the %s of %s", DriversName, attributed[i], d.Areas[at].Name)
			}
		}
	}
	return d, nil
}

// driverOf is a driver by its key; NumDrivers where there is none.
func driverOf(key string) sim.Driver {
	for d := range sim.NumDrivers {
		if d.Key() == key {
			return d
		}
	}
	return sim.NumDrivers
}

// interval reads a figure with the ends of its interval.
func (b batchRead) interval(of string) func(row int) attribution.Interval {
	value, low, high := b.number(of), b.number(of+"_low"), b.number(of+"_high")
	return func(row int) attribution.Interval {
		return attribution.Interval{Value: value(row), Low: low(row), High: high(row)}
	}
}

// OpenedWorth is what it would be worth to know one thing before choosing
// between a scenario and the base, in pounds.
type OpenedWorth struct {
	Scenario, Area, What string // What is a driver's name, or "everything, chance too"
	Worth                attribution.Interval
}

// openWorths reads a worth.arrow.
func openWorths(file []byte) (all []OpenedWorth, err error) {
	err = readRecords(WorthName, file, func(b batchRead) error {
		if _, err := b.about(worthFormat); err != nil {
			return err
		}
		scenario, area, key, worth := b.text(colScenario), b.text(colArea), b.text("driver"), b.interval("worth")
		for row := range int(b.NumRows()) {
			what := "everything, chance too"
			if of := driverOf(key(row)); of < sim.NumDrivers {
				what = of.String()
			} else if key(row) != "all" {
				continue
			}
			all = append(all, OpenedWorth{scenario(row), area(row), what, worth(row)})
		}
		return nil
	})
	return all, err
}

// openDrivers reads what drives the ranges of the runs, and what knowing it
// would be worth, where that was worked out.
func (o *Opened) openDrivers(folder fs.FS) error {
	for i := range o.Runs {
		one := &o.Runs[i]
		if !one.Manifest.lists(DriversName) {
			continue
		}
		file, err := fs.ReadFile(folder, path.Join(one.Folder, DriversName))
		if err != nil {
			return err
		}
		if one.Drivers, err = OpenDrivers(file); err != nil {
			return within(one.Folder, err)
		}
		if of := one.Drivers.Areas; !slices.EqualFunc(of, one.Summary.Areas, func(a, b Area) bool { return a.Code == b.Code }) {
			return within(one.Folder, fmt.Errorf("%s: is of %d areas that are not those of the run", DriversName, len(of)))
		}
	}
	if !o.Manifest.lists(WorthName) {
		return nil
	}
	file, err := fs.ReadFile(folder, WorthName)
	if err != nil {
		return err
	}
	o.Worths, err = openWorths(file)
	return err
}
