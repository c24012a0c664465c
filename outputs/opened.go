package outputs

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"sendsim/sim/attribution"
)

// Opened is the folder of a run or of a comparison, read back: every file of it
// is there, and is as its manifest says.
type Opened struct {
	Manifest Manifest
	Runs     []OpenedRun   // the run; of a comparison the base first
	Effects  []*Effect     // of a comparison, one for each run after the base
	Worths   []OpenedWorth // of knowing before choosing; none where it was not worked out

	folder fs.FS
}

// OpenedRun is a run, by itself or in a comparison.
type OpenedRun struct {
	Folder   string // within the folder opened; "" is that itself
	Name     string // of the scenario in a comparison
	Manifest Manifest
	Summary  *Summary
	Drivers  *Drivers // of its range; nil where that was not worked out
}

// Open reads a folder. version is the reader's own: what a newer one wrote is
// refused, for it may mean something else.
func Open(folder fs.FS, version string) (*Opened, error) {
	m, err := openManifest(folder, "", version)
	if err != nil {
		return nil, err
	}
	if err := Kept(folder, slices.Concat(Copied(m.Inputs), m.Outputs)); err != nil {
		return nil, err
	}
	if m.Shard != nil {
		return nil, Refused{fmt.Sprintf("is shard %v of a run: bring all %d together with sendsim merge", m.Shard, m.Shard.Of)}
	}
	if m.lists(StandingsName) {
		return nil, Refused{"is a run of all authorities, which holds how they stand to one another and no futures: read " + StandingsName + ", or run an authority or a sum"}
	}
	o := &Opened{folder: folder, Manifest: m, Runs: []OpenedRun{{Manifest: m}}}
	if len(m.Compared) > 0 {
		o.Runs = nil
	}
	for _, c := range m.Compared {
		if !fs.ValidPath(c.Folder) || c.Folder == "." {
			return nil, fmt.Errorf("%s: %q is not a folder within", ManifestName, c.Folder)
		}
		one, err := openManifest(folder, c.Folder, version)
		if err != nil {
			return nil, err
		}
		o.Runs = append(o.Runs, OpenedRun{Folder: c.Folder, Name: c.Name, Manifest: one})
	}
	for i := range o.Runs {
		if err := o.Runs[i].open(folder); err != nil {
			return nil, err
		}
	}
	if err := o.openDrivers(folder); err != nil {
		return nil, err
	}
	return o, o.openEffects(folder)
}

// openManifest reads the manifest of a folder within. That a newer version
// wrote it is said before what of it is not understood.
func openManifest(folder fs.FS, within, version string) (Manifest, error) {
	name := path.Join(within, ManifestName)
	text, err := fs.ReadFile(folder, name)
	if errors.Is(err, fs.ErrNotExist) {
		return Manifest{}, Refused{fmt.Sprintf("there is no %s: it is not the folder of a run or of a comparison", name)}
	}
	if err != nil {
		return Manifest{}, err
	}
	var by struct {
		Version string `json:"version"`
	}
	if json.Unmarshal(text, &by) == nil && newer(by.Version, version) {
		return Manifest{}, Refused{fmt.Sprintf("%s: the run was made by sendsim %s, and this is %s: read it with that version or a later one", name, by.Version, version)}
	}
	m, err := ReadManifest(bytes.NewReader(text))
	if err != nil && within != "" {
		err = fmt.Errorf("%s: %w", within, err)
	}
	return m, err
}

// newer tells whether a version, numbers between dots, is later than another.
// One that is no version is not.
func newer(version, than string) bool {
	a, b := strings.Split(version, "."), strings.Split(than, ".")
	for i, part := range a {
		n, err := strconv.Atoi(part)
		if err != nil {
			return false
		}
		m := 0
		if i < len(b) {
			m, _ = strconv.Atoi(b[i])
		}
		if n != m {
			return n > m
		}
	}
	return false
}

// Kept says which files of a folder are missing or not as their digests say.
func Kept(folder fs.FS, want []Digest) error {
	var faults []error
	for _, w := range want {
		have, err := DigestIn(folder, w.Name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			faults = append(faults, fmt.Errorf("%s is missing: the run wrote %d bytes with the SHA-256 %s", w.Name, w.Bytes, w.SHA256))
		case err != nil:
			faults = append(faults, err)
		case have.Bytes != w.Bytes || have.SHA256 != w.SHA256:
			faults = append(faults, fmt.Errorf("%s was changed since the run: its SHA-256 is %s, the manifest's %s%s; put the file back as it was", w.Name, have.SHA256, w.SHA256, cutShort(have, w)))
		}
	}
	return errors.Join(faults...)
}

// cutShort says so of a file that has fewer bytes than it was written with.
func cutShort(have, want Digest) string {
	if have.Bytes >= want.Bytes {
		return ""
	}
	return fmt.Sprintf(" (it is cut short, at %d of %d bytes)", have.Bytes, want.Bytes)
}

// DigestIn is the digest of a file of a folder.
func DigestIn(folder fs.FS, name string) (Digest, error) {
	file, err := folder.Open(name)
	if err != nil {
		return Digest{}, err
	}
	defer file.Close()
	return DigestOf(name, file)
}

// open reads the summary of a run.
func (r *OpenedRun) open(folder fs.FS) error {
	name := path.Join(r.Folder, SummaryName)
	file, err := fs.ReadFile(folder, name)
	if err != nil {
		return err
	}
	if r.Summary, err = OpenSummary(file); err != nil {
		return within(r.Folder, err)
	}
	if s := r.Summary; !slices.Equal(s.Areas, r.Manifest.Areas) || s.FirstYear != r.Manifest.FirstYear || s.Years != r.Manifest.Years {
		return fmt.Errorf("%s is not of the run that %s tells of", name, path.Join(r.Folder, ManifestName))
	}
	r.Summary.Draws, r.Summary.Warnings, r.Summary.FullCounts = r.Manifest.Draws, r.Manifest.Warnings, r.Manifest.FullCounts
	return nil
}

// within says in which folder an error lies.
func within(folder string, err error) error {
	if err == nil || folder == "" {
		return err
	}
	return fmt.Errorf("%s: %w", folder, err)
}

// openEffects reads what a comparison says of its runs together.
func (o *Opened) openEffects(folder fs.FS) error {
	if len(o.Runs) < 2 {
		return nil
	}
	var summaries []*Summary
	var names []string
	var plans []*attribution.Plan
	for i, r := range o.Runs {
		summaries, names = append(summaries, r.Summary), append(names, r.Name)
		if i > 0 {
			plans = append(plans, o.Manifest.Compared[i].Plan)
		}
	}
	file, err := fs.ReadFile(folder, EffectsName)
	if err != nil {
		return err
	}
	if o.Effects, err = OpenEffects(file, summaries, names); err != nil {
		return err
	}
	if file, err = fs.ReadFile(folder, AttributionName); err != nil {
		return err
	}
	return OpenAttribution(file, o.Effects, plans)
}
