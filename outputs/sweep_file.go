package outputs

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/apache/arrow/go/v17/arrow"

	"sendsim/calibration"
	"sendsim/sim/sweep"
)

// Version is the version of the program, as manifests record it.
const Version = "0.1.0"

// SweepName is the file that makes a folder that of a sweep: its design, and
// what else its bytes depend on.
const SweepName = "sweep.json"

// Sweep is sweep.json: enough for any machine with the program to live any part
// of it. It holds no date.
type Sweep struct {
	Version string       `json:"version"`
	Inputs  []Digest     `json:"inputs"` // what ships, and copies of what does not
	Design  sweep.Design `json:"design"`

	text   []byte
	digest string
}

// NewSweep is the sweep of a design by this program, on inputs that do not ship,
// of which its folder holds copies.
func NewSweep(d *sweep.Design, copied ...Digest) (*Sweep, error) {
	s := &Sweep{Version: Version, Design: *d}
	var err error
	if s.Inputs, err = ShippedInputs(); err != nil {
		return nil, err
	}
	s.Inputs = append(s.Inputs, copied...)
	if s.text, err = json.MarshalIndent(s, "", "  "); err != nil {
		return nil, err
	}
	s.text = append(s.text, '\n')
	sum := sha256.Sum256(s.text)
	s.digest = hex.EncodeToString(sum[:])
	return s, nil
}

// ReadSweep reads sweep.json; it is refused where another program wrote it.
func ReadSweep(r io.Reader) (*Sweep, error) {
	const most = 256 << 20 // bytes: far above a thousand scenarios of many points
	text, err := io.ReadAll(io.LimitReader(r, most))
	if err != nil {
		return nil, err
	}
	s := &Sweep{}
	decode := json.NewDecoder(bytes.NewReader(text))
	decode.DisallowUnknownFields()
	if err := decode.Decode(s); err != nil {
		return nil, fmt.Errorf("%s: %w", SweepName, err)
	}
	again, err := NewSweep(&s.Design, Copied(s.Inputs)...)
	if err != nil {
		return nil, err
	}
	if s.Version != Version {
		return nil, Refused{fmt.Sprintf("%s: the sweep is of sendsim %s, and this is %s: use one version for all of it", SweepName, s.Version, Version)}
	}
	if !bytes.Equal(again.text, text) {
		return nil, Refused{SweepName + ": the sweep rests on other calibrations than this program ships, or was changed: use one program for all of it"}
	}
	return again, again.Design.Sound(ColumnNames())
}

// Text is the file.
func (s *Sweep) Text() []byte { return s.text }

// Digest tells the sweep from every other.
func (s *Sweep) Digest() string { return s.digest }

// metadata is that of a file of the sweep, with more pairs behind it.
func (s *Sweep) metadata(format, title string, more ...string) arrow.Metadata {
	pairs := []string{keyFormat, format, keyTitle, title, keySign, Sign, keyCaution, Caution, keyLicence, Licence, keyFigures, Simulated, keyDesign, s.Digest()}
	if s.first(sweepLocal) != "" {
		pairs = append(pairs, keyLocal, containsLocal)
	}
	return paired(append(pairs, more...))
}

const containsLocal = "contains local data"

// ground says on what a sweep is lived that does not ship, or is another's.
func (s *Sweep) ground() (all []string) {
	if s.first(sweepLocal) != "" {
		all = append(all, containsLocal)
	}
	if s.first(sweepCalibrations) != "" {
		all = append(all, "on calibrations that do not ship")
	}
	if of := s.Design.RatesOf; len(of) > 0 {
		all = append(all, "on the rates of "+strings.Join(of, ", "))
	}
	return all
}

// ShippedInputs are the digests of what a run reads that ships, which are found
// once.
func ShippedInputs() ([]Digest, error) {
	all, err := shippedInputs()
	return slices.Clone(all), err
}

var shippedInputs = sync.OnceValues(func() ([]Digest, error) {
	ships := calibration.ShippedFiles()
	var all []Digest
	for _, name := range []string{calibration.CalibrationsZip, calibration.EvidenceZip} {
		d, err := DigestIn(ships, name)
		if err != nil {
			return nil, err
		}
		d.Ships = true
		all = append(all, d)
	}
	return all, nil
})
