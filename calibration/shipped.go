package calibration

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"sendsim/calibration/evidence"
)

//go:embed shipped
var shippedFiles embed.FS

// Shipped is the library that ships: every authority of England that is not
// too small, fitted to what was known with the census of January 2024. It is
// read once, and shared: not to be written to. Of the evidence it has the
// figures of all ages together; ShippedEvidence has all.
func Shipped() (*Library, error) { return shippedLibrary() }

// ShippedFiles is what ships as it is built in: EvidenceZip, CalibrationsZip.
func ShippedFiles() fs.FS {
	ships, err := fs.Sub(shippedFiles, "shipped")
	if err != nil {
		panic(err) // the folder is built in
	}
	return ships
}

// OpenShipped opens what ships without reading its authorities.
func OpenShipped() (*Compact, error) { return shippedCompact() }

var (
	shippedCompact = sync.OnceValues(func() (*Compact, error) {
		known, err1 := shippedFiles.ReadFile("shipped/" + EvidenceZip)
		fitted, err2 := shippedFiles.ReadFile("shipped/" + CalibrationsZip)
		if err := errors.Join(err1, err2); err != nil {
			return nil, err
		}
		return OpenCompact(known, fitted)
	})
	shippedLibrary = sync.OnceValues(func() (*Library, error) {
		c, err := shippedCompact()
		if err != nil {
			return nil, err
		}
		return c.Library()
	})
)

// ShippedEvidence is the evidence that ships, whole: money that was published
// after the census too.
func ShippedEvidence() (*evidence.Set, error) {
	b, err := shippedFiles.ReadFile("shipped/" + EvidenceZip)
	if err != nil {
		return nil, err
	}
	zipped, err := evidence.OpenZip(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, fmt.Errorf("%s %w", EvidenceZip, err)
	}
	return evidence.ReadSet(zipped)
}
