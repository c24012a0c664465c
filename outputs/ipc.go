package outputs

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Arrow's own reader takes whole record batches, and trusts a file that is
// broken. A summary wants one column of all batches at a time, so the names
// of the columns and the addresses of the buffers are read here from the
// file's footer and the batches' headers, which are flatbuffers: a table is a
// place in the bytes, with a list of where its fields are.
// [Arrow columnar format, "IPC file format"; Schema.fbs, File.fbs,
// Message.fbs]

// arrowFile is what the footer of an Arrow file says.
type arrowFile struct {
	columns  []arrowColumn
	metadata map[string]string
	batches  []batch
}

// arrowColumn is a column of figures by its width: 4 for int32, 8 for
// float64, 0 for what is no figure.
type arrowColumn struct {
	name  string
	width int
}

// buffer is a run of bytes in a file.
type buffer struct{ at, size int64 }

// batch is one record batch: its rows, and the buffers of its columns in
// order, two each: validity, values.
type batch struct {
	rows    int
	buffers []buffer
}

var errNotArrow = errors.New("not an Arrow file, or one that was not written to its end")

// readArrow reads the footer of an Arrow file and where its batches are.
func readArrow(r io.ReaderAt, size int64) (f *arrowFile, err error) {
	defer func() { // a broken flatbuffer points outside its bytes
		if recover() != nil {
			f, err = nil, errNotArrow
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
	const schema, dictionaries, recordBatches = 1, 2, 3 // fields of Footer
	f = &arrowFile{}
	if !f.readSchema(rootOf(foot).table(schema)) {
		return nil, errNotArrow
	}
	words, err := blocks(foot, dictionaries, size)
	if err != nil {
		return nil, err
	}
	for _, b := range words {
		if err := b.holdsWords(r); err != nil {
			return nil, err
		}
	}
	batches, err := blocks(foot, recordBatches, size)
	if err != nil {
		return nil, err
	}
	for _, b := range batches {
		one, err := b.read(r, batchOf)
		if err != nil {
			return nil, err
		}
		if !f.fits(one, buffer{b.at + b.header, b.body}) {
			return nil, errNotArrow
		}
		f.batches = append(f.batches, one)
	}
	return f, nil
}

// message is where a message is: its header, and its body behind it.
type message struct{ at, header, body int64 }

// blocks are those that a field of the footer lists, none within another, all
// within the file.
func blocks(foot []byte, field int, size int64) (all []message, err error) {
	const blockSize = 24
	at, n := rootOf(foot).vector(field)
	free := int64(0) // where the next may begin
	for i := range n {
		raw := foot[at+i*blockSize:]
		b := message{int64(le64(raw)), int64(binary.LittleEndian.Uint32(raw[8:])), int64(le64(raw[16:]))}
		if b.at < free || b.at > size || b.header > size-b.at || b.body < 0 || b.body > size-b.at-b.header {
			return nil, errNotArrow
		}
		free = b.at + b.header + b.body
		all = append(all, b)
	}
	return all, nil
}

// readSchema reads names, types and metadata. It refuses texts that are longer
// together than the footer: they would be one text many times.
func (f *arrowFile) readSchema(t flat) bool {
	const fields, metadata = 1, 2                            // of Schema
	const name, kind, details, children, own = 0, 2, 3, 5, 6 // of Field
	const integer, float, bits, double = 2, 3, 0, 2          // of Type, Int, Precision
	left := len(t.bytes)
	for _, t := range t.tables(fields) {
		c := arrowColumn{name: t.text(name)}
		// Nothing below a column is ours, and what stands beside it is as long as it says.
		if left -= len(c.name) + len(t.tables(own)); left < 0 || len(t.tables(children)) > 0 {
			return false
		}
		switch of := t.table(details); t.bytes[t.field(kind)] {
		case integer:
			if at := of.field(bits); at != 0 && binary.LittleEndian.Uint32(of.bytes[at:]) == 32 {
				c.width = 4
			}
		case float:
			if at := of.field(bits); at != 0 && binary.LittleEndian.Uint16(of.bytes[at:]) == double {
				c.width = 8
			}
		}
		f.columns = append(f.columns, c)
	}
	f.metadata = map[string]string{}
	for _, pair := range t.tables(metadata) {
		key, value := pair.text(0), pair.text(1)
		if left -= len(key) + len(value); left < 0 {
			return false
		}
		f.metadata[key] = value
	}
	return true
}

// fits says whether a batch has all columns, within its body.
func (f *arrowFile) fits(b batch, body buffer) bool {
	if b.rows < 0 || int64(b.rows) > body.size || len(b.buffers) != 2*len(f.columns) {
		return false
	}
	for i, c := range f.columns {
		v := b.buffers[2*i+1]
		if v.at < body.at || v.size < int64(b.rows*c.width) || v.size > body.size || v.at-body.at > body.size-v.size {
			return false
		}
	}
	return true
}

// batchOf is the record batch of a message, batchOfWords that of a dictionary's.
func batchOf(t flat) flat      { return t.table(2) }
func batchOfWords(t flat) flat { return t.table(2).table(1) }

// holdsWords says that the words of a dictionary lie in its message's body.
func (m message) holdsWords(r io.ReaderAt) error {
	b, err := m.read(r, batchOfWords)
	if err != nil {
		return err
	}
	body := m.at + m.header
	for _, v := range b.buffers {
		if v.at < body || v.size < 0 || v.size > m.body || v.at-body > m.body-v.size {
			return errNotArrow
		}
	}
	return nil
}

// read reads the header of a message, with the record batch in it; the body
// follows the header.
func (m message) read(r io.ReaderAt, of func(flat) flat) (batch, error) {
	raw := make([]byte, m.header)
	if err := readFull(r, raw, m.at); err != nil {
		return batch{}, err
	}
	const prefix = 8                           // a continuation mark and the header's length
	const rows, vectors, compression = 0, 2, 3 // of RecordBatch
	t := of(rootOf(raw[prefix:]))
	if t.field(compression) != 0 {
		return batch{}, fmt.Errorf("the Arrow file is compressed: a file of sendsim is not")
	}
	b := batch{rows: int(le64(t.bytes[t.field(rows):]))}
	const bufferSize = 16 // an address and a length
	from, n := t.vector(vectors)
	for i := range n {
		v := t.bytes[from+i*bufferSize:]
		b.buffers = append(b.buffers, buffer{m.at + m.header + int64(le64(v)), int64(le64(v[8:]))})
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

// tables is the tables of a vector.
func (t flat) tables(i int) []flat {
	from, n := t.vector(i)
	var list []flat
	for k := range n {
		at := from + 4*k
		list = append(list, flat{t.bytes, at + int(binary.LittleEndian.Uint32(t.bytes[at:]))})
	}
	return list
}

// text is a field that is a string.
func (t flat) text(i int) string {
	from, n := t.vector(i)
	return string(t.bytes[from : from+n])
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
