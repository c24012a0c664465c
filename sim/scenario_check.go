package sim

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/levers"
)

// Known is what there is, by name: what a scenario may ask for.
type Known interface {
	// Authority is the key of the authority that a name, code or key means.
	// The error says which are near.
	Authority(name string) (key string, err error)
	// Members are the keys of the authorities of a region; "" is England.
	Members(region string) []string
	// Unfit says why an authority, by its key, cannot be run; "": it can.
	Unfit(key string) string
	// Regions are the keys of the regions, as north-east.
	Regions() []string
	// Regimes are the names of the funding regimes.
	Regimes() []string
	// Censuses are the first and the last January census to start from.
	Censuses() (first, last int)
	// Local is the key of the authority whose council gave figures of its
	// own; "" where none did. alone says that they are of a later census than
	// the other authorities have, so that it runs by itself.
	Local() (key string, alone bool)
}

const (
	england  = "england"
	everyone = "all"
	ofRegion = "region:"
)

// Everyone tells whether every authority of England is run, each by itself and
// all summed: a run for a ranking.
func (s *Scenario) Everyone() bool { return len(s.Areas) == 1 && s.Areas[0] == everyone }

// IsSum tells whether an authority, as a scenario names it, is several together.
func IsSum(name string) bool {
	return name == england || name == everyone || strings.HasPrefix(name, ofRegion)
}

// fault is something wrong with a scenario: which key is to be mended, and of
// areas and levers which one, and which of its keys; and what has to be read
// for it to be told.
type fault struct {
	key   string
	item  int
	below string
	rests resting
	says  string
}

// resting is what of a file a fault rests on beside its key.
type resting int

const (
	onNothing resting = iota
	onStart           // the census of the start
	onNames           // the names of levers
	onLevers          // every lever, and its name
)

// Check says everything in a scenario that cannot be run, and puts the keys of
// authorities in place of their names and codes. It is for scenarios that were
// changed after they were read, by flags; LoadScenario has done it.
func (s *Scenario) Check(known Known) error {
	var all []error
	for _, f := range s.faults(known) {
		all = append(all, fmt.Errorf("%s: %s", f.key, f.says))
	}
	for _, l := range s.Levers {
		all = append(all, l.Validate())
	}
	return errors.Join(all...)
}

func (s *Scenario) faults(known Known) []fault {
	var all []fault
	say := func(where fault, format string, args ...any) {
		where.says = fmt.Sprintf(format, args...)
		all = append(all, where)
	}
	s.checkAreas(known, say)
	s.checkRates(known, say)
	first, last := known.Censuses()
	begins := s.Start >= first && s.Start <= last
	if !begins {
		allowed := strict.FormatCensus(first)
		if last > first {
			allowed += " to " + strict.FormatCensus(last)
		}
		say(fault{key: "start"}, "%s has no census to start from; allowed: %s", strict.FormatCensus(s.Start), allowed)
	}
	if s.Years < 1 || s.Years > MaxYears {
		say(fault{key: "years"}, "%d is out of range; allowed: 1 to %d (beyond about five years a run is arithmetic under unchanged rules)", s.Years, MaxYears)
	}
	if s.Draws < 1 || s.Draws > MaxDraws {
		say(fault{key: "draws"}, "%d is out of range; allowed: 1 to %d", s.Draws, MaxDraws)
	}
	if regimes := known.Regimes(); !slices.Contains(regimes, s.Regime) {
		say(fault{key: "regime"}, "%q is no regime%s; allowed: %s", s.Regime, strict.Meant(s.Regime, regimes), strings.Join(regimes, ", "))
	}
	if t := s.Threshold; t != nil && *t != 0 && (*t < leastThreshold || *t > mostThreshold) {
		say(fault{key: "threshold"}, "%v is out of range; allowed: £0, or £10,000 to £100bn; 20 million pounds are 20m", *t)
	}
	s.checkLevers(say, begins && s.Years > 0)
	return all
}

type sayer func(where fault, format string, args ...any)

// checkAreas looks up who is meant and refuses to count anyone twice.
func (s *Scenario) checkAreas(known Known, say sayer) {
	if len(s.Areas) == 0 {
		say(fault{key: "authority"}, "is missing; allowed: an authority, several as a,b, %sKEY, %s, or %s", ofRegion, england, everyone)
	}
	counted := map[string]string{} // authority: the area that counts it
	found := 0
	for i, asked := range s.Areas {
		area, members, err := lookUp(asked, known)
		if err != nil {
			say(fault{key: "authority", item: i}, "%s", err)
			continue
		}
		s.Areas[i] = area
		found++
		if why := unfit(members, known); why != "" {
			say(fault{key: "authority", item: i}, "%s", why)
		}
		for _, m := range members {
			by, twice := counted[m]
			switch {
			case twice && by == area:
				say(fault{key: "authority", item: i}, "%s stands here twice; take one away", area)
			case twice:
				say(fault{key: "authority", item: i}, "%s would be counted twice, in %s and in %s; take one away", m, by, area)
			}
			if twice {
				break
			}
			counted[m] = area
		}
	}
	switch of, alone := known.Local(); {
	case of == "" || found < len(s.Areas) || found == 0:
	case counted[of] == "":
		say(fault{key: "local"}, "holds the figures of %s, which is not in the run; allowed: the figures of an authority of the run", of)
	case alone && len(counted) > 1:
		say(fault{key: "local"}, "starts %s from a later census than the other authorities of the run have; allowed: a run of %s alone", of, of)
	}
}

