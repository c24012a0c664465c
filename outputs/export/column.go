package export

import (
	"fmt"
	"math"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
)

// kind is what a column holds.
type kind uint8

const (
	text kind = iota
	short
	whole
	number
)

// column is a column of a batch: its kind, which rows are empty, and of text,
// whole and number the one that its kind names.
type column struct {
	kind   kind
	valid  func(row int) bool
	text   func(row int) string
	whole  func(row int) int32
	number func(row int) float64
}

// columnsOf reads the columns of a batch.
func columnsOf(r arrow.Record) ([]column, error) {
	all := make([]column, r.NumCols())
	for i := range all {
		var err error
		if all[i], err = columnOf(r.Column(i)); err != nil {
			return nil, fmt.Errorf("column %s: %w", r.ColumnName(i), err)
		}
	}
	return all, nil
}

func columnOf(a arrow.Array) (column, error) {
	c := column{valid: a.IsValid}
	var err error
	if c.kind, err = kindOf(a.DataType()); err != nil {
		return c, err
	}
	switch a := a.(type) {
	case *array.Dictionary:
		words := a.Dictionary().(*array.String)
		c.text = func(row int) string { return words.Value(a.GetValueIndex(row)) }
	case *array.String:
		c.text = a.Value
	case *array.Int16:
		c.whole = func(row int) int32 { return int32(a.Value(row)) }
	case *array.Int32:
		c.whole = a.Value
	case *array.Float64:
		c.number = a.Value
		c.valid = func(row int) bool { return a.IsValid(row) && !math.IsNaN(a.Value(row)) }
	}
	return c, nil
}

// kindOf is the kind of a column of a type.
func kindOf(t arrow.DataType) (kind, error) {
	if d, ok := t.(*arrow.DictionaryType); ok {
		t = d.ValueType
	}
	switch t.ID() {
	case arrow.STRING:
		return text, nil
	case arrow.INT16:
		return short, nil
	case arrow.INT32:
		return whole, nil
	case arrow.FLOAT64:
		return number, nil
	}
	return 0, fmt.Errorf("this version does not export the type %s", t)
}
