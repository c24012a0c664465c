package evidence

import (
	"fmt"
	"slices"
	"strings"
)

// aliases are other names under which published lists and people know an
// authority, by its key.
var aliases = map[string][]string{
	"bedford":                            {"bedford-borough"},
	"bournemouth-christchurch-and-poole": {"bcp"},
	"bristol":                            {"city-of-bristol"},
	"county-durham":                      {"durham"},
	"kingston-upon-hull":                 {"hull"},
	"st-helens":                          {"saint-helens"},
}

// slug is a name in lower case letters, digits and single hyphens.
func slug(name string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range strings.ToLower(strings.ReplaceAll(name, "&", " and ")) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			b.WriteRune(r)
		case r == '\'' || r == '’':
		default:
			hyphen = true
		}
	}
	return b.String()
}

// keyOf is the key of an authority: its name as a slug, without "City of" and
// "County of" behind it.
func keyOf(name string) string {
	key := slug(name)
	for _, suffix := range []string{"-city-of", "-county-of"} {
		key = strings.TrimSuffix(key, suffix)
	}
	return key
}

// Authority finds an authority by name, code, old code, key or alias. The
// error says which names are near, or why the authority is left out.
func (s *Set) Authority(nameOrCodeOrKey string) (*File, error) {
	if i := match(s.areas(), nameOrCodeOrKey); i >= 0 {
		return s.Authorities[i], nil
	}
	return nil, s.unknown(nameOrCodeOrKey)
}

// Area finds an authority, or England.
func (s *Set) Area(nameOrCodeOrKey string) (*File, error) {
	if s.England != nil && match([]Area{s.England.Area}, nameOrCodeOrKey) == 0 {
		return s.England, nil
	}
	return s.Authority(nameOrCodeOrKey)
}

func (s *Set) areas() []Area {
	areas := make([]Area, len(s.Authorities))
	for i, f := range s.Authorities {
		areas[i] = f.Area
	}
	return areas
}

// match is the position of the area meant, or -1.
func match(areas []Area, want string) int {
	want = strings.TrimSpace(want)
	if want == "" {
		return -1
	}
	key := keyOf(want)
	return slices.IndexFunc(areas, func(a Area) bool {
		return strings.EqualFold(a.Code, want) || a.OldCode == want || key != "" && a.Key == key ||
			slices.Contains(a.Aliases, key) || slices.Contains(a.Codes, strings.ToUpper(want))
	})
}

func (s *Set) unknown(want string) error {
	for _, r := range s.LeftOut {
		if strings.EqualFold(r.Code, want) || keyOf(r.Name) == keyOf(want) {
			return fmt.Errorf("%s is left out: %s", r.Name, r.Why)
		}
	}
	near := nearest(s.areas(), want)
	if len(near) == 0 {
		return fmt.Errorf("%q is not an authority that is known", want)
	}
	return fmt.Errorf("%q is not an authority that is known; the nearest names are %s", want, strings.Join(near, ", "))
}

// nearest lists up to three names that could have been meant.
func nearest(areas []Area, want string) []string {
	key := keyOf(want)
	type near struct {
		name string
		away int
	}
	var all []near
	for _, a := range areas {
		all = append(all, near{a.Name, away(key, a.Key)})
	}
	slices.SortStableFunc(all, func(a, b near) int { return a.away - b.away })
	var names []string
	for _, n := range all[:min(3, len(all))] {
		names = append(names, n.name)
	}
	return names
}

// away is how far a word is from a key: from the whole of it, or from its first
// words, which is how people shorten names.
func away(word, key string) int {
	best := 2 * distance(word, key)
	for i := range len(key) {
		if key[i] == '-' {
			best = min(best, 2*distance(word, key[:i])+1)
		}
	}
	if len(word) >= 4 && strings.Contains(key, word) {
		best = min(best, 2)
	}
	return best
}

// distance is the number of letters to add, drop or change between two words.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
