package outputs

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// What a run's folder holds beside its results.
const (
	// ManifestName is the file that makes a folder the folder of a run.
	ManifestName = "manifest.json"
	// InputsName is the folder for copies of what was read and does not
	// ship, so that the run can be made again from its folder alone.
	InputsName = "inputs"
)

// Folder writes a run's folder: under a name of its own beside the target
// until it is whole, then in one step under the target's. It is for one
// goroutine, but for the sinks of a run.
type Folder struct {
	disk    Disk
	target  string
	draft   string
	replace bool
	ended   bool
	files   []*Output
}

// Refused says why a target is not one to write to: another must be chosen.
type Refused struct{ Why string }

func (r Refused) Error() string { return r.Why }

// NewFolder begins a folder. A target that is not empty is Refused unless
// forced; even then it must be a run's folder, and it stays as it is until
// the new one is whole.
func NewFolder(disk Disk, target string, force bool) (*Folder, error) {
	names, err := disk.Names(target)
	if err != nil {
		return nil, err
	}
	if len(names) > 0 {
		if !force {
			return nil, Refused{target + " is not empty: choose another folder, or replace it with --force"}
		}
		if !slices.Contains(names, ManifestName) {
			return nil, Refused{fmt.Sprintf("%s is not empty and has no %s, so it is not a run's folder: it is not replaced", target, ManifestName)}
		}
	}
	draft, err := disk.Draft(target)
	if err != nil {
		return nil, err
	}
	return &Folder{disk: disk, target: target, draft: draft, replace: force}, nil
}

// Output is a file of a folder. Its digest is taken as it is written.
type Output struct {
	name   string
	file   File
	digest hash.Hash
	size   int64
	closed bool
}

// Create makes a file. Its name may have folders in it, with slashes.
func (f *Folder) Create(name string) (*Output, error) {
	if !fs.ValidPath(name) || name == "." {
		return nil, fmt.Errorf("%q is not the name of a file in a folder", name)
	}
	if slices.ContainsFunc(f.files, func(o *Output) bool { return o.name == name }) {
		return nil, fmt.Errorf("%s is written twice", name)
	}
	file, err := f.disk.Create(f.draft, name)
	if err != nil {
		return nil, err
	}
	o := &Output{name: name, file: file, digest: sha256.New()}
	f.files = append(f.files, o)
	return o, nil
}

// Write makes a file of what write writes.
func (f *Folder) Write(name string, write func(io.Writer) error) error {
	o, err := f.Create(name)
	if err != nil {
		return err
	}
	if err := write(o); err != nil {
		return errors.Join(fmt.Errorf("%s: %w", name, err), o.Close())
	}
	return o.Close()
}

// WriteBytes makes a file of bytes.
func (f *Folder) WriteBytes(name string, b []byte) error {
	return f.Write(name, func(w io.Writer) error { _, err := w.Write(b); return err })
}

func (o *Output) Write(b []byte) (int, error) {
	n, err := o.file.Write(b)
	o.digest.Write(b[:max(n, 0)])
	o.size += int64(n)
	if err == nil && n < len(b) {
		err = io.ErrShortWrite
	}
	return n, err
}

// ReadAt reads what is written already.
func (o *Output) ReadAt(b []byte, at int64) (int, error) { return o.file.ReadAt(b, at) }

// Size is the number of bytes written.
func (o *Output) Size() int64 { return o.size }

// Close ends the file. A second Close does nothing.
func (o *Output) Close() error {
	if o.closed {
		return nil
	}
	o.closed = true
	if err := o.file.Close(); err != nil {
		return fmt.Errorf("%s: %w", o.name, err)
	}
	return nil
}

// Manifest writes the manifest of the files below within ("" is all), whose
// digests it adds to m: copies of inputs to the inputs that ship, the others
// to the outputs.
func (f *Folder) Manifest(within string, m Manifest) error {
	m.Inputs, m.Outputs = slices.Clone(m.Inputs), nil
	for _, o := range f.files {
		name, below := strings.CutPrefix(o.name, path.Clean(within)+"/")
		if within == "" {
			name, below = o.name, true
		}
		if !below {
			continue
		}
		list := &m.Outputs
		if strings.HasPrefix(name, InputsName+"/") {
			list = &m.Inputs
		}
		*list = append(*list, Digest{Name: name, Bytes: o.size, SHA256: hex.EncodeToString(o.digest.Sum(nil))})
	}
	for _, list := range [][]Digest{m.Inputs, m.Outputs} {
		slices.SortFunc(list, func(a, b Digest) int { return strings.Compare(a.Name, b.Name) })
	}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return f.WriteBytes(path.Join(within, ManifestName), append(text, '\n'))
}

// Finish writes the manifest of the whole folder and gives the folder its
// name.
func (f *Folder) Finish(m Manifest) error {
	if err := f.Manifest("", m); err != nil {
		return err
	}
	for _, o := range f.files {
		if err := o.Close(); err != nil {
			return err
		}
	}
	if err := f.disk.Publish(f.draft, f.target, f.replace); err != nil {
		return err
	}
	f.ended = true
	return nil
}

// Abandon takes away what was written. After Finish it does nothing, so it
// may be deferred.
func (f *Folder) Abandon() error {
	if f.ended {
		return nil
	}
	f.ended = true
	var faults []error
	for _, o := range f.files {
		faults = append(faults, o.Close())
	}
	return errors.Join(append(faults, f.disk.Discard(f.draft))...)
}
