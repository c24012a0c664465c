package outputs

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"sendsim/docs"
	"sendsim/sim/peers"
)

// StandingsText is standings.arrow as text, to four figures, with what it was
// made of: what ships of a run of all authorities.
const StandingsText = "standings.csv"

// Made says of what standings were made.
type Made struct {
	Draws        int
	Seed         uint64
	Model        string // peers.Digest
	Calibrations string // digest of the calibrations and the evidence; "": they do not ship
}

// heads are what stands above the rows of standings.csv, each after "# KEY: ".
var heads = []string{"format", "regime", "first_financial_year", "draws", "seed", "model", "calibrations"}

// fixedColumns stand before the numbers of each measure.
const fixedColumns = 3

// placeNumbers name the numbers of a place.
var placeNumbers = [...]string{"value", "mc_error", "p10", "p90", "rank", "rank_p10", "rank_p90"}

// WriteText writes standings.csv: a row per authority and financial year.
func (o *Standings) WriteText(w io.Writer, made Made) error {
	says := []string{standingsFormat, o.Regime, strconv.Itoa(o.FirstYear), strconv.Itoa(made.Draws), strconv.FormatUint(made.Seed, 10), made.Model, made.Calibrations}
	var b bytes.Buffer
	for i, key := range heads {
		fmt.Fprintf(&b, "# %s: %s\n", key, says[i])
	}
	out := csv.NewWriter(&b)
	rows := [][]string{{"authority", "name", "financial_year"}}
	for m := range peers.Measures {
		for _, n := range placeNumbers {
			rows[0] = append(rows[0], peers.Measures[m].Key+":"+n)
		}
	}
	for a := range o.Areas {
		for y := range o.Years {
			row := []string{o.Areas[a].Code, o.Areas[a].Name, strconv.Itoa(o.FirstYear + y)}
			for m := range peers.Measures {
				for _, v := range o.At(a, y, m).numbers() {
					row = append(row, fourFigures(v))
				}
			}
			rows = append(rows, row)
		}
	}
	if err := out.WriteAll(rows); err != nil {
		return err
	}
	_, err := b.WriteTo(w)
	return err
}

// fourFigures is a number to four figures, empty where there is none.
func fourFigures(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', 4, 64)
}

// ShippedStandings are those that ship, and what they were made of.
func ShippedStandings() (*Standings, Made, error) { return ReadStandings(docs.Standings) }

// ReadStandings reads standings.csv.
func ReadStandings(text []byte) (*Standings, Made, error) {
	o, made, err := readStandings(text)
	if err != nil {
		err = fmt.Errorf("%s: %w", StandingsText, err)
	}
	return o, made, err
}

func readStandings(text []byte) (o *Standings, made Made, err error) {
	o = &Standings{}
	says := map[string]string{}
	for line := range strings.Lines(string(text)) {
		key, value, ok := strings.Cut(strings.TrimSpace(strings.TrimPrefix(line, "# ")), ": ")
		if !strings.HasPrefix(line, "# ") {
			break
		}
		if ok {
			says[key] = value
		}
	}
	var faults [3]error
	o.Regime, made.Model, made.Calibrations = says["regime"], says["model"], says["calibrations"]
	o.FirstYear, faults[0] = strconv.Atoi(says["first_financial_year"])
	made.Draws, faults[1] = strconv.Atoi(says["draws"])
	made.Seed, faults[2] = strconv.ParseUint(says["seed"], 10, 64)
	o.Draws = made.Draws
	in := csv.NewReader(bytes.NewReader(text))
	in.Comment = '#'
	rows, err := in.ReadAll()
	if err = errors.Join(err, errors.Join(faults[:]...)); err != nil {
		return nil, made, err
	}
	if says["format"] != standingsFormat || len(rows) == 0 || len(rows[0]) != fixedColumns+len(peers.Measures)*len(placeNumbers) {
		return nil, made, fmt.Errorf("is not of the layout %q", standingsFormat)
	}
	return o, made, o.read(rows[1:])
}

// read reads the rows, which are whole areas one after another.
func (o *Standings) read(rows [][]string) error {
	for _, row := range rows {
		if n := len(o.Areas); n == 0 || o.Areas[n-1].Code != row[0] {
			o.Areas = append(o.Areas, Area{Code: row[0], Name: row[1]})
		}
		for m := range peers.Measures {
			var numbers [len(placeNumbers)]float64
			for i := range numbers {
				var err error
				if numbers[i], err = numberIn(row[fixedColumns+m*len(numbers)+i]); err != nil {
					return err
				}
			}
			o.places = append(o.places, Place{numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]})
		}
	}
	if len(o.Areas) == 0 || len(rows)%len(o.Areas) != 0 {
		return fmt.Errorf("%d rows are not the same years of each authority", len(rows))
	}
	o.Years = len(rows) / len(o.Areas)
	return nil
}

func numberIn(text string) (float64, error) {
	if text == "" {
		return math.NaN(), nil
	}
	return strconv.ParseFloat(text, 64)
}
