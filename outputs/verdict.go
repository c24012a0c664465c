package outputs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Verdict says whether a file of a run's folder is what the run makes when it
// is made again.
type Verdict struct {
	Name string `json:"name"`
	Says Says   `json:"verdict"`
	Why  string `json:"why,omitempty"`
	Was  Digest `json:"-"` // on the disk; empty where it is missing
	Is   Digest `json:"-"` // made again; empty where it is not made
}

// Says is the word of a verdict.
type Says string

// The verdicts.
const (
	Same    Says = "the same"
	Differs Says = "differs"
	Missing Says = "missing"
	Extra   Says = "extra"
)

// Verdicts compares what is found in a run's folder with what its manifest m
// says and with what was made again, by name. A file is the same when its
// size and digest are so in all three. The manifest itself stands in found
// and again alone.
func Verdicts(m Manifest, found, again []Digest) []Verdict {
	written, on, made := byName(Copied(m.Inputs), m.Outputs), byName(found), byName(again)
	all := map[string]Digest{}
	for _, files := range []map[string]Digest{written, on, made} {
		maps.Copy(all, files)
	}
	var list []Verdict
	for _, name := range slices.Sorted(maps.Keys(all)) {
		was, here := on[name]
		is, again := made[name]
		before, listed := written[name]
		v := Verdict{Name: name, Says: Same, Was: was, Is: is}
		switch changed := listed && was != before; {
		case !here:
			v.Says, v.Why = Missing, "the run wrote it, and it is not there"
		case !listed && !again:
			v.Says, v.Why = Extra, "the run did not write it"
		case !again:
			v.Says, v.Why = Extra, "the run wrote it, and this program does not"
		case changed && was == is:
			v.Says, v.Why = Differs, "the manifest says otherwise"
		case changed && is == before:
			v.Says, v.Why = Differs, "changed since the run wrote it"
		case changed:
			v.Says, v.Why = Differs, "changed since the run wrote it, and made again it is another"
		case was != is:
			v.Says, v.Why = Differs, "made again it is another"
		}
		list = append(list, v)
	}
	return list
}

// Copied is those of a manifest's inputs that do not ship: their copies stand
// in the run's folder.
func Copied(inputs []Digest) []Digest {
	return slices.DeleteFunc(slices.Clone(inputs), func(d Digest) bool { return d.Ships })
}

func byName(lists ...[]Digest) map[string]Digest {
	all := map[string]Digest{}
	for _, d := range slices.Concat(lists...) {
		all[d.Name] = d
	}
	return all
}

// ManifestsDiffer names the keys in which two manifests, as text, differ.
func ManifestsDiffer(was, is []byte) string {
	var a, b map[string]json.RawMessage
	if json.Unmarshal(was, &a) != nil || json.Unmarshal(is, &b) != nil {
		return ""
	}
	all := maps.Clone(a)
	maps.Copy(all, b)
	var keys []string
	for _, key := range slices.Sorted(maps.Keys(all)) {
		if !bytes.Equal(a[key], b[key]) {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return ""
	}
	return fmt.Sprintf("differs in: %s", strings.Join(keys, ", "))
}
