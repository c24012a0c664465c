package outputs_test

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"sendsim/outputs"
	"sendsim/sim"
)

// A default run: 10,000 draws of ten years.
const (
	defaultDraws = 10_000
	defaultYears = 10
	stockton     = 2_100 // plans at the start
)

// yearEnds is the year-ends of a few draws, to be written again and again: few,
// so that they are at hand as those of a simulation are.
func yearEnds(b *testing.B) []sim.YearEnd {
	a := about(defaultYears)
	var all []sim.YearEnd
	for draw := range 5 {
		future(&a, draw, stockton, func(y *sim.YearEnd) { all = append(all, *y) })
	}
	b.ResetTimer()
	return all
}

// fill passes draws through sinks, block by block, and closes them.
func fill(b *testing.B, all []sim.YearEnd, draws int, open func(int) (sim.Sink, error)) {
	for block := range draws / 250 {
		sink, err := open(block)
		if err != nil {
			b.Fatal(err)
		}
		for i := range 250 * defaultYears {
			y := &all[i%len(all)]
			y.Draw = block*250 + i/defaultYears
			sink.Year(y)
		}
		if err := sink.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWriter writes deficit.arrow of a default run to nowhere.
func BenchmarkWriter(b *testing.B) {
	all := yearEnds(b)
	for b.Loop() {
		w, err := outputs.NewWriter(io.Discard, about(defaultYears))
		if err != nil {
			b.Fatal(err)
		}
		fill(b, all, defaultDraws, w.Open)
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCells gathers cells.arrow of a default run.
func BenchmarkCells(b *testing.B) {
	all := yearEnds(b)
	for b.Loop() {
		c := outputs.NewCells(about(defaultYears))
		fill(b, all, defaultDraws, c.Open)
		if err := c.WriteArrow(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSummarise reads deficit.arrow of a default run and summarises it.
func BenchmarkSummarise(b *testing.B) {
	var file bytes.Buffer
	w, err := outputs.NewWriter(&file, about(defaultYears))
	if err != nil {
		b.Fatal(err)
	}
	fill(b, yearEnds(b), defaultDraws, w.Open)
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(file.Len()))
	b.ResetTimer()
	for b.Loop() {
		s, err := outputs.Summarise(opened(b, file.Bytes()), outputs.DefaultThreshold)
		if err != nil {
			b.Fatal(err)
		}
		if err := s.WriteArrow(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCharts draws both charts, as SVG and as PNG.
func BenchmarkCharts(b *testing.B) {
	all := charts(b, defaultYears, 250, stockton)
	b.ResetTimer()
	for b.Loop() {
		for _, c := range all {
			if err := errors.Join(c.WriteSVG(io.Discard), c.WritePNG(io.Discard)); err != nil {
				b.Fatal(err)
			}
		}
	}
}
