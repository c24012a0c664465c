package cohorts_test

import (
	"reflect"
	"testing"

	"sendsim/cohorts"
)

// Every field is a count or an array of counts, so that a field forgotten by
// Add is one that stays at 1.
func TestAddAddsEveryFlow(t *testing.T) {
	var sum, one cohorts.Flows
	fill(reflect.ValueOf(&one).Elem())
	sum.Add(&one)
	sum.Add(&one)
	var want cohorts.Flows
	fill(reflect.ValueOf(&want).Elem())
	fill(reflect.ValueOf(&want).Elem())
	if sum != want {
		t.Errorf("twice one is %+v", sum)
	}
}

// fill adds 1 to every number in v.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i))
		}
	default:
		v.SetInt(v.Int() + 1)
	}
}
