package posterior

import "math"

// lower is a lower triangular matrix, by rows.
type lower [][]float64

func newLower(n int) lower {
	l := make(lower, n)
	for i := range l {
		l[i] = make([]float64, i+1)
	}
	return l
}

// cholesky is the root L of a symmetric matrix L L', of which the lower half is
// read; false where it is not positive definite.
func cholesky(a [][]float64) (lower, bool) {
	l := newLower(len(a))
	for i := range a {
		for j := 0; j <= i; j++ {
			s := a[i][j]
			for k := range j {
				s -= float64(l[i][k] * l[j][k])
			}
			if i != j {
				l[i][j] = s / l[j][j]
				continue
			}
			if !(s > 0) || math.IsInf(s, 1) {
				return nil, false
			}
			l[i][i] = math.Sqrt(s)
		}
	}
	return l, true
}

// times is L u.
func (l lower) times(u, into []float64) {
	for i, row := range l {
		into[i] = 0
		for k, x := range row {
			into[i] += float64(x * u[k])
		}
	}
}

// solve is the x with L x = b.
func (l lower) solve(b []float64) []float64 {
	x := make([]float64, len(b))
	for i, row := range l {
		s := b[i]
		for k := range i {
			s -= float64(row[k] * x[k])
		}
		x[i] = s / row[i]
	}
	return x
}

// solveUp is the x with L' x = b.
func (l lower) solveUp(b []float64) []float64 {
	n := len(b)
	x := make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		s := b[i]
		for k := i + 1; k < n; k++ {
			s -= float64(l[k][i] * x[k])
		}
		x[i] = s / l[i][i]
	}
	return x
}

// inverse is the lower half, and the upper, of (L L')^-1.
func (l lower) inverse() [][]float64 {
	n := len(l)
	a := make([][]float64, n)
	for j := range a {
		unit := make([]float64, n)
		unit[j] = 1
		a[j] = l.solveUp(l.solve(unit)) // symmetric: a column is a row
	}
	return a
}

// shift makes L the root of L L' + sign v v'; v is used up. False, with L spent,
// where that is not positive definite.
func (l lower) shift(v []float64, sign float64) bool {
	n := len(v)
	for k := range n {
		d := float64(l[k][k]*l[k][k]) + float64(sign*v[k]*v[k])
		if d <= 0 {
			return false
		}
		r := math.Sqrt(d)
		c, s := r/l[k][k], v[k]/l[k][k]
		l[k][k] = r
		for i := k + 1; i < n; i++ {
			l[i][k] = (l[i][k] + float64(sign*s*v[i])) / c
			v[i] = float64(c*v[i]) - float64(s*l[i][k])
		}
	}
	return true
}

func (l lower) clone() lower {
	c := newLower(len(l))
	c.copy(l)
	return c
}

// copy makes L the same as another of its size.
func (l lower) copy(of lower) {
	for i := range l {
		copy(l[i], of[i])
	}
}
