package spreadsheet

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"sendsim/calibration"
	"sendsim/outputs"
	"sendsim/outputs/report"
)

// Every line of spend stands once in the management plan, and nothing else.
func TestThePlanHasEveryLineOfSpendOnce(t *testing.T) {
	var stand, lines []string
	for _, p := range slices.Concat(placements, otherLines) {
		stand = append(stand, p.columns...)
	}
	for _, c := range outputs.Columns {
		if strings.HasPrefix(c.Name, "spend_") {
			lines = append(lines, c.Name)
		}
	}
	slices.Sort(stand)
	slices.Sort(lines)
	if !slices.Equal(stand, lines) {
		t.Errorf("the plan has\n%v\nand the block pays\n%v", stand, lines)
	}
}

// A distribution counts every future once, in round bins that hold all but a
// hundredth at either end.
func TestADistributionCountsEveryFuture(t *testing.T) {
	var v []float64
	for i := range 1000 {
		v = append(v, float64(i*i)*1e3-5e6) // skewed, from -5m to 993m
	}
	from, width, counts := histogram(v)
	sum := 0
	for _, n := range counts {
		sum += n
	}
	if sum != len(v) || width != 50e6 || from != -50e6 || len(counts) != 21 {
		t.Errorf("%d futures in %d bins of %v from %v", sum, len(counts), width, from)
	}
	if _, width, counts := histogram([]float64{7, 7, 7}); width != 1 || len(counts) != 1 || counts[0] != 3 {
		t.Errorf("three alike: %v of width %v", counts, width)
	}
}

func TestYearGroups(t *testing.T) {
	for age, want := range map[int]string{0: "Nursery and below", 3: "Nursery and below", 4: "Reception", 5: "Year 1", 15: "Year 11", 18: "Year 14", 19: "Post-19"} {
		if got := yearGroup(age); got != want {
			t.Errorf("at %d: %s, want %s", age, got, want)
		}
	}
}

func TestWordsThatLookLikeFormulasAreFound(t *testing.T) {
	for _, s := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"} {
		if !hostile(s) {
			t.Errorf("%q is not found", s)
		}
	}
	for _, s := range []string{"", "phase 1", "a=b", "£1", "Äpfel"} {
		if hostile(s) {
			t.Errorf("%q is taken for a formula", s)
		}
	}
}

// A chance that no future has, or that all have, shows the bound that the
// futures support, and is a number all the same.
func TestAChanceShowsItsBound(t *testing.T) {
	b := &book{file: excelize.NewFile(), styles: map[style]int{}, bounds: map[string]int{}}
	if err := b.addStyles(); err != nil {
		t.Fatal(err)
	}
	s := &sheet{book: b}
	for hits, want := range map[int]string{0: "below 3.7 %", 100: "above 96.3 %", 40: "40.0%"} {
		c := outputs.Chance{Hits: hits, Draws: 100}
		cell := s.chance(c)
		if err := b.file.SetCellValue("Sheet1", "A1", cell.Value); err != nil {
			t.Fatal(err)
		}
		if err := b.file.SetCellStyle("Sheet1", "A1", "A1", cell.StyleID); err != nil {
			t.Fatal(err)
		}
		got, err := b.file.GetCellValue("Sheet1", "A1")
		if err != nil || got != want || cell.Value != c.Share() {
			t.Errorf("%d of 100 shows %q of %v, want %q: %v", hits, got, cell.Value, want, err)
		}
		if told := s.chanceError(c).Value != nil; told != (hits == 40) {
			t.Errorf("%d of 100: an error is told: %v", hits, told)
		}
	}
	if s.errs != nil {
		t.Error(s.errs)
	}
}

// A cell holds money to the penny and plans to a tenth, and no nought with a
// sign: neither as a value nor in the formula of a balance.
func TestACellHoldsNoDust(t *testing.T) {
	b := &book{styles: map[style]int{}}
	for _, c := range []struct {
		v    float64
		as   style
		want string
	}{
		{-9.3e-10, money, "0"},
		{2.7e-9, moneyBold, "0"},
		{-1.36e-12, count, "0"},
		{math.Copysign(0, -1), share, "0"},
		{1234.5678, money, "1234.57"},
		{-12.34, countBold, "-12.3"},
		{0.123456, share, "0.123456"},
	} {
		if got := fmt.Sprint(b.number(c.v, c.as).Value); got != c.want {
			t.Errorf("%v is %s, want %s", c.v, got, c.want)
		}
		if got := b.deficit(c.v, c.as).Formula; got != c.want+"*"+signName {
			t.Errorf("the balance %v is %s", c.v, got)
		}
	}
}

// The workbook says of grade M what every page says of it.
func TestTheWorkbookSaysGradesAsOthersDo(t *testing.T) {
	file := excelize.NewFile()
	b := &book{file: file, styles: map[style]int{}, Paper: &report.Paper{
		Opened: &outputs.Opened{Runs: []outputs.OpenedRun{{Summary: &outputs.Summary{About: outputs.About{Areas: []outputs.Area{{Name: "Kent"}}}}}}},
		Known:  make([]report.Known, 1),
	}}
	s, err := b.sheet("Sheet1", 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(fillLevers(s), s.close()); err != nil {
		t.Fatal(err)
	}
	says, err := file.GetCellValue("Sheet1", "A2")
	if err != nil || !strings.HasSuffix(says, "Grades: "+calibration.Grades+".") {
		t.Errorf("%q: %v", says, err)
	}
}
