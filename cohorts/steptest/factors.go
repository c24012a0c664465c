package steptest

import (
	"reflect"
	"slices"
	"testing"

	"sendsim/cohorts"
)

// feltIn are the phases in which children may feel a factor of the step.
func (o own) feltIn(field string) []cohorts.Phase {
	switch {
	case o.step == "transfer": // from reception on
		return []cohorts.Phase{cohorts.Mainstream, cohorts.Post16}
	case field == "Finishing": // from 16 on
		return []cohorts.Phase{cohorts.Specialist, cohorts.Post16}
	case o.step == "review": // of children with a plan
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
	for _, rate := range []string{"Support.Identify", "Review.Move"} {
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
		if field == "Reserved" {
			const more = 1e7 // than there are, of as many as anybody asks for
			if !o.felt(scratch, func(difference) {}, func(w *World, _ float64) { reserve(&w.F, more, 1, cohorts.SEMH) }) {
				t.Error("nobody feels that places are reserved")
			}
			continue
		}
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
			if want := slices.Contains(o.feltIn(field), ph); felt != want {
				t.Errorf("%s of %v is felt: %v", field, ph, felt)
			}
		}
	}
}

// reserve reserves places of every rationed setting.
func reserve(f *cohorts.Factors, places, prefer float64, needs ...cohorts.Need) {
	for _, at := range cohorts.Settings() {
		if at.Rationed() {
			f.Reserved.Add(cohorts.Reserve{Places: places, Prefer: prefer, Setting: at, Needs: cohorts.NeedsOf(needs...)})
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
