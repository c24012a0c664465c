package outputs

import (
	"bufio"
	"fmt"
	"io"
	"sync"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/ipc"

	"sendsim/sim"
)

// The key columns of deficit.arrow, before Columns.
const (
	keyColumns = 3
	colArea    = "authority"
	colDraw    = "draw"
	colYear    = "financial_year"
)

// Writer writes deficit.arrow: a row for each draw, financial year and
// authority, in that order, one record batch a block. Blocks fill side by
// side and are appended in their order, so the bytes depend on the size of
// the blocks and not on who ran them; no more is held than the blocks under
// way.
type Writer struct {
	about  About
	schema *arrow.Schema
	names  arrow.Array // dictionary of authorities
	out    *bufio.Writer
	file   *ipc.FileWriter
	first  int       // draw of the file
	draws  int       // written so far
	flags  []flagged // by area
	under  *block    // of rows that another file held; nil: none
	came   int       // draws from other files

	mu   sync.Mutex
	idle []*block
}

// NewWriter begins a file on w. The number of draws is not needed beforehand.
func NewWriter(w io.Writer, about About) (*Writer, error) {
	if err := about.check(); err != nil {
		return nil, err
	}
	schema, err := drawSchema(&about)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(about.Areas))
	for i, a := range about.Areas {
		names[i] = a.Code
	}
	const ahead = 1 << 18 // bytes: many columns of a block
	d := &Writer{about: about, schema: schema, names: stringArray(names), out: bufio.NewWriterSize(w, ahead), flags: make([]flagged, len(about.Areas))}
	d.file, err = ipc.NewFileWriter(&tally{w: d.out}, ipc.WithSchema(schema))
	return d, err
}

// drawSchema is the columns of deficit.arrow, with what each says.
func drawSchema(about *About) (*arrow.Schema, error) {
	fields := []arrow.Field{
		{Name: colArea, Type: &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int16, ValueType: arrow.BinaryTypes.String}},
		{Name: colDraw, Type: arrow.PrimitiveTypes.Int32},
		{Name: colYear, Type: arrow.PrimitiveTypes.Int16},
	}
	says := []Column{
		{Unit: "ONS code", Says: "authority, or the key of a sum of several"},
		{Unit: "draw", Says: "number of the future, from 0; the same draw of another scenario shares its luck"},
		{Unit: "year", Says: "financial year, by the calendar year of its April: 2024 is 2024-25"},
	}
	for i := range fields {
		fields[i].Metadata = says[i].metadata()
	}
	for i := range Columns {
		c := &Columns[i]
		f := arrow.Field{Name: c.Name, Type: arrow.PrimitiveTypes.Float64, Nullable: true, Metadata: c.metadata()}
		if c.Whole() {
			f.Type, f.Nullable = arrow.PrimitiveTypes.Int32, false
		}
		fields = append(fields, f)
	}
	meta, err := about.metadata("sendsim draws 1", "Futures by draw and financial year", "quantile", QuantileSays)
	if err != nil {
		return nil, err
	}
	return arrow.NewSchema(fields, &meta), nil
}

// metadata is what a column says of itself in a file.
func (c *Column) metadata() arrow.Metadata {
	keys, values := []string{"unit", "says"}, []string{c.Unit, c.Says}
	if c.Formula != "" {
		keys, values = append(keys, "formula"), append(values, c.Formula)
	}
	return arrow.NewMetadata(keys, values)
}

// Open gives the sink of a block. It may be called from several goroutines.
func (w *Writer) Open(int) (sim.Sink, error) { return w.open(), nil }

func (w *Writer) open() *block {
	w.mu.Lock()
	defer w.mu.Unlock()
	if n := len(w.idle); n > 0 {
		b := w.idle[n-1]
		w.idle = w.idle[:n-1]
		return b
	}
	b := &block{to: w, columns: make([]values, len(Columns)), flags: make([]flagged, len(w.about.Areas))}
	for i := range Columns {
		b.columns[i].whole = Columns[i].Whole()
	}
	return b
}

