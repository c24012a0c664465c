package outputs

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"sendsim/sim/sweep"
)

// PartsName is the file of a sweep that lists every other with its digest: it
// is written last, and taken away before a part that is missing is made again, so
// a folder that has it was whole when it was written.
const PartsName = "parts.json"

// Put puts a file of a sweep where it belongs, whole or not at all.
type Put func(name string, text []byte) error

// Gather adds up items, which are those of the whole design in any order.
func Gather(s *Sweep, lived map[sweep.Item]LivedPart) *Swept {
	place := map[sweep.Combination]int{}
	all := s.Design.Combinations()
	for i, c := range all {
		place[c] = i
	}
	done := &Swept{Sweep: s, Tallies: make([]sweep.Tally, len(all))}
	for item, l := range lived {
		done.Tallies[place[item.Combination]].Merge(&l.Tally)
		done.Parts = append(done.Parts, l.File)
	}
	return done
}

// Finish writes what the combinations come to, the pictures, and last the list
// of all files.
func (s *Swept) Finish(put Put) error {
	all := slices.Clone(s.Parts)
	note := func(name string, text []byte) error {
		one, err := DigestOf(name, bytes.NewReader(text))
		all = append(all, one)
		return err
	}
	write := func(name string, of func(io.Writer) error) error {
		var b bytes.Buffer
		return errors.Join(of(&b), put(name, b.Bytes()), note(name, b.Bytes()))
	}
	if err := errors.Join(note(SweepName, s.Sweep.Text()), write(SweptName, s.WriteArrow)); err != nil {
		return err
	}
	for a, key := range s.Sweep.Design.Authorities {
		f := s.FrontierOf(a)
		if f == nil {
			continue
		}
		if err := errors.Join(write("frontier-"+key+".svg", f.WriteSVG), write("frontier-"+key+".png", f.WritePNG)); err != nil {
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
