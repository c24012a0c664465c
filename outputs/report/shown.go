package report

import "sendsim/internal/disclosure"

// shown is a count of real children as it may be shown: not a small one, unless
// the run was made in full.
func shown(n float64, full bool) string {
	if !full && disclosure.Hidden(n) {
		return disclosure.Mark
	}
	return number(n, 0)
}
