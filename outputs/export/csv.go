package export

import (
	"bufio"
	"io"
	"math"
	"strconv"
	"strings"
)

// csvSink writes a table as text (RFC 4180): a head, then rows; what is empty
// is empty.
type csvSink struct {
	out  *bufio.Writer
	line []byte
}

func openCSV(w io.Writer, t *table) (sink, error) {
	const ahead = 1 << 18 // bytes
	s := &csvSink{out: bufio.NewWriterSize(w, ahead)}
	for i, f := range t.schema.Fields() {
		s.comma(i)
		s.word(f.Name)
	}
	return s, s.end()
}

func (s *csvSink) batch(columns []column, rows int) error {
	for row := range rows {
		for i := range columns {
			s.comma(i)
			switch c := &columns[i]; {
			case !c.valid(row):
			case c.kind == text:
				s.word(c.text(row))
			case c.kind == number:
				s.line = appendNumber(s.line, c.number(row))
			default:
				s.line = strconv.AppendInt(s.line, int64(c.whole(row)), 10)
			}
		}
		if err := s.end(); err != nil {
			return err
		}
	}
	return nil
}

func (s *csvSink) comma(i int) {
	if i > 0 {
		s.line = append(s.line, ',')
	}
}

// end ends a line.
func (s *csvSink) end() error {
	_, err := s.out.Write(append(s.line, '\n'))
	s.line = s.line[:0]
	return err
}

func (s *csvSink) close() error { return s.out.Flush() }

// appendNumber writes the shortest digits that read back as the same number:
// with an exponent only where there would be many noughts.
func appendNumber(b []byte, v float64) []byte {
	const bits, smallest, largest = 64, 1e-6, 1e15
	if size := math.Abs(v); v == 0 || size >= smallest && size < largest {
		return strconv.AppendFloat(b, v, 'f', -1, bits)
	}
	return strconv.AppendFloat(b, v, 'g', -1, bits)
}

// word writes words, in quotes where they need some.
func (s *csvSink) word(w string) {
	w = guarded(w)
	if !strings.ContainsAny(w, ",\"\r\n") && strings.TrimSpace(w) == w {
		s.line = append(s.line, w...)
		return
	}
	s.line = append(s.line, '"')
	s.line = append(s.line, strings.ReplaceAll(w, `"`, `""`)...)
	s.line = append(s.line, '"')
}

// guarded is words that a spreadsheet takes for words: those that it would take
// for a formula have an apostrophe before them.
func guarded(w string) string {
	if w != "" && strings.ContainsRune("=+-@\t\r\n", rune(w[0])) {
		return "'" + w
	}
	return w
}
