package sim

import (
	"fmt"
	"path"
	"strings"

	"sendsim/calibration"
	"sendsim/calibration/local"
	"sendsim/internal/shell"
)

// WriteLocal writes an authority's figures as they ship, to be overwritten
// with those of its council: the file of the given name, and the tables beside
// it. The error says which authorities are near.
func WriteLocal(w *World, authority, name string) ([]local.Table, error) {
	a, err := w.Library.Authority(authority)
	if err != nil {
		return nil, err
	}
	p := &local.Page{}
	p.Say(0, fmt.Sprintf("The figures of %s that sendsim starts from: overwrite what you know better, and run", a.Area.Name))
	p.Say(0, "")
	p.Say(2, w.RunsLocal(name))
	p.Say(0, "")
	p.Say(0, "A figure that you leave as it stands changes nothing: the run goes on to draw it from its published range. So may a key or a line be taken away. What you change is named in the table, in the manifest and in every file of the run, which then says that it contains local data. Counts of children only: no file here may hold a line for each child.")
	p.Break()
	p.Key(0, "form", fmt.Sprint(localForm), "of this file")
	p.Key(0, "authority", a.Area.Key, a.Area.Code)
	p.Break()
	p.Say(0, "Beside a later census, other children or prices of a later year, what stands as it was written out is not taken for yours. What you have checked, and holds all the same, you name: figures by their keys, or all of a kind.")
	p.Example(0, "checked", "[waiting, places.state-special, lines]", "")
	tables := w.fill(p, a, strings.TrimSuffix(name, path.Ext(name)))
	p.Break()
	p.Say(0, "Which published figures this file was filled in from: leave the line as it is.")
	p.Key(0, "filled-from", filledFrom(w, a), "")
	return append([]local.Table{{Name: name, Text: []byte(p.String())}}, tables...), nil
}

// RunsLocal is the command that runs on a council's own figures.
func (w *World) RunsLocal(file string) string {
	if w.Calibrations == "" {
		return "sendsim run --local " + shell.Word(file)
	}
	return "sendsim run --calibrations " + shell.Word(w.Calibrations) + " --local " + shell.Word(file)
}

// fill writes an authority's figures, and its tables under names that begin
// with stem.
func (w *World) fill(p *local.Page, a *calibration.Authority, stem string) []local.Table {
	tables := local.Write(p, a, stem)
	base := w.Nation.Base(w.Nation.Structure(a.Area.Code))
	base.Write(p, a.Evidence, a.Structure.January)
	return tables
}

// filledFrom is the digest of the published figures that an authority's file is
// filled in from.
func filledFrom(w *World, a *calibration.Authority) string {
	p := &local.Page{}
	return p.Digest(w.fill(p, a, "")...)
}
