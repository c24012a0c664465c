package levertest

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

var (
	rest   = levers.Rest()
	atRest = &rest
	names  = namesOf(reflect.ValueOf(levers.Terms{}), "")
)

// numbers are the terms as a row of numbers.
func numbers(terms *levers.Terms) []float64 {
	return appendNumbers(make([]float64, 0, len(names)), reflect.ValueOf(terms).Elem())
}

func appendNumbers(row []float64, v reflect.Value) []float64 {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			row = appendNumbers(row, v.Field(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			row = appendNumbers(row, v.Index(i))
		}
	case reflect.Uint8, reflect.Uint16: // a setting, a set of needs
		row = append(row, float64(v.Uint()))
	default:
		row = append(row, v.Float())
	}
	return row
}

// namesOf are the names of numbers, as Chances.Request[0].
func namesOf(v reflect.Value, name string) []string {
	var all []string
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			all = append(all, namesOf(v.Field(i), strings.TrimPrefix(name+"."+v.Type().Field(i).Name, "."))...)
		}
	case reflect.Array:
		for i := range v.Len() {
			all = append(all, namesOf(v.Index(i), fmt.Sprintf("%s[%d]", name, i))...)
		}
	default:
		all = append(all, name)
	}
	return all
}

// same compares terms to the last bit.
func same(a, b *levers.Terms) bool { return difference(a, b) == "" }

// difference is the first number in which terms differ.
func difference(a, b *levers.Terms) string {
	x, y := numbers(a), numbers(b)
	for i := range x {
		if math.Float64bits(x[i]) != math.Float64bits(y[i]) {
			return fmt.Sprintf("%s (%v, not %v)", names[i], x[i], y[i])
		}
	}
	return ""
}

// span is the terms that are looked at: some before a lever's first, many
// after.
func span(l levers.Lever) []cohorts.Term {
	first := l.Common().From
	term := cohorts.Term{Year: first.Year - termsBefore/cohorts.Year(cohorts.NumParts), Part: first.Part}
	var all []cohorts.Term
	for range termsBefore + termsAfter {
		all = append(all, term)
		term = term.Next()
	}
	return all
}

// anywhere visits the terms of some futures until one is found.
func anywhere(l levers.Lever, found func(cohorts.Term, *levers.Terms) bool) bool {
	policy := levers.NewPolicy(l)
	var own levers.Policy
	var terms levers.Terms
	for draw := range futures {
		policy.Settle(draw, key, &own)
		for _, term := range span(l) {
			if own.Apply(term, &terms); found(term, &terms) {
				return true
			}
		}
	}
	return false
}

// future is the terms of one future as rows of numbers.
func future(l levers.Lever, draw int) map[cohorts.Term][]float64 {
	policy := levers.NewPolicy(l)
	var own levers.Policy
	var terms levers.Terms
	policy.Settle(draw, key, &own)
	rows := map[cohorts.Term][]float64{}
	for _, term := range span(l) {
		own.Apply(term, &terms)
		rows[term] = numbers(&terms)
	}
	return rows
}

// withCost gives a lever costs from two purses.
func withCost(l levers.Lever) {
	l.Common().Cost = []levers.Cost{
		{Purse: finance.HighNeeds, Money: strict.Money{Pounds: 120_000, Yearly: true}},
		{Purse: finance.Council, Money: strict.Money{Pounds: 50_000}},
	}
}

// pays compares a lever that costs with the same lever for nothing: the
// difference is a year's pounds in each year that it runs, and the sum at one
// time in the first term.
func pays(t *testing.T, l levers.Lever) {
	const years = 3
	p := l.Common()
	p.Until = p.From
	for range years*int(cohorts.NumParts) - 1 {
		p.Until = p.Until.Next()
	}
	free := levers.Clone(l)
	free.Common().Cost = nil
	withCost(l)
	dear, cheap := future(l, 0), future(free, 0)
	sums := map[string]float64{}
	for term, row := range dear {
		for i := range row {
			if d := row[i] - cheap[term][i]; math.Abs(d) > 1e-6 {
				sums[names[i]] += d
			}
		}
	}
	want := map[string]float64{
		fmt.Sprintf("Money.Added[%d]", finance.ProgrammeLine(finance.HighNeeds)): years * 120_000,
		fmt.Sprintf("Money.Added[%d]", finance.ProgrammeLine(finance.Council)):   50_000,
	}
	for line, pounds := range want {
		if math.Abs(sums[line]-pounds) > 1e-3 {
			t.Errorf("%s takes £%.2f, want £%.2f", line, sums[line], pounds)
		}
	}
	if len(sums) != len(want) {
		t.Errorf("costs change more than their lines: %v", sums)
	}
}

// commutes applies the lever with each of the catalogue's, and with all of
// them, in every order.
func commutes(t *testing.T, l levers.Lever) {
	withCost(l)
	twin := levers.Clone(l)
	twin.Common().Name = "twin"
	all := []levers.Lever{l, twin}
	for _, key := range levers.Keys() {
		other, _ := levers.New(key)
		other.Common().Name = "other " + key
		other.Common().From = l.Common().From
		all = append(all, other)
	}
	for _, term := range span(l) {
		for _, other := range all[1:] {
			pair := levers.NewPolicy(l, other).Levers()
			ab, ba := rest, rest
			pair[0].Apply(term, &ab)
			pair[1].Apply(term, &ab)
			pair[1].Apply(term, &ba)
			pair[0].Apply(term, &ba)
			if !same(&ab, &ba) {
				t.Fatalf("with %s in %s: %s", levers.NameOf(other), term, difference(&ab, &ba))
			}
		}
	}
	together(t, all)
}

// together puts all levers into a policy in several orders.
func together(t *testing.T, all []levers.Lever) {
	const orders = 4
	policy := func(turn int) map[cohorts.Term]levers.Terms {
		order := slices.Concat(all[turn:], all[:turn])
		if turn%2 == 1 {
			slices.Reverse(order)
		}
		var own levers.Policy
		levers.NewPolicy(order...).Settle(1, key, &own)
		terms := map[cohorts.Term]levers.Terms{}
		for _, term := range span(all[0]) {
			var into levers.Terms
			own.Apply(term, &into)
			terms[term] = into
		}
		return terms
	}
	want := policy(0)
	for turn := 1; turn < len(all); turn += len(all)/orders + 1 {
		for term, got := range policy(turn) {
			if w := want[term]; !same(&got, &w) {
				t.Fatalf("another order of levers changes %s in %s", difference(&got, &w), term)
			}
		}
	}
}
