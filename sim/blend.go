package sim

import (
	"sendsim/calibration"
	"sendsim/sim/finance"
)

// Sources say whose each part of an authority is: how many children there are;
// how many of them have a plan, get one and leave; in which settings and with
// which needs; what that costs; the grant and the balance. Whose lines are per
// child, so is all that they stand for.
type Sources struct{ Population, Rates, Mix, Prices, Grant *calibration.Authority }

// Blended is the model of one authority with its parts from the sources, at the
// same luck and under the same law. With every part the authority's own it is the
// model itself.
func (m *Model) Blended(from Sources) *Model {
	own := &m.authorities[0]
	if from == (Sources{own.children, own.children, own.children, own.children, own.children}) {
		return m
	}
	one := authority{number: own.number, areas: own.areas}
	one.children = calibration.Blend{As: own.children.Area, Population: from.Population, Rates: from.Rates, Mix: from.Mix}.Authority()
	money := m.Nation.Structure(from.Prices.Area.Code)
	if from != (Sources{from.Prices, from.Prices, from.Prices, from.Prices, from.Prices}) {
		heads := people(from.Population)
		money = m.Nation.Blend(own.children.Area.Code, money, m.Nation.Structure(from.Grant.Area.Code),
			heads/people(from.Prices), heads/people(from.Grant), m.Scenario.Start, m.Regime)
	} else {
		money = money.As(own.children.Area.Code)
	}
	one.money = finance.NewMoney(m.Nation, money, m.Regime, nil, finance.Parameters(), m.Scenario.Start, m.Years)
	return m.withAuthority(one)
}

// Lent is the model of one authority with the rates and the mix of its new plans
// and of what becomes of plans from others, and its children, places and money as
// they are; with both from one it is on the rates of that one.
func (m *Model) Lent(rates, mix *calibration.Authority) *Model {
	own := m.authorities[0]
	if rates == own.children && mix == own.children {
		return m
	}
	own.children = own.children.WithRatesAndMixOf(rates, mix)
	return m.withAuthority(own)
}

// withAuthority is the model with another authority in the place of its one.
func (m *Model) withAuthority(a authority) *Model {
	other := *m
	other.authorities = []authority{a}
	return &other
}

// people is the population from 0 to 25.
func people(a *calibration.Authority) (n float64) {
	for _, k := range a.Structure.Population {
		n += k
	}
	return n
}
