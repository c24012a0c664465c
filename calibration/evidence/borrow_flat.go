package evidence

import "sendsim/cohorts"

// FlatAges is the set in which what was published of England only after the
// census of January is the same at every age of a band: what is borrowed of it
// then says nothing of ages. Beside the set itself it measures what that is
// worth.
func (s *Set) FlatAges(january int) *Set {
	type part struct {
		series Series
		year   int
		of     string
		band   cohorts.Band
	}
	flat := *s
	england := *s.England
	england.Rows = append([]Row(nil), s.England.Rows...)
	children, ages := map[part]float64{}, map[part]float64{}
	each := func(do func(p part, r *Row, width float64)) {
		for i := range england.Rows {
			r := &england.Rows[i]
			if singly(*r) && r.Published.Compare(KnownIn(january)) > 0 {
				do(part{r.Series, r.Year, r.Of, cohorts.BandOf(r.Ages.From)}, r, float64(r.Ages.To-r.Ages.From+1))
			}
		}
	}
	each(func(p part, r *Row, width float64) {
		children[p] += r.Value
		ages[p] += width
	})
	each(func(p part, r *Row, width float64) { r.Value = children[p] * width / ages[p] })
	flat.England = &england
	return &flat
}
