package calibration

import (
	"fmt"
	"io"

	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/ipc"
)

// readDraws reads the draws of a calibration file.
func readDraws(r interface {
	io.ReaderAt
	io.ReadSeeker
},
) (*DrawTable, error) {
	in, err := ipc.NewFileReader(r)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	t := &DrawTable{}
	for n := range in.NumRecords() {
		record, err := in.Record(n)
		if err != nil {
			return nil, err
		}
		for i, f := range record.Schema().Fields() {
			switch column := record.Column(i).(type) {
			case *array.Int64:
				t.National = append(t.National, column.Int64Values()...)
			case *array.Float64:
				if n == 0 {
					t.Names = append(t.Names, f.Name)
					t.Columns = append(t.Columns, nil)
				}
				at := len(t.Names) - 1
				if n > 0 {
					at = i - 1
				}
				t.Columns[at] = append(t.Columns[at], column.Float64Values()...)
			default:
				return nil, fmt.Errorf("%s: column %s is of type %s; it is to be float64", drawsFile, f.Name, f.Type)
			}
		}
	}
	return t, nil
}
