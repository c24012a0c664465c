package outputs

import (
	"slices"
	"strings"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
)

// Past is what is known of an area before a run starts: it is drawn before the
// fan.
type Past struct {
	Area     int     // by its place in About.Areas
	Plans    []Point // EHC plans, January of the year
	Deficits []Point // cumulative DSG deficit at 31 March of the year, in pounds
}

// Point is one figure of the past.
type Point struct {
	Year  int
	Value float64
	From  Origin `json:"-"`
}

// Origin is where a figure of the past is from.
type Origin uint8

// The origins. Of figures added up the last one holds.
const (
	Published Origin = iota
	Derived          // worked out of published figures of another area, as where councils were cut anew
	Council          // the council's own
	numOrigins
)

// derived is how the note of a derived figure begins.
const derived = "derived: "

// OriginOf is where a row of evidence is from.
func OriginOf(r *evidence.Row) Origin {
	switch {
	case r.Source == calibration.CouncilsFigure:
		return Council
	case strings.HasPrefix(r.Note, derived):
		return Derived
	default:
		return Published
	}
}

// said is the origin of one figure.
func (o Origin) said() string {
	return [numOrigins]string{"published", "derived from published figures", "the council's own figure"}[o]
}

// originsOf are those that some figures have.
func originsOf(past []Point) []Origin {
	var all []Origin
	for _, p := range past {
		all = append(all, p.From)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// OriginsSaid says where some figures are from, each origin in words of its own:
// those of published ones, of derived ones, of the council's.
func OriginsSaid(past []Point, words [3]string) string {
	var said []string
	for _, o := range originsOf(past) {
		said = append(said, words[o])
	}
	return listed(said)
}