// checkRates looks up on whose rates the children are laid.
func (s *Scenario) checkRates(known Known, say sayer) {
	if s.RatesOf == "" {
		return
	}
	key, err := known.Authority(s.RatesOf)
	if err != nil {
		say(fault{key: "with-rates-of"}, "%s", err)
		return
	}
	s.RatesOf = key
	if own, alone := known.Local(); alone && key != own {
		say(fault{key: "with-rates-of"}, "%s is known to an earlier census than the council's own figures are of; allowed: %s, or figures of the published census", key, own)
	}
	if why := unfit([]string{key}, known); why != "" {
		say(fault{key: "with-rates-of"}, "%s", why)
	}
}

// unfit says which authorities cannot be run, and why; "" if all can.
func unfit(members []string, known Known) string {
	var reasons []string
	of := map[string][]string{} // authorities by reason
	for _, m := range members {
		why := known.Unfit(m)
		if why == "" {
			continue
		}
		if of[why] == nil {
			reasons = append(reasons, why)
		}
		of[why] = append(of[why], m)
	}
	for i, why := range reasons {
		reasons[i] = few(of[why]) + ": " + why
	}
	return strings.Join(reasons, "; ")
}

// few names the first of many.
func few(names []string) string {
	const most = 3
	if more := len(names) - most; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), more)
	}
	return strings.Join(names, ", ")
}

// lookUp is an area by its key, and the authorities it stands for.
func lookUp(asked string, known Known) (area string, members []string, err error) {
	area = strings.ReplaceAll(strings.ToLower(asked), " ", "-")
	if area == england || area == everyone {
		return area, known.Members(""), nil
	}
	region, ok := strings.CutPrefix(area, ofRegion)
	if !ok {
		key, err := known.Authority(asked)
		return key, []string{key}, err
	}
	region = strings.TrimLeft(region, "-")
	if regions := known.Regions(); !slices.Contains(regions, region) {
		return "", nil, fmt.Errorf("%q is no region%s; allowed: %s", region, strict.Meant(region, regions), strings.Join(regions, ", "))
	}
	return ofRegion + region, known.Members(region), nil
}

// MembersOf are the authorities that a name means, and whether it is that of a
// region or of England.
func MembersOf(asked string, known Known) (keys []string, several bool, err error) {
	area, keys, err := lookUp(asked, known)
	return keys, area == england || area == everyone || strings.HasPrefix(area, ofRegion), err
}

// checkLevers refuses two levers of one name, and one that starts outside the
// run, if there is a census to begin it from and a year to live.
func (s *Scenario) checkLevers(say sayer, begins bool) {
	names := map[string]bool{}
	for i, l := range s.Levers {
		name, from := levers.NameOf(l), l.Common().From
		switch named := (fault{key: "levers", item: i, below: "name", rests: onNames}); {
		case names[name] && l.Common().Name == "":
			say(named, "is missing: %s %s stands in the list already; allowed: a name of its own, as name: phase 2", article(name), name)
		case names[name]:
			say(named, "%q names a lever before it; allowed: names that differ", name)
		}
		names[name] = true
		switch starts := (fault{key: "levers", item: i, below: "from", rests: onStart}); {
		case !begins || from == cohorts.Term{}: // not given: said where the lever is read
		case from.Before(s.First()):
			say(starts, "%s is before the first term lived; allowed: %s to %s (what began earlier is in the figures already)", from, s.First(), s.Last())
		case s.Last().Before(from):
			say(starts, "%s is after the last term lived; allowed: %s to %s%s", from, s.First(), s.Last(), s.orLonger())
		}
	}
	s.checkWaits(say)
	s.checkReserved(say)
}

// article is that of a lever's name.
func article(name string) string {
	if name != "" && strings.ContainsRune("aeiou", rune(name[0])) {
		return "an"
	}
	return "a"
}

// mostReserved is how many sets of needs may have places of their own: a mix of
// the levers of two scenarios, as attributions live it, has twice as many.
const mostReserved = cohorts.MostReserves / 2

// checkReserved refuses more sets of needs than may have places of their own.
func (s *Scenario) checkReserved(say sayer) {
	sets := map[string]bool{}
	for i, l := range s.Levers {
		if needs := levers.NeedsOf(l); len(needs) > 0 {
			sets[fmt.Sprint(l.Card().Key, needs)] = true
		}
		if len(sets) > mostReserved {
			say(fault{key: "levers", item: i, below: "needs"}, "are a set too many to reserve places for; allowed: %d sets that differ, of all levers together", mostReserved)
			return
		}
	}
}

// orLonger is what else is allowed to one who wants a later term.
func (s *Scenario) orLonger() string {
	if s.Years >= MaxYears {
		return ""
	}
	return ", or more years"
}
