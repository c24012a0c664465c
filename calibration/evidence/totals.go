package evidence

import (
	"bufio"
	"bytes"
	"io"
	"io/fs"
)

// ReadTotals reads the file of an area of a set, by its code, without the rows
// of single ages and groups of ages: what a run shows and prices by, in a
// quarter of the room.
func ReadTotals(fsys fs.FS, code string) (*File, error) {
	return readOne(fsys, code+".csv", readTotals)
}

// readTotals reads the text form of one file without those rows.
func readTotals(r io.Reader, name string) (*File, error) {
	return readFile(r, name, func(in *bufio.Reader) io.Reader { return &totals{in: in} })
}

// ages is the number of the column of ages in the text form, from 0.
const ages = 3

// totals passes on the lines of the text form whose ages are empty.
type totals struct {
	in   *bufio.Reader
	left []byte
}

func (t *totals) Read(into []byte) (n int, err error) {
	for n < len(into) {
		if len(t.left) == 0 {
			line, err := t.in.ReadSlice('\n')
			switch {
			case err == bufio.ErrBufferFull, isTotal(line):
				t.left = line
			case err != nil:
				return n, err
			}
		}
		k := copy(into[n:], t.left)
		n, t.left = n+k, t.left[k:]
	}
	return n, nil
}

// isTotal tells whether the column of ages of a line is empty.
func isTotal(line []byte) bool {
	for range ages {
		i := bytes.IndexByte(line, ',')
		if i < 0 {
			return len(line) > 0
		}
		line = line[i+1:]
	}
	return len(line) > 0 && line[0] == ','
}
