package outputs

import (
	"errors"
	"io"
	"math"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/ipc"
	"github.com/apache/arrow/go/v17/arrow/memory"
)

// fixed is an array of fixed width over raw bytes, which it does not copy.
func fixed(t arrow.DataType, raw []byte, n int, valid []byte, missing int) arrow.Array {
	var bits *memory.Buffer
	if missing > 0 {
		bits = memory.NewBufferBytes(valid)
	}
	data := array.NewData(t, n, []*memory.Buffer{bits, memory.NewBufferBytes(raw)}, nil, missing, 0)
	defer data.Release()
	return array.MakeFromData(data)
}

// floatArray is an array of numbers in which NaN, of which there are missing,
// is empty.
func floatArray(v []float64, missing int) arrow.Array {
	var valid []byte
	if missing > 0 {
		valid = make([]byte, (len(v)+7)/8)
		for i, x := range v {
			if x == x {
				valid[i/8] |= 1 << (i % 8)
			}
		}
	}
	return fixed(arrow.PrimitiveTypes.Float64, arrow.Float64Traits.CastToBytes(v), len(v), valid, missing)
}

// stringArray is an array of texts.
func stringArray(v []string) arrow.Array {
	b := array.NewStringBuilder(memory.DefaultAllocator)
	defer b.Release()
	b.AppendValues(v, nil)
	return b.NewArray()
}

// writeRecord writes a file of one record batch.
func writeRecord(w io.Writer, rec arrow.Record) error {
	file, err := ipc.NewFileWriter(&tally{w: w}, ipc.WithSchema(rec.Schema()))
	if err != nil {
		return err
	}
	if err := file.Write(rec); err != nil {
		return err
	}
	return file.Close()
}

// tally counts what is written, for Arrow's writer asks where it stands: it
// never goes back.
type tally struct {
	w  io.Writer
	at int64
}

func (t *tally) Write(p []byte) (int, error) {
	n, err := t.w.Write(p)
	t.at += int64(n)
	return n, err
}

// Seek tells where the writer stands; it goes nowhere.
func (t *tally) Seek(offset int64, whence int) (int64, error) {
	if offset != 0 || whence != io.SeekCurrent {
		return t.at, errors.New("an Arrow file is written from front to end")
	}
	return t.at, nil
}

// texts is a dictionary array: numbers of texts, and the texts. A negative
// number is an empty value.
func texts(index []int16, list []string) arrow.Array {
	t := &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int16, ValueType: arrow.BinaryTypes.String}
	numbers, values := shorts(index), stringArray(list)
	defer numbers.Release()
	defer values.Release()
	return array.NewDictionaryArray(t, numbers, values)
}

// shorts is an array of small whole numbers in which a negative one is empty.
func shorts(v []int16) arrow.Array {
	missing := 0
	valid := make([]byte, (len(v)+7)/8)
	for i, n := range v {
		if n < 0 {
			v[i] = 0 // a place that any reader may look up
			missing++
		} else {
			valid[i/8] |= 1 << (i % 8)
		}
	}
	return fixed(arrow.PrimitiveTypes.Int16, arrow.Int16Traits.CastToBytes(v), len(v), valid, missing)
}

// numbers is an array of numbers in which NaN is empty.
func numbers(v []float64) arrow.Array {
	missing := 0
	for _, x := range v {
		if math.IsNaN(x) {
			missing++
		}
	}
	return floatArray(v, missing)
}

// writeColumns writes a file of one record batch; the fields name the arrays.
func writeColumns(w io.Writer, says []Column, meta arrow.Metadata, rows int, arrays []arrow.Array) error {
	return writeArrays(writeRecord, w, says, meta, rows, arrays)
}

// writeStream writes a stream of one record batch, uncompressed: what a
// browser reads as it comes.
func writeStream(w io.Writer, rec arrow.Record) error {
	stream := ipc.NewWriter(w, ipc.WithSchema(rec.Schema()))
	if err := stream.Write(rec); err != nil {
		return err
	}
	return stream.Close()
}

// writeArrays writes one record batch in a format; the fields name the arrays.
func writeArrays(write func(io.Writer, arrow.Record) error, w io.Writer, says []Column, meta arrow.Metadata, rows int, arrays []arrow.Array) error {
	fields := make([]arrow.Field, len(arrays))
	for i, a := range arrays {
		fields[i] = arrow.Field{Name: says[i].Name, Type: a.DataType(), Nullable: true, Metadata: says[i].metadata()}
	}
	rec := array.NewRecord(arrow.NewSchema(fields, &meta), arrays, int64(rows))
	defer rec.Release()
	for _, a := range arrays {
		a.Release()
	}
	return write(w, rec)
}
