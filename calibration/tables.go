package calibration

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"strconv"
	"strings"

	"sendsim/cohorts"
	"sendsim/internal/strict"
)

// axis is one of the keys by which a table of the structure is indexed.
type axis struct {
	name string
	keys []string
}

func axisOf(name string, n int, key func(i int) string) axis {
	a := axis{name: name}
	for i := range n {
		a.keys = append(a.keys, key(i))
	}
	return a
}

// find is the position of a key.
func (a axis) find(key string) (int, bool) {
	for i, k := range a.keys {
		if k == key {
			return i, true
		}
	}
	return 0, false
}

func settingAxis(name string) axis {
	return axisOf(name, settings, func(i int) string { return cohorts.Setting(i).Key() })
}

func needAxis(name string) axis {
	return axisOf(name, needs, func(i int) string { return cohorts.Need(i).Key() })
}

var (
	ageAxis    = axisOf("age", ages, strconv.Itoa)
	phaseAxis  = axisOf("phase", phases, func(i int) string { return cohorts.Phase(i).String() })
	bandAxis   = axisOf("band", bands, func(i int) string { return cohorts.Band(i).String() })
	reasonAxis = axisOf("reason", int(cohorts.NumReasons), func(i int) string { return cohorts.Reason(i).String() })
	borderAxis = axis{"border", []string{"into-school", "into-year-7", "into-post-16", "into-college"}}
	onlyAxis   = axis{"", []string{""}}
)

// grid is one table of the structure as a CSV file: its keys, its value and
// where the value stands. Cells of 0 are left out.
type grid struct {
	file  string
	axes  []axis
	value string  // heading of the value
	most  float64 // that the value may be
	whole bool    // counts of children
	at    func(s *Structure, i [3]int) *float64
	count func(s *Structure, i [3]int) *int32
}

// What a value of a table may be at most, far above any that was fitted.
const (
	mostPeople = 1e7 // England has fewer children of an age, and fewer plans
	mostFold   = 1e3 // of a hazard a year, or a factor
)

// measures makes an axis of named values of the structure.
func measures(name string, list ...string) axis { return axis{name, list} }

// grids lists the tables of a structure, in the order in which they are
// written.
var grids = []grid{
	{
		file: "plans.csv", axes: []axis{settingAxis("setting"), needAxis("need"), ageAxis}, value: "children", most: mostPeople, whole: true,
		count: func(s *Structure, i [3]int) *int32 { return &s.Plans[i[0]][i[1]][i[2]] },
	},
	{
		file: "requested.csv", axes: []axis{ageAxis}, value: "children", most: mostPeople, whole: true,
		count: func(s *Structure, i [3]int) *int32 { return &s.Requested[i[0]] },
	},
	{
		file: "ages.csv", value: "value", most: mostPeople,
		axes: []axis{measures("measure", "population", "entry", "ask", "met", "out", "finish", "arrivals"), ageAxis},
		at: func(s *Structure, i [3]int) *float64 {
			r := &s.Rates
			return &[...]*[ages]float64{&s.Population, &s.Entry, &s.Ask, &r.Review.Met, &r.Review.Out, &r.Review.Finish, &r.Population.ArrivalAge}[i[0]][i[1]]
		},
	},
	{
		file: "phases.csv", axes: []axis{measures("chance", "agree", "withdraw", "issue"), phaseAxis}, value: "value", most: 1,
		at: func(s *Structure, i [3]int) *float64 {
			p := &s.Rates.Pipeline
			return &[...]*[phases]float64{&p.Agree, &p.Withdraw, &p.Issue}[i[0]][i[1]]
		},
	},
	{
		file: "single.csv", axes: []axis{measures("measure", "finish-first", "finish-later", "support-primary", "support-secondary", "special-to-mainstream", "stock")}, value: "value", most: mostPeople,
		at: func(s *Structure, i [3]int) *float64 {
			f := &s.Rates.Pipeline.Finish
			return [...]*float64{&f[0], &f[1], &s.SupportPct[0], &s.SupportPct[1], &s.Back, &s.Stock}[i[0]]
		},
	},
	{
		file: "settings.csv", axes: []axis{measures("measure", "finish-in", "grew"), settingAxis("setting")}, value: "value", most: mostFold,
		at: func(s *Structure, i [3]int) *float64 {
			if i[0] == 0 {
				return &s.Rates.Review.FinishIn[i[1]]
			}
			return &s.Grew[i[1]]
		},
	},
	{
		file: "wishes.csv", axes: []axis{measures("of", "new", "arrived"), ageAxis, settingAxis("setting")}, value: "share", most: 1,
		at: func(s *Structure, i [3]int) *float64 {
			p := &s.Rates.Placement
			return &[...]*[ages]cohorts.BySetting{&p.New, &p.Arrived}[i[0]][i[1]][i[2]]
		},
	},
	{
		file: "needs.csv", axes: []axis{ageAxis, needAxis("need")}, value: "share", most: 1,
		at: func(s *Structure, i [3]int) *float64 { return &s.Rates.Placement.Need[i[0]][i[1]] },
	},
	{
		file: "tilt.csv", axes: []axis{needAxis("need"), settingAxis("setting")}, value: "factor", most: mostFold,
		at: func(s *Structure, i [3]int) *float64 { return &s.Rates.Placement.Tilt[i[0]][i[1]] },
	},
	{
		file: "transfers.csv", axes: []axis{borderAxis, settingAxis("from"), settingAxis("to")}, value: "chance", most: 1,
		at: func(s *Structure, i [3]int) *float64 { return &s.Rates.Placement.Transfer[i[0]][i[1]][i[2]] },
	},
	{
		file: "moves.csv", axes: []axis{bandAxis, settingAxis("from"), settingAxis("to")}, value: "hazard", most: mostFold,
		at: func(s *Structure, i [3]int) *float64 { return &s.Rates.Review.Move[i[0]][i[1]][i[2]] },
	},
	{
		file: "changes.csv", axes: []axis{ageAxis, needAxis("from"), needAxis("to")}, value: "hazard", most: mostFold,
		at: func(s *Structure, i [3]int) *float64 { return &s.Rates.Review.Change[i[0]][i[1]][i[2]] },
	},
	{
		file: "reasons.csv", axes: []axis{measures("of", "out", "finish"), ageAxis, reasonAxis}, value: "share", most: 1,
		at: func(s *Structure, i [3]int) *float64 {
			r := &s.Rates.Review
			return &[...]*[ages][cohorts.NumReasons]float64{&r.OutReasons, &r.FinishReasons}[i[0]][i[1]][i[2]]
		},
	},
}

