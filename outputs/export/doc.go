// Package export writes the tables of a run's folder, which are Arrow files, as
// the files that other tools open: Parquet, CSV and workbooks. Every value is
// the one of the Arrow file, to its last bit. A table is read batch by batch,
// so that memory does not grow with the draws.
//
// What a column means stands beside the tables, in columns.csv, and what the
// tables say of themselves in about.csv: lines of comment above a table's head
// would be taken for the table by most tools (docs/decisions/0027).
package export

import (
	"context"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/apache/arrow/go/v17/arrow"

	"sendsim/outputs"
)

// The files beside the tables.
const (
	ColumnsName = "columns.csv"
	AboutName   = "about.csv"
)

// Format is a kind of file.
type Format struct {
	Key, Says string
	open      func(io.Writer, *table) (sink, error)
}

// Formats are what a table can be written as.
var Formats = []Format{
	{"parquet", "typed, compressed columns: for DuckDB, pandas, R, Power BI", openParquet},
	{"csv", "text: for anything", openCSV},
	{"xlsx", "a workbook for each table: up to 1,048,575 rows", openXLSX},
}

// sink takes the batches of a table.
type sink interface {
	batch(columns []column, rows int) error
	close() error
}

// table is what is known of a table before its rows.
type table struct {
	name   string // as files are called: deficit
	schema *arrow.Schema
	rows   int64
}

// Table writes one table of a folder, by the name of its Arrow file.
func (f *Format) Table(ctx context.Context, w io.Writer, o *outputs.Opened, name string) error {
	t, err := tableOf(o, name)
	if err != nil {
		return err
	}
	to, err := f.open(w, t)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	err = o.EachRecord(name, func(r arrow.Record) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		columns, err := columnsOf(r)
		if err != nil {
			return err
		}
		return to.batch(columns, int(r.NumRows()))
	})
	if err != nil {
		return err
	}
	return to.close()
}

// tableOf counts the rows of a table.
func tableOf(o *outputs.Opened, name string) (*table, error) {
	t := &table{name: strings.TrimSuffix(path.Base(name), path.Ext(name))}
	err := o.EachRecord(name, func(r arrow.Record) error {
		t.schema, t.rows = r.Schema(), t.rows+r.NumRows()
		return nil
	})
	if err == nil && t.schema == nil {
		err = fmt.Errorf("%s holds no rows", name)
	}
	return t, err
}

// FileName is what a table is called in the format.
func (f *Format) FileName(name string) string {
	return strings.TrimSuffix(name, path.Ext(name)) + "." + f.Key
}
