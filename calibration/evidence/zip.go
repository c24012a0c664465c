package evidence

import (
	"archive/zip"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// OpenZip opens a zip of a release or of evidence for reading. It refuses an
// archive that is too large, or whose names lead out of it.
func OpenZip(r io.ReaderAt, size int64) (fs.FS, error) {
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("is not a zip that can be read: %w", err)
	}
	if len(archive.File) > maxFiles {
		return nil, fmt.Errorf("holds %d files, more than the %d that are allowed", len(archive.File), maxFiles)
	}
	var total uint64
	for _, f := range archive.File {
		if !fs.ValidPath(strings.TrimSuffix(f.Name, "/")) || strings.ContainsAny(f.Name, `\:`) {
			return nil, fmt.Errorf("holds a file named %q, which leads out of it", f.Name)
		}
		if !f.Mode().IsRegular() && !f.Mode().IsDir() {
			return nil, fmt.Errorf("%s is neither a file nor a folder", f.Name)
		}
		if f.UncompressedSize64 > maxFile {
			return nil, fmt.Errorf("%s is larger than the %d MB that are allowed", f.Name, maxFile>>20)
		}
		if total += f.UncompressedSize64; total > maxTotal {
			return nil, fmt.Errorf("unpacks to more than the %d MB that are allowed", maxTotal>>20)
		}
	}
	return archive, nil
}
