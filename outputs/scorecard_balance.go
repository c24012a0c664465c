package outputs

import (
	"fmt"

	"sendsim/calibration/trials"
)

// balanceSays is how the back-test of the balance is to be read.
const balanceSays = `How the balance of the dedicated schools grant changed from the 31 March of the start to a later one, forecast by the whole simulator, %d draws, with the money and the regime of the time ([decision 0023](../decisions/0023-money-of-a-start-in-the-past.md)), without levers. It is a report: no bar stands against it, and nothing is tuned to it. All figures are in per cent of the high needs block of the year before the start; a bias below 0 means that deficits were forecast too low; "stays" is the CRPS of a balance that does not change. The balance of 2024 is a third party's extract whose sign is inferred, and balances of 2023 are not published. Of authorities with a safety-valve agreement by then, what came is net of payments that are known for few, which no forecast here counts: they stand apart. Authorities that did not stand at the start are left out.

`

// balanceSection is the back-test of the balance in Markdown.
func balanceSection(card *trials.BalanceCard) string {
	header := []string{"from January", "to 31 March", "agreement", "n", "came", "bias", "CRPS", "stays", "c80", "c95", "width 80"}
	var rows [][]string
	for i := range card.Lines {
		l := &card.Lines[i]
		agreement := "none"
		if l.Valve {
			agreement = "safety valve"
		}
		rows = append(rows, []string{
			fmt.Sprint(l.Origin), fmt.Sprint(l.Closed), agreement, fmt.Sprint(l.N),
			inPercent(l.Came), inPercent(l.Bias), inPercent(l.CRPS), inPercent(l.Unchanged),
			share(l.Inside80), share(l.Inside95), inPercent(l.Width80),
		})
	}
	return fmt.Sprintf(balanceSays, card.Draws) + markdown(header, rows)
}
