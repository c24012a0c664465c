package sim

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// BlockDraws is the number of draws in a block: the unit of work and of
// output. It never changes with the number of workers or of draws, so neither
// do the bytes written.
const BlockDraws = 250

// Run lives the futures 0 to draws-1 on the given number of workers and hands
// each block of them to a sink of its own, opened by open. The sinks are
// closed in the order of blocks. Results are the same for any number of
// workers. Run stops at the first error, or when the context ends, and then
// returns the cause; sinks not yet closed are dropped.
func Run(ctx context.Context, m *Model, draws, workers int, open func(block int) (Sink, error)) error {
	return RunBlocks(ctx, m, Blocks{Draws: draws, Size: BlockDraws}, workers, open)
}

// Blocks is a number of draws from a first one on, and how many of them make a
// block, the last of which may be smaller.
type Blocks struct{ First, Draws, Size int }

// RunBlocks is Run in blocks of another size: a run of few draws then still
// has work for every worker, and is nearer to its end when it is stopped.
func RunBlocks(ctx context.Context, m *Model, b Blocks, workers int, open func(block int) (Sink, error)) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	blocks := (b.Draws + b.Size - 1) / b.Size
	workers = max(1, min(workers, blocks))

	work := make(chan int)
	full := make(chan block, workers)
	room := make(chan struct{}, 2*workers) // blocks open at once
	go deal(ctx, blocks, room, work)

	var busy sync.WaitGroup
	for range workers {
		busy.Add(1)
		go func() {
			defer busy.Done()
			w := m.newWorker()
			for number := range work {
				sink, err := w.fill(ctx, number, b, open)
				if err != nil {
					cancel(err)
					return
				}
				full <- block{number, sink}
			}
		}()
	}
	go func() { busy.Wait(); close(full) }()

	if err := closeInOrder(full, room); err != nil {
		cancel(err)
		for range full { // let the workers end
			<-room
		}
	}
	return context.Cause(ctx)
}

// block is a filled sink and its number.
type block struct {
	number int
	sink   Sink
}

// deal hands out the numbers of blocks in order while there is room.
func deal(ctx context.Context, blocks int, room chan<- struct{}, work chan<- int) {
	defer close(work)
	for number := range blocks {
		select {
		case room <- struct{}{}:
		case <-ctx.Done():
			return
		}
		select {
		case work <- number:
		case <-ctx.Done():
			return
		}
	}
}

// closeInOrder closes sinks by the number of their block, as they fill.
func closeInOrder(full <-chan block, room <-chan struct{}) error {
	waiting := map[int]Sink{}
	next := 0
	for b := range full {
		waiting[b.number] = b.sink
		for sink := waiting[next]; sink != nil; sink = waiting[next] {
			delete(waiting, next)
			next++
			<-room
			if err := sink.Close(); err != nil {
				return err
			}
		}
	}
	return nil
}

// fill lives the draws of one block.
func (w *worker) fill(ctx context.Context, number int, b Blocks, open func(int) (Sink, error)) (Sink, error) {
	sink, err := open(number)
	if err != nil {
		return nil, fmt.Errorf("open block %d: %w", number, err)
	}
	if sink == nil {
		return nil, errors.New("open returned no sink")
	}
	for draw := b.First + number*b.Size; draw < b.First+min((number+1)*b.Size, b.Draws); draw++ {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		for y := range w.future(draw) {
			sink.Year(y)
		}
	}
	return sink, nil
}
