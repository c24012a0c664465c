package export

import (
	"io"

	"sendsim/outputs"
)

// WriteColumns writes columns.csv: what each column of each table is, with its
// unit.
func WriteColumns(w io.Writer, o *outputs.Opened) error {
	rows := [][]string{{"table", "column", "unit", "says", "formula"}}
	for _, d := range o.Tables() {
		t, err := tableOf(o, d.Name)
		if err != nil {
			return err
		}
		for _, c := range saysOf(t.schema) {
			rows = append(rows, []string{d.Name, c.Name, c.Unit, c.Says, c.Formula})
		}
	}
	return writeRows(w, rows)
}

// WriteAbout writes about.csv: what made the run, what its tables say of
// themselves, and the digests of the files that were read.
func WriteAbout(w io.Writer, o *outputs.Opened) error {
	m := &o.Manifest
	rows := [][]string{
		{"table", "key", "value"},
		{"", "command", m.Line()},
		{"", "version", m.Version},
	}
	for _, warning := range m.Warnings {
		rows = append(rows, []string{"", "warning", warning})
	}
	for _, source := range m.Sources {
		rows = append(rows, []string{"", "source", source})
	}
	for _, d := range o.Tables() {
		t, err := tableOf(o, d.Name)
		if err != nil {
			return err
		}
		rows = append(rows, []string{d.Name, "sha256 of the Arrow file", d.SHA256})
		meta := t.schema.Metadata()
		for i, key := range meta.Keys() {
			rows = append(rows, []string{d.Name, key, meta.Values()[i]})
		}
	}
	return writeRows(w, rows)
}

func writeRows(w io.Writer, rows [][]string) error {
	var s csvSink
	for _, row := range rows {
		for i, word := range row {
			s.comma(i)
			s.word(word)
		}
		s.line = append(s.line, '\n')
	}
	_, err := w.Write(s.line)
	return err
}
