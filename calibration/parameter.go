package calibration

import (
	"fmt"
	"math"

	"sendsim/internal/portable"
	"sendsim/internal/rng"
)

// Group names what a parameter is about; the share of a result's range that is
// due to a group is found by drawing that group anew.
type Group uint8

// The groups. National parameters are paths that every authority of a draw
// shares.
const (
	NationalPath Group = iota
	Entry
	Leaving
	PlacementOf
	Places
	Pipeline
	DisputesOf
	ReviewOf
	SupportOf
	PopulationOf
	UnitCost
	Funding
	OtherLines
	NumGroups
)

var groupNames = [NumGroups]string{
	"national", "entry", "leaving", "placement", "places", "pipeline", "disputes",
	"review", "support", "population", "unit cost", "funding", "other lines",
}

// String is the group's name in files, for example "unit cost".
func (g Group) String() string { return groupNames[g] }

// Transform is the scale on which a parameter is normally distributed.
type Transform uint8

// The scales.
const (
	Identity        Transform = iota
	Log                       // numbers above 0
	Logit                     // numbers between 0 and 1
	InverseCubeRoot           // x^(-1/3), by which the inverse gamma is all but normal (Wilson and Hilferty 1931)
	numTransforms
)

var transformNames = [numTransforms]string{"identity", "log", "logit", "inverse-cube-root"}

// String is the transform's name in files.
func (t Transform) String() string { return transformNames[t] }

// leastRoot keeps the inverse cube of a root that is nearly 0 finite.
const leastRoot = 1e-3

// To is x on the transformed scale.
func (t Transform) To(x float64) float64 {
	switch t {
	case Log:
		return portable.Log(x)
	case Logit:
		return portable.Log(x / (1 - x))
	case InverseCubeRoot:
		return 1 / portable.Cbrt(x)
	default:
		return x
	}
}

// From is the number whose transform is y.
func (t Transform) From(y float64) float64 {
	switch t {
	case Log:
		return portable.Exp(y)
	case Logit:
		return 1 / (1 + portable.Exp(-y))
	case InverseCubeRoot:
		y = max(y, leastRoot)
		return 1 / (y * y * y)
	default:
		return y
	}
}

// falls tells whether From falls as y rises.
func (t Transform) falls() bool { return t == InverseCubeRoot }

// Dist is a normal distribution on the transformed scale.
type Dist struct{ Mean, SD float64 }

// Grade says how far a range can be trusted.
type Grade string

// The grades of docs/references.md.
const (
	Found    Grade = "F" // found in the source named
	Derived  Grade = "D" // derived from found figures
	ToCheck  Grade = "M" // not seen in the source itself
	Judgment Grade = "J" // a range somebody chose
)

// Grades is what the letters stand for, in a line.
const Grades = "F found, D derived, M to be checked, J judgement"

// Says is what a grade stands for, in words; "" where it is none.
func (g Grade) Says() string {
	return map[Grade]string{
		Found: "found in the source named", Derived: "derived from found figures",
		ToCheck: "to be checked: not seen in the source itself", Judgment: "judgement",
	}[g]
}

// Scope says for whom one draw holds.
type Scope uint8

// The scopes.
const (
	Nation Scope = iota // one value for every authority of a draw
	Local               // each authority its own
)

var scopeNames = [2]string{"nation", "authority"}

// String is the scope's name in files.
func (s Scope) String() string { return scopeNames[s] }

// Parameter is one uncertain number of the model.
type Parameter struct {
	Name      string
	Unit      string
	Says      string // what it is and what it does
	Group     Group
	Scope     Scope
	Transform Transform
	Prior     Dist   // on the transformed scale
	Post      Dist   // the same after the evidence; the prior where nothing was learned
	Grade     Grade  // of the prior
	Source    string // tag of docs/references.md
	Better    string // who could replace the range by a figure; "" where the evidence does
	// Identified tells that published figures inform the posterior; what is
	// not identified is an assumption.
	Identified bool
}

// z90 is the 90 % point of the standard normal: P10 and P90 lie that many
// standard deviations from the mean.
const z90 = 1.2815515655446004

// Range is the distribution whose P10 and P90, on the natural scale, are low
// and high.
func Range(t Transform, low, high float64) Dist {
	a, b := t.To(low), t.To(high)
	return Dist{(a + b) / 2, math.Abs(b-a) / (2 * z90)}
}

// between gives a parameter the prior, and as yet the posterior, whose P10 and
// P90 are low and high.
func (p Parameter) between(low, high float64) Parameter {
	p.Prior = Range(p.Transform, low, high)
	p.Post = p.Prior
	return p
}

// Quantile is the posterior quantile at u in (0, 1), on the natural scale.
func (p *Parameter) Quantile(u float64) float64 { return p.quantile(p.Post, u) }

// PriorQuantile is the prior quantile at u in (0, 1), on the natural scale.
func (p *Parameter) PriorQuantile(u float64) float64 { return p.quantile(p.Prior, u) }

func (p *Parameter) quantile(d Dist, u float64) float64 {
	z := rng.Normal(u)
	if p.Transform.falls() {
		z = -z
	}
	return p.Transform.From(d.Mean + float64(d.SD*z))
}

// Contraction is how much the evidence narrowed the prior: 1 less the ratio of
// the variances. Below 0.1 the parameter is assumed, not learned.
func (p *Parameter) Contraction() float64 {
	if p.Prior.SD == 0 {
		return 0
	}
	r := p.Post.SD / p.Prior.SD
	return 1 - float64(r*r)
}

// faults lists what is wrong with a parameter.
func (p *Parameter) faults() []string {
	var faults []string
	say := func(bad bool, format string, a ...any) {
		if bad {
			faults = append(faults, fmt.Sprintf("parameter %q: ", p.Name)+fmt.Sprintf(format, a...))
		}
	}
	say(p.Name == "", "has no name")
	say(p.Unit == "", "has no unit")
	say(p.Says == "", "does not say what it is")
	say(p.Source == "", "has no source")
	for _, d := range []Dist{p.Prior, p.Post} {
		say(!finite(d.Mean) || !finite(d.SD) || d.SD < 0, "mean %v and sd %v are not those of a normal distribution", d.Mean, d.SD)
	}
	return faults
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
