package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"slices"
	"time"

	"sendsim/outputs"
	"sendsim/outputs/report"
	"sendsim/outputs/web"
	"sendsim/sim"
)

// papers makes what the page gives to be taken away: the folder of a run or of a
// comparison, in memory, and its report.
type papers struct {
	on      calibrationFlags
	workers int
}

// kinds are the types of content of papers, by the ending of their files.
var kinds = map[string]string{
	".html": "text/html; charset=utf-8",
	".md":   "text/markdown; charset=utf-8",
	".zip":  "application/zip",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// list is the forms that report writes.
func (p papers) list() (all []web.Paper) {
	for _, f := range formats {
		all = append(all, web.Paper{File: f.file, Says: f.says, Kind: kinds[path.Ext(f.file)]})
	}
	return all
}

// paperBudget is the time for telling levers apart.
const paperBudget = 10 * time.Second

// write runs scenarios as compare does and reports on them as report does.
func (p papers) write(ctx context.Context, world *sim.World, all []*sim.Scenario, detail int, as web.Paper) ([]byte, error) {
	for _, s := range all {
		s.Calibrations = p.on.folder
		if world.Local != nil {
			s.Local = world.Local.Files[0]
		}
	}
	c, err := p.comparison(world, all)
	if err != nil {
		return nil, err
	}
	disk := &inMemory{}
	folder, err := outputs.NewFolder(disk, "run", false)
	if err != nil {
		return nil, err
	}
	if len(c.runs) == 1 {
		_, err = c.runs[0].make(ctx, folder, p.workers, io.Discard, true)
	} else {
		_, err = c.make(ctx, folder, p.workers, io.Discard, true)
	}
	if err != nil {
		return nil, errors.Join(err, folder.Abandon())
	}
	paper, err := c.paper(disk.files(), detail+len(c.runs)-len(all))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	for _, f := range formats {
		if f.file == as.File {
			err = f.write(&b, paper)
		}
	}
	return b.Bytes(), errors.Join(err, ctx.Err())
}

// comparison is the scenarios beside the first of them without its levers,
// which is left out where the first has none: then it is the base. One scenario
// without levers is a run.
func (p papers) comparison(world *sim.World, all []*sim.Scenario) (*comparison, error) {
	var slugs, names []string
	files := web.Files{}
	for _, s := range all {
		slugs = append(slugs, unique(s.Name, slugs))
		names = append(names, slugs[len(slugs)-1]+".yaml")
		files[names[len(names)-1]] = s.YAML()
	}
	if len(all[0].Levers) > 0 {
		base := *all[0]
		base.Name, base.Levers = withoutLevers, nil
		all = slices.Insert(slices.Clone(all), 0, &base)
		if len(names) > 1 {
			name := unique(base.Name, slugs) + ".yaml"
			names, files[name] = slices.Insert(names, 0, name), base.YAML()
		}
	}
	command := append([]string{"sendsim", "compare"}, names...)
	if len(all) == 1 {
		command[1] = "run"
	}
	c := &comparison{budget: paperBudget}
	for i, s := range all {
		m, err := sim.NewModel(world, s)
		if err != nil {
			return nil, err
		}
		r := newRecipe(world, m)
		r.command, r.version = command, Version
		if world.AllowInvalid {
			r.changed = []outputs.Parameter{{Key: allowInvalidFlag, Value: "true", From: outputs.ByFlag}}
		}
		r.add(scenarioInputs, files, names[min(i, len(names)-1):][:1])
		c.add(r)
	}
	return c, nil
}

// paper reads the folder back, and says what is known beside it.
func (c *comparison) paper(folder web.Files, detail int) (*report.Paper, error) {
	o, err := outputs.Open(folder, Version)
	if err != nil {
		return nil, err
	}
	p := &report.Paper{
		Opened: o, Version: Version, Folder: "its folder", Command: []string{o.Manifest.Line()},
		Area: len(o.Runs[0].Summary.Areas) - 1, Detail: max(detail, min(1, len(o.Runs)-1)),
	}
	for i, r := range c.runs {
		m := r.model
		o.Runs[i].Summary.Threshold = threshold(m.Scenario, m.Local)
		p.Known = append(p.Known, report.Known{Pasts: r.pasts, Levers: m.Scenario.Levers, Authorities: m.Areas[p.Area].Members})
	}
	if p.Alternatives, err = o.Alternatives(p.Area); err != nil {
		return nil, err
	}
	for i, e := range o.Effects {
		e.Differences = differences(c.runs[0].model.Scenario, c.runs[i+1].model.Scenario)
	}
	return p, nil
}

// inMemory is an outputs.Disk that keeps a folder in memory.
type inMemory struct{ all map[string]*outputs.Memory }

var _ outputs.Disk = (*inMemory)(nil)

// files is the folder.
func (d *inMemory) files() web.Files {
	all := web.Files{}
	for name, file := range d.all {
		all[name] = file.Bytes()
	}
	return all
}

// Names lists nothing: there is no folder yet.
func (d *inMemory) Names(string) ([]string, error) { return nil, nil }

// Draft begins.
func (d *inMemory) Draft(string) (string, error) {
	d.all = map[string]*outputs.Memory{}
	return "", nil
}

// Create makes a file.
func (d *inMemory) Create(_, name string) (outputs.File, error) {
	d.all[name] = new(outputs.Memory)
	return d.all[name], nil
}

// Publish keeps the folder.
func (d *inMemory) Publish(string, string, bool) error { return nil }

// Discard lets it go.
func (d *inMemory) Discard(string) error {
	d.all = nil
	return nil
}
