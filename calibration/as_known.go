package calibration

import (
	"strconv"
	"strings"
)

// asKnown begins the names of calibrations of the past: as-known-2020.
const asKnown = "as-known-"

// AsKnownIn is the January that a name of calibrations of the past says, as
// as-known-2020 does.
func AsKnownIn(name string) (january int, ok bool) {
	year, ok := strings.CutPrefix(name, asKnown)
	january, err := strconv.Atoi(year)
	return january, ok && err == nil && len(year) == len("2020")
}

// AsKnown fits the evidence that ships as it was known with the census of a
// January in the past: some seconds, in place of a library that ships.
func AsKnown(january int) (*Library, error) {
	set, err := ShippedEvidence()
	if err != nil {
		return nil, err
	}
	return Calibrate(set, january)
}
