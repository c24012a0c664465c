package outputs

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"
)

// PartsName is the file of a sweep that lists every other with its digest: it
// is written last, and taken away before a part that is missing is made again, so
// a folder that has it was whole when it was written.
const PartsName = "parts.json"

// Put puts a file of a sweep where it belongs, whole or not at all.
type Put func(name string, text []byte) error

// Finish writes what the combinations come to, the pictures, and last the list
// of all files; nothing after what could not be written.
func (s *Swept) Finish(put Put) error {
	if err := s.whole(); err != nil {
		return err
	}
	all := slices.Clone(s.Parts)
	note := func(name string, text []byte) error {
		one, err := DigestOf(name, bytes.NewReader(text))
		all = append(all, one)
		return err
	}
	write := func(name string, of func(io.Writer) error) error {
		var b bytes.Buffer
		if err := of(&b); err != nil {
			return err
		}
		if err := put(name, b.Bytes()); err != nil {
			return err
		}
		return note(name, b.Bytes())
	}
	if err := note(SweepName, s.Sweep.Text()); err != nil {
		return err
	}
	if err := write(SweptName, s.WriteArrow); err != nil {
		return err
	}
	for a, key := range s.Sweep.Design.Authorities {
		f := s.FrontierOf(a)
		if f == nil {
			continue
		}
		if err := write("frontier-"+key+".svg", f.WriteSVG); err != nil {
			return err
		}
		if err := write("frontier-"+key+".png", f.WritePNG); err != nil {
			return err
		}
	}
	slices.SortFunc(all, func(a, b Digest) int { return strings.Compare(a.Name, b.Name) })
	text, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	return put(PartsName, append(text, '\n'))
}
