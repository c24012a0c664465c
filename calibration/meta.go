package calibration

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sendsim/calibration/evidence"
	"sendsim/internal/strict"
)

// schema is the version of a calibration file. A file of another is refused.
const schema = 3

// estimator names how the parameters were found.
const estimator = "empirical Bayes: filtered, conjugate, and sampled for the endings of the oldest"

// notSampled stands in a file where there was nothing to sample, or it is not
// known how it was done.
const notSampled = "none"

// rule says which row future k takes.
const rule = "parameter draw k made anew from parameters.csv at the address (seed, group, authority where it is its own, name, k); national row k modulo the rows"

// Licence and attribution of the figures that every calibration is made of.
const (
	licence     = "OGL-3.0"
	attribution = "Contains public sector information licensed under the Open Government Licence v3.0."
)

// informing are the series that inform a calibration: without the others every
// fit is the same, to the last bit.
var informing = []evidence.Series{
	evidence.Plans, evidence.NewPlans, evidence.Ceased, evidence.CeasedByPlacement, evidence.Moves,
	evidence.Agreed, evidence.Refused, evidence.RequestsWithdrawn, evidence.RequestsOutstanding,
	evidence.Issued, evidence.NotIssued, evidence.IssuedOverYear,
	evidence.IssuedForTimeliness, evidence.IssuedForTimelinessExcl, evidence.IssuedIn20WeeksExcl,
	evidence.NeedShare, evidence.NeedShareByPlacement, evidence.Population, evidence.SupportPct,
}

// Origin is who writes calibration files, and under which luck their draws are
// tabled.
type Origin struct {
	Version string // of sendsim
	Seed    uint64
}

// metaText is meta.yaml while it is written.
type metaText struct{ strings.Builder }

func (m *metaText) line(format string, a ...any) { fmt.Fprintf(m, format+"\n", a...) }

// list is a key with a list of texts.
func (m *metaText) list(key string, texts []string) {
	if len(texts) == 0 {
		m.line("%s: []", key)
		return
	}
	m.line("%s:", key)
	for _, text := range texts {
		m.line("  - %s", strict.Quote(shortened(text)))
	}
}

// shortened keeps a remark within the length that is read back.
func shortened(s string) string {
	const longest = 380 // characters
	if r := []rune(s); len(r) > longest {
		return string(r[:longest]) + " ..."
	}
	return s
}

// basis is what all calibration files of a library rest on.
type basis struct {
	Origin
	england     *England
	evidence    string // SHA-256 of evidence.zip
	authorities int    // that the national layer and the shared series were fitted to
}

// begin says whose file it is, how it was made and of what.
func (b *basis) begin(m *metaText, code, name string, known *evidence.File) {
	n := b.england.National
	m.line("schema: %d", schema)
	m.line("la: {code: %s, name: %s, geography: %d}", code, strict.Quote(name), n.January)
	m.line("census: %s", strict.FormatCensus(n.January))
	m.line("model: {name: sendsim, version: %q, estimator: %s, tables: %q}", b.Version, strict.Quote(estimator), tablesDigest())
	m.line("national: {id: %s, sha256: %q, rows: %d, last_stock_year: %d, authorities: %d}", n.ID(), n.Digest(), len(n.Rows), n.January, b.authorities)
	m.line("data:")
	m.line("  evidence: {file: %s, sha256: %q}", EvidenceZip, b.evidence)
	m.line("  licence: %s", licence)
	m.line("  attribution: %s", strict.Quote(attribution))
	m.line("  known_by: %q", evidence.KnownIn(n.January))
	m.line("  overrides: []")
	if len(b.england.Borrowed) > 0 {
		m.line("  borrowed:")
		for _, profile := range b.england.Borrowed {
			m.line("    - %s", strict.Quote(profile))
		}
	}
	m.series(known)
}

// series says of each series that informs a calibration which years of it are
// in the evidence and when they were published.
func (m *metaText) series(known *evidence.File) {
	var absent []string
	m.line("  series:")
	for _, s := range informing {
		rows := known.Find(s)
		if len(rows) == 0 {
			absent = append(absent, string(s))
			continue
		}
		var years []int
		var months []evidence.Month
		var sources []string
		for _, r := range rows {
			years, months, sources = append(years, r.Year), append(months, r.Published), append(sources, r.Source)
		}
		slices.Sort(years)
		slices.SortFunc(months, evidence.Month.Compare)
		slices.Sort(sources)
		years, sources = slices.Compact(years), slices.Compact(sources)
		m.line("    - {name: %s, years: [%s], published: [%q, %q], sources: [%s]}", s,
			strings.Trim(strings.Join(strings.Fields(fmt.Sprint(years)), ", "), "[]"),
			months[0], months[len(months)-1], strings.Join(sources, ", "))
	}
	m.line("  absent: [%s]", strings.Join(absent, ", "))
}

