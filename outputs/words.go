package outputs

import (
	"math"
	"strconv"
	"strings"

	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

const (
	thousand = 1e3
	million  = 1e6
	billion  = 1e9
)

// decimal is x with so many decimals. A half goes away from 0, as it does in
// spreadsheets and on the page, so that a figure is the same wherever it is
// read; a nought has no sign.
func decimal(x float64, decimals int) string {
	scale := 1.0
	for range decimals {
		scale *= 10
	}
	s := strconv.FormatFloat(math.Round(math.Abs(x)*scale)/scale, 'f', decimals, 64)
	if x < 0 && strings.Trim(s, "0.") != "" {
		return "-" + s
	}
	return s
}

// trimmed is x with at most the given decimals and no idle zeros.
func trimmed(x float64, decimals int) string {
	s := decimal(x, decimals)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// WithCommas is x with so many decimals, and commas: "12,345.6".
func WithCommas(x float64, decimals int) string {
	s := decimal(x, decimals)
	sign, digits := "", s
	if s[0] == '-' {
		sign, digits = s[:1], s[1:]
	}
	whole, part, _ := strings.Cut(digits, ".")
	const group = 3
	for i := len(whole) - group; i > 0; i -= group {
		whole = whole[:i] + "," + whole[i:]
	}
	if part != "" {
		whole += "." + part
	}
	return sign + whole
}

// grouped is x rounded to a whole number, with commas: "12,345".
func grouped(x float64) string { return WithCommas(x, 0) }

// Counted is a number of plans or children as sentences and panels have it: of
// hundreds, it is rounded to tens.
func Counted(n float64) string {
	const many, ten = 200, 10
	if math.Abs(n) >= many {
		n = math.Round(n/ten) * ten
	}
	return grouped(n)
}

// Money is pounds as every sentence has them, on a page as on a chart: to the
// thousand below a million, to a tenth of a million below ten, then to the
// million, and from a billion on to a hundredth of one: "£721,000", "£3.0m",
// "£97m", "£1.25bn", "-£3.1m".
func Money(pounds float64) string {
	const tenth, ten = 10, 10 * million
	said, x := "", math.Abs(pounds)
	switch {
	case x < million-thousand/2:
		said = grouped(math.Round(x/thousand) * thousand)
	case x < ten-million/tenth/2:
		said = decimal(x/million, 1) + "m"
	case x < billion-million/2:
		said = decimal(x/million, 0) + "m"
	default:
		said = WithCommas(x/billion, 2) + "bn"
	}
	if pounds < 0 && said != "0" {
		return "-£" + said
	}
	return "£" + said
}

// given is a sum that somebody chose, to the last thousand: "£350,000", "£12.5m".
func given(pounds float64) string {
	const decimals = 3
	switch {
	case pounds < million:
		return finance.Round(pounds).String()
	case pounds < billion:
		return "£" + trimmed(pounds/million, decimals) + "m"
	default:
		return "£" + trimmed(pounds/billion, decimals) + "bn"
	}
}

// listed joins words: "a, b and c".
func listed(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

// label is a name in the room that a label has.
func label(name string) string {
	const most = 24 // characters
	return shortened(name, most)
}

// shortened is a name of at most so many characters.
func shortened(name string, most int) string {
	if r := []rune(name); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return name
}

// LeverSaid is a lever as a reader says it: by the name that a scenario gives it,
// else by its card's.
func LeverSaid(name string) string {
	if l, ok := levers.New(name); ok {
		return l.Card().Name
	}
	return name
}

// drawsSaid is a number of draws in words: "1 draw", "10,000 draws".
func drawsSaid(n int) string {
	if n == 1 {
		return "1 draw"
	}
	return grouped(float64(n)) + " draws"
}
