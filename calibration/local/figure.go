package local

import (
	"fmt"
	"math"

	"sendsim/internal/disclosure"
)

// Figure is a published figure that a council replaced by one of its own.
type Figure struct {
	Key       string // where it stands in the file: "unit-costs.state-special"
	Says      string // what it is, for people
	Own       string // the council's
	Published string // what it takes the place of; "" where nothing is published
	Apart     string // by how much, where that is more than the size stated for it; else ""
}

// String is, for example, "opening balance, net: £6m (published: £4.2m)".
func (f Figure) String() string {
	return fmt.Sprintf("%s: %s (published: %s)", f.Says, f.Own, f.published())
}

func (f Figure) published() string {
	if f.Published == "" {
		return "none"
	}
	return f.Published
}

// Warning says that a figure is further from the published one than the size
// stated for it, and names both; "" where it is not.
func (f Figure) Warning() string {
	if f.Apart == "" {
		return ""
	}
	return fmt.Sprintf("the council's figure for %s is %s and the published one %s: %s", f.Says, f.Own, f.published(), f.Apart)
}

// Size is how far a council's figure may be from the published one before a
// warning names both: a share of the published one, or Least in its unit where
// that is more.
type Size struct{ Share, Least float64 }

// Apart says by how much two figures differ, if that is more than the size.
func (s Size) Apart(own, published float64) string {
	const percent = 100
	apart := math.Abs(own - published)
	if apart <= max(s.Least, s.Share*math.Abs(published)) {
		return ""
	}
	if published == 0 || s.Share == 0 {
		return unusual
	}
	if share := apart / math.Abs(published); math.Round(percent*share) > math.Round(percent*s.Share) {
		return fmt.Sprintf("%.0f %% apart, and more than %.0f %% is warned of", percent*share, percent*s.Share)
	}
	return fmt.Sprintf("a little more than %.0f %% apart, from where on it is warned of", percent*s.Share)
}

// apart is Apart of a figure and a published number of children; by how much
// would tell what a small one is.
func (s Size) apart(own float64, published int) string {
	apart := s.Apart(own, float64(published))
	if apart != "" && (disclosure.Hidden(own) || disclosure.Hidden(float64(published))) {
		return unusual
	}
	return apart
}

// unusual says that two figures differ, and not by how much.
const unusual = "further apart than is usual between a return and its revision: check both"
