package cohorts_test

import (
	"fmt"
	"reflect"
	"testing"

	"sendsim/cohorts"
	"sendsim/cohorts/steptest"
	"sendsim/internal/rng"
)

// unlike gives each number of a factor, or of a table of them, another value.
func unlike(v reflect.Value, n *int) {
	if v.Kind() == reflect.Array {
		for i := range v.Len() {
			unlike(v.Index(i), n)
		}
		return
	}
	*n++
	if v.Kind() == reflect.Struct {
		v.Set(reflect.ValueOf(cohorts.Reserve{Places: 3, Prefer: 1.2, Setting: special, Needs: cohorts.NeedSet(*n)}))
		return
	}
	v.SetFloat(v.Float()*(1+float64(*n%7)/5) + .1)
}

// A scratch keeps tables from term to term. Whichever factor changes, it lives
// on as one that made all tables anew: none is left from before the change, nor
// from before the factor went back to rest.
func TestNoTableOutlivesTheFactorsItWasMadeOf(t *testing.T) {
	p, start := steptest.Plain(1, decade)
	of := reflect.TypeFor[cohorts.Factors]()
	each := func(i int, name string, part func(reflect.Value) reflect.Value) {
		rest, changed := cohorts.Rest(), cohorts.Rest()
		n := 0
		unlike(part(reflect.ValueOf(&changed).Elem().Field(i)), &n)
		used := cohorts.NewScratch()
		used.Begin(p)
		key, state := rng.Seed(3), *start
		var flows cohorts.Flows
		for term := range 15 {
			f := &rest
			if term/5 == 1 {
				f = &changed
			}
			anew, alike := cohorts.NewScratch(), state
			anew.Begin(p)
			anew.Advance(&alike, f, key, &flows)
			used.Advance(&state, f, key, &flows)
			if state != alike {
				t.Fatalf("%s, term %d: a table is of other factors", name, term)
			}
		}
	}
	for i := range of.NumField() {
		field := of.Field(i)
		if field.Type.Kind() != reflect.Array || field.Type.Len() != int(cohorts.NumPhases) {
			each(i, field.Name, func(v reflect.Value) reflect.Value { return v })
			continue
		}
		for ph := range int(cohorts.NumPhases) { // one at a time
			each(i, fmt.Sprintf("%s of %v", field.Name, cohorts.Phase(ph)), func(v reflect.Value) reflect.Value { return v.Index(ph) })
		}
	}
}
