package finance

// Open starts the account of a financial year, in place: it takes over what
// the account of the year before hands on; the first (before is nil) opens
// from the balance of the 31 March before.
func (t *Tariff) Open(acc, before *Account, year int) {
	if before == nil {
		*acc = Account{
			Year: year, Flags: t.flags, OpeningGross: t.openingGross, OpeningNet: t.openingNet,
			carried: carried{fees: 1, ownBefore: t.openingNet},
		}
		if year-1 == t.regime.Stability.BalanceOf {
			t.qualify(acc, t.openingNet)
		}
		return
	}
	*acc = Account{
		Year: year, Flags: before.Flags & (NotPublished | GrossUnknown | NoMoney),
		OpeningGross: before.Gross, OpeningNet: before.Net,
		carried: carried{
			fees: before.carried.fees, eligible: before.carried.eligible, withheld: before.carried.withheld,
			ownBefore: before.Own, notionalBefore: before.Notional,
		},
	}
}

// Settle closes an account at its 31 March: grant, what no line explains,
// payments on conditions, stability grant, and the balance.
func (t *Tariff) Settle(acc *Account) {
	y, r := &t.years[acc.Year-t.first], t.regime
	acc.Grant = y.grant
	acc.Lines[NotExplained] += y.unexplained
	acc.InYear = acc.Spend(HighNeeds) - acc.Grant - acc.Transfer

	acc.Gross = acc.OpeningGross + acc.InYear
	acc.promise()
	t.stability(acc)

	acc.Net = acc.OpeningNet + acc.InYear - acc.Payments - acc.Stability
	acc.Notional = acc.carried.notionalBefore
	if r.CentralFrom > 0 && acc.Year >= r.CentralFrom {
		acc.Notional += acc.InYear
		acc.Flags |= CentralDuty
	}
	acc.Own = acc.Net - acc.Notional

	if acc.Year == r.Stability.BalanceOf {
		t.qualify(acc, acc.Net)
	}
	if acc.Year == r.OverrideEnds {
		acc.Flags |= OverrideEnds
	}
	acc.flagGap()
}

// promise pays what was promised on a condition, if it is met by the deficit
// before payments, and what is back-dated of earlier promises; else all is
// withheld.
func (a *Account) promise() {
	c := &a.carried
	if c.promised == 0 {
		return
	}
	a.Flags |= PromiseMade
	if float64(a.Gross) <= c.promisedBelow {
		a.Payments += Round(c.promised + float64(c.backdated*c.withheld))
		c.withheld = 0
	} else {
		c.withheld += c.promised
		a.Flags |= PromiseBroken
	}
}

// qualify notes the deficit at a 31 March on which stability grant will be
// paid.
func (t *Tariff) qualify(acc *Account, net Pounds) {
	if t.regime.Stability.Share > 0 && t.approved {
		acc.carried.eligible = Round(t.eligible * float64(max(0, net)))
	}
}

// stability pays the stability grant: a share of the eligible deficit at an
// earlier 31 March [STABILITY26].
func (t *Tariff) stability(acc *Account) {
	if acc.Year == t.regime.Stability.PaidIn && acc.carried.eligible > 0 {
		acc.Stability = Round(t.regime.Stability.Share * float64(acc.carried.eligible))
		acc.Flags |= StabilityPaid
	}
}
