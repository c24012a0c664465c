package outputs

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"sendsim/internal/shell"
	"sendsim/sim/attribution"
)

// Manifest is manifest.json: what made a folder, well enough to make it
// again to the byte. It holds no date, so that it can be.
type Manifest struct {
	Command    []string    `json:"command"`
	Version    string      `json:"version"`
	Seed       uint64      `json:"seed"`
	Draws      int         `json:"draws"`
	Areas      []Area      `json:"authorities"`
	FirstYear  int         `json:"first_financial_year"`
	Years      int         `json:"financial_years"`
	Regime     string      `json:"regime"`
	Rows       float64     `json:"effective_parameter_rows"` // distinct rows of the calibration that the draws took
	Parameters []Parameter `json:"parameters,omitempty"`
	Warnings   []string    `json:"warnings"`
	Sources    []string    `json:"sources"`
	Licence    string      `json:"licence"`
	Local      bool        `json:"contains_local_data"`
	FullCounts bool        `json:"full_counts,omitempty"` // small counts of real children are shown
	Compared   []Compared  `json:"compared,omitempty"`    // the runs of a comparison, the base first
	Redrawn    *Redrawn    `json:"drivers,omitempty"`     // how what drives the range was told; nil: it was not
	Shard      *Shard      `json:"shard,omitempty"`       // which part of the draws is here; nil: all
	Inputs     []Digest    `json:"inputs"`                // what ships; Folder adds the copies in InputsName
	Outputs    []Digest    `json:"outputs"`               // added by Folder
}

// lists tells whether a file is among those that were written.
func (m *Manifest) lists(name string) bool {
	return slices.ContainsFunc(m.Outputs, func(d Digest) bool { return d.Name == name })
}

// Line is the command with the flags that were given, as a shell reads it.
func (m *Manifest) Line() string {
	var words []string
	for _, word := range m.Command {
		words = append(words, shell.Word(word))
	}
	for _, p := range m.Parameters {
		if p.From == ByFlag {
			words = append(words, shell.Word("--"+p.Key+"="+p.Value))
		}
	}
	if m.FullCounts {
		words = append(words, "--full-counts")
	}
	return strings.Join(words, " ")
}

// ByFlag is where a parameter comes from that a flag set.
const ByFlag = "flag"

// Parameter is one setting of a run as it took effect.
type Parameter struct {
	Key   string `json:"key"`
	Value string `json:"value"`
	From  string `json:"from"` // "flag", "scenario", "default", "council's figure"
	// InsteadOf is the published figure that a council's own takes the place
	// of.
	InsteadOf string `json:"instead_of,omitempty"`
}

// Compared is one run of a comparison: the folder within that holds it, and
// how its effect is attributed to its levers, which the base has not.
type Compared struct {
	Folder string            `json:"folder"`
	Name   string            `json:"name"`
	Plan   *attribution.Plan `json:"attribution,omitempty"`
	Budget string            `json:"budget,omitempty"` // for which it was planned, at the speed of the machine that made it
}

// Redrawn is on how many draws of a run each driver was drawn anew, and the
// budget for which that was planned, at the speed of the machine that made it.
type Redrawn struct {
	Draws  int    `json:"draws"`
	Budget string `json:"budget"`
}

// Digest is a file by its content.
type Digest struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	Ships  bool   `json:"ships,omitempty"` // it is part of the program
}

// ManifestOf begins a manifest with what a summary knows.
func ManifestOf(s *Summary) Manifest {
	return Manifest{
		Draws: s.Draws, Rows: float64(sharing(s.Rows).step(s.Draws)), Areas: s.Areas, FirstYear: s.FirstYear, Years: s.Years,
		Regime: s.Regime, Warnings: s.Warnings, Sources: s.Sources, Licence: Licence, Local: s.Local, FullCounts: s.FullCounts,
	}
}

// DigestOf is the digest of a file's content.
func DigestOf(name string, from io.Reader) (Digest, error) {
	sum := sha256.New()
	n, err := io.Copy(sum, from)
	return Digest{Name: name, Bytes: n, SHA256: hex.EncodeToString(sum.Sum(nil))}, err
}

// mostManifest bounds a manifest, in bytes, far above one of all authorities.
const mostManifest = 16 << 20

// ReadManifest reads manifest.json: one object, and nothing after it. A shard in
// it is one that can be.
func ReadManifest(r io.Reader) (Manifest, error) {
	var m Manifest
	decode := json.NewDecoder(io.LimitReader(r, mostManifest))
	decode.DisallowUnknownFields()
	if err := decode.Decode(&m); err != nil {
		return m, fmt.Errorf("%s: %w", ManifestName, err)
	}
	if _, err := decode.Token(); err != io.EOF {
		return m, fmt.Errorf("%s: something stands after its end", ManifestName)
	}
	if m.Shard != nil {
		if err := m.Shard.Sound(); err != nil {
			return m, fmt.Errorf("%s: shard: %w", ManifestName, err)
		}
	}
	return m, nil
}