// Draws is the number of draws written so far.
func (w *Writer) Draws() int { return w.draws }

// Close ends the file, once every block is closed.
func (w *Writer) Close() error {
	if err := w.closeUnder(); err != nil {
		return err
	}
	if err := w.file.Close(); err != nil {
		return err
	}
	return w.out.Flush()
}

// values is one column of a block: whole numbers, or fractions.
type values struct {
	whole   bool
	ints    []int32
	floats  []float64
	missing int // of floats: NaN
}

// block is the sink of one block of draws.
type block struct {
	to      *Writer
	areas   []int16
	draws   []int32
	years   []int16
	columns []values
	flags   []flagged // by area
}

// Year takes one row.
func (b *block) Year(y *sim.YearEnd) {
	b.flags[y.Area].add(y)
	b.areas = append(b.areas, int16(y.Area))
	b.draws = append(b.draws, int32(y.Draw))
	b.years = append(b.years, int16(y.Year))
	for i := range b.columns {
		b.columns[i].add(Columns[i].Of(y))
	}
}

// Close appends the block to the file.
func (b *block) Close() error {
	w := b.to
	if err := b.check(); err != nil {
		return err
	}
	rows := len(b.draws)
	arrays := make([]arrow.Array, 0, keyColumns+len(b.columns))
	index := fixed(arrow.PrimitiveTypes.Int16, arrow.Int16Traits.CastToBytes(b.areas), rows, nil, 0)
	arrays = append(arrays,
		array.NewDictionaryArray(w.schema.Field(0).Type, index, w.names),
		fixed(arrow.PrimitiveTypes.Int32, arrow.Int32Traits.CastToBytes(b.draws), rows, nil, 0),
		fixed(arrow.PrimitiveTypes.Int16, arrow.Int16Traits.CastToBytes(b.years), rows, nil, 0),
	)
	for i := range b.columns {
		arrays = append(arrays, b.columns[i].array())
	}
	rec := array.NewRecord(w.schema, arrays, int64(rows))
	err := w.file.Write(rec)
	rec.Release()
	for _, a := range arrays {
		a.Release()
	}
	index.Release()
	w.draws += rows / w.about.perDraw()
	for i := range b.flags {
		w.flags[i].merge(&b.flags[i])
	}
	b.reset()
	w.mu.Lock()
	w.idle = append(w.idle, b)
	w.mu.Unlock()
	return err
}

// check says where the rows are not those of whole draws, one after another.
func (b *block) check() error {
	a := &b.to.about
	if len(b.draws)%a.perDraw() != 0 {
		return fmt.Errorf("deficit.arrow: %d rows are not whole draws of %d years and %d authorities", len(b.draws), a.Years, len(a.Areas))
	}
	for i := range b.draws {
		draw := b.to.first + b.to.draws + i/a.perDraw()
		year := a.FirstYear + i/len(a.Areas)%a.Years
		area := i % len(a.Areas)
		if int(b.draws[i]) != draw || int(b.years[i]) != year || int(b.areas[i]) != area {
			return fmt.Errorf("deficit.arrow: draw %d, year %d, authority %d came where draw %d, year %d, authority %d was due",
				b.draws[i], b.years[i], b.areas[i], draw, year, area)
		}
	}
	return nil
}

func (b *block) reset() {
	b.areas, b.draws, b.years = b.areas[:0], b.draws[:0], b.years[:0]
	for i := range b.columns {
		c := &b.columns[i]
		c.ints, c.floats, c.missing = c.ints[:0], c.floats[:0], 0
	}
}

func (c *values) array() arrow.Array {
	if c.whole {
		return fixed(arrow.PrimitiveTypes.Int32, arrow.Int32Traits.CastToBytes(c.ints), len(c.ints), nil, 0)
	}
	return floatArray(c.floats, c.missing)
}
