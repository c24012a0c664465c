package report

import (
	"archive/zip"
	"fmt"
	"io"
	"strings"
)

// WriteCharts writes every chart of the report twice, as SVG and as PNG, into a
// zip: to be put into a paper of one's own. Names go by the part of the report
// and the order in it; no date is in it, so that it is the same each time.
func WriteCharts(w io.Writer, p *Paper) error {
	z := zip.NewWriter(w)
	n := 0
	for _, s := range Sections(p) {
		for _, b := range s.Blocks {
			if b.Figure == nil {
				continue
			}
			n++
			name := fmt.Sprintf("%02d-%s", n, s.Key)
			for _, as := range []struct {
				ending string
				method uint16
				write  func(io.Writer) error
			}{{".svg", zip.Deflate, b.Figure.WriteSVG}, {".png", zip.Store, b.Figure.WritePNG}} {
				to, err := z.CreateHeader(&zip.FileHeader{Name: name + as.ending, Method: as.method})
				if err != nil {
					return err
				}
				if err := as.write(to); err != nil {
					return err
				}
			}
			to, err := z.CreateHeader(&zip.FileHeader{Name: name + ".txt", Method: zip.Deflate})
			if err != nil {
				return err
			}
			if _, err := io.WriteString(to, strings.Join([]string{b.Figure.Title, b.Figure.Says, ""}, "\n\n")); err != nil {
				return err
			}
		}
	}
	return z.Close()
}
