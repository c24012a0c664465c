package calibration

import (
	"fmt"
	"io/fs"
	"path"
	"slices"

	"sendsim/internal/strict"
)

// meta is meta.yaml as it is read, with what is common to all calibration
// files.
type meta struct {
	doc        *strict.Doc
	code, name string
	january    int
	national   string // SHA-256 of the national rows
	evidence   string // SHA-256 of evidence.zip
	borrowed   []string
	files      []listed
}

type listed struct{ name, sha256 string }

// readMeta reads what is common; the caller asks for the faults. Nothing more
// is asked of a file of another schema.
func readMeta(fsys fs.FS) (*meta, error) {
	doc, err := strict.Open(fsys, metaFile)
	if err != nil {
		return nil, err
	}
	m, version := &meta{doc: doc}, schema
	if doc.Need("schema").Int(&version, 1, 1<<30); version != schema {
		return nil, strict.Faults{{File: metaFile, Line: 1, Column: 1, Key: "schema", Says: schemaFault(version, schema).Error()}}
	}
	la := doc.Need("la")
	la.Need("code").Text(&m.code)
	la.Need("name").Text(&m.name)
	la.Key("geography")
	doc.Need("census").Census(&m.january)
	model, tables := doc.Need("model"), ""
	for _, key := range []string{"name", "version", "estimator"} {
		model.Key(key)
	}
	if model.Need("tables").Text(&tables); tables != "" && tables != tablesDigest() {
		model.Key("tables").Fault("was written for other tables of parameters and structure than this program's: %s", remake)
	}
	national := doc.Need("national")
	for _, key := range []string{"id", "rows", "last_stock_year", "authorities"} {
		national.Key(key)
	}
	national.Need("sha256").Text(&m.national)
	known := doc.Need("data")
	for _, key := range []string{"licence", "attribution", "known_by", "overrides", "series", "absent"} {
		known.Key(key)
	}
	for _, profile := range known.Key("borrowed").Items() {
		var text string
		profile.Text(&text)
		m.borrowed = append(m.borrowed, text)
	}
	known.Need("evidence").Key("file")
	known.Need("evidence").Need("sha256").Text(&m.evidence)
	for _, key := range []string{"sampler", "diagnostics", "backtest"} { // for people
		doc.Key(key)
	}
	for _, f := range doc.Need("files").Items() {
		var l listed
		f.Need("name").Text(&l.name)
		f.Need("sha256").Text(&l.sha256)
		if l.name != path.Base(l.name) {
			f.Fault("%q is not a file beside %s", l.name, metaFile)
			continue
		}
		if m.lists(l.name) {
			f.Fault("%s stands twice", l.name)
			continue
		}
		m.files = append(m.files, l)
	}
	return m, nil
}

// ofAuthority reads what an authority's file says more.
func (m *meta) ofAuthority(c *Authority) {
	const most = 1e9
	m.doc.Need("valid").Bool(&c.Valid)
	for key, into := range map[string]*[]string{"invalid": &c.Invalid, "warnings": &c.Warnings} {
		for _, v := range m.doc.Need(key).Items() {
			var s string
			v.Text(&s)
			*into = append(*into, s)
		}
	}
	old := m.doc.Need("oldest")
	if old.Need("sampler").Text(&c.Sampled.Kind); c.Sampled.Kind == notSampled {
		c.Sampled.Kind = ""
	}
	old.Need("khat_laplace").Amount(&c.Sampled.KHat, strict.Number, -most, most)
	old.Need("max_rhat").Amount(&c.Sampled.RHat, strict.Number, 0, most)
	old.Need("min_bulk_ess").Amount(&c.Sampled.ESS, strict.Number, 0, most)
	for _, v := range m.doc.Need("checks").Items() {
		var k Check
		v.Need("series").Text(&k.Series)
		v.Need("seen").Int(&k.Seen, 0, most)
		v.Need("year").Int(&k.Year, 0, most)
		v.Need("implausibility").Amount(&k.Implausibility, strict.Number, 0, most)
		v.Need("ppc").Amount(&k.Chance, strict.Number, 0, 1)
		c.Checks = append(c.Checks, k)
	}
	m.pooling(&c.Pooling)
	for key, h := range map[string]*Hyper{"entry": &c.EntryHyper, "leaving": &c.LeavingHyper} {
		s := m.doc.Need("series").Need(key)
		s.Need("rho").Amount(&h.Rho, strict.Number, 0, 1)
		s.Need("q").Amount(&h.Q, strict.Number, 0, most)
		s.Need("s2").Amount(&h.S2, strict.Number, 0, most)
		s.Need("v").Amount(&h.V, strict.Number, 0, most)
		s.Need("nu").Amount(&h.Nu, strict.Number, leastNu, most)
		s.Need("centre").Amount(&h.Centre, strict.Number, -most, most)
	}
}

// pooling reads the growth of the years ahead.
func (m *meta) pooling(p *Pooling) {
	const most = 100
	list := m.doc.Need("pooling")
	items := list.Items()
	if len(items) != pooledYears {
		list.Fault("%d years of growth, and this program reads %d: %s", len(items), pooledYears, remake)
		return
	}
	for i, v := range items {
		for key, d := range map[string]*Dist{"flows": &p[i].Flows, "pooled": &p[i].Pooled} {
			v.Need(key).Need("mean").Amount(&d.Mean, strict.Number, -most, most)
			v.Need(key).Need("sd").Amount(&d.SD, strict.Number, 0, most)
		}
	}
}

// compare reports that a file was made with another national layer, or other
// evidence.
func (m *meta) compare(with against) strict.Faults {
	const remedy = "put the " + EnglandFile + " and the " + EvidenceZip + " beside it that it was written with, or make it anew with sendsim calibrate"
	if n := with.national; n != nil && m.national != n.Digest() {
		m.doc.Key("national").Key("sha256").Fault("was made with the national layer %.12s; the one here is %.12s: %s", m.national, n.Digest(), remedy)
	}
	if with.evidence != "" && m.evidence != with.evidence {
		m.doc.Key("data").Key("evidence").Key("sha256").Fault("was fitted to evidence of digest %.12s; the one here is %.12s: %s", m.evidence, with.evidence, remedy)
	}
	faults, _ := m.doc.Err().(strict.Faults)
	return faults
}

// lists tells whether a file is vouched for.
func (m *meta) lists(name string) bool {
	return slices.ContainsFunc(m.files, func(l listed) bool { return l.name == name })
}

// texts reads the files that meta.yaml vouches for, and says which of those
// that are needed are not, or are not what it vouches for.
func (m *meta) texts(fsys fs.FS, needed []string) (map[string][]byte, strict.Faults) {
	texts := map[string][]byte{}
	var faults strict.Faults
	for _, name := range needed {
		if !m.lists(name) {
			faults = append(faults, whole(metaFile, "does not list %s", name))
		}
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
	return texts, faults
}

// whole is a fault of a file as a whole.
func whole(file, format string, a ...any) strict.Fault {
	return strict.Fault{File: file, Line: 1, Column: 1, Says: fmt.Sprintf(format, a...)}
}