// each visits every cell of a grid in order.
func (g *grid) each(visit func(i [3]int)) {
	axes := [3]axis{onlyAxis, onlyAxis, onlyAxis}
	copy(axes[:], g.axes)
	for i := range axes[0].keys {
		for j := range axes[1].keys {
			for k := range axes[2].keys {
				visit([3]int{i, j, k})
			}
		}
	}
}

// digits is the number of significant digits that a rate is kept with: more
// would be noise, and would not ship.
const digits = 7

// tidy rounds every rate to the digits that are kept, so that what was fitted
// is what is read back.
func (s *Structure) tidy() {
	for g := range grids {
		if grids[g].at == nil {
			continue
		}
		grids[g].each(func(i [3]int) {
			if x := grids[g].at(s, i); *x != 0 {
				*x, _ = strconv.ParseFloat(strconv.FormatFloat(*x, 'g', digits, 64), 64)
			}
		})
	}
}

// write is the grid as CSV.
func (g *grid) write(s *Structure) []byte {
	var b bytes.Buffer
	for _, a := range g.axes {
		b.WriteString(a.name + ",")
	}
	b.WriteString(g.value + "\n")
	g.each(func(i [3]int) {
		text := ""
		if g.whole {
			if n := *g.count(s, i); n != 0 {
				text = strconv.Itoa(int(n))
			}
		} else if x := *g.at(s, i); x != 0 {
			text = strconv.FormatFloat(x, 'g', -1, 64)
		}
		if text == "" {
			return
		}
		for k, a := range g.axes {
			b.WriteString(a.keys[i[k]] + ",")
		}
		b.WriteString(text + "\n")
	})
	return b.Bytes()
}

// read fills the structure from a CSV and says every fault of it.
func (g *grid) read(s *Structure, text []byte) (faults strict.Faults) {
	records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	say := func(line int, format string, a ...any) {
		faults = append(faults, strict.Fault{File: g.file, Line: line, Column: 1, Says: fmt.Sprintf(format, a...)})
	}
	if err != nil || len(records) == 0 {
		say(1, "is not a table: %v", err)
		return faults
	}
	var heads []string
	for _, a := range g.axes {
		heads = append(heads, a.name)
	}
	heads = append(heads, g.value)
	if strings.Join(records[0], ",") != strings.Join(heads, ",") {
		say(1, "its columns are %s; they are to be %s", strings.Join(records[0], ","), strings.Join(heads, ","))
		return faults
	}
	seen := map[[3]int]bool{}
	for n, record := range records[1:] {
		line := n + 2
		var i [3]int
		known := true
		for k, a := range g.axes {
			at, ok := a.find(record[k])
			if !ok {
				say(line, "%s %q is not known%s", a.name, record[k], strict.Meant(record[k], a.keys))
				known = false
			}
			i[k] = at
		}
		x, err := strconv.ParseFloat(record[len(g.axes)], 64)
		switch {
		case err != nil || !finite(x):
			say(line, "%s %q is not a number", g.value, record[len(g.axes)])
		case x < 0 && g.file != "settings.csv":
			say(line, "%s %v is below 0", g.value, x)
		case math.Abs(x) > g.most:
			say(line, "%s %v is above %v", g.value, x, g.most)
		case g.whole && x != math.Trunc(x):
			say(line, "%s %v is not a whole number", g.value, x)
		case !known:
		case seen[i]:
			say(line, "%s stands twice", strings.Join(record[:len(g.axes)], ", "))
		case g.whole:
			*g.count(s, i) = int32(x)
		default:
			*g.at(s, i) = x
		}
		seen[i] = true
	}
	return faults
}
