package report

import (
	"fmt"
	"math"
	"strings"

	"sendsim/outputs"
	"sendsim/sim/finance"
)

const (
	million = 1e6
	percent = 100
)

// number is x with commas and so many decimals.
func number(x float64, decimals int) string {
	if x != x {
		return "-"
	}
	return outputs.WithCommas(x, decimals)
}

// inMillions is pounds as tables in £m have them, to one decimal.
func inMillions(pounds float64) string { return number(pounds/million, 1) }

// money is pounds as sentences have them.
func money(pounds float64) string { return outputs.Money(pounds) }

// plans is a number of plans, rounded to tens where it is of hundreds.
func plans(n float64) string { return outputs.Counted(n) }

// balance is a deficit or a surplus with its word.
func balance(pounds float64) string {
	if money(pounds)[0] == '-' {
		return "a surplus of " + money(-pounds)
	}
	return "a deficit of " + money(pounds)
}

// balances is a range of them, its better end first.
func balances(low, high float64) string {
	switch {
	case money(low)[0] != '-':
		return fmt.Sprintf("a deficit between %s and %s", money(low), money(high))
	case money(high)[0] == '-':
		return fmt.Sprintf("a surplus between %s and %s", money(-high), money(-low))
	}
	return fmt.Sprintf("between a surplus of %s and a deficit of %s", money(-low), money(high))
}

const thousand = 1e3

// size is that of a change of money; "" where it rounds to nothing.
func size(pounds float64) string {
	if s := money(math.Abs(pounds)); s != "£0" {
		return s
	}
	return ""
}

// change is what is added to a sum or taken from it.
func change(pounds float64) string {
	switch s := size(pounds); {
	case s == "":
		return "no change"
	case pounds < 0:
		return s + " less"
	default:
		return s + " more"
	}
}

// moves says which way a change goes, and its size.
func moves(pounds float64) string {
	switch s := size(pounds); {
	case s == "":
		return "leaves it as it is"
	case pounds < 0:
		return "lowers it by " + s
	default:
		return "raises it by " + s
	}
}

// finYear is a financial year of a summary, counted from its first.
func finYear(s *outputs.Summary, year int) string { return finance.FinancialYear(s.FirstYear + year) }

// tens says a share as so many futures of ten.
func tens(share float64) string {
	const ten = 10
	switch n := int(math.Round(ten * share)); {
	case share == 0:
		return "in none of the futures"
	case share == 1:
		return "in all futures"
	case n == 0:
		return "in fewer than 1 future of 20"
	case n == ten:
		return "in more than 19 futures of 20"
	case n == 1:
		return "in 1 future of 10"
	default:
		return fmt.Sprintf("in %d futures of 10", n)
	}
}

// capital is a text that begins a sentence.
func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