// diagnose says what the estimator knows of itself: the contraction of what
// evidence informs, which of it is an assumption all the same, and null for what is not computed.
func (m *metaText) diagnose(list []Parameter) {
	m.line("diagnostics:")
	m.line("  contraction:")
	for i := range list {
		if p := &list[i]; p.Identified {
			m.line("    %s: %.4f", p.Name, p.Contraction())
		}
	}
	learned := learnedOf(list)
	m.line("  assumption_not_learned: [%s]", strings.Join(learned.nothing, ", "))
	m.line("  assumptions: %d", learned.assumed)
}

// checked says how the evidence lies to what was fitted: the implausibility in
// standard deviations, the posterior predictive chance, the year furthest out
// (0: all together).
func (m *metaText) checked(checks []Check) {
	if len(checks) == 0 {
		m.line("checks: []")
		return
	}
	m.line("checks:")
	for _, c := range checks {
		m.line("  - {series: %s, seen: %d, year: %d, implausibility: %.2f, ppc: %.4f}", strict.Quote(c.Series), c.Seen, c.Year, c.Implausibility, c.Chance)
	}
}

// end names the files that meta.yaml vouches for.
func (m *metaText) end(tables []part) []byte {
	m.line("backtest: null")
	m.line("files:")
	for _, t := range tables {
		m.line("  - {name: %s, sha256: %q}", t.name, digest(t.text))
	}
	return []byte(m.String())
}

// ofAuthority is meta.yaml of an authority.
func (b *basis) ofAuthority(a *Authority, tables []part) []byte {
	january := b.england.National.January
	known := a.Evidence.Known(evidence.KnownIn(january))
	m := &metaText{}
	b.begin(m, a.Area.Code, a.Area.Name, known)
	m.line("valid: %v", a.Valid)
	m.list("invalid", a.Invalid)
	m.list("warnings", a.Warnings)
	number := strict.Number.Format
	m.line("series:")
	d := deviationsOf(known, b.england.Evidence.Known(evidence.KnownIn(january)), january)
	shared := []struct {
		name   string
		h      Hyper
		points []point
	}{{"entry", a.EntryHyper, d.entry}, {"leaving", a.LeavingHyper, d.leaving}}
	for _, s := range shared {
		m.line("  %s: {rho: %s, q: %s, s2: %s, v: %s, nu: %s, centre: %s}", s.name,
			number(s.h.Rho), number(s.h.Q), number(s.h.S2), number(s.h.V), number(s.h.Nu), number(s.h.Centre))
	}
	m.line("pooling:")
	for _, y := range a.Pooling {
		m.line("  - {flows: {mean: %s, sd: %s}, pooled: {mean: %s, sd: %s}}", number(y.Flows.Mean), number(y.Flows.SD), number(y.Pooled.Mean), number(y.Pooled.SD))
	}
	m.line("sampler: {kind: closed form but for the oldest, draws: %d, seed: %d, rule: %s}", len(b.england.National.Rows), b.Seed, strict.Quote(rule))
	m.diagnose(a.Parameters)
	for _, s := range shared {
		m.line("  %s: {years: %d, of: %d, worst_surprise: %.2f}", s.name, years(s.points), window, s.h.level(s.points).worst)
	}
	m.line("oldest: {sampler: %s, khat_laplace: %s, max_rhat: %s, min_bulk_ess: %.0f}", strict.Quote(cmp.Or(a.Sampled.Kind, notSampled)), number(a.Sampled.KHat), number(a.Sampled.RHat), a.Sampled.ESS)
	m.checked(a.Checks)
	return m.end(tables)
}

// ofEngland is meta.yaml of the national layer.
func (b *basis) ofEngland(tables []part) []byte {
	n := b.england.National
	m := &metaText{}
	area := b.england.Evidence.Area
	b.begin(m, area.Code, area.Name, b.england.Evidence.Known(evidence.KnownIn(n.January)))
	entry, leaving := n.distinct()
	m.line("sampler: {kind: sampling importance resampling, seed: %d, prior_draws: %d, kept: %d, distinct: {entry: %d, leaving: %d}}",
		n.January, priorDraws, len(n.Rows), entry, leaving)
	m.diagnose(b.england.Parameters)
	m.line("effective_draws: {entry: %.0f, leaving: %.0f, growth: %.0f}", n.ess[0], n.ess[1], n.ess[2])
	return m.end(tables)
}

// years is the number of years of a series that are known.
func years(series []point) (n int) {
	for _, p := range series {
		if p.known {
			n++
		}
	}
	return n
}
