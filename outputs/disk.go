package outputs

import (
	"errors"
	"io"
)

// Disk is where folders are written. The command line implements it with the
// operating system; a disk that is full is a test.
type Disk interface {
	// Names lists what is in a folder: nothing where there is none.
	Names(folder string) ([]string, error)
	// Draft makes an empty folder beside target, on the same disk, under a
	// name of its own. While there is one, a second of the same target is
	// refused.
	Draft(target string) (draft string, err error)
	// Create makes a new file in a draft; name may have folders in it, with
	// slashes.
	Create(draft, name string) (File, error)
	// Publish gives a draft its name. What stands there is replaced if so
	// said, and not before the draft can take its place; else it must be
	// empty or not exist.
	Publish(draft, target string, replace bool) error
	// Discard takes a draft away, with all that was made for it.
	Discard(draft string) error
}

// File is a file that is written from front to end, and read where it is
// already written.
type File interface {
	io.Writer
	io.ReaderAt
	io.Closer
}

// Memory is a File that is kept in memory: for small runs whose draws nobody
// keeps. The zero Memory is empty.
type Memory struct{ bytes []byte }

// Bytes is what was written.
func (m *Memory) Bytes() []byte { return m.bytes }

func (m *Memory) Write(b []byte) (int, error) {
	m.bytes = append(m.bytes, b...)
	return len(b), nil
}

// ReadAt reads what was written.
func (m *Memory) ReadAt(b []byte, at int64) (int, error) {
	if at < 0 {
		return 0, errors.New("read before the start of a file")
	}
	if at >= int64(len(m.bytes)) {
		return 0, io.EOF
	}
	n := copy(b, m.bytes[at:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

// Close does nothing: the bytes stay.
func (m *Memory) Close() error { return nil }
