package calibration

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
)

// The compact form of a value is its numbers in the order in which its type
// names them, little endian and exact: a number of fixed width takes its
// width, an int eight bytes; a slice or a text is its length (four bytes) and
// what is in it. What each number means is in the code alone, so the form is
// kept with a digest of shapeOf its type.

// shapeOf says how the compact form of a type is laid out.
func shapeOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), shapeOf(t.Elem()))
	case reflect.Slice:
		return "[]" + shapeOf(t.Elem())
	case reflect.Struct:
		var b strings.Builder
		b.WriteString("{")
		for i := range t.NumField() {
			f := t.Field(i)
			if !f.IsExported() {
				panic("calibration: " + t.String() + "." + f.Name + " cannot be stored: it is not exported")
			}
			fmt.Fprintf(&b, "%s %s;", f.Name, shapeOf(f.Type))
		}
		return b.String() + "}"
	case reflect.Bool, reflect.Int, reflect.Int32, reflect.Uint8, reflect.Float64, reflect.String:
		return t.Kind().String()
	default:
		panic("calibration: " + t.String() + " cannot be stored")
	}
}

// appendCompact appends the compact form of a value.
func appendCompact(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Array:
		return appendItems(b, v)
	case reflect.Slice:
		return appendItems(appendLength(b, v.Len()), v)
	case reflect.Struct:
		for i := range v.NumField() {
			b = appendCompact(b, v.Field(i))
		}
		return b
	case reflect.String:
		return append(appendLength(b, v.Len()), v.String()...)
	case reflect.Bool:
		if v.Bool() {
			return append(b, 1)
		}
		return append(b, 0)
	case reflect.Int:
		return binary.LittleEndian.AppendUint64(b, uint64(v.Int()))
	case reflect.Int32:
		return binary.LittleEndian.AppendUint32(b, uint32(v.Int()))
	case reflect.Uint8:
		return append(b, byte(v.Uint()))
	case reflect.Float64:
		return binary.LittleEndian.AppendUint64(b, math.Float64bits(v.Float()))
	default:
		panic("calibration: " + v.Type().String() + " cannot be stored")
	}
}

func appendItems(b []byte, v reflect.Value) []byte {
	for i := range v.Len() {
		b = appendCompact(b, v.Index(i))
	}
	return b
}

func appendLength(b []byte, n int) []byte { return binary.LittleEndian.AppendUint32(b, uint32(n)) }

var errCut = errors.New("is cut short")

// readCompact reads a compact form into what into points to, which must be as
// long as the form.
func readCompact(b []byte, into any) (err error) {
	r := compactReader{b}
	defer func() {
		if p := recover(); p != nil {
			if err, _ = p.(error); !errors.Is(err, errCut) {
				panic(p)
			}
		}
	}()
	r.value(reflect.ValueOf(into).Elem())
	if len(r.rest) > 0 {
		return fmt.Errorf("is %d bytes too long", len(r.rest))
	}
	return nil
}

// compactReader panics with errCut where its bytes end too early.
type compactReader struct{ rest []byte }

func (r *compactReader) take(n int) []byte {
	if n > len(r.rest) {
		panic(errCut)
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *compactReader) length() int {
	n := int(binary.LittleEndian.Uint32(r.take(4)))
	if n > len(r.rest) { // each item takes a byte at least
		panic(errCut)
	}
	return n
}

func (r *compactReader) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Array:
		r.items(v)
	case reflect.Slice:
		n := r.length()
		if n == 0 {
			v.SetZero()
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		r.items(v)
	case reflect.Struct:
		for i := range v.NumField() {
			r.value(v.Field(i))
		}
	case reflect.String:
		v.SetString(string(r.take(r.length())))
	case reflect.Bool:
		v.SetBool(r.take(1)[0] != 0)
	case reflect.Int:
		v.SetInt(int64(binary.LittleEndian.Uint64(r.take(8))))
	case reflect.Int32:
		v.SetInt(int64(int32(binary.LittleEndian.Uint32(r.take(4)))))
	case reflect.Uint8:
		v.SetUint(uint64(r.take(1)[0]))
	case reflect.Float64:
		v.SetFloat(math.Float64frombits(binary.LittleEndian.Uint64(r.take(8))))
	default:
		panic("calibration: " + v.Type().String() + " cannot be stored")
	}
}

func (r *compactReader) items(v reflect.Value) {
	for i := range v.Len() {
		r.value(v.Index(i))
	}
}
