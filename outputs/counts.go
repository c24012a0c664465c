package outputs

import (
	"fmt"
	"io"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
)

// The files of a shard that hold the plans of its draws by cell, counted: what
// cells.arrow is made of.
const (
	CountsName = "counts.arrow"
	BinsName   = "bins.arrow"

	countsFormat = "sendsim counts 1"
	binsFormat   = "sendsim bins 1"
)

// countsFields is the columns of counts.arrow: a row for each cell of each
// census of each authority, in the order of cells.arrow.
var countsFields = []Column{
	{"n", "draws", "draws in which there are plans", "", nil},
	{"sum", UnitPlans, "sum of the plans", "", nil},
	{"squares", "", "sum of their squares", "", nil},
	{"shift", "", "a bin is 2 to this plans wide", "", nil},
	{"first", "", "number of the first bin", "", nil},
	{"bins", "", "rows of bins.arrow, after those of the cells before", "", nil},
}

// binsFields is the columns of bins.arrow.
var binsFields = []Column{{"draws", "draws", "draws whose plans are in the bin", "", nil}}

// writeCounts writes counts.arrow.
func (c *Cells) writeCounts(w io.Writer) error {
	var n, sum, squares []int64
	var shift, first, bins []int32
	for i := range c.all.cells {
		h := &c.all.cells[i]
		n, sum, squares = append(n, h.n), append(sum, h.sum), append(squares, h.squares)
		shift, first, bins = append(shift, int32(h.shift)), append(first, h.low), append(bins, int32(len(h.used())))
	}
	meta, err := c.about.metadata(countsFormat, "EHC plans by cell at each January census, counted")
	if err != nil {
		return err
	}
	return writeColumns(w, countsFields, meta, len(n), []arrow.Array{longs(n), longs(sum), longs(squares), ints(shift), ints(first), ints(bins)})
}

// writeBins writes bins.arrow.
func (c *Cells) writeBins(w io.Writer) error {
	var all []int32
	for i := range c.all.cells {
		for _, n := range c.all.cells[i].used() {
			all = append(all, int32(n))
		}
	}
	meta, err := c.about.metadata(binsFormat, "Bins of counts.arrow")
	if err != nil {
		return err
	}
	return writeColumns(w, binsFields, meta, len(all), []arrow.Array{ints(all)})
}

// used is the bins in use.
func (h *histogram) used() []uint32 {
	if h.n == 0 {
		return nil
	}
	return h.counts[h.low-h.first : h.high-h.first+1]
}

func longs(v []int64) arrow.Array {
	return fixed(arrow.PrimitiveTypes.Int64, arrow.Int64Traits.CastToBytes(v), len(v), nil, 0)
}

func ints(v []int32) arrow.Array {
	return fixed(arrow.PrimitiveTypes.Int32, arrow.Int32Traits.CastToBytes(v), len(v), nil, 0)
}

// takeCounts adds the counts of so many draws, from what writeCounts and
// writeBins wrote.
func (c *Cells) takeCounts(counts, bins []byte, draws int) error {
	var all []uint32
	if err := readRecords(BinsName, bins, func(b batchRead) error {
		for _, n := range b.column("draws").(*array.Int32).Int32Values() {
			all = append(all, uint32(n))
		}
		return nil
	}); err != nil {
		return err
	}
	next := 0
	err := readRecords(CountsName, counts, func(b batchRead) error {
		n, sum, squares := b.column("n").(*array.Int64), b.column("sum").(*array.Int64), b.column("squares").(*array.Int64)
		shift, first, bins := b.column("shift").(*array.Int32), b.column("first").(*array.Int32), b.column("bins").(*array.Int32)
		for row := range int(b.NumRows()) {
			used := int(bins.Value(row))
			if next == len(c.all.cells) || used < 0 || used > len(all) {
				return errNotCounts
			}
			h := histogram{
				n: n.Value(row), sum: sum.Value(row), squares: squares.Value(row), shift: uint8(shift.Value(row)),
				first: first.Value(row), low: first.Value(row), high: first.Value(row) + int32(used) - 1, counts: all[:used],
			}
			if !h.sound(draws) {
				return errNotCounts
			}
			c.all.cells[next].merge(&h)
			next, all = next+1, all[used:]
		}
		return nil
	})
	if err == nil && (next != len(c.all.cells) || len(all) > 0) {
		err = errNotCounts
	}
	c.all.draws += draws
	return err
}

var errNotCounts = fmt.Errorf("%s and %s are not the counts of the shard", CountsName, BinsName)

// sound tells whether what was read is a histogram of so many draws at most.
func (h *histogram) sound(draws int) bool {
	held := int64(0)
	for _, n := range h.counts {
		held += int64(n)
	}
	return held == h.n && h.n <= int64(draws) && len(h.counts) <= mostBins && h.first >= 0 && h.shift < 31
}
