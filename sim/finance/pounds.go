package finance

import (
	"math"
	"strconv"
)

// Pounds is whole pounds of the year they are spent in. Sums of Pounds are
// exact; what is computed in fractions is rounded once, at its line, by Round.
type Pounds int64

// Round is x pounds to the nearest whole pound, halves away from zero.
func Round(x float64) Pounds { return Pounds(math.Round(x)) }

// String is, for example, "£1,234,567" or "-£89".
func (p Pounds) String() string {
	digits := strconv.FormatInt(int64(p), 10)
	sign := ""
	if p < 0 {
		sign, digits = "-", digits[1:]
	}
	const group = 3
	out := make([]byte, 0, len(digits)+len(digits)/group+len("-£"))
	out = append(append(out, sign...), "£"...)
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%group == 0 {
			out = append(out, ',')
		}
		out = append(out, digits[i])
	}
	return string(out)
}
