package outputs

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Arrow's own reader takes whole record batches. A summary wants one column
// of all batches at a time, so the addresses of the buffers are read here
// from the file's footer and the batches' headers, which are flatbuffers: a
// table is a place in the bytes, with a list of where its fields are.
// [Arrow columnar format, "IPC file format"]

// buffer is a run of bytes in a file.
type buffer struct{ at, size int64 }

// batch is one record batch: its rows, and the buffers of its columns in
// order (two for a column of fixed width: validity, values).
type batch struct {
	rows    int
	buffers []buffer
}

var errNotArrow = errors.New("not an Arrow file, or one that was not written to its end")

// batches reads where the record batches of an Arrow file are.
func batches(r io.ReaderAt, size int64) (list []batch, err error) {
	defer func() { // a broken flatbuffer points outside its bytes
		if recover() != nil {
			list, err = nil, errNotArrow
		}
	}()
	const magic, tail = "ARROW1", 10 // the footer's length and the magic word
	end := make([]byte, tail)
	if size < tail {
		return nil, errNotArrow
	}
	if err := readFull(r, end, size-tail); err != nil {
		return nil, err
	}
	length := int64(binary.LittleEndian.Uint32(end))
	if string(end[4:]) != magic || length > size-tail {
		return nil, errNotArrow
	}
	foot := make([]byte, length)
	if err := readFull(r, foot, size-tail-length); err != nil {
		return nil, err
	}
	const recordBatches, blockSize = 3, 24 // field of Footer; size of Block
	at, n := rootOf(foot).vector(recordBatches)
	for i := range n {
		b := foot[at+i*blockSize:]
		one, err := readBatch(r, int64(le64(b)), int64(binary.LittleEndian.Uint32(b[8:])))
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, nil
}

// readBatch reads the header of the record batch at an address; its body
// follows the header.
func readBatch(r io.ReaderAt, at, header int64) (batch, error) {
	raw := make([]byte, header)
	if err := readFull(r, raw, at); err != nil {
		return batch{}, err
	}
	const prefix = 8               // a continuation mark and the header's length
	const message, recordBatch = 2, 0 // field of Message; its length is field 0
	const compression, vectors = 3, 2
	t := rootOf(raw[prefix:]).table(message)
	if t.field(compression) != 0 {
		return batch{}, fmt.Errorf("the Arrow file is compressed: a file of sendsim is not")
	}
	b := batch{rows: int(le64(t.bytes[t.field(recordBatch):]))}
	const bufferSize = 16 // an address and a length
	from, n := t.vector(vectors)
	for i := range n {
		v := t.bytes[from+i*bufferSize:]
		b.buffers = append(b.buffers, buffer{at + header + int64(le64(v)), int64(le64(v[8:]))})
	}
	return b, nil
}

// flat is a table of a flatbuffer.
type flat struct {
	bytes []byte
	at    int
}

func rootOf(b []byte) flat { return flat{b, int(binary.LittleEndian.Uint32(b))} }

// field is where a field's value is, 0 where it has none.
func (t flat) field(i int) int {
	list := t.at - int(int32(binary.LittleEndian.Uint32(t.bytes[t.at:])))
	slot := 4 + 2*i // after the list's own size and the table's
	if slot >= int(binary.LittleEndian.Uint16(t.bytes[list:])) {
		return 0
	}
	if off := int(binary.LittleEndian.Uint16(t.bytes[list+slot:])); off != 0 {
		return t.at + off
	}
	return 0
}

// follow is where the offset in a field leads.
func (t flat) follow(i int) int {
	p := t.field(i)
	if p == 0 {
		return 0
	}
	return p + int(binary.LittleEndian.Uint32(t.bytes[p:]))
}

func (t flat) table(i int) flat { return flat{t.bytes, t.follow(i)} }

// vector is where a vector's elements begin, and how many there are.
func (t flat) vector(i int) (from, n int) {
	p := t.follow(i)
	if p == 0 {
		return 0, 0
	}
	return p + 4, int(binary.LittleEndian.Uint32(t.bytes[p:]))
}

func le64(b []byte) uint64 { return binary.LittleEndian.Uint64(b) }

// readFull reads all of b at an address.
func readFull(r io.ReaderAt, b []byte, at int64) error {
	n, err := r.ReadAt(b, at)
	if n == len(b) {
		return nil
	}
	if err == io.EOF {
		return errNotArrow
	}
	return err
}
