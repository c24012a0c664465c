package finance

import "maps"

// Blend is the money of an authority put together of two: what children,
// places and services cost of one, grant and balance of the other, each brought
// to another number of children (docs/decisions/0033). code is at whose address
// the luck is; prices and grant are multiplied by how many more children there
// are than in the authority that each is of.
func (n *Nation) Blend(code string, prices, grant *Structure, morePrices, moreGrant float64, first int, r *Regime) *Structure {
	s := *prices
	s.Code, s.apart = code, true
	if s.Unknown == "" {
		s.Unknown = grant.Unknown
	}
	for p := range s.pots {
		s.pots[p] *= morePrices
	}
	for l := range s.services {
		s.services[l] *= morePrices
		s.places[l] *= morePrices
	}
	for at := range s.children {
		s.children[at] *= morePrices
		s.january[at] *= morePrices
	}
	s.travel[0] *= morePrices

	s.Valve, s.gross, s.schools = grant.Valve, grant.gross*moreGrant, grant.schools*moreGrant
	s.blocks, s.balances = maps.Clone(grant.blocks), maps.Clone(grant.balances)
	for year := range s.blocks {
		s.blocks[year] *= moreGrant
	}
	for year, b := range s.balances {
		s.balances[year] = Balance{b.Pounds * moreGrant, b.Note}
	}
	opening := n.OpeningAt(grant, first-1, r)
	opening.Net *= moreGrant
	s.opening = &opening
	return &s
}

// As is the same money at the address of another authority's luck.
func (s *Structure) As(code string) *Structure {
	as := *s
	as.Code = code
	return &as
}
