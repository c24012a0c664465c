package sim

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"

	"sendsim/internal/strict"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

// LoadScenario reads a scenario. What the file leaves out is as in Default,
// but for the authority, which it must name, and the start, which is the last
// census of the calibrations. The error is that of the disk or of calibrations
// that the file does not name, or strict.Faults: everything that is wrong, by
// line.
func LoadScenario(fsys fs.FS, file string, open Open) (*Scenario, error) {
	doc, err := strict.Open(fsys, file)
	if err != nil {
		return nil, err
	}
	return readScenario(doc, file, open)
}

// ParseScenario is LoadScenario of a text that stands in no file; it is called
// by the name of one.
func ParseScenario(file string, text []byte, open Open) (*Scenario, error) {
	return readScenario(strict.Parse(file, text), file, open)
}

func readScenario(doc *strict.Doc, file string, open Open) (*Scenario, error) {
	if !doc.Here() {
		return nil, doc.Err()
	}
	s := Default()
	s.Name = nameOf(file)
	r := reading{doc: doc, at: map[string][]strict.Value{}}
	r.key("name", func(v strict.Value) { v.Text(&s.Name) })
	known, err := r.open(&s.Calibrations, open)
	if err != nil {
		return nil, err
	}
	_, s.Start = known.Censuses()
	s.Regime = finance.RegimeOf(s.Start)
	r.keys("authority", func(v strict.Value) (at []strict.Value) { s.Areas, at = readAreas(v, known); return at })
	r.key("with-rates-of", func(v strict.Value) { v.Text(&s.RatesOf) })
	r.key("start", func(v strict.Value) { v.Census(&s.Start) })
	r.key("years", func(v strict.Value) { v.Int(&s.Years, 1, MaxYears) })
	if r.at["years"] == nil { // a lever that begins after any run is told of all the same
		s.Years = MaxYears
	}
	r.key("draws", func(v strict.Value) { v.Int(&s.Draws, 1, MaxDraws) })
	r.key("seed", func(v strict.Value) { strict.Whole(v, &s.Seed, 0, math.MaxInt64) })
	r.key("regime", func(v strict.Value) { v.Text(&s.Regime) })
	r.key("threshold", func(v strict.Value) { readThreshold(v, &s.Threshold) })
	r.keys("levers", func(v strict.Value) (at []strict.Value) {
		before := v.Faulty()
		for _, w := range levers.Read(v) {
			s.Levers, at = append(s.Levers, w.Lever), append(at, w.At)
		}
		r.named = !slices.ContainsFunc(at, func(v strict.Value) bool { return v.IsMapping() && !v.Key("name").Sound(before) })
		r.whole = r.named && v.IsList() && len(at) == len(v.Items())
		return at
	})
	if known == (anything{}) { // nothing tells whether these are there
		delete(r.at, "authority")
		delete(r.at, "start")
	}
	r.key("local", func(v strict.Value) { readLocalFile(v, &s.Local) })
	for _, f := range s.faults(known) {
		r.place(f)
	}
	if err := doc.Err(); err != nil {
		return nil, err
	}
	return s, nil
}

// LocalOf is the file of a council's own figures that a scenario names; ""
// where it names none, or cannot be read.
func LocalOf(fsys fs.FS, file string) (name string) {
	if doc, err := strict.Open(fsys, file); err == nil {
		readLocalFile(doc.Key("local"), &name)
	}
	return name
}

// LocalFault says at its place in a scenario why the file of the council's own
// figures that it names cannot be read.
func LocalFault(fsys fs.FS, file string, why error) error {
	doc, err := strict.Open(fsys, file)
	if err != nil {
		return why
	}
	const key = "local"
	doc.Key(key).Fault("%v; allowed: a file that sendsim local wrote, beside the scenario or in a folder below", why)
	var faults strict.Faults
	errors.As(doc.Err(), &faults)
	return slices.DeleteFunc(faults, func(f strict.Fault) bool { return f.Key != key })
}

