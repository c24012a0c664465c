package local

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/strict"
)

// area is the authority of these tests.
var area = &calibration.Authority{Area: evidence.Area{Code: "E06000001", Name: "Town", Codes: []string{"00EB"}}}

// long is a projection for two years under the given names of columns; row
// writes the fields of an age, a year and a number.
func long(header string, row func(age, year int, n float64) string) string {
	var b strings.Builder
	b.WriteString(header + "\n")
	for year := 2024; year <= 2025; year++ {
		for age := range 91 {
			b.WriteString(row(age, year, 1000+10*float64(year-2024)-float64(min(age, 30))) + "\n")
		}
	}
	return b.String()
}

// The long layout is read under whichever names its columns are published.
func TestAProjectionIsReadUnderManyNames(t *testing.T) {
	for name, text := range map[string]string{
		"plain": long("area code,age,year,value", func(age, year int, n float64) string {
			return fmt.Sprintf("E06000001,%d,%d,%g", age, year, n)
		}),
		"dataset": long("v4_0,calendar-years,Time,administrative-geography,Geography,sex,single-year-of-age", func(age, year int, n float64) string {
			return fmt.Sprintf("%g,%d,%d,e06000001,Town,all,%d", n, year, year, age)
		}),
		"dated, by an older code": long("AREA_CODE,AREA_NAME,DATE,AGE_GROUP,POPULATION", func(age, year int, n float64) string {
			return fmt.Sprintf("00EB,Town,%d-06-30,Age %d,%.1f", year, age, n)
		}),
		"by sex, with sums and others": long("la_code,gender,age,year,persons", func(age, year int, n float64) string {
			return fmt.Sprintf("E06000001,Male,%d,%d,%g\nE06000001,Female,%d,%d,%g\nE06000002,Male,%d,%d,7\nE06000001,Male,All ages,%d,99999", age, year, n/2, age, year, n/2, age, year, year)
		}),
		"by sex and together": long("code,sex,age,year,value", func(age, year int, n float64) string {
			return fmt.Sprintf("E06000001,males,%d,%d,1\nE06000001,persons,%d,%d,%g", age, year, age, year, n)
		}),
	} {
		t.Run(name, func(t *testing.T) {
			table := strict.ParseTable("p.csv", []byte(text))
			p := readProjection(table, area)
			if err := table.Err(); err != nil || p == nil {
				t.Fatal(err)
			}
			if says := p.holes(2024, 2025); says != "" {
				t.Fatal(says)
			}
			for age := range cohorts.NumAges {
				if have, want := p.years[2025][age], 1010-float64(age); math.Abs(have-want) > 1e-6 {
					t.Fatalf("%v children of %d, want %v", have, age, want)
				}
			}
			// A cohort of 1000-a is 1010-(a+1) a year later: 9 more.
			own := p.from(2024, 2025)
			if len(own.Births) != 2 || own.Births[1] != 1010 || math.Abs(own.Migration[8]-9.0/993) > 1e-9 || own.Migration[0] != 0 {
				t.Errorf("births %v, migration at 8 %v", own.Births, own.Migration[8])
			}
		})
	}
}
