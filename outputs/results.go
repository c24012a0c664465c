package outputs

import (
	"bytes"
	"errors"
	"io"
	"path"

	"sendsim/internal/sidebyside"
	"sendsim/sim"
)

// The files of a run's folder, beside the manifest.
const (
	DrawsName    = "deficit.arrow"
	SummaryName  = "summary.arrow"
	CellsName    = "cells.arrow"
	ScenarioName = "scenario.yaml"
)

// Results gathers a run into its folder. Open is the sinks of sim.Run; Close
// says what the draws say together.
type Results struct {
	folder *Folder
	within string
	about  About
	file   *Output
	writer *Writer
	cells  *Cells
	draws  *Draws
}

// NewResults begins the files of a run in a folder, or in a folder within it.
func NewResults(f *Folder, within string, about About) (*Results, error) {
	r := &Results{folder: f, within: within, about: about, cells: NewCells(about)}
	var err error
	if r.file, err = f.Create(path.Join(within, DrawsName)); err != nil {
		return nil, err
	}
	r.writer, err = NewWriter(r.file, about)
	return r, err
}

// Open gives the sink of a block. It may be called from several goroutines.
func (r *Results) Open(block int) (sim.Sink, error) { return Sinks(r.writer.Open, r.cells.Open)(block) }

// Close ends deficit.arrow, reads it again and writes the summary, the cells
// and the charts of the areas whose past is given.
func (r *Results) Close(t Threshold, pasts ...Past) (*Summary, error) {
	if err := r.writer.Close(); err != nil {
		return nil, err
	}
	var err error
	if r.draws, err = OpenDraws(r.file, r.file.Size()); err != nil {
		return nil, err
	}
	s, err := Summarise(r.draws, t)
	if err != nil {
		return nil, err
	}
	s.Warnings = append(s.Warnings, r.writer.Warnings()...)
	if err := r.write(SummaryName, s.WriteArrow); err != nil {
		return nil, err
	}
	if err := r.write(CellsName, r.cells.WriteArrow); err != nil {
		return nil, err
	}
	for _, p := range pasts {
		if err := r.charts(s, p); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Draws reads deficit.arrow, once Close has ended it, until the folder is
// finished or abandoned.
func (r *Results) Draws() *Draws { return r.draws }

// charts draws one area: its plans, and its deficit where it has money.
func (r *Results) charts(s *Summary, p Past) error {
	suffix := ""
	if len(s.Areas) > 1 {
		suffix = "-" + s.Areas[p.Area].Code
	}
	pictures := picturesOf("plans"+suffix, PlansChart(s, p))
	if s.Areas[p.Area].NoMoney == "" {
		pictures = append(pictures, picturesOf("deficit"+suffix, DeficitChart(s, p))...)
	}
	sidebyside.Do(len(pictures), func(i int) {
		of := &pictures[i]
		of.fault = of.draw(&of.drawn)
	})
	for i := range pictures {
		of := &pictures[i]
		if err := r.write(of.name, func(w io.Writer) error {
			_, err := of.drawn.WriteTo(w)
			return errors.Join(of.fault, err)
		}); err != nil {
			return err
		}
	}
	return nil
}

// picture is a picture of a file, drawn before the file is written.
type picture struct {
	name  string
	draw  func(io.Writer) error
	drawn bytes.Buffer
	fault error
}

// picturesOf is a chart as SVG and as PNG.
func picturesOf(name string, c *Chart) []picture {
	return []picture{{name: name + ".svg", draw: c.WriteSVG}, {name: name + ".png", draw: c.WritePNG}}
}

func (r *Results) write(name string, write func(io.Writer) error) error {
	return r.folder.Write(path.Join(r.within, name), func(w io.Writer) error {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			return err
		}
		_, err := b.WriteTo(w)
		return err
	})
}

// Sinks opens several sinks for each block and passes every year to all.
func Sinks(opens ...func(int) (sim.Sink, error)) func(int) (sim.Sink, error) {
	return func(block int) (sim.Sink, error) {
		all := make(sinks, len(opens))
		for i, open := range opens {
			s, err := open(block)
			if err != nil {
				return nil, err
			}
			all[i] = s
		}
		return all, nil
	}
}

type sinks []sim.Sink

// Year passes a year on.
func (s sinks) Year(y *sim.YearEnd) {
	for _, one := range s {
		one.Year(y)
	}
}

// Close closes the sinks in their order, up to the first that fails.
func (s sinks) Close() error {
	for _, one := range s {
		if err := one.Close(); err != nil {
			return err
		}
	}
	return nil
}
