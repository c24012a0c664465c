package calibration

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"sendsim/internal/strict"
)

// parameterColumns are the headings of parameters.csv. Quantiles and the
// contraction are for readers: they follow from the rest.
var parameterColumns = []string{
	"name", "unit", "group", "scope", "transform", "prior_mean", "prior_sd", "mean", "sd",
	"p10", "p50", "p90", "contraction", "identified", "grade", "source",
}

// writeParameters is a table of parameters as CSV.
func writeParameters(list []Parameter) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	exact := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	short := func(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }
	records := [][]string{parameterColumns}
	for i := range list {
		p := &list[i]
		records = append(records, []string{
			p.Name, p.Unit, p.Group.String(), p.Scope.String(), p.Transform.String(),
			exact(p.Prior.Mean), exact(p.Prior.SD), exact(p.Post.Mean), exact(p.Post.SD),
			short(p.Quantile(.1)), short(p.Quantile(.5)), short(p.Quantile(.9)), short(p.Contraction()),
			strconv.FormatBool(p.Identified), string(p.Grade), p.Source,
		})
	}
	_ = w.WriteAll(records) // a buffer takes everything
	return b.Bytes()
}

// readParameters reads the distributions of known parameters, every one of
// which is to stand in the table once; what else the table says of them is the
// program's to know.
func readParameters(text []byte, known []Parameter) ([]Parameter, strict.Faults) {
	var faults strict.Faults
	say := func(line int, format string, a ...any) {
		faults = append(faults, strict.Fault{File: parametersFile, Line: line, Column: 1, Says: fmt.Sprintf(format, a...)})
	}
	records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || len(records) == 0 || strings.Join(records[0], ",") != strings.Join(parameterColumns, ",") {
		say(1, "is not a table of parameters with the columns %s", strings.Join(parameterColumns, ", "))
		return nil, faults
	}
	names := make([]string, len(known))
	for i, p := range known {
		names[i] = p.Name
	}
	read := make([]bool, len(known))
	for n, r := range records[1:] {
		line := n + 2
		at := -1
		for i, name := range names {
			if name == r[0] {
				at = i
			}
		}
		if at < 0 {
			say(line, "%q is no parameter%s", r[0], strict.Meant(r[0], names))
			continue
		}
		if read[at] {
			say(line, "%q stands twice", r[0])
			continue
		}
		read[at] = true
		p := &known[at]
		if r[4] != p.Transform.String() {
			say(line, "%s is on the scale %q; it is to be on %q", p.Name, r[4], p.Transform)
		}
		for k, into := range []*float64{&p.Prior.Mean, &p.Prior.SD, &p.Post.Mean, &p.Post.SD} {
			x, err := strconv.ParseFloat(r[5+k], 64)
			if err != nil {
				say(line, "%s: %q is not a number", p.Name, r[5+k])
			}
			*into = x
		}
		for _, f := range p.faults() {
			say(line, "%s", f)
		}
	}
	for i, name := range names {
		if !read[i] {
			say(len(records), "%q is missing", name)
		}
	}
	return known, faults
}
