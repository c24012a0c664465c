package report

import (
	"errors"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"sendsim/internal/fuzztest"
	"sendsim/internal/strict"
	"sendsim/outputs"
)

// FuzzActuals says that no text makes the reader of outturns fall or take memory
// out of proportion: what it reads is of a year and a column of the run, each
// once, and else every fault has a place.
func FuzzActuals(f *testing.F) {
	s := &outputs.Summary{About: outputs.About{FirstYear: 2024, Years: 10}}
	for _, seed := range []string{
		"year,measure,value\n2024-25,plans,9000\n2024-25,cumulative_deficit,-£1.5m\n2025-26,occupancy_state_special,104%\n2033-34,migration,-40\n",
		"\ufeffValue,Year,Measure\r\n\"1,234,567\",2024-25,spend\r\n", "year;measure;value\n", "year,measure,value\n2024-25,plans,c\n", "year,year,measure\n1,2\n",
	} {
		f.Add([]byte(seed))
	}
	const perByte = 6000 // a row that is wrong is read again to find its place
	f.Fuzz(func(t *testing.T, text []byte) {
		var all []Actual
		var err error
		fuzztest.Frugal(t, len(text), perByte, func() {
			all, err = ReadActuals(fstest.MapFS{"came.csv": {Data: text}}, "came.csv", s)
		})
		if err != nil {
			var faults strict.Faults
			if !errors.As(err, &faults) || len(faults) == 0 || all != nil {
				t.Fatalf("an error without faults, or with figures: %v", err)
			}
			lines := strings.Count(string(text), "\n") + 1
			for _, one := range faults {
				if one.File != "came.csv" || one.Line < 1 || one.Line > lines+1 || one.Column < 1 || one.Says == "" {
					t.Fatalf("a fault without a place: %+v", one)
				}
			}
			return
		}
		seen := map[Actual]bool{}
		for _, a := range all {
			of := Actual{Year: a.Year, Column: a.Column}
			if _, known := outputs.ColumnNamed(a.Column); !known || a.Year < s.FirstYear || a.Year >= s.FirstYear+s.Years || seen[of] || math.IsNaN(a.Value) || math.IsInf(a.Value, 0) {
				t.Fatalf("%+v was read, of %v", a, all)
			}
			seen[of] = true
		}
		hide(all)
	})
}
