package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"runtime/debug"
	"sync"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"sendsim/calibration"
	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/sweep"
)

// Beam finds functions on its workers by their names. They are called by
// reflection: elements are few, and what package register makes of them takes
// minutes to compile.
func init() {
	beam.RegisterDoFn(reflect.TypeFor[*dealFn]())
	beam.RegisterDoFn(reflect.TypeFor[*liveFn]())
	beam.RegisterDoFn(reflect.TypeFor[*finishFn]())
	beam.RegisterFunction(addUp)
	beam.RegisterFunction(together)
}

// Build adds the pipeline of a sweep whose sweep.json stands in the folder out, a
// path or URL that every worker reaches.
func Build(s beam.Scope, of *outputs.Sweep, out string) {
	at := place{Out: out, Digest: of.Digest()}
	items := beam.ParDo(s, &dealFn{at}, beam.Impulse(s))
	lived := beam.ParDo(s, &liveFn{Place: at}, beam.Reshuffle(s, items))
	combinations := beam.CombinePerKey(s, addUp, lived)
	all := beam.GroupByKey(s, beam.ParDo(s, together, combinations))
	beam.ParDo0(s, &finishFn{at}, all)
}

// Begin puts sweep.json in the folder of a sweep, and before it copies of what it
// reads that does not ship, or finds it there. Another folder is refused.
func Begin(ctx context.Context, of *outputs.Sweep, copies []outputs.SweepInput, out string) error {
	to, err := open(ctx, out)
	if err != nil {
		return err
	}
	defer to.Close()
	return of.Begin(out, to, to.Put, copies)
}

// Whole says whether the folder of a sweep lists its files, as it does once all
// are there.
func Whole(ctx context.Context, out string) (bool, error) {
	at, err := open(ctx, out)
	if err != nil {
		return false, err
	}
	defer at.Close()
	switch _, err := at.ReadFile(outputs.PartsName); {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	default:
		return err == nil, err
	}
}

// place is where a sweep is kept, and which it is.
type place struct{ Out, Digest string }

// sweep opens the folder and reads the sweep that it holds.
func (p place) sweep(ctx context.Context) (storage, *outputs.Sweep, error) {
	to, err := open(ctx, p.Out)
	if err != nil {
		return nil, nil, err
	}
	s, err := readSweep(to)
	if err == nil && s.Digest() != p.Digest {
		err = fmt.Errorf("%s: %s is not that of the pipeline", p.Out, outputs.SweepName)
	}
	if err != nil {
		return nil, nil, errors.Join(err, to.Close())
	}
	return to, s, nil
}

func readSweep(from storage) (*outputs.Sweep, error) {
	text, err := from.ReadFile(outputs.SweepName)
	if err != nil {
		return nil, err
	}
	return outputs.ReadSweep(bytes.NewReader(text))
}

// dealFn deals the numbers of the items.
type dealFn struct{ Place place }

// ProcessElement is called once.
func (f *dealFn) ProcessElement(ctx context.Context, _ []byte, emit func(int)) error {
	to, s, err := f.Place.sweep(ctx)
	if err != nil {
		return err
	}
	defer to.Close()
	for n := range len(s.Design.Combinations()) * s.Design.Blocks() {
		emit(n)
	}
	return nil
}

// whileLiving is by how many per cent what is held in memory may grow before it
// is cleared: living futures makes next to no litter, so that to wait until
// memory has doubled would only let it grow with the items.
const whileLiving = 25

// worlds are opened once a process, for all that live in them: by what they rest
// on that does not ship.
var worlds struct {
	sync.Mutex
	of    string
	world *sim.World
}

// worldOf is the world of the sweep of a folder. What was needed to read all
// authorities is given back.
func worldOf(s *outputs.Sweep, from storage) (*sim.World, error) {
	worlds.Lock()
	defer worlds.Unlock()
	of := fmt.Sprint(outputs.Copied(s.Inputs))
	if worlds.world != nil && worlds.of == of {
		return worlds.world, nil
	}
	w, err := s.World(from, Shipped)
	if err != nil {
		return nil, err
	}
	debug.FreeOSMemory()
	debug.SetGCPercent(whileLiving)
	worlds.of, worlds.world = of, w
	return w, nil
}

// Shipped are the calibrations that ship.
func Shipped() (*calibration.Library, error) {
	ships, err := calibration.OpenShipped()
	if err != nil {
		return nil, err
	}
	return ships.Library()
}

// liveFn lives items.
type liveFn struct {
	Place place

	to    storage
	of    *outputs.Sweep
	all   []sweep.Combination
	lives *outputs.SweepLives

	dropped bool // parts.json
}

// Setup opens what the items need.
func (f *liveFn) Setup(ctx context.Context) error {
	var err error
	if f.to, f.of, err = f.Place.sweep(ctx); err != nil {
		return err
	}
	w, err := worldOf(f.of, f.to)
	if err != nil {
		return err
	}
	f.all = f.of.Design.Combinations()
	f.lives = outputs.NewSweepLives(f.of, w, f.to, 1)
	f.lives.Keep = f.to.Put // a base is there for all workers
	return nil
}

// Teardown closes what Setup opened, if it came so far.
func (f *liveFn) Teardown() error {
	if f.to == nil {
		return nil
	}
	return f.to.Close()
}

// ProcessElement lives one item, unless its part is there, and says what it comes
// to.
func (f *liveFn) ProcessElement(ctx context.Context, n int, emit func(int, []byte)) error {
	blocks := f.of.Design.Blocks()
	item := f.of.Design.Item(f.all[n/blocks], n%blocks)
	lived, err := outputs.OpenSweepPart(f.to, f.of, item)
	if err != nil { // not there, or cut short
		if lived, err = f.live(ctx, item); err != nil {
			return err
		}
	}
	emit(n/blocks, partSum(item.Block, lived).bytes())
	return nil
}

func (f *liveFn) live(ctx context.Context, item sweep.Item) (lived outputs.LivedPart, err error) {
	if !f.dropped { // a folder that lists its files is whole
		if err := f.to.Drop(outputs.PartsName); err != nil {
			return lived, err
		}
		f.dropped = true
	}
	part, err := f.lives.Live(ctx, item)
	if err != nil {
		return lived, err
	}
	text, lived, err := part.Lived()
	if err != nil {
		return lived, err
	}
	return lived, f.to.Put(outputs.SweepPartName(&f.of.Design, item), text)
}

// finishFn writes the tables and pictures.
type finishFn struct{ Place place }

// ProcessElement is called once, with what every combination comes to.
func (f *finishFn) ProcessElement(ctx context.Context, _ int, next func(*[]byte) bool) error {
	to, s, err := f.Place.sweep(ctx)
	if err != nil {
		return err
	}
	defer to.Close()
	all := s.Design.Combinations()
	swept := outputs.NewSwept(s)
	var b []byte
	for next(&b) {
		c, sum, err := numbered(b)
		if err != nil {
			return err
		}
		swept.Add(c, &sum.tally)
		for _, part := range sum.parts {
			part.digest.Name = outputs.SweepPartName(&s.Design, s.Design.Item(all[c], part.block))
			swept.Parts = append(swept.Parts, part.digest)
		}
	}
	if n := len(all) * s.Design.Blocks(); len(swept.Parts) != n {
		return fmt.Errorf("%d parts came of %d", len(swept.Parts), n)
	}
	w, err := worldOf(s, to)
	if err != nil {
		return err
	}
	return swept.Finish(to.Put, w)
}
