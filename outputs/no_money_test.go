package outputs_test

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// penniless passes on year-ends of which nothing is known of the money.
type penniless struct{ sim.Sink }

func (p penniless) Year(y *sim.YearEnd) {
	y.Account.Flags |= finance.NoMoney
	p.Sink.Year(y)
}

// withoutMoney is the futures of an area whose money is not known, in a file.
func withoutMoney(t *testing.T) *outputs.Draws {
	t.Helper()
	a := about(3)
	a.Areas[0].NoMoney = "no balance of its dedicated schools grant at 31 March 2023 is known"
	var file bytes.Buffer
	w, err := outputs.NewWriter(&file, a)
	if err != nil {
		t.Fatal(err)
	}
	run(t, &a, 2*blockDraws, 900, func(block int) (sim.Sink, error) {
		sink, err := w.Open(block)
		return penniless{sink}, err
	})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return opened(t, file.Bytes())
}

func TestWithoutMoneyTheFilesHaveNone(t *testing.T) {
	d := withoutMoney(t)
	for _, c := range outputs.Columns {
		v, err := d.Column(c.Name, 0, 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		money := c.Unit == outputs.UnitPounds || c.Unit == outputs.UnitCost
		if money && slices.ContainsFunc(v, func(x float64) bool { return !math.IsNaN(x) }) {
			t.Errorf("%s has figures", c.Name)
		}
		if c.Name == outputs.ColPlans && slices.ContainsFunc(v, math.IsNaN) {
			t.Error("plans are lost with the money")
		}
	}
	if d.Areas[0].NoMoney == "" {
		t.Error("the file does not say why it has no money")
	}
}

func TestWithoutMoneyTheTableSaysWhy(t *testing.T) {
	s, err := outputs.Summarise(withoutMoney(t), outputs.DefaultThreshold)
	if err != nil {
		t.Fatal(err)
	}
	var table, list bytes.Buffer
	if err := s.Table(&table, 0, outputs.TableWidth); err != nil {
		t.Fatal(err)
	}
	if err := s.TableJSON(&list); err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(table.String()), " ")
	for _, want := range []string{"EHC plans", "no figures of money: no balance of its dedicated schools grant at 31 March 2023 is known"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the table:\n%s", want, table.String())
		}
	}
	for _, none := range []string{"£", "deficit", "chance of", "NaN"} {
		if strings.Contains(text, none) {
			t.Errorf("%q is in the table:\n%s", none, table.String())
		}
	}
	if !strings.Contains(list.String(), `"p50": null`) || strings.Contains(list.String(), `"value": 0`) {
		t.Errorf("JSON has figures of money:\n%s", list.String())
	}
}
