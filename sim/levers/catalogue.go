package levers

import (
	"slices"

	"sendsim/internal/strict"
)

// Kind is a lever as the catalogue has it.
type Kind struct {
	fresh func() Lever
	clone func(Lever) Lever
}

// kind makes a catalogue line of a lever's type.
func kind[T any, P interface {
	*T
	Lever
}]() Kind {
	return Kind{
		fresh: func() Lever { return P(new(T)) },
		clone: func(l Lever) Lever { c := *l.(P); return P(&c) },
	}
}

// Catalogue is the levers there are, in the order in which they are listed and
// resolved.
var Catalogue = []Kind{
	kind[EarlyYearsSupport](),
	kind[SENSupport](),
	kind[InclusionFund](),
	kind[WorkforceTraining](),
	kind[FrontDoor](),
	kind[AlternativeProvisionOutreach](),
	kind[DemandShock](),
	kind[FeeSurge](),
	kind[PlanCriteria](),
	kind[AssessmentCapacity](),
	kind[Timeliness](),
	kind[CaseManagement](),
	kind[WorkforceStability](),
	kind[DisputeResolution](),
	kind[ResourcedProvision](),
	kind[SpecialPlaces](),
	kind[AlternativeProvisionSchool](),
	kind[CloserToHome](),
	kind[AnnualReviews](),
	kind[Post16Pathways](),
	kind[Threshold](),
	kind[OutcomesBasedProvision](),
	kind[GroupBasedFunding](),
	kind[BandingReview](),
	kind[Commissioning](),
	kind[SchoolsBlockTransfer](),
	kind[SafetyValve](),
	kind[DBVGrant](),
	kind[InvestToSave](),
}

// Card is the card of the kind.
func (k Kind) Card() Card { return k.fresh().Card() }

// New is a lever of the kind with every dial, the delivery and the ramp at the
// default, and no first term yet.
func (k Kind) New() Lever {
	l := k.fresh()
	card := l.Card()
	l.Common().Ramp = card.Ramp
	for _, d := range card.AllDials() {
		u := d.Of(l)
		u.Range = d.Default
		u.settle(0, &d)
	}
	return l
}

// Cards are the cards of the catalogue, in its order.
func Cards() []Card {
	cards := make([]Card, len(Catalogue))
	for i, k := range Catalogue {
		cards[i] = k.Card()
	}
	return cards
}

// Keys are the keys of the catalogue, in its order.
func Keys() []string {
	keys := make([]string, len(Catalogue))
	for i, c := range Cards() {
		keys[i] = c.Key
	}
	return keys
}

// New is a lever of the kind with the given key, at its defaults.
func New(key string) (l Lever, ok bool) {
	i := slices.Index(Keys(), key)
	if i < 0 {
		return nil, false
	}
	return Catalogue[i].New(), true
}

// Clone is the same lever with dials of its own.
func Clone(l Lever) Lever { return Catalogue[position(l)].clone(l) }

// keys are Keys, made once: attributions lay out a policy for every draw.
var keys = Keys()

// position is where a lever stands in the catalogue.
func position(l Lever) int { return slices.Index(keys, l.Card().Key) }

// AllDials are the dials of the card and those that every lever has.
func (c Card) AllDials() []Dial {
	all := slices.Concat(c.Dials, DeliveryDials)
	if c.Sure {
		late, realised := &all[len(c.Dials)], &all[len(c.Dials)+1]
		late.Default, late.Source = strict.Exactly(0), "nobody has to deliver it, or its own dials say how"
		realised.Default, realised.Source = strict.Exactly(1), "nobody has to deliver it, or its own dials say how"
	}
	return all
}
