package oracle

import (
	"math"
	"slices"

	"sendsim/cohorts"
)

// A Column is one number of every future.
type Column struct {
	Term   cohorts.Term
	Name   string
	Values []float64 // one for each future
}

// Moments collects the numbers of many futures at chosen terms: of the state
// at the end of the term, and of the flows since the chosen term before it.
// One future after another passes through [Moments.Each].
type Moments struct {
	terms   []cohorts.Term
	columns []Column
	since   []float64 // flows since the last chosen term
	next    int       // number of the next chosen term, in terms
	column  int       // the next column to be filled
}

// NewMoments collects at these terms.
func NewMoments(terms ...cohorts.Term) *Moments {
	m := &Moments{terms: slices.Clone(terms)}
	slices.SortFunc(m.terms, func(a, b cohorts.Term) int { return a.Index() - b.Index() })
	state, flows := stocks(&cohorts.State{}), counts(&cohorts.Flows{})
	m.since = make([]float64, len(flows))
	for _, t := range m.terms {
		for _, q := range slices.Concat(state, flows) {
			m.columns = append(m.columns, Column{Term: t, Name: q.name})
		}
	}
	return m
}

// Each takes the end of one term, when the state's Term is the next one: it is
// what [Future] calls. After the last of the chosen terms, which each future
// must reach, a term up to the first of them belongs to the next future.
func (m *Moments) Each(s *cohorts.State, f *cohorts.Flows) {
	t := lived(s)
	if m.next == len(m.terms) { // beyond the last chosen term, or a new future
		if m.terms[0].Before(t) {
			return
		}
		m.next, m.column = 0, 0
		clear(m.since)
	}
	flows := counts(f)
	for i, q := range flows {
		m.since[i] += float64(q.value)
	}
	if t != m.terms[m.next] {
		return
	}
	for _, q := range stocks(s) {
		m.put(float64(q.value))
	}
	for _, n := range m.since {
		m.put(n)
	}
	clear(m.since)
	m.next++
}

// lived is the term that a state is the end of.
func lived(s *cohorts.State) cohorts.Term {
	if s.Term.Part == cohorts.Autumn {
		return cohorts.Term{Year: s.Term.Year - 1, Part: cohorts.Summer}
	}
	return cohorts.Term{Year: s.Term.Year, Part: s.Term.Part - 1}
}

func (m *Moments) put(x float64) {
	c := &m.columns[m.column]
	c.Values = append(c.Values, x)
	m.column++
}

// Columns are what was collected, term by term.
func (m *Moments) Columns() []Column { return m.columns }

// Futures is the number of futures collected in full.
func (m *Moments) Futures() int {
	if len(m.columns) == 0 {
		return 0
	}
	return len(m.columns[len(m.columns)-1].Values)
}

// Merge adds the futures of o, collected at the same terms.
func (m *Moments) Merge(o *Moments) {
	if !slices.Equal(m.terms, o.terms) {
		panic("oracle: moments of different terms")
	}
	for i := range m.columns {
		m.columns[i].Values = append(m.columns[i].Values, o.columns[i].Values...)
	}
}

// Mean is the mean over futures.
func (c *Column) Mean() float64 {
	sum := 0.0
	for _, x := range c.Values {
		sum += x
	}
	return sum / float64(len(c.Values))
}

// Variance is the variance over futures.
func (c *Column) Variance() float64 {
	m2, _ := c.central()
	n := float64(len(c.Values))
	return m2 / (n - 1)
}

// central are the sums of the second and fourth powers of the distances from
// the mean.
func (c *Column) central() (two, four float64) {
	mean := c.Mean()
	for _, x := range c.Values {
		d := (x - mean) * (x - mean)
		two += d
		four += d * d
	}
	return two, four
}

// Quantile is the least value that a share p of the futures does not exceed.
func (c *Column) Quantile(p float64) float64 {
	return quantile(slices.Sorted(slices.Values(c.Values)), p)
}

func quantile(sorted []float64, p float64) float64 {
	i := int(math.Ceil(p*float64(len(sorted)))) - 1
	return sorted[min(max(i, 0), len(sorted)-1)]
}
