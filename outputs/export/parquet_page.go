package export

import (
	"encoding/binary"
	"math"

	"github.com/klauspost/compress/snappy"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// chunk is the values of a column in a group of rows: which rows have one, and
// those, laid down one after another.
type chunk struct {
	name   string
	kind   kind
	valid  []bool
	values []byte
}

// add lays down the values of a batch.
func (c *chunk) add(from *column, rows int) {
	for row := range rows {
		valid := from.valid(row)
		c.valid = append(c.valid, valid)
		if !valid {
			continue
		}
		switch c.kind {
		case text:
			word := from.text(row)
			c.values = binary.LittleEndian.AppendUint32(c.values, uint32(len(word)))
			c.values = append(c.values, word...)
		case number:
			c.values = binary.LittleEndian.AppendUint64(c.values, math.Float64bits(from.number(row)))
		default:
			c.values = binary.LittleEndian.AppendUint32(c.values, uint32(from.whole(row)))
		}
	}
}

func (c *chunk) reset() { c.valid, c.values = c.valid[:0], c.values[:0] }

// page is the column's one page with its header, and its size were it not
// compressed.
func (c *chunk) page() (page []byte, size int64, err error) {
	levels := bits(c.valid)
	raw := append(lengthOf(levels, nil), levels...)
	raw = append(raw, c.values...)
	packed := snappy.Encode(nil, raw)
	header, err := thrift.Marshal(new(thrift.CompactProtocol), format.PageHeader{
		Type: format.DataPage, UncompressedPageSize: int32(len(raw)), CompressedPageSize: int32(len(packed)),
		DataPageHeader: thrift.New(format.DataPageHeader{
			NumValues: int32(len(c.valid)), Encoding: format.Plain, DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE,
		}),
	})
	return append(header, packed...), int64(len(header) + len(raw)), err
}

// bits is which rows have a value: one run of bits, eight to a byte, the first
// the lowest. [Apache Parquet, "RLE/Bit-Packing Hybrid"]
func bits(valid []bool) []byte {
	const group = 8
	groups := (len(valid) + group - 1) / group
	b := binary.AppendUvarint(nil, uint64(groups)<<1|1) // the lowest bit says that bits follow
	first := len(b)
	b = append(b, make([]byte, groups)...)
	for i, v := range valid {
		if v {
			b[first+i/group] |= 1 << (i % group)
		}
	}
	return b
}

// lengthOf adds the length of some bytes to others.
func lengthOf(of, to []byte) []byte { return binary.LittleEndian.AppendUint32(to, uint32(len(of))) }
