package evidence

import (
	"slices"
	"strings"
)

// AtConstantGeography is the set with the successors of a divided authority
// put together again: Bournemouth, Christchurch and Poole with Dorset, North
// with West Northamptonshire, Cumberland with Westmorland and Furness. Their
// sums are what was published of the whole, without the shares by which the
// past of each was worked out from figures that came later. Sums are known
// where every part's is; rates, shares and prices of the whole are not known.
func (s *Set) AtConstantGeography() *Set {
	whole := &Set{England: s.England, LeftOut: s.LeftOut}
	taken := map[string]bool{}
	for _, f := range s.Authorities {
		if taken[f.Area.Code] {
			continue
		}
		kin := s.kin(f)
		for _, k := range kin {
			taken[k.Area.Code] = true
		}
		whole.Authorities = append(whole.Authorities, together(kin))
	}
	return whole
}

// kin is a file with those of the authorities that share a predecessor with
// it, and so on, by code.
func (s *Set) kin(f *File) []*File {
	kin := []*File{f}
	for i := 0; i < len(kin); i++ {
		for _, other := range s.Authorities {
			if !slices.Contains(kin, other) && shareAPredecessor(kin[i], other) {
				kin = append(kin, other)
			}
		}
	}
	slices.SortFunc(kin, func(a, b *File) int { return strings.Compare(a.Area.Code, b.Area.Code) })
	return kin
}

func shareAPredecessor(a, b *File) bool {
	return slices.ContainsFunc(a.Area.Predecessors, func(p Share) bool {
		return slices.ContainsFunc(b.Area.Predecessors, func(q Share) bool { return p.Code == q.Code })
	})
}

// together is the sum of files: one alone is itself. Its codes, keys and names
// are those of its parts, joined by "+".
func together(parts []*File) *File {
	if len(parts) == 1 {
		return parts[0]
	}
	whole := &File{by: parts[0].by}
	join := func(of func(*Area) string) string {
		var words []string
		for _, p := range parts {
			words = append(words, of(&p.Area))
		}
		return strings.Join(words, "+")
	}
	whole.Area = Area{
		Code: join(func(a *Area) string { return a.Code }), Key: join(func(a *Area) string { return a.Key }),
		Name: join(func(a *Area) string { return a.Name }), Region: parts[0].Area.Region,
	}
	rest := make([]sheet, len(parts)-1)
	for i, p := range parts[1:] {
		rest[i] = sheetOf(p)
	}
	for _, r := range parts[0].Rows {
		if r.rate() {
			continue
		}
		complete := true
		for _, s := range rest {
			other, ok := s[r.cell()]
			complete = complete && ok
			r.Value += other.Value
			if r.Published.Compare(other.Published) < 0 {
				r.Published = other.Published
			}
		}
		if complete {
			r.Note = noted("derived: sum of "+whole.Area.Name, r.Note)
			whole.Rows = append(whole.Rows, r)
		}
	}
	return whole
}
