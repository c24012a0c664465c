package calibration

import (
	"archive/zip"
	"compress/flate"
	"io"
)

// archive is a zip whose bytes depend on what is added alone. The first error
// ends it.
type archive struct {
	zip *zip.Writer
	err error
}

func newArchive(w io.Writer) *archive {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	return &archive{zip: z}
}

// create begins a file, which ends when the next begins.
func (a *archive) create(name string) (io.WriteCloser, error) {
	out, err := a.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate}) // no time: the same bytes every day
	return archived{out}, err
}

// archived is a file of an archive.
type archived struct{ io.Writer }

func (archived) Close() error { return nil }

func (a *archive) add(name string, b []byte) {
	if a.err != nil {
		return
	}
	var out io.Writer
	if out, a.err = a.create(name); a.err == nil {
		_, a.err = out.Write(b)
	}
}

func (a *archive) close() error {
	if a.err != nil {
		return a.err
	}
	return a.zip.Close()
}
