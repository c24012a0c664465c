package finance

import (
	"fmt"
	"strings"
	"testing"

	"sendsim/calibration/local"
	"sendsim/internal/strict"
)

// Net and gross are drawn by one number: below at every quantile gross cannot
// be, at some it is warned of.
func TestBalancesAreComparedAtTheirQuantiles(t *testing.T) {
	for balance, want := range map[string]struct{ fault, warning string }{
		"net: 3m, gross: 4m": {},
		"net: 3m, gross: 3m": {},
		"net: {low: 3m, high: 5m}, gross: {low: 3m, high: 9m}":              {},
		"net: {low: 3m, high: 9m}, gross: 2m":                               {fault: "is below that"},
		"net: {low: 3m, high: 9m}, gross: {low: 2m, high: 8m}":              {fault: "is below that"},
		"net: {low: 3m, high: 9m}, gross: {low: 5m, high: 8m}":              {warning: "at the P90 of both"},
		"net: 3m, gross: {low: 2m, high: 5m}":                               {warning: "at the P10 of both"},
		"net: {low: 3m, high: 9m}, gross: {low: 5m, mid: 5.5m, high: 8m}":   {warning: "at the P50 and the P90 of both"},
		"net: {low: -3m, high: -2m}, gross: {low: -3m, mid: -2m, high: 1m}": {},
	} {
		base := Base{Blocks: map[int]Pounds{2023: 40e6}, Opening: Opening{Net: 1e6, Published: true}, Gross: 1e6}
		doc := strict.Parse("own.yaml", []byte("balance: {at: 2024-03, "+balance+"}\n"))
		_, _, remarks := ReadOwn(doc.Value, local.ReadHead(doc.Value, 2024), &base)
		fault, warning := fmt.Sprint(doc.Err()), fmt.Sprint(remarks)
		if (doc.Err() != nil) != (want.fault != "") || !strings.Contains(fault, want.fault) {
			t.Errorf("%s: faults %s", balance, fault)
		}
		if (len(remarks) > 0) != (want.warning != "") || !strings.Contains(warning, want.warning) {
			t.Errorf("%s: warnings %s", balance, warning)
		}
	}
}
