package outputs

import (
	"strings"
	"testing"

	"sendsim/calibration/trials"
)

func TestTheScorecardTellsOfTheBalance(t *testing.T) {
	text := balanceSection(&trials.BalanceCard{Draws: 200, Lines: []trials.BalanceLine{
		{Origin: 2020, Closed: 2021, N: 120, Came: 3.2, Bias: -2.5, CRPS: 4.1, Unchanged: 6.4, Inside80: .625, Inside95: .875, Width80: 20},
		{Origin: 2021, Closed: 2024, Valve: true, N: 9, Came: -7, Bias: 41},
	}})
	for _, want := range []string{"200 draws", "no bar stands against it", "| 2020 | 2021 | none | 120 | 3.2", "0.625", "| 2021 | 2024 | safety valve | 9 | -7"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in:\n%s", want, text)
		}
	}
}
