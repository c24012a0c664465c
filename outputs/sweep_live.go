package outputs

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"slices"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"

	"sendsim/sim"
	"sendsim/sim/sweep"
)

// SweepLives lives items of a sweep, one after another. An item is held against
// the same draws of its authority's base: they are read from their part, or
// lived where there is none.
type SweepLives struct {
	Sweep   *Sweep
	Parts   fs.FS // where parts may be; nil: nowhere
	Keep    Put   // parts of bases that were lived for the sake of others; nil: they are not kept
	Workers int

	models, bases sweep.Models
	of            int               // authority
	deficits      map[int][]float64 // of its base, by block: the draws of the last authority alone
}

// NewSweepLives lives in a world.
func NewSweepLives(s *Sweep, world *sim.World, parts fs.FS, workers int) *SweepLives {
	models := sweep.Models{Design: &s.Design, World: world}
	return &SweepLives{Sweep: s, Parts: parts, Workers: workers, models: models, bases: models}
}

// Live lives an item.
func (l *SweepLives) Live(ctx context.Context, i sweep.Item) (*SweepPart, error) {
	d := &l.Sweep.Design
	var base []float64
	if d.Paired() && i.Combination != d.Base(i.Combination) {
		var err error
		if base, err = l.baseOf(ctx, i); err != nil {
			return nil, err
		}
	}
	p, err := l.live(ctx, &l.models, i, base)
	if err == nil && d.Paired() && base == nil {
		l.note(i, p.deficits())
	}
	return p, err
}

// live lives an item of which the base is known.
func (l *SweepLives) live(ctx context.Context, models *sweep.Models, i sweep.Item, base []float64) (*SweepPart, error) {
	m, err := models.Of(i.Combination)
	if err != nil {
		return nil, err
	}
	const pieces = 4 // of an item for each worker, so that they end together
	p := NewSweepPart(l.Sweep, i)
	p.base = base
	size := max(1, min(sim.BlockDraws, i.Draws/(pieces*max(1, l.Workers))))
	return p, sim.RunBlocks(ctx, m, sim.Blocks{First: i.First, Draws: i.Draws, Size: size}, l.Workers, p.Open)
}

// baseOf is the cumulative deficit of the base of an item at the end of the year
// of balance, draw by draw.
func (l *SweepLives) baseOf(ctx context.Context, i sweep.Item) ([]float64, error) {
	if l.of == i.Authority && l.deficits[i.Block] != nil {
		return l.deficits[i.Block], nil
	}
	item := i
	item.Combination = l.Sweep.Design.Base(i.Combination)
	if l.Parts != nil {
		deficits, err := readDeficits(l.Parts, l.Sweep, item)
		if err == nil {
			l.note(item, deficits)
			return deficits, nil
		} // not there, cut short or changed: who is to keep it finds that, too
	}
	p, err := l.live(ctx, &l.bases, item, nil)
	if err != nil {
		return nil, err
	}
	if l.Keep != nil {
		text, err := p.Bytes()
		if err == nil {
			err = l.Keep(SweepPartName(&l.Sweep.Design, item), text)
		}
		if err != nil {
			return nil, err
		}
	}
	l.note(item, p.deficits())
	return p.deficits(), nil
}

// note holds what a base came to, and forgets other authorities.
func (l *SweepLives) note(i sweep.Item, deficits []float64) {
	if l.deficits == nil || l.of != i.Authority {
		l.of, l.deficits = i.Authority, map[int][]float64{}
	}
	l.deficits[i.Block] = deficits
}

// deficits are the cumulative deficits of a part at the end of the year of
// balance, draw by draw.
func (p *SweepPart) deficits() []float64 {
	at := slices.Index(p.design.Columns, ColCumulative)
	var all []float64
	for row, year := range p.years {
		if int(year) == p.design.By {
			all = append(all, p.columns[at].floats[row])
		}
	}
	return all
}

// readDeficits is deficits of a part that is there.
func readDeficits(folder fs.FS, s *Sweep, i sweep.Item) (all []float64, err error) {
	text, err := fs.ReadFile(folder, SweepPartName(&s.Design, i))
	if err != nil {
		return nil, err
	}
	if _, err := readPart(text, s, i); err != nil {
		return nil, err
	}
	defer func() {
		if recover() != nil { // Arrow's reader trusts what it reads
			all, err = nil, errNotArrow
		}
	}()
	r, err := openArrow(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	for n := range r.NumRecords() {
		rec, err := r.Record(n)
		if err != nil {
			return nil, err
		}
		all = append(all, deficitsIn(rec, s.Design.By)...)
	}
	if len(all) != i.Draws {
		return nil, errNotArrow
	}
	return all, nil
}

func deficitsIn(rec arrow.Record, by int) (all []float64) {
	schema := rec.Schema()
	years := rec.Column(schema.FieldIndices(colYear)[0]).(*array.Int16)
	deficits := rec.Column(schema.FieldIndices(ColCumulative)[0]).(*array.Float64)
	for row := range years.Len() {
		if int(years.Value(row)) == by {
			all = append(all, deficits.Value(row))
		}
	}
	return all
}
