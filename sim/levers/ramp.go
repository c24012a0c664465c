package levers

import "fmt"

// Shape is how a lever's effect comes in between its start and its full
// effect.
type Shape string

// The shapes. With x the part of the time gone by: linear is x; front, much of
// it early, 1-(1-x)^2; back, much of it late, x^2; step, nothing until all the
// time has gone by.
const (
	Linear Shape = "linear"
	Step   Shape = "step"
	Front  Shape = "front"
	Back   Shape = "back"
)

// Shapes lists the shapes as files name them.
var Shapes = []string{string(Linear), string(Step), string(Front), string(Back)}

// Ramp is the way from a lever's start to its full effect, in months.
type Ramp struct {
	Shape  Shape
	Months float64
}

// String says the ramp in words.
func (r Ramp) String() string {
	if r.Months == 0 {
		return "all at once"
	}
	return fmt.Sprintf("%s over %v months", r.Shape, r.Months)
}

// at is the part of the full effect after so many months, 0 to 1.
func (r Ramp) at(months float64) float64 {
	switch {
	case months < 0:
		return 0
	case months >= r.Months:
		return 1
	}
	x := months / r.Months
	switch r.Shape {
	case Step:
		return 0
	case Front:
		return x * (2 - x)
	case Back:
		return x * x
	default:
		return x
	}
}

// sum is at, added up over the months until then: an area in months.
func (r Ramp) sum(months float64) float64 {
	if months <= 0 {
		return 0
	}
	x, full := 1.0, months-r.Months
	if months < r.Months {
		x, full = months/r.Months, 0
	}
	const third = 1.0 / 3
	area := 0.0
	switch r.Shape {
	case Step:
	case Front:
		area = x * x * (1 - float64(third*x))
	case Back:
		area = third * x * x * x
	default:
		area = x * x / 2
	}
	return float64(area*r.Months) + full
}

// mean is the mean of at over the months from one moment to another.
func (r Ramp) mean(from, to float64) float64 {
	switch {
	case to <= 0:
		return 0
	case from >= r.Months && from >= 0:
		return 1
	}
	return min(1, (r.sum(to)-r.sum(from))/(to-from))
}
