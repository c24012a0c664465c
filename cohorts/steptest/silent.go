package steptest

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"sendsim/cohorts"
)

// Silent is a copy of the parameters in which no step does anything: children
// grow older, assessments wait, and requests that are open are still decided.
func Silent(p *cohorts.Params) *cohorts.Params { return Only(p) }

// Only is a copy of the parameters in which all steps but the named ones are
// silent, by rates of 0.
func Only(p *cohorts.Params, steps ...string) *cohorts.Params {
	q := Copy(p)
	for _, o := range owns {
		if !slices.Contains(steps, o.step) {
			q = silence(q, o)
		}
	}
	return q
}

// Without is a copy of the parameters in which one step is silent.
func Without(p *cohorts.Params, step string) *cohorts.Params {
	o, ok := ownOf(step)
	if !ok {
		panic("steptest: no step is called " + step)
	}
	return silence(Copy(p), o)
}

func silence(p *cohorts.Params, o own) *cohorts.Params {
	for _, rate := range o.rates {
		change(p, rate, func(float64) float64 { return 0 })
	}
	return p
}

// Copy is a copy that shares no list with the original.
func Copy(p *cohorts.Params) *cohorts.Params {
	q := *p
	part(reflect.ValueOf(&q).Elem())
	return &q
}

// part gives every list below v a room of its own.
func part(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			part(v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.AppendSlice(reflect.Zero(v.Type()), v))
	}
}

// change puts every number below a field of *of through f. The path names
// fields after dots, and an index in brackets: Disputes.Lodge[0].
func change(of any, path string, f func(float64) float64) {
	changeAll(find(reflect.ValueOf(of).Elem(), path), f)
}

func changeAll(v reflect.Value, f func(float64) float64) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			changeAll(v.Field(i), f)
		}
	case reflect.Array, reflect.Slice:
		for i := range v.Len() {
			changeAll(v.Index(i), f)
		}
	case reflect.Float64:
		v.SetFloat(f(v.Float()))
	case reflect.Int32:
		v.SetInt(int64(f(float64(v.Int()))))
	case reflect.Uint8, reflect.Uint16: // says of which setting, of which needs
	default:
		panic(fmt.Sprintf("steptest: a %s is no number", v.Kind()))
	}
}

// find is the field at a path.
func find(v reflect.Value, path string) reflect.Value {
	for _, name := range strings.Split(path, ".") {
		name, index, indexed := strings.Cut(name, "[")
		if v = v.FieldByName(name); !v.IsValid() {
			panic("steptest: there is no field " + path)
		}
		if indexed {
			i, err := strconv.Atoi(strings.TrimSuffix(index, "]"))
			if err != nil {
				panic("steptest: no index stands in " + path)
			}
			v = v.Index(i)
		}
	}
	return v
}

// paths lists every field of numbers below a value: one path for each, or for
// each place of a list where the field is one of split.
func paths(v reflect.Value, prefix string, split ...string) (all []string) {
	for i := range v.NumField() {
		field, path := v.Field(i), prefix+v.Type().Field(i).Name
		switch {
		case field.Type() == reflect.TypeFor[cohorts.Term]():
		case field.Kind() == reflect.Struct:
			all = append(all, paths(field, path+".", split...)...)
		case slices.Contains(split, path):
			for j := range field.Len() {
				all = append(all, fmt.Sprintf("%s[%d]", path, j))
			}
		default:
			all = append(all, path)
		}
	}
	return all
}
