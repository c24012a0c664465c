package outputs_test

import (
	"bytes"
	"math"
	"regexp"
	"strings"
	"testing"

	"sendsim/outputs"
	"sendsim/sim"
)

// TestColumnsAreSaid says that every column has a name of its own, in snake
// case, a known unit, words, and, where it is a deficit, the sign in words.
func TestColumnsAreSaid(t *testing.T) {
	snake := regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
	names := map[string]bool{"authority": true, "draw": true, "financial_year": true}
	units := map[string]bool{
		outputs.UnitPlans: true, outputs.UnitChildren: true, outputs.UnitRequests: true, outputs.UnitAssessed: true,
		outputs.UnitDisputes: true, outputs.UnitReviews: true, outputs.UnitPlaces: true,
		outputs.UnitShare: true, outputs.UnitPerChild: true, outputs.UnitPounds: true, outputs.UnitCost: true,
	}
	for _, c := range outputs.Columns {
		if !snake.MatchString(c.Name) || names[c.Name] {
			t.Errorf("%q is not a name of its own in snake case", c.Name)
		}
		names[c.Name] = true
		if !units[c.Unit] || len(c.Says) < 5 || strings.HasSuffix(c.Says, " ") || strings.HasSuffix(c.Says, ": ") {
			t.Errorf("%s: unit %q, %q", c.Name, c.Unit, c.Says)
		}
		if strings.Contains(c.Name, "deficit") && !strings.Contains(c.Says, "positive = deficit") {
			t.Errorf("%s does not say its sign: %q", c.Name, c.Says)
		}
		for _, word := range regexp.MustCompile(`[a-z]+_[a-z_0-9]+`).FindAllString(c.Formula, -1) {
			if _, ok := outputs.ColumnNamed(word); !ok && !strings.HasSuffix(word, "_") {
				t.Errorf("%s is made of %q, which is no column", c.Name, word)
			}
		}
	}
	if len(outputs.Columns) < 150 {
		t.Errorf("%d columns", len(outputs.Columns))
	}
}

// TestColumnsAddUp says that the parts of a year are the whole: plans by
// phase, setting, age group and need; children by age group; spend by line;
// the deficits by their definitions. Counts are whole, and only what shares
// nothing is missing.
func TestColumnsAddUp(t *testing.T) {
	a := about(2)
	for draw := range 3 {
		future(&a, draw, 700, func(y *sim.YearEnd) {
			value, sum := map[string]float64{}, map[string]float64{}
			for _, c := range outputs.Columns {
				v := c.Of(y)
				value[c.Name] = v
				if c.Whole() && v != math.Trunc(v) {
					t.Errorf("%s counts %v", c.Name, v)
				}
				if math.IsNaN(v) && c.Whole() || math.IsInf(v, 0) {
					t.Errorf("%s is %v", c.Name, v)
				}
				for _, prefix := range []string{"plans_phase_", "plans_setting_", "plans_age_", "plans_need_", "children_age_", "spend_", "ended_"} {
					if strings.HasPrefix(c.Name, prefix) {
						sum[prefix] += v
					}
				}
			}
			for prefix, whole := range map[string]string{
				"plans_phase_": "plans", "plans_setting_": "plans", "plans_age_": "plans", "plans_need_": "plans",
				"children_age_": "children", "spend_": "spend", "ended_": "ended",
			} {
				if sum[prefix] != value[whole] {
					t.Errorf("the columns %s sum to %v, %s is %v", prefix, sum[prefix], whole, value[whole])
				}
			}
			if d := value["spend"] - value["high_needs_block"] - value["transfer"]; d != value["in_year_deficit"] {
				t.Errorf("in_year_deficit is %v, want %v", value["in_year_deficit"], d)
			}
			if got, want := value["plans_per_child"], value["plans"]/value["children"]; got != want {
				t.Errorf("plans_per_child is %v, want %v", got, want)
			}
		})
	}
}

// TestNothingToShare says that a share of nothing is missing, not zero.
func TestNothingToShare(t *testing.T) {
	for _, name := range []string{"share_within_20_weeks", "occupancy_state_special", "plans_per_child_age_5_10", "average_cost_enhanced"} {
		c, ok := outputs.ColumnNamed(name)
		if !ok {
			t.Errorf("there is no column %s", name)
		} else if v := c.Of(new(sim.YearEnd)); !math.IsNaN(v) {
			t.Errorf("%s of an empty year is %v", name, v)
		}
	}
}

// TestColumnsPage says that the generated page has a row for each column.
func TestColumnsPage(t *testing.T) {
	var b bytes.Buffer
	if err := outputs.ColumnsMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	for _, c := range outputs.Columns {
		if strings.Count(b.String(), "| `"+c.Name+"` | ") != 1 {
			t.Errorf("the page has not one row for %s", c.Name)
		}
	}
}
