package outputs

import (
	"fmt"
	"io"

	"github.com/apache/arrow/go/v17/arrow/ipc"
	"github.com/apache/arrow/go/v17/arrow/memory"
)

// bounded is memory for Arrow's reader, which makes room for whatever a broken
// file says of its lengths. Where it asks for more than the file can hold (what
// is written here is not compressed), it panics, as it does for all else that is
// wrong with a file, before the system ends the program.
type bounded struct {
	memory.GoAllocator
	most int // bytes
}

func (b *bounded) check(size int) {
	if size > b.most {
		panic(fmt.Sprintf("outputs: %d bytes are asked for, and the file can hold %d", size, b.most))
	}
}

// Allocate makes room.
func (b *bounded) Allocate(size int) []byte {
	b.check(size)
	return b.GoAllocator.Allocate(size)
}

// Reallocate makes more room.
func (b *bounded) Reallocate(size int, was []byte) []byte {
	b.check(size)
	return b.GoAllocator.Reallocate(size, was)
}

// openArrow is Arrow's reader of a file of so many bytes.
func openArrow(file io.ReaderAt, size int64) (*ipc.FileReader, error) {
	const rounding = 64 // bytes to which room is rounded up
	return ipc.NewFileReader(io.NewSectionReader(file, 0, size), ipc.WithAllocator(&bounded{most: int(size) + rounding}))
}
