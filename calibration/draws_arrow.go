package calibration

import (
	"errors"
	"io"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/ipc"
	"github.com/apache/arrow/go/v17/arrow/memory"
)

// DrawTable is a table of an authority's draws on the natural scale.
type DrawTable struct {
	National []int64     // national row of each draw
	Names    []string    // of the parameters
	Columns  [][]float64 // by parameter, then draw
}

// DrawTable draws as many futures' parameters as there are national rows.
func (c *Authority) DrawTable(luck Luck) *DrawTable {
	c.ready()
	n := len(c.National.Rows)
	t := &DrawTable{National: make([]int64, n)}
	for i := range c.Parameters {
		t.Names = append(t.Names, c.Parameters[i].Name)
		t.Columns = append(t.Columns, make([]float64, n))
	}
	var v [numParameters]float64
	for k := range n {
		t.National[k] = int64(k % n)
		c.table.Draw(k, &luck, c.tag, v[:])
		for i, x := range v {
			t.Columns[i][k] = x
		}
	}
	return t
}

const nationalColumn = "national_draw"

// writeDraws writes the draws as one Arrow IPC file: a row for each, the
// national row it takes and every parameter on its natural scale.
func (c *Authority) writeDraws(w io.Writer, luck Luck) error {
	t := c.DrawTable(luck)
	fields := []arrow.Field{{Name: nationalColumn, Type: arrow.PrimitiveTypes.Int64}}
	columns := []arrow.Array{int64s(t.National)}
	for i, name := range t.Names {
		fields = append(fields, arrow.Field{Name: name, Type: arrow.PrimitiveTypes.Float64})
		columns = append(columns, float64s(t.Columns[i]))
	}
	s := arrow.NewSchema(fields, nil)
	record := array.NewRecord(s, columns, int64(len(t.National)))
	defer record.Release()
	out, err := ipc.NewFileWriter(&placed{Writer: w}, ipc.WithSchema(s))
	if err != nil {
		return err
	}
	if err := out.Write(record); err != nil {
		return err
	}
	return out.Close()
}

// placed is a writer that knows its place: all that the Arrow writer asks of a
// seeker.
type placed struct {
	io.Writer
	at int64
}

func (p *placed) Write(b []byte) (int, error) {
	n, err := p.Writer.Write(b)
	p.at += int64(n)
	return n, err
}

// Seek tells the place; it goes nowhere else.
func (p *placed) Seek(offset int64, whence int) (int64, error) {
	if offset != 0 || whence != io.SeekCurrent {
		return 0, errors.ErrUnsupported
	}
	return p.at, nil
}

func int64s(x []int64) arrow.Array {
	b := array.NewInt64Builder(memory.DefaultAllocator)
	defer b.Release()
	b.AppendValues(x, nil)
	return b.NewArray()
}

func float64s(x []float64) arrow.Array {
	b := array.NewFloat64Builder(memory.DefaultAllocator)
	defer b.Release()
	b.AppendValues(x, nil)
	return b.NewArray()
}
