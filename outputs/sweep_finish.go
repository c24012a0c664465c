package outputs

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"slices"
	"strings"

	"sendsim/sim/sweep"
)

// PartsName is the file of a sweep that lists every other with its digest: it
// is written last, so a folder that has it is whole.
const PartsName = "parts.json"

// Put puts a file of a sweep where it belongs, whole or not at all.
type Put func(name string, text []byte) error

// Gather adds up the tallies of items, which are those of the whole design in
// any order: the last of each combination ends it.
func Gather(s *Sweep, tallies map[sweep.Item]sweep.Tally) *Swept {
	place := map[sweep.Combination]int{}
	all := s.Design.Combinations()
	for i, c := range all {
		place[c] = i
	}
	done := &Swept{Sweep: s, Tallies: make([]sweep.Tally, len(all))}
	for item, t := range tallies {
		done.Tallies[place[item.Combination]].Merge(&t)
	}
	return done
}

// Finish writes what the combinations come to, the pictures, and last the list
// of all files of the folder.
func (s *Swept) Finish(folder fs.FS, put Put) error {
	d := &s.Sweep.Design
	made := []string{SweepName}
	write := func(name string, of func(io.Writer) error) error {
		var b bytes.Buffer
		if err := of(&b); err != nil {
			return err
		}
		made = append(made, name)
		return put(name, b.Bytes())
	}
	if err := write(SweptName, s.WriteArrow); err != nil {
		return err
	}
	for a, key := range d.Authorities {
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
	for _, i := range d.Items() {
		made = append(made, SweepPartName(d, i))
	}
	var all []Digest
	for _, name := range made {
		one, err := DigestIn(folder, name)
		if err != nil {
			return err
		}
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b Digest) int { return strings.Compare(a.Name, b.Name) })
	text, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	return put(PartsName, append(text, '\n'))
}
