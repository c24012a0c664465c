package export

import (
	"encoding/json"
	"io"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"sendsim/outputs"
)

// The library's own writer would make the program 14 MB larger, for all types
// and codecs that there are (docs/decisions/0027). Here are its structures of
// the format, filled for three types, one page for each column of a group of
// rows. [Apache Parquet, "File Format"]

// rowsAGroup is how many rows are gathered before they are written: few enough
// that a table of 200 columns takes little memory, enough to compress well.
const rowsAGroup = 20_000

// magic begins and ends a file.
const magic = "PAR1"

// parquetSink writes a table as Parquet.
type parquetSink struct {
	to     io.Writer
	at     int64 // written so far
	chunks []chunk
	rows   int // gathered
	meta   format.FileMetaData
}

func openParquet(w io.Writer, t *table) (sink, error) {
	s := &parquetSink{to: w, chunks: make([]chunk, t.schema.NumFields())}
	schema := []format.SchemaElement{{Name: t.name, NumChildren: thrift.New(int32(len(s.chunks)))}}
	for i, f := range t.schema.Fields() {
		k, err := kindOf(f.Type)
		if err != nil {
			return nil, err
		}
		s.chunks[i] = chunk{kind: k, name: f.Name}
		schema = append(schema, elementOf(f.Name, k))
	}
	says, err := json.Marshal(saysOf(t.schema))
	if err != nil {
		return nil, err
	}
	pairs := []format.KeyValue{{Key: "columns", Value: string(says)}}
	m := t.schema.Metadata()
	for i, key := range m.Keys() {
		pairs = append(pairs, format.KeyValue{Key: key, Value: m.Values()[i]})
	}
	s.meta = format.FileMetaData{Version: 1, Schema: schema, NumRows: t.rows, KeyValueMetadata: pairs, CreatedBy: "sendsim"}
	return s, s.write([]byte(magic))
}

// elementOf is a column in the schema; any of its values may be empty.
func elementOf(name string, k kind) format.SchemaElement {
	e := format.SchemaElement{Name: name, Type: thrift.New(k.physical()), RepetitionType: thrift.New(format.Optional)}
	switch k {
	case text:
		e.ConvertedType = thrift.New(deprecated.UTF8)
	case short:
		e.ConvertedType = thrift.New(deprecated.Int16)
	}
	return e
}

// physical is how values of a kind are laid down.
func (k kind) physical() format.Type {
	switch k {
	case text:
		return format.ByteArray
	case number:
		return format.Double
	default:
		return format.Int32
	}
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

func (s *parquetSink) write(b []byte) error {
	n, err := s.to.Write(b)
	s.at += int64(n)
	return err
}

func (s *parquetSink) batch(columns []column, rows int) error {
	for i := range s.chunks {
		s.chunks[i].add(&columns[i], rows)
	}
	if s.rows += rows; s.rows < rowsAGroup {
		return nil
	}
	return s.group()
}

// group writes the rows gathered.
func (s *parquetSink) group() error {
	g := format.RowGroup{NumRows: int64(s.rows), FileOffset: s.at, Ordinal: int16(len(s.meta.RowGroups))}
	for i := range s.chunks {
		c := &s.chunks[i]
		page, size, err := c.page()
		if err != nil {
			return err
		}
		g.Columns = append(g.Columns, format.ColumnChunk{MetaData: format.ColumnMetaData{
			Type: c.kind.physical(), Encoding: []format.Encoding{format.Plain, format.RLE}, PathInSchema: []string{c.name},
			Codec: format.Snappy, NumValues: int64(s.rows), DataPageOffset: s.at,
			TotalUncompressedSize: size, TotalCompressedSize: int64(len(page)),
		}})
		g.TotalByteSize += size
		g.TotalCompressedSize += int64(len(page))
		if err := s.write(page); err != nil {
			return err
		}
		c.reset()
	}
	s.rows = 0
	s.meta.RowGroups = append(s.meta.RowGroups, g)
	return nil
}

// close writes what is left, and the footer.
func (s *parquetSink) close() error {
	if s.rows > 0 {
		if err := s.group(); err != nil {
			return err
		}
	}
	foot, err := thrift.Marshal(new(thrift.CompactProtocol), s.meta)
	if err != nil {
		return err
	}
	return s.write(append(lengthOf(foot, foot), magic...))
}