// readLocalFile reads the name of a file beside the scenario, or below it.
func readLocalFile(v strict.Value, into *string) {
	name := ""
	if v.Text(&name); name != "" && !fs.ValidPath(name) {
		v.Fault("%q is not the name of a file; allowed: a file beside the scenario or in a folder below, with slashes, as figures/kent.yaml", name)
		return
	}
	*into = name
}

// reading is where the keys of a scenario stand in its file.
type reading struct {
	doc   *strict.Doc
	at    map[string][]strict.Value
	named bool // no name of a lever is faulty
	whole bool // nor is any lever unknown
}

// key reads a key, and keeps it unless it is faulty: what was not read is not
// looked at again.
func (r reading) key(key string, read func(strict.Value)) {
	r.keys(key, func(v strict.Value) []strict.Value {
		before := v.Faulty()
		if read(v); v.Faulty() > before {
			return nil
		}
		return []strict.Value{v}
	})
}

// keys reads a key, and keeps those of its items that could be read.
func (r reading) keys(key string, read func(strict.Value) []strict.Value) {
	before := r.doc.Faulty()
	if at := read(r.doc.Key(key)); len(at) > 0 || r.doc.Faulty() == before {
		r.at[key] = at
	}
}

// place reports a fault where it stands, unless what it rests on could not be
// read.
func (r reading) place(f fault) {
	at, ok := r.at[f.key]
	if !ok || f.rests == onStart && r.at["start"] == nil || f.rests == onNames && !r.named || f.rests == onLevers && !r.whole {
		return
	}
	v := r.doc.Key(f.key)
	if f.item < len(at) {
		v = at[f.item]
	}
	if f.below != "" {
		v = v.Key(f.below)
	}
	v.Fault("%s", f.says)
}

// readAreas reads one area, several with commas between them, or a list.
func readAreas(v strict.Value, known Known) (areas []string, at []strict.Value) {
	items := []strict.Value{v}
	if v.IsList() {
		items = v.Items()
	}
	for _, item := range items {
		text := ""
		item.Text(&text)
		for _, area := range ParseAreas(text, known) {
			areas, at = append(areas, area), append(at, item)
		}
	}
	return areas, at
}

// ParseAreas reads areas as files and flags say them: one, or several with
// commas between them. A name that has a comma in it is known as a whole.
func ParseAreas(text string, known Known) []string {
	if key, err := known.Authority(text); err == nil {
		return []string{key}
	}
	var areas []string
	for _, area := range strings.Split(text, ",") {
		if area = strings.TrimSpace(area); area != "" {
			areas = append(areas, area)
		}
	}
	return areas
}

func readThreshold(v strict.Value, into **finance.Pounds) {
	before, pounds := v.Faulty(), 0.0
	v.Amount(&pounds, strict.Pounds, 0, mostThreshold)
	if v.Here() && v.Faulty() == before {
		threshold := finance.Round(pounds)
		*into = &threshold
	}
}

// YAML writes the scenario as resolved: everything said, nothing left to a
// default. LoadScenario reads the same scenario from it.
func (s *Scenario) YAML() []byte {
	var b strings.Builder
	line := func(key, format string, args ...any) {
		fmt.Fprintf(&b, "%s: %s\n", key, fmt.Sprintf(format, args...))
	}
	line("name", "%s", strict.Quote(s.Name))
	line("authority", "%s", strings.Join(s.Areas, ","))
	if s.Calibrations != "" {
		line("calibrations", "%s", strict.Quote(s.Calibrations))
	}
	if s.RatesOf != "" {
		line("with-rates-of", "%s", s.RatesOf)
	}
	line("start", "%s", strict.FormatCensus(s.Start))
	line("years", "%d", s.Years)
	line("draws", "%d", s.Draws)
	line("seed", "%d", s.Seed)
	line("regime", "%s", s.Regime)
	if s.Local != "" {
		line("local", "%s", strict.Quote(s.Local))
	}
	if s.Threshold != nil {
		line("threshold", "%s", strict.Pounds.Format(float64(*s.Threshold)))
	}
	if len(s.Levers) > 0 {
		b.WriteString("levers:\n")
	}
	for _, l := range s.Levers {
		levers.Write(&b, "  ", l)
	}
	return []byte(b.String())
}
