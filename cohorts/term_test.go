package cohorts_test

import (
	"testing"

	"pgregory.net/rapid"

	"sendsim/cohorts"
)

var anyTerm = rapid.Custom(func(t *rapid.T) cohorts.Term {
	return cohorts.Term{
		Year: cohorts.Year(rapid.IntRange(1000, 9998).Draw(t, "year")),
		Part: cohorts.Part(rapid.IntRange(0, 2).Draw(t, "part")),
	}
})

func TestATermIsReadAsItIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		term := anyTerm.Draw(t, "term")
		if got, err := cohorts.ParseTerm(term.String()); err != nil || got != term {
			t.Fatalf("%v is read as %v: %v", term, got, err)
		}
	})
}

func TestATermIsNamedByTheCalendarYearOfItsBeginning(t *testing.T) {
	for _, c := range []struct {
		term                cohorts.Term
		name                string
		calendar, financial int
	}{
		{cohorts.Term{Year: 2024, Part: cohorts.Autumn}, "2024-autumn", 2024, 2024},
		{cohorts.Term{Year: 2024, Part: cohorts.Spring}, "2025-spring", 2025, 2024},
		{cohorts.Term{Year: 2024, Part: cohorts.Summer}, "2025-summer", 2025, 2025},
	} {
		if c.term.String() != c.name || c.term.Calendar() != c.calendar || c.term.Financial() != c.financial {
			t.Errorf("%+v is %v, calendar %d, financial %d", c.term, c.term, c.term.Calendar(), c.term.Financial())
		}
	}
}

func TestWhatIsNoTermIsAFault(t *testing.T) {
	for _, s := range []string{"", "2024", "autumn", "2024-winter", "2024-Autumn", "autumn-2024", "2024 autumn", "24-", "x-spring"} {
		if term, err := cohorts.ParseTerm(s); err == nil {
			t.Errorf("%q is read as %v", s, term)
		}
	}
}

// A census is the end of an autumn: a calendar year of flows and a financial
// year are three terms each.
func TestTermsFollowEachOther(t *testing.T) {
	term := cohorts.AfterCensus(2024)
	if term.String() != "2024-spring" {
		t.Errorf("the term after the census is %v", term)
	}
	for _, want := range []string{"2024-summer", "2024-autumn", "2025-spring", "2025-summer", "2025-autumn"} {
		if term = term.Next(); term.String() != want {
			t.Errorf("%v, expected %s", term, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyTerm.Draw(t, "a"), anyTerm.Draw(t, "b")
		next := a.Next()
		if next.Index() != a.Index()+1 || !a.Before(next) || next.Before(a) || a.Before(a) {
			t.Fatalf("%v comes after %v", next, a)
		}
		if a.Before(b) != (a.Index() < b.Index()) || (a.Index() == b.Index()) != (a == b) {
			t.Fatalf("%v and %v", a, b)
		}
	})
}

func TestTheTermsMakeAYear(t *testing.T) {
	months, share, inWeeks := 0.0, 0.0, 0.0
	for p := range cohorts.NumParts {
		months += p.Months()
		share += p.Share()
		inWeeks += p.Weeks()
		if p.Months() != [...]float64{4, 3, 5}[p] || p.Share() != p.Months()/12 || p.String() != [...]string{"autumn", "spring", "summer"}[p] {
			t.Errorf("%v has %g months, %g of a year", p, p.Months(), p.Share())
		}
	}
	if months != 12 || share != 1 || inWeeks < 52.17 || inWeeks > 52.18 { // 365.25/7 = 52.179
		t.Errorf("%g months, %g years, %g weeks", months, share, inWeeks)
	}
}
