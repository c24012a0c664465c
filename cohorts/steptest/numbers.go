package steptest

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"sendsim/cohorts"
)

// factor is an entry of own.factors: a field of Factors, and the parameter
// that it multiplies, if it does.
func factor(entry string) (field, parameter string) {
	field, parameter, _ = strings.Cut(entry, " -> ")
	return field, parameter
}

// owned lists the parameters, factors and flows of some steps.
func owned(steps ...string) (parameters, factors, flows []string) {
	for _, o := range owns {
		if slices.Contains(steps, o.step) {
			parameters = slices.Concat(parameters, o.rates, o.shape)
			flows = append(flows, o.flows...)
			for _, entry := range o.factors {
				field, _ := factor(entry)
				factors = append(factors, field)
			}
		}
	}
	return parameters, factors, flows
}

// fields lists the fields of numbers of the three structs, as owned does.
func fields() (parameters, factors, flows []string) {
	w := PlainIn(cohorts.Spring, 1)
	return paths(reflect.ValueOf(w.P).Elem(), "", "Disputes.Lodge"),
		paths(reflect.ValueOf(&w.F).Elem(), "", "Lodge"),
		paths(reflect.ValueOf(&cohorts.Flows{}).Elem(), "", "Lodged", "Ended")
}

// CheckTable fails unless every parameter, factor and flow belongs to a step,
// and the table has the steps of the year in their order and terms.
func CheckTable(t *testing.T) {
	var steps, listed []string
	for _, o := range owns {
		steps = append(steps, o.step)
	}
	for _, s := range cohorts.Steps {
		listed = append(listed, s.Name)
		if o, ok := ownOf(s.Name); ok {
			o.describes(t, &s)
		}
	}
	if !slices.Equal(steps, listed) {
		t.Errorf("the steps of the year are %v; steptest knows %v", listed, steps)
	}
	p, f, w := owned(steps...)
	allP, allF, allW := fields()
	for _, known := range [][2][]string{{allP, p}, {allF, f}, {allW, w}} {
		for _, name := range known[0] {
			if !slices.Contains(known[1], name) {
				t.Errorf("%s belongs to no step: add it to the table of what belongs to a step", name)
			}
		}
	}
}

// describes holds a row against the step of the year.
func (o own) describes(t *testing.T, s *cohorts.Step) {
	if !slices.Equal(s.In, o.in) {
		t.Errorf("%s is in %v; the timetable says %v", o.step, s.In, o.in)
	}
	parameters, factors, _ := owned(o.step)
	own := slices.Clone(parameters)
	for _, name := range factors {
		own = append(own, "Factors."+name)
	}
	for i, name := range own {
		own[i], _, _ = strings.Cut(name, "[")
	}
	for _, name := range s.Obeys {
		if !slices.Contains(own, name) {
			t.Errorf("%s says that it obeys %s; steptest's table does not", o.step, name)
		}
	}
}

// obeysItsOwn changes every parameter, or every factor, that belongs to other
// steps.
func (o own) obeysItsOwn(t *testing.T) {
	scratch := cohorts.NewScratch()
	parameters, factors, flows := owned(o.acting()...)
	allParameters, allFactors, _ := fields()
	for _, in := range always {
		w := o.alone(PlainIn(in, 1))
		for _, x := range []float64{.1, 5} {
			less := World{Copy(w.P), w.F, w.S}
			for _, name := range allParameters {
				if !slices.Contains(parameters, name) {
					change(less.P, name, func(y float64) float64 { return y * min(x, 1) }) // chances stay chances
				}
			}
			strange := w
			for _, name := range allFactors {
				switch {
				case slices.Contains(factors, name):
				case name == "Reserved":
					reserve(&strange.F, 1000*x, x, cohorts.SEMH)
				default:
					change(&strange.F, name, func(y float64) float64 { return y*x + x - .1 })
				}
			}
			for draw := range draws(16) {
				was, f := live(scratch, w, draw)
				for _, foreign := range []World{less, strange} {
					is, g := live(scratch, foreign, draw)
					if d := differences(&was, &is); len(d) > 0 {
						t.Errorf("%v: numbers of other steps make %v", in, d[0])
					}
					for _, flow := range flows {
						if n, m := counted(&f, flow), counted(&g, flow); n != m {
							t.Errorf("%v: numbers of other steps make %s %d instead of %d", in, flow, m, n)
						}
					}
				}
			}
		}
	}
}

// counted is the sum of the sizes of all counts at a path.
func counted(f *cohorts.Flows, path string) (n int) {
	change(f, path, func(x float64) float64 {
		n += int(max(x, -x))
		return x
	})
	return n
}
