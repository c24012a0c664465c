package strict

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Unit is how an amount is written.
type Unit uint8

// The units of amounts. All are held in their base: a share as 0 to 1, pounds
// as pounds.
const (
	Number Unit = iota // 12, 0.5
	Share              // 40%, 0.4
	Pounds             // 350000, 350k, 1.2m, 2bn, with or without £
)

var suffixes = []struct{ sign, exponent string }{{"k", "e3"}, {"m", "e6"}, {"bn", "e9"}}

var (
	errNoNumber = errors.New("is no number")
	errCommas   = errors.New("has commas: write 350000 or 350k")
)

// Parse reads an amount.
func (u Unit) Parse(s string) (float64, error) {
	exponent := ""
	switch u {
	case Share:
		if rest, ok := strings.CutSuffix(s, "%"); ok {
			s, exponent = strings.TrimRight(rest, " "), "e-2"
		}
	case Pounds:
		if strings.Contains(s, ",") {
			return 0, errCommas
		}
		sign := ""
		if strings.HasPrefix(s, "-") {
			sign, s = "-", s[1:]
		}
		s = sign + strings.TrimPrefix(s, "£")
		for _, x := range suffixes {
			if rest, ok := strings.CutSuffix(strings.ToLower(s), x.sign); ok {
				s, exponent = rest, x.exponent
				break
			}
		}
	}
	if !plain(s) {
		return 0, errNoNumber
	}
	// The exponent is read with the digits, so 0.7% is the number nearest to
	// 0.007 and not that nearest to 0.7, divided.
	x, err := strconv.ParseFloat(s+exponent, 64)
	if err != nil {
		return 0, errNoNumber
	}
	return x, nil
}

// plain tells whether s is digits with at most one point among them, and a
// sign before: no hexadecimals, exponents, infinities, or digits without end.
func plain(s string) bool {
	const longest = 400 // the smallest float has 325 digits after its point
	s = strings.TrimPrefix(s, "-")
	before, after, point := strings.Cut(s, ".")
	return before != "" && len(s) <= longest && (!point || after != "") &&
		strings.Trim(before+after, "0123456789") == ""
}

// Format writes an amount so that Parse reads the same number, to the last
// bit.
func (u Unit) Format(x float64) string {
	switch u {
	case Share:
		return shift(x, 2) + "%"
	case Pounds:
		for i := len(suffixes) - 1; i >= 0; i-- {
			places, _ := strconv.Atoi(suffixes[i].exponent[1:])
			s := shift(x, -places) + suffixes[i].sign
			if math.Abs(x) >= math.Pow10(places) && len(s) < len(shift(x, 0)) {
				return s
			}
		}
	}
	return shift(x, 0)
}

// shift writes x with its decimal point moved to the right.
func shift(x float64, places int) string {
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(x, 'e', -1, 64), "e")
	e, _ := strconv.Atoi(exponent)
	sign := ""
	if strings.HasPrefix(mantissa, "-") {
		sign, mantissa = "-", mantissa[1:]
	}
	d := strings.Replace(mantissa, ".", "", 1)
	point := 1 + e + places // digits before the point
	switch {
	case point <= 0:
		return sign + trim("0."+strings.Repeat("0", -point)+d)
	case point >= len(d):
		return sign + trim(d+strings.Repeat("0", point-len(d)))
	default:
		return sign + trim(d[:point]+"."+d[point:])
	}
}

// trim takes away zeros that say nothing.
func trim(s string) string {
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s = strings.TrimLeft(s, "0"); s == "" || s[0] == '.' {
		s = "0" + s
	}
	return s
}

// between says what range of amounts is allowed.
func (u Unit) between(low, high float64) string {
	how := [...]string{Number: "a number", Share: "a share as 40% or 0.4", Pounds: "pounds as 350000, 350k or 1.2m"}[u]
	return fmt.Sprintf("%s, from %s to %s", how, u.Format(low), u.Format(high))
}

// Amount reads an amount from low to high, in base units.
func (v Value) Amount(into *float64, u Unit, low, high float64) {
	allowed := u.between(low, high)
	w, ok := v.word(allowed)
	if !ok {
		return
	}
	x, err := u.Parse(w.text)
	switch {
	case err != nil:
		v.Fault("%s %s; allowed: %s", quote(w.text), err, allowed)
	case w.quoted && plain(w.text):
		v.Fault("%s is a text in quotes; allowed: %s, without quotes", quote(w.text), allowed)
	case x < low || x > high:
		hint := ""
		if u == Share && plain(w.text) && x >= 1 && x/100 <= high {
			hint = " (did you mean " + w.text + "%?)"
		}
		v.Fault("%s is out of range%s; allowed: %s", w.text, hint, allowed)
	default:
		*into = x
	}
}

// Money is pounds paid once, or every year.
type Money struct {
	Pounds float64
	Yearly bool
}

// String is the form that is read: 350k/year, 100k once.
func (m Money) String() string {
	if m.Yearly {
		return Pounds.Format(m.Pounds) + "/year"
	}
	return Pounds.Format(m.Pounds) + " once"
}

// Money reads 350k/year or 100k once, from nothing to high pounds.
func (v Value) Money(into *Money, high float64) {
	allowed := "pounds a year as 350k/year or at one time as 100k once, from " + Pounds.Format(0) + " to " + Pounds.Format(high)
	w, ok := v.word(allowed)
	if !ok {
		return
	}
	m := Money{Yearly: true}
	amount, ok := strings.CutSuffix(w.text, "/year")
	if !ok {
		m.Yearly = false
		amount, ok = strings.CutSuffix(w.text, " once")
	}
	if !ok {
		v.Fault("%s does not say when; allowed: %s", quote(w.text), allowed)
		return
	}
	x, err := Pounds.Parse(strings.TrimSpace(amount))
	switch {
	case err != nil:
		v.Fault("%s %s; allowed: %s", quote(amount), err, allowed)
	case x < 0 || x > high:
		v.Fault("%s is out of range; allowed: %s", amount, allowed)
	default:
		m.Pounds = x
		*into = m
	}
}
