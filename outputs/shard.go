package outputs

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"

	"sendsim/sim"
)

// Shard is which part of the draws of a run its folder holds, and what the
// folder of all needs of it beside its files.
type Shard struct {
	sim.Shard
	First int     `json:"first_draw"`
	Draws int     `json:"draws"`
	Flags [][]int `json:"flags"` // by authority: year-ends that carry each flag, and then those that could
}

// ShardOf is a shard of a run of so many draws.
func ShardOf(s sim.Shard, draws int) Shard {
	first, before := s.Among(draws)
	return Shard{Shard: s, First: first, Draws: before - first}
}

// Blocks is the draws of the shard, as sim.RunBlocks lives them.
func (s *Shard) Blocks() sim.Blocks {
	return sim.Blocks{First: s.First, Draws: s.Draws, Size: sim.BlockDraws}
}

// ForShard says, before a draw is written, that only those of a shard will be.
func (r *Results) ForShard(s Shard) { r.writer.first = s.First }

// CloseShard ends the files of a shard, and notes in s what was flagged.
func (r *Results) CloseShard(s *Shard) error {
	if err := r.writer.Close(); err != nil {
		return err
	}
	if r.writer.draws != s.Draws {
		return fmt.Errorf("%s: %d draws were written of %d of shard %v", DrawsName, r.writer.draws, s.Draws, s)
	}
	s.Flags = nil
	for i := range r.writer.flags {
		f := &r.writer.flags[i]
		s.Flags = append(s.Flags, slices.Concat(f.counts[:], f.of[:]))
	}
	return errors.Join(r.write(CountsName, r.cells.writeCounts), r.write(BinsName, r.cells.writeBins))
}

// Take takes the draws of a shard, the next in order, from its folder. What is
// read has been found to be as the shard's manifest says (Kept).
func (r *Results) Take(folder fs.FS, s *Shard) error {
	if len(s.Flags) != len(r.about.Areas) {
		return fmt.Errorf("%s: shard %v says the flags of %d authorities of %d", ManifestName, s, len(s.Flags), len(r.about.Areas))
	}
	for i, counts := range s.Flags {
		f := flagged{}
		if len(counts) != len(f.counts)+len(f.of) {
			return fmt.Errorf("%s: shard %v says %d counts of flags", ManifestName, s, len(counts))
		}
		copy(f.of[:], counts[copy(f.counts[:], counts):])
		r.writer.flags[i].merge(&f)
	}
	before := r.writer.came
	if err := eachRecord(folder, DrawsName, r.writer.take); err != nil {
		return err
	}
	if came := r.writer.came - before; came != s.Draws {
		return fmt.Errorf("%s holds %d draws; shard %v has %d", DrawsName, came, s, s.Draws)
	}
	if s.Draws == 0 { // nothing was counted
		return nil
	}
	counts, err := fs.ReadFile(folder, CountsName)
	if err != nil {
		return err
	}
	bins, err := fs.ReadFile(folder, BinsName)
	if err != nil {
		return err
	}
	return r.cells.takeCounts(counts, bins, s.Draws)
}

// take appends rows that another Writer wrote, in blocks of this one.
func (w *Writer) take(rec arrow.Record) error {
	if !rec.Schema().Equal(w.schema) {
		return errors.New("its columns are not those of the run that it is to be part of")
	}
	perDraw := w.about.perDraw()
	rows := int(rec.NumRows())
	if rows%perDraw != 0 {
		return fmt.Errorf("%d rows are not whole draws", rows)
	}
	w.came += rows / perDraw
	for from := 0; from < rows; {
		if w.under == nil {
			w.under = w.open()
		}
		most := sim.BlockDraws*perDraw - len(w.under.draws)
		to := min(rows, from+most)
		if err := w.under.take(rec, from, to); err != nil {
			return err
		}
		if to-from == most {
			if err := w.closeUnder(); err != nil {
				return err
			}
		}
		from = to
	}
	return nil
}

// closeUnder appends the block that take has under way.
func (w *Writer) closeUnder() error {
	b := w.under
	if w.under = nil; b == nil {
		return nil
	}
	return b.Close()
}

// take copies some rows of a record.
func (b *block) take(rec arrow.Record, from, to int) error {
	areas, ok := rec.Column(0).(*array.Dictionary)
	draws, is := rec.Column(1).(*array.Int32)
	years, too := rec.Column(2).(*array.Int16)
	if !ok || !is || !too {
		return errNotArrow
	}
	for row := from; row < to; row++ {
		b.areas = append(b.areas, int16(areas.GetValueIndex(row)))
	}
	b.draws = append(b.draws, draws.Int32Values()[from:to]...)
	b.years = append(b.years, years.Int16Values()[from:to]...)
	for i := range b.columns {
		c := &b.columns[i]
		switch of := rec.Column(keyColumns + i).(type) {
		case *array.Int32:
			c.ints = append(c.ints, of.Int32Values()[from:to]...)
		case *array.Float64:
			for _, v := range of.Float64Values()[from:to] {
				if v != v {
					c.missing++
				}
				c.floats = append(c.floats, v)
			}
		default:
			return errNotArrow
		}
	}
	return nil
}
