package outputs_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"sendsim/internal/golden"
	"sendsim/outputs"
)

// TestTable keeps the printed table, which is read by people, as a narrow and
// as a wide terminal have it.
func TestTable(t *testing.T) {
	s := summarised(t, about(10), 400, 2_080, outputs.DefaultThreshold)
	for _, width := range []int{outputs.TableWidth, 120} {
		golden.Equal(t, fmt.Sprintf("table-%d.txt", width), printed(t, s, width))
	}
}

func printed(t *testing.T, s *outputs.Summary, width int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := s.Table(&b, 0, width); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestTableFits says that a table of any size fits the terminal it is for,
// leaves no idle spaces, and tells sign, regime, caution, opening and licence;
// and that a wider one takes fewer lines for the same figures.
func TestTableFits(t *testing.T) {
	for _, size := range []float64{40, 2_080, 570_000} {
		a := about(10)
		a.Areas[0].Name = "Bournemouth, Christchurch and Poole, with the rates of a council whose name is longer still"
		a.Warnings = []string{strings.Repeat("a long warning of the inputs ", 9)}
		a.Local = true
		s := summarised(t, a, 50, size, outputs.Threshold{Pounds: 2e7})
		before := math.MaxInt
		for _, width := range []int{80, 120, 240} {
			text := printed(t, s, width)
			lines := bytes.Count(text, []byte("\n"))
			if lines >= before {
				t.Errorf("%d lines in %d columns, and %d in fewer", lines, width, before)
			}
			before = lines
			fits(t, string(text), width)
			flowing := strings.Join(strings.Fields(string(text)), " ")
			for _, want := range []string{
				outputs.Sign, a.Regime, outputs.Caution, outputs.Licence, "Opening balance at 31 March 2024", "Not explained",
				"Warning: 50 draws cannot support", "Contains local data", "a cumulative deficit of £20m", "2033-34",
				"EHC plans, January", "spend, £m", "high needs block, £m", "in-year deficit, £m", "cumulative deficit, £m", "chance of",
			} {
				if !strings.Contains(flowing, want) {
					t.Errorf("%q is not said in\n%s", want, text)
				}
			}
		}
	}
}

func fits(t *testing.T, text string, width int) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if n := utf8.RuneCountInString(line); n > width || strings.HasSuffix(line, " ") {
			t.Errorf("%d columns: %q", n, line)
		}
	}
}

// TestATableSaysThatDrawsShareRows says that the rows are known wherever the
// draws are: errors count them, the note and the manifest tell them.
func TestATableSaysThatDrawsShareRows(t *testing.T) {
	a := about(2)
	a.Rows = 40
	s := summarised(t, a, 100, 900, outputs.DefaultThreshold)
	plans := gathered(&a, 100, 900)(0, 1, outputs.ColPlans)
	mean := s.Stats(0, 1, outputs.ColPlans).Mean
	squares := 0.0
	for row := range a.Rows {
		part := 0.0
		for k := row; k < len(plans); k += a.Rows {
			part += plans[k] - mean.Value
		}
		squares += part * part
	}
	if want := math.Sqrt(squares*40/39) / 100; math.Abs(mean.Error/want-1) > 1e-12 {
		t.Errorf("the error of the mean is %v, want %v", mean.Error, want)
	}
	const says = "The 100 draws have 40 rows of the national layer between them"
	if notes := strings.Join(s.Notes(0), " "); !strings.Contains(notes, says) {
		t.Errorf("%q is not said in %q", says, notes)
	}
	if m := outputs.ManifestOf(s); m.Rows != 40 {
		t.Errorf("the manifest tells %v rows", m.Rows)
	}
	a.Rows = 100
	enough := summarised(t, a, 100, 900, outputs.DefaultThreshold)
	if notes := strings.Join(enough.Notes(0), " "); strings.Contains(notes, "national layer") || outputs.ManifestOf(enough).Rows != 100 {
		t.Errorf("nothing is shared, and it is said: %q", notes)
	}
}

// TestTableJSON says that the table is also an array of objects, one for each
// authority and year, in pounds.
func TestTableJSON(t *testing.T) {
	a := twoAreas(3)
	s := summarised(t, a, 230, 900, outputs.DefaultThreshold)
	var b bytes.Buffer
	if err := s.TableJSON(&b); err != nil {
		t.Fatal(err)
	}
	var list []struct {
		Code, Name string
		Year       string `json:"financial_year"`
		Cumulative struct {
			P90  float64
			Unit string
		} `json:"cumulative_deficit"`
		Balance struct{ Value, Low, High *float64 } `json:"chance_of_in_year_balance"`
	}
	if err := json.Unmarshal(b.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	if len(list) != 6 || list[5].Code != "north-east" || list[5].Year != "2026-27" || list[5].Cumulative.Unit != "GBP" {
		t.Fatalf("%d objects, the last %+v", len(list), list[len(list)-1])
	}
	if got, want := list[5].Cumulative.P90, s.Stats(1, 2, "cumulative_deficit").At(90).Value; got != want {
		t.Errorf("P90 of the cumulative deficit is %v, want %v", got, want)
	}
	if list[0].Balance.Value == nil || list[0].Balance.High == nil {
		t.Errorf("chance: %+v", list[0].Balance)
	}
}
