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
	var steps []string
	for i, o := range owns {
		steps = append(steps, o.step)
		if i < len(cohorts.Steps) && !slices.Equal(cohorts.Steps[i].In, o.in) {
			t.Errorf("%s is in %v; the timetable says %v", o.step, cohorts.Steps[i].In, o.in)
		}
	}
	var listed []string
	for _, s := range cohorts.Steps {
		listed = append(listed, s.Name)
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

// obeysItsOwn changes every parameter and factor that belongs to other steps.
func (o own) obeysItsOwn(t *testing.T) {
	scratch := cohorts.NewScratch()
	parameters, factors, flows := owned(o.acting()...)
	allParameters, allFactors, _ := fields()
	for _, in := range always {
		w := o.alone(PlainIn(in, 1))
		foreign := World{Copy(w.P), w.F, w.S}
		for _, name := range allParameters {
			if !slices.Contains(parameters, name) {
				change(foreign.P, name, func(x float64) float64 { return x / 2 })
			}
		}
		for _, name := range allFactors {
			if !slices.Contains(factors, name) {
				change(&foreign.F, name, func(x float64) float64 { return 1.7*x + 3 })
			}
		}
		for draw := range draws(16) {
			was, f := live(scratch, w, draw)
			is, g := live(scratch, foreign, draw)
			if d := differences(&was, &is); len(d) > 0 {
				t.Errorf("%v: numbers of other steps make %v", in, d[0])
			}
			for _, flow := range flows {
				if counted(&f, flow) != counted(&g, flow) {
					t.Errorf("%v: numbers of other steps make %s %d instead of %d", in, flow, counted(&g, flow), counted(&f, flow))
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

// feltIn are the phases in which children may feel a factor of the step.
func (o own) feltIn() []cohorts.Phase {
	switch o.step {
	case "transfer": // from reception on
		return []cohorts.Phase{cohorts.Mainstream, cohorts.Post16}
	case "review": // of children with a plan
		return cohorts.Phases()
	default: // by age alone
		return []cohorts.Phase{cohorts.EarlyYears, cohorts.Mainstream, cohorts.Post16}
	}
}

// crowd is the plain authority with children in every cell and standing that
// may be, and a chance of everything that a factor acts on at every age.
func crowd(in cohorts.Part) World {
	w := PlainIn(in, 1)
	for c := range cohorts.NumCells {
		if c := cohorts.CellOf(c); c.Age <= cohorts.MaxAge && c.Setting.Admits(c.Age) {
			w.S.Put(c, 2)
		}
	}
	for _, stand := range standings(w.S) {
		for a := range stand.of {
			stand.of[a] += 20
		}
	}
	for _, rate := range []string{"Support.Identify", "Review.Move", "Review.Finish"} {
		change(w.P, rate, func(x float64) float64 { return x + .02 })
	}
	for _, route := range []string{"Pipeline.FromSupport", "Pipeline.Direct"} {
		change(w.P, route, func(x float64) float64 { return x + 1e-4 })
	}
	return w
}

// feelsFactors changes one factor after the other: somebody feels it, and if
// it is of a phase, nobody does in another.
func (o own) feelsFactors(t *testing.T) {
	scratch := cohorts.NewScratch()
	for _, entry := range o.factors {
		field, _ := factor(entry)
		f := cohorts.Rest()
		v := find(reflect.ValueOf(&f).Elem(), field)
		if v.Kind() != reflect.Array || field == "Resolve" || field == "Places" {
			if !o.felt(scratch, nil, func(w *World, x float64) {
				change(&w.F, field, func(y float64) float64 {
					if field == "Places" {
						return 40 * (x - 1)
					}
					return y * x
				})
			}) {
				t.Errorf("nobody feels the factor %s", field)
			}
			continue
		}
		for _, ph := range cohorts.Phases() {
			elsewhere := func(d difference) {
				if o.step != "review" && cohorts.PhaseOf(d.age, cohorts.MainstreamSchool) != ph {
					t.Errorf("%s of %v makes %v", field, ph, d)
				}
			}
			felt := o.felt(scratch, elsewhere, func(w *World, x float64) {
				i := 0
				changeAll(find(reflect.ValueOf(&w.F).Elem(), field).Index(int(ph)), func(y float64) float64 {
					if i++; i%2 == 0 { // of a row every second, since a row is of shares
						return y
					}
					return y * x
				})
			})
			if want := slices.Contains(o.feltIn(), ph); felt != want {
				t.Errorf("%s of %v is felt: %v", field, ph, felt)
			}
		}
	}
}

// felt tells whether a change of a world makes a difference, with much less or
// much more of the factor, and visits the differences that ample room leaves.
func (o own) felt(scratch *cohorts.Scratch, each func(difference), with func(w *World, x float64)) (felt bool) {
	for _, in := range o.in {
		w := o.alone(crowd(in))
		if each != nil {
			w = ample(w)
		}
		for _, x := range []float64{.02, 50} {
			other := w
			with(&other, x)
			for draw := range 3 {
				was, f := live(scratch, w, draw)
				is, g := live(scratch, other, draw)
				all := differences(&was, &is)
				felt = felt || len(all) > 0 || f != g
				for _, d := range all {
					if each != nil {
						each(d)
					}
				}
			}
		}
	}
	return felt
}

func (o own) factorsAreParameters(t *testing.T) {
	scratch := cohorts.NewScratch()
	for _, in := range always {
		w := o.alone(PlainIn(in, 1))
		strange := w.F
		changeAll(reflect.ValueOf(&strange).Elem(), func(x float64) float64 { return 2*x + 1 })
		for draw := range draws(16) {
			state, flows := live(scratch, w, draw)
			live(scratch, World{w.P, strange, w.S}, draw)
			if s, f := live(scratch, w, draw); s != state || f != flows {
				t.Errorf("%v: factors of an earlier term are felt at rest", in)
			}
			for _, entry := range o.factors {
				field, parameter := factor(entry)
				if parameter == "" {
					continue
				}
				same := World{Copy(w.P), w.F, w.S} // by powers of 2, so that nothing is rounded
				change(&same.F, field, func(x float64) float64 { return 2 * x })
				change(same.P, parameter, func(x float64) float64 { return x / 2 })
				if s, f := live(scratch, same, draw); s != state || f != flows {
					t.Errorf("%v: %s of 2 on half of %s is another future", in, field, parameter)
				}
			}
		}
	}
}

func (o own) happensInItsTerms(t *testing.T) {
	scratch := cohorts.NewScratch()
	_, _, flows := owned(o.acting()...)
	_, _, all := fields()
	for _, tidy := range owns {
		flows = append(flows, tidy.tidy...)
	}
	for _, in := range always {
		w := o.alone(crowd(in))
		happened := 0
		for draw := range draws(16) {
			s, f := live(scratch, w, draw)
			for _, flow := range o.flows {
				happened += counted(&f, flow)
			}
			for _, flow := range all {
				if n := counted(&f, flow); n > 0 && !slices.Contains(flows, flow) {
					t.Errorf("%v: %s is %d and belongs to another step", in, flow, n)
				}
			}
			silent, g := live(scratch, World{Silent(w.P), w.F, w.S}, draw)
			if !slices.Contains(o.in, in) && (s != silent || f != g) {
				t.Errorf("it happens in the %v", in)
			}
		}
		if slices.Contains(o.in, in) && happened == 0 {
			t.Errorf("it does not happen in the %v", in)
		}
	}
}

func (o own) restsAtZero(t *testing.T) {
	scratch := cohorts.NewScratch()
	_, _, all := fields()
	var others []string
	for _, p := range owns {
		if p.step != o.step {
			others = append(others, p.flows...)
		}
	}
	for _, in := range always {
		w := PlainIn(in, 1)
		for a, n := range w.S.Requested { // what is requested is decided at any rate
			w.S.Requested[a], w.S.Support[a] = 0, w.S.Support[a]+n
		}
		silent := ample(World{Silent(w.P), w.F, w.S})
		want := w.S
		if in == cohorts.Autumn {
			want, _, _ = Older(w.S)
		}
		for a, n := range want.Assessing[0] {
			want.Assessing[0][a], want.Assessing[1][a] = 0, want.Assessing[1][a]+n
		}
		for draw := range draws(8) {
			after, f := live(scratch, silent, draw)
			if d := differences(want, &after); len(d) > 0 {
				t.Errorf("%v: where all rates are 0, %v", in, d[0])
			}
			for _, flow := range o.flows {
				if n := counted(&f, flow); n > 0 && !slices.Contains(o.tidy, flow) {
					t.Errorf("%v: where all rates are 0, %s is %d", in, flow, n)
				}
			}
			if len(o.rates) == 0 {
				continue
			}
			_, f = live(scratch, World{Without(w.P, o.step), w.F, w.S}, draw)
			for _, flow := range all {
				n := counted(&f, flow)
				if n > 0 && slices.Contains(o.flows, flow) && !slices.Contains(others, flow) && !slices.Contains(o.tidy, flow) {
					t.Errorf("%v: at its rates of 0, %s is %d", in, flow, n)
				}
			}
		}
	}
}
