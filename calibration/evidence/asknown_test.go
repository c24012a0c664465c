package evidence

import (
	"fmt"
	"strings"
	"testing"
)

// panics is what f panics with; "" if it does not.
func panics(f func()) (said string) {
	defer func() {
		if p := recover(); p != nil {
			said = fmt.Sprint(p)
		}
	}()
	f()
	return ""
}

// A view has what had appeared by June; to ask it for later figures panics, in
// every way of asking.
func TestAsKnownPanicsOnALookAhead(t *testing.T) {
	file := &File{Area: Area{Name: "Ashby"}, Rows: []Row{
		{Series: NewPlans, Year: 2019, Published: Month{2020, 6}, Ages: AllAges, Value: 7, Note: mended + "of 70"},
		{Series: NewPlans, Year: 2020, Published: Month{2021, 6}, Ages: AllAges, Value: 8, Note: mended + "of 80"},
		{Series: PlaceRate, Year: 2024, Ages: AllAges, Of: "place", Value: 10},
		{Series: Plans, Year: 2020, Published: Month{2020, 6}, Ages: AllAges, Value: 90},
	}}
	set := &Set{England: file}
	set.warn()
	view := set.AsKnown(2020).England
	if v, ok := view.Value(NewPlans, 2019, AllAges, ""); !ok || v != 7 {
		t.Errorf("new plans of 2019 are %v, %v", v, ok)
	}
	if _, ok := view.Value(Plans, 2019, AllAges, ""); ok {
		t.Error("plans of 2019, never published, are there")
	}
	if _, ok := view.Value(PlaceRate, 2024, AllAges, "place"); !ok {
		t.Error("a timeless figure is not there")
	}
	if years := view.Years(NewPlans); len(years) != 1 {
		t.Errorf("new plans of %v are listed", years)
	}
	if len(view.Warnings) != 1 || !strings.Contains(view.Warnings[0], "2019") || len(file.Warnings) != 2 {
		t.Errorf("it warns of %q, and the whole of %q", view.Warnings, file.Warnings)
	}
	for name, look := range map[string]func(*File){
		"Value":    func(f *File) { f.Value(NewPlans, 2020, AllAges, "") },
		"Row":      func(f *File) { f.Row(Plans, 2021, AllAges, "") },
		"FindYear": func(f *File) { f.FindYear(DSGBalance, 2019) },
		"Table":    func(f *File) { f.Table(RefusedPct, 2020, AllAges) },
		"wider":    func(f *File) { f.Known(Month{2030, 1}).Value(NewPlans, 2020, AllAges, "") },
	} {
		if said := panics(func() { look(view) }); !strings.Contains(said, "2020-06") {
			t.Errorf("%s looks ahead and says %q", name, said)
		}
		if said := panics(func() { look(file) }); said != "" {
			t.Errorf("%s of what is whole panics: %s", name, said)
		}
	}
}

// What was published of a divided authority is what its successors have
// together, without shares: 1,045 plans of Bournemouth, 846 of Poole and 2,392
// of Dorset in January 2019.
func TestConstantGeography(t *testing.T) {
	set := published(t).set
	whole := set.AtConstantGeography()
	if len(whole.Authorities) != 148 {
		t.Errorf("%d areas at constant geography, expected 148", len(whole.Authorities))
	}
	var all []string
	for _, f := range whole.Authorities {
		all = append(all, strings.Split(f.Area.Code, "+")...)
		if f.Area.Key == "bournemouth-christchurch-and-poole+dorset" {
			if n := value(t, f, Plans, 2019, AllAges, ""); n < 4282.9 || n > 4283.1 {
				t.Errorf("%s had %v plans in January 2019, published are 4,283", f.Area.Name, n)
			}
		}
	}
	if len(all) != len(set.Authorities) {
		t.Errorf("%d authorities make the areas, of %d", len(all), len(set.Authorities))
	}
	for year := 2010; year <= 2024; year++ {
		var parts, sum float64
		for _, f := range set.Authorities {
			parts += value(t, f, Plans, year, AllAges, "")
		}
		for _, f := range whole.Authorities {
			sum += value(t, f, Plans, year, AllAges, "")
		}
		if d := sum - parts; d < -.1 || d > .1 {
			t.Errorf("%d: areas have %v plans, their authorities %v", year, sum, parts)
		}
	}
}
