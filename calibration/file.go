package calibration

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"sendsim/calibration/evidence"
	"sendsim/internal/strict"
)

// schema is the version of the calibration file. A file of a later one is
// refused.
const schema = 1

// Estimator names how the parameters were found.
const Estimator = "empirical Bayes, filtered"

// Rule says which row future k takes.
const Rule = "parameter draw k made anew from parameters.csv at the address (seed, group, authority where it is its own, name, k); national row k modulo the rows"

// Names of the files of a calibration file.
const (
	metaFile       = "meta.yaml"
	parametersFile = "parameters.csv"
	evidenceFile   = "evidence.csv"
	rowsFile       = "rows.csv"
	drawsFile      = "draws.arrow"
)

// part is one file of a calibration file.
type part struct {
	name string
	text []byte
}

// digest is the SHA-256 of a text, in hexadecimal.
func digest(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// tablesOf are the files of an authority that meta.yaml vouches for.
func (c *Authority) tablesOf() ([]part, error) {
	parts := []part{{parametersFile, writeParameters(c.Parameters)}}
	for i := range grids {
		parts = append(parts, part{grids[i].file, grids[i].write(c.Structure)})
	}
	if c.Evidence != nil {
		var b bytes.Buffer
		if err := c.Evidence.Write(&b); err != nil {
			return nil, err
		}
		parts = append(parts, part{evidenceFile, b.Bytes()})
	}
	return parts, nil
}

// parts are all files of an authority's calibration file but the draws.
func (c *Authority) parts() ([]part, error) {
	tables, err := c.tablesOf()
	if err != nil {
		return nil, err
	}
	return append([]part{{metaFile, c.meta(tables)}}, tables...), nil
}

// Digest is the SHA-256 of what an authority's futures are settled from: its
// parameters, structure and series, and the national rows.
func (c *Authority) Digest() (string, error) {
	parts, err := c.parts()
	if err != nil {
		return "", err
	}
	return digest(parts[0].text), nil
}

// meta is meta.yaml: whose calibration this is, whether it is valid, on what
// it rests, and the digest of every table.
func (c *Authority) meta(tables []part) []byte {
	var b strings.Builder
	number := strict.Number.Format
	fmt.Fprintf(&b, "schema: %d\n", schema)
	fmt.Fprintf(&b, "la: {code: %s, name: %s, geography: %d}\n", c.Area.Code, strict.Quote(c.Area.Name), c.Structure.January)
	fmt.Fprintf(&b, "census: %s\n", strict.FormatCensus(c.Structure.January))
	fmt.Fprintf(&b, "valid: %v\n", c.Valid)
	list := func(key string, lines []string) {
		if len(lines) == 0 {
			fmt.Fprintf(&b, "%s: []\n", key)
			return
		}
		fmt.Fprintf(&b, "%s:\n", key)
		for _, l := range lines {
			fmt.Fprintf(&b, "  - %s\n", strict.Quote(shortened(l)))
		}
	}
	list("invalid", c.Invalid)
	list("warnings", c.Warnings)
	fmt.Fprintf(&b, "model: {name: sendsim, estimator: %s}\n", strict.Quote(Estimator))
	fmt.Fprintf(&b, "national: {id: %s, sha256: %q, rows: %d}\n", c.National.ID(), c.National.Digest(), len(c.National.Rows))
	b.WriteString("series:\n")
	for _, s := range []struct {
		name string
		h    Hyper
	}{{"entry", c.EntryHyper}, {"leaving", c.LeavingHyper}} {
		fmt.Fprintf(&b, "  %s: {rho: %s, q: %s, s2: %s, v: %s, nu: %s}\n", s.name,
			number(s.h.Rho), number(s.h.Q), number(s.h.S2), number(s.h.V), number(s.h.Nu))
	}
	fmt.Fprintf(&b, "draws: {rule: %s}\n", strict.Quote(Rule))
	b.WriteString("files:\n")
	for _, t := range tables {
		fmt.Fprintf(&b, "  - {name: %s, sha256: %q}\n", t.name, digest(t.text))
	}
	return []byte(b.String())
}

// shortened keeps a remark within the length that is read back.
func shortened(s string) string {
	const longest = 380 // characters
	if r := []rune(s); len(r) > longest {
		return string(r[:longest]) + " ..."
	}
	return s
}

// Write writes the authority's calibration file, with a table of its draws
// under the given luck: one file after another, made by create.
func (c *Authority) Write(luck Luck, create func(name string) (io.WriteCloser, error)) error {
	parts, err := c.parts()
	if err != nil {
		return err
	}
	var draws bytes.Buffer
	if err := c.writeDraws(&draws, luck); err != nil {
		return err
	}
	return writeParts(append(parts, part{drawsFile, draws.Bytes()}), create)
}

func writeParts(parts []part, create func(name string) (io.WriteCloser, error)) error {
	for _, p := range parts {
		out, err := create(p.name)
		if err != nil {
			return err
		}
		_, err = out.Write(p.text)
		if err = errors.Join(err, out.Close()); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	return nil
}

// Read reads an authority's calibration file from a folder (or an opened zip)
// and says every fault at once: a digest that does not match, a table that is
// not one, a file of a later version, another national layer.
func Read(fsys fs.FS, national *National) (*Authority, error) {
	c := &Authority{Structure: &Structure{}, National: national}
	doc, err := strict.Open(fsys, metaFile)
	if err != nil {
		return nil, err
	}
	var faults strict.Faults
	texts := map[string][]byte{}
	m := c.readMeta(doc)
	if err := doc.Err(); err != nil {
		return nil, err // what the file is made of is not known
	}
	if m.national != national.Digest() {
		faults = append(faults, strict.Fault{File: metaFile, Line: 1, Column: 1, Key: "national", Says: fmt.Sprintf("was made with the national layer %.12s; this one is %.12s", m.national, national.Digest())})
	}
	for _, f := range m.files {
		text, err := fs.ReadFile(fsys, f.name)
		switch {
		case err != nil:
			faults = append(faults, whole(f.name, "cannot be read: %v", err))
		case digest(text) != f.sha256:
			faults = append(faults, whole(f.name, "is not the file that %s vouches for: its digest is %.12s, not %.12s", metaFile, digest(text), f.sha256))
		default:
			texts[f.name] = text
		}
	}
	for i := range grids {
		if text, ok := texts[grids[i].file]; ok {
			faults = append(faults, grids[i].read(c.Structure, text)...)
		} else if !m.names(grids[i].file) {
			faults = append(faults, whole(metaFile, "does not list %s", grids[i].file))
		}
	}
	var more strict.Faults
	c.Parameters, more = readParameters(texts[parametersFile], assumptions())
	faults = append(faults, more...)
	if text, ok := texts[evidenceFile]; ok {
		if c.Evidence, err = evidence.ReadFile(bytes.NewReader(text), evidenceFile); err != nil {
			faults = append(faults, whole(evidenceFile, "%v", err))
		} else {
			c.Area = c.Evidence.Area
		}
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return c, nil
}

// whole is a fault of a file as a whole.
func whole(file, format string, a ...any) strict.Fault {
	return strict.Fault{File: file, Line: 1, Column: 1, Says: fmt.Sprintf(format, a...)}
}

// manifest is what meta.yaml says beside what goes into the authority.
type manifest struct {
	national string
	files    []listed
}

type listed struct{ name, sha256 string }

func (m *manifest) names(file string) bool {
	for _, f := range m.files {
		if f.name == file {
			return true
		}
	}
	return false
}

func (c *Authority) readMeta(doc *strict.Doc) (m manifest) {
	const most = 1e9
	var version int
	doc.Need("schema").Int(&version, 1, 1<<30)
	if version > schema {
		doc.Key("schema").Fault("%d is of a later version of sendsim; this one reads up to %d", version, schema)
		return m
	}
	la := doc.Need("la")
	la.Need("code").Text(&c.Area.Code)
	la.Need("name").Text(&c.Area.Name)
	la.Need("geography").Int(&c.Structure.January, 2000, 2100)
	doc.Need("census").Census(&c.Structure.January)
	doc.Need("valid").Bool(&c.Valid)
	texts := func(key string, into *[]string) {
		for _, v := range doc.Need(key).Items() {
			var s string
			v.Text(&s)
			*into = append(*into, s)
		}
	}
	texts("invalid", &c.Invalid)
	texts("warnings", &c.Warnings)
	var ignored string
	doc.Need("model").Key("name").Text(&ignored)
	doc.Need("model").Key("estimator").Text(&ignored)
	national := doc.Need("national")
	national.Need("id").Text(&ignored)
	national.Need("sha256").Text(&m.national)
	var rows int
	national.Need("rows").Int(&rows, 1, 1<<30)
	for key, h := range map[string]*Hyper{"entry": &c.EntryHyper, "leaving": &c.LeavingHyper} {
		s := doc.Need("series").Need(key)
		s.Need("rho").Amount(&h.Rho, strict.Number, 0, 1)
		s.Need("q").Amount(&h.Q, strict.Number, 0, most)
		s.Need("s2").Amount(&h.S2, strict.Number, 0, most)
		s.Need("v").Amount(&h.V, strict.Number, 0, most)
		s.Need("nu").Amount(&h.Nu, strict.Number, leastNu, most)
	}
	doc.Need("draws").Need("rule").Text(&ignored)
	for _, f := range doc.Need("files").Items() {
		var l listed
		f.Need("name").Text(&l.name)
		f.Need("sha256").Text(&l.sha256)
		if l.name != path.Base(l.name) {
			f.Fault("%q is not a file beside %s", l.name, metaFile)
			continue
		}
		m.files = append(m.files, l)
	}
	return m
}
