package main

import (
	"fmt"
	"io"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"sendsim/sim"
)

// progress tells how far a run is: a bar with rate and time left on a
// terminal, a plain line now and then elsewhere, nothing when quiet.
type progress struct {
	to    io.Writer
	draws int64
	done  atomic.Int64
	last  atomic.Int64 // unix nanoseconds of the last plain line
	begun time.Time
	pool  *mpb.Progress
	bar   *mpb.Bar
	quiet bool
}

// every is the time between two plain lines.
const every = 10 * time.Second

func newProgress(to io.Writer, draws int, quiet bool) *progress {
	p := &progress{to: to, draws: int64(draws), begun: time.Now(), quiet: quiet}
	p.last.Store(p.begun.UnixNano())
	if !quiet && isTerminal(to) {
		p.pool = mpb.New(mpb.WithOutput(to), mpb.WithWidth(40))
		p.bar = p.pool.AddBar(p.draws, mpb.BarRemoveOnComplete(),
			mpb.PrependDecorators(decor.Name("futures "), decor.CountersNoUnit("%d / %d")),
			mpb.AppendDecorators(decor.AverageSpeed(0, "%.0f/s "), decor.AverageETA(decor.ET_STYLE_GO), decor.Name(" left")))
	}
	return p
}

// count counts the draws whose sinks are closed.
func (p *progress) count(open func(int) (sim.Sink, error)) func(int) (sim.Sink, error) {
	return p.countOf(int(p.draws), open)
}

// countOf counts the draws of one run of several.
func (p *progress) countOf(draws int, open func(int) (sim.Sink, error)) func(int) (sim.Sink, error) {
	return p.countIn(sim.Blocks{Draws: draws, Size: sim.BlockDraws}, open)
}

// countIn counts them in blocks of another size.
func (p *progress) countIn(b sim.Blocks, open func(int) (sim.Sink, error)) func(int) (sim.Sink, error) {
	return func(block int) (sim.Sink, error) {
		sink, err := open(block)
		if err != nil {
			return nil, err
		}
		n := int64(min(b.Draws-block*b.Size, b.Size))
		return &counted{sink, p, n}, nil
	}
}

// counted is a sink whose Close is progress.
type counted struct {
	sim.Sink
	p *progress
	n int64
}

// Close closes the sink.
func (c *counted) Close() error {
	err := c.Sink.Close()
	c.p.add(c.n)
	return err
}

func (p *progress) add(n int64) {
	done := p.done.Add(n)
	switch {
	case p.quiet:
	case p.bar != nil:
		p.bar.IncrInt64(n)
	case time.Since(time.Unix(0, p.last.Load())) > every:
		p.last.Store(time.Now().UnixNano())
		gone := time.Since(p.begun)
		left := time.Duration(float64(gone) * float64(p.draws-done) / float64(done))
		fmt.Fprintf(p.to, "%d of %d futures after %v, %.0f a second, about %v left\n",
			done, p.draws, gone.Round(time.Second), float64(done)/gone.Seconds(), left.Round(time.Second))
	}
}

// end takes the bar away.
func (p *progress) end() {
	if p.bar != nil {
		p.bar.Abort(true)
		p.pool.Wait()
	}
}
