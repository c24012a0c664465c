package export

import (
	"encoding/json"
	"io"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/parquet-go/parquet-go"

	"sendsim/outputs"
)

// rowsAGroup is how many rows are gathered before they are written: few enough
// that a table of 200 columns takes little memory, enough to compress well.
const rowsAGroup = 20_000

// parquetSink writes a table as Parquet, a column at a time.
type parquetSink struct {
	out      *parquet.Writer
	gathered int
	values   []parquet.Value
}

func openParquet(w io.Writer, t *table) (sink, error) {
	fields := make(orderedFields, t.schema.NumFields())
	group := parquet.Group{}
	for i, f := range t.schema.Fields() {
		k, err := kindOf(f.Type)
		if err != nil {
			return nil, err
		}
		group[f.Name] = parquet.Optional(nodes[k])
		fields[i] = f.Name
	}
	says, err := json.Marshal(saysOf(t.schema))
	if err != nil {
		return nil, err
	}
	options := []parquet.WriterOption{
		parquet.NewSchema(t.name, &ordered{group, fields.of(group)}),
		parquet.Compression(&parquet.Snappy), // which every reader knows
		parquet.KeyValueMetadata("columns", string(says)),
		parquet.CreatedBy("sendsim", "", ""),
	}
	m := t.schema.Metadata()
	for i, key := range m.Keys() {
		options = append(options, parquet.KeyValueMetadata(key, m.Values()[i]))
	}
	return &parquetSink{out: parquet.NewWriter(w, options...)}, nil
}

// nodes are the types of Parquet by kind.
var nodes = map[kind]parquet.Node{
	text:   parquet.Encoded(parquet.String(), &parquet.RLEDictionary),
	short:  parquet.Int(16),
	whole:  parquet.Int(32),
	number: parquet.Leaf(parquet.DoubleType),
}

// saysOf is what the columns of a table say of themselves.
func saysOf(s *arrow.Schema) []outputs.Column {
	all := make([]outputs.Column, s.NumFields())
	for i, f := range s.Fields() {
		get := func(key string) string { v, _ := f.Metadata.GetValue(key); return v }
		all[i] = outputs.Column{Name: f.Name, Unit: get("unit"), Says: get("says"), Formula: get("formula")}
	}
	return all
}

// ordered is a group whose fields stand in the order of the table: Parquet's own
// sorts them by name.
type ordered struct {
	parquet.Group
	fields []parquet.Field
}

// Fields are the columns in their order.
func (o *ordered) Fields() []parquet.Field { return o.fields }

// orderedFields are names in their order.
type orderedFields []string

func (names orderedFields) of(g parquet.Group) []parquet.Field {
	byName := map[string]parquet.Field{}
	for _, f := range g.Fields() {
		byName[f.Name()] = f
	}
	fields := make([]parquet.Field, len(names))
	for i, name := range names {
		fields[i] = byName[name]
	}
	return fields
}

func (s *parquetSink) batch(columns []column, rows int) error {
	for i, to := range s.out.ColumnWriters() {
		c := &columns[i]
		s.values = s.values[:0]
		for row := range rows {
			s.values = append(s.values, c.parquet(row).Level(0, c.defined(row), i))
		}
		if _, err := to.WriteRowValues(s.values); err != nil {
			return err
		}
	}
	if s.gathered += rows; s.gathered < rowsAGroup {
		return nil
	}
	s.gathered = 0
	return s.out.Flush()
}

// defined is the definition level of a row: 1 where it is not empty.
func (c *column) defined(row int) int {
	if c.valid(row) {
		return 1
	}
	return 0
}

// parquet is the value of a row.
func (c *column) parquet(row int) parquet.Value {
	switch {
	case !c.valid(row):
		return parquet.NullValue()
	case c.kind == text:
		return parquet.ByteArrayValue([]byte(c.text(row)))
	case c.kind == number:
		return parquet.DoubleValue(c.number(row))
	default:
		return parquet.Int32Value(c.whole(row))
	}
}

func (s *parquetSink) close() error { return s.out.Close() }
