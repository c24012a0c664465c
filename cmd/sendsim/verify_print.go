package main

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"strconv"

	"sendsim/outputs"
	"sendsim/sim/finance"
)

// mostFigures is the number of figures that are printed; JSON has all.
const mostFigures = 20

// different is the number of files that are not the same.
func (v *verified) different() int {
	n := 0
	for _, f := range v.files {
		if f.Says != outputs.Same {
			n++
		}
	}
	return n
}

// write prints the table of files, and the figures that differ.
func (v *verified) write(w io.Writer) error {
	l := listing{header: []string{"file", "verdict", "why"}, prose: []string{"why"}}
	for _, f := range v.files {
		if v.many && f.Says == outputs.Same {
			continue
		}
		l.rows = append(l.rows, []string{f.Name, string(f.Says), f.Why})
	}
	if len(l.rows) > 0 {
		if err := l.write(w); err != nil {
			return err
		}
	}
	for _, f := range v.files {
		if err := writeFigures(w, f.Figures); err != nil {
			return err
		}
	}
	if v.different() > 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, "\n%d files, all the same%s\n", len(v.files), otherVersion(v.manifest))
	return err
}

// writeFigures prints the first of the figures that differ.
func writeFigures(w io.Writer, all []outputs.Change) error {
	if len(all) == 0 {
		return nil
	}
	l := listing{header: []string{"year", "authority", "column", "statistic", "unit", "was", "is"}}
	for _, c := range all[:min(len(all), mostFigures)] {
		statistic := c.Statistic
		if c.Of != outputs.OfValue {
			statistic += " " + c.Of
		}
		l.rows = append(l.rows, []string{
			finance.FinancialYear(c.Year), c.Area, c.Column, statistic, c.Unit, figure(float64(c.Was)), figure(float64(c.Is)),
		})
	}
	fmt.Fprintf(w, "\nFigures of %s that differ:\n", outputs.SummaryName)
	if err := l.write(w); err != nil {
		return err
	}
	if more := len(all) - mostFigures; more > 0 {
		_, err := fmt.Fprintf(w, "and %d more (--json has all)\n", more)
		return err
	}
	return nil
}

// figure is a value to its last digit.
func figure(v float64) string {
	if v != v {
		return "none"
	}
	const bits = 64
	return strconv.FormatFloat(v, 'f', -1, bits)
}

// writeJSON prints the files as an array of objects.
func (v *verified) writeJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(v.files)
}

// digestsIn are the digests of all files of a folder. What is no file of
// bytes, such as a pipe, has a name alone.
func digestsIn(folder fs.FS) ([]outputs.Digest, error) {
	var all []outputs.Digest
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		digest := outputs.Digest{Name: name}
		if info, err := fs.Stat(folder, name); err == nil && info.Mode().IsRegular() {
			if digest, err = outputs.DigestIn(folder, name); err != nil {
				return err
			}
		}
		all = append(all, digest)
		return nil
	})
	return all, err
}
