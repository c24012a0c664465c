package local

import (
	"fmt"
	"math"
	"strings"

	"sendsim/calibration"
	"sendsim/cohorts"
	"sendsim/internal/strict"
)

// mostPlaces is the most places of a setting.
const mostPlaces = 50_000

// places reads the places of rationed settings: those at the census, and those
// that open.
func (r *reading) places(v strict.Value) {
	for s := range cohorts.NumSettings {
		at := v.Key(s.Key())
		if !s.Rationed() {
			if at.Here() {
				at.Fault("%s has no number of places that is kept to; allowed: %s", s, rationed())
			}
			continue
		}
		if !at.Here() {
			continue
		}
		now, openings := at, strict.Value{}
		if at.IsMapping() {
			if now, openings = at.Key("now"), at.Key("openings"); !now.Here() && !openings.Here() {
				now = at
			}
		}
		given := calibration.OwnPlaces{Now: r.placesNow(s, now)}
		if openings.Here() {
			given.Openings = r.openings(s, openings)
		}
		if given.Now == nil && given.Openings == nil {
			continue
		}
		if r.Own.Places == nil {
			r.Own.Places = map[cohorts.Setting]calibration.OwnPlaces{}
		}
		r.Own.Places[s] = given
	}
}

func rationed() string {
	var keys []string
	for s := range cohorts.NumSettings {
		if s.Rationed() {
			keys = append(keys, s.Key())
		}
	}
	return strings.Join(keys, ", ")
}

// placesNow reads the places at the census; nil where they are as shown.
func (r *reading) placesNow(s cohorts.Setting, v strict.Value) *strict.Range {
	was := placesOf(r.authority, s, &r.authority.Structure.Plans)
	given, before := strict.Exactly(float64(was)), v.Faulty()
	v.Range(&given, strict.Number, 0, mostPlaces)
	if !v.Here() || v.Faulty() > before {
		return nil
	}
	plans := &r.authority.Structure.Plans
	if r.Own.Plans != nil {
		plans = r.Own.Plans
	}
	now := placesOf(r.authority, s, plans)
	if given == strict.Exactly(float64(was)) && !r.Counts("places."+s.Key(), r.Later() || now != was) {
		return nil
	}
	f := Figure{
		Key: "places." + s.Key(), Says: fmt.Sprintf("places in %s, January %d", s, r.January), Own: toldPlaces(given),
		Published: fmt.Sprintf("none; %s with the slack assumed", counted(now)), Apart: placesSize.apart(given.At(0), now),
	}
	if children := in(plans, s); given.At(0) < float64(children) {
		f.Apart = fmt.Sprintf("fewer than the %s children who are there", counted(children))
	}
	r.replace(f)
	return &given
}

// openings reads the places that open.
func (r *reading) openings(s cohorts.Setting, v strict.Value) (list []calibration.Opening) {
	first := cohorts.AfterCensus(r.January)
	items := v.Items()
	if v.IsList() && len(items) == 0 {
		v.Fault("is empty, and no places are kept from opening by that; allowed: places with the terms they open from, 0 of the last term up to which none do")
	}
	for _, item := range items {
		o, before := calibration.Opening{}, item.Faulty()
		item.Need("from").Term(&o.From)
		item.Need("places").Range(&o.Places, strict.Number, 0, mostPlaces)
		if item.Faulty() > before {
			continue
		}
		if o.From.Before(first) && !r.Faulty {
			item.Key("from").Fault("%s is before the first term after the census, %s: such places are there already", o.From, first)
			continue
		}
		list = append(list, o)
		r.replace(Figure{
			Key: fmt.Sprintf("places.%s.openings.%s", s.Key(), o.From), Says: fmt.Sprintf("places opening in %s, %s", s, o.From),
			Own: toldPlaces(o.Places), Published: "none; growth as in the years before",
		})
	}
	return list
}

// toldPlaces says a range of places to people.
func toldPlaces(r strict.Range) string {
	at := func(places float64) string { return grouped(int(math.Round(places))) }
	switch {
	case r.Fixed():
		return at(r.Low)
	case r.Split:
		return fmt.Sprintf("P10 %s, P50 %s, P90 %s", at(r.Low), at(r.Mid), at(r.High))
	}
	return fmt.Sprintf("P10 %s, P90 %s", at(r.Low), at(r.High))
}

// placesOf is the places of a setting in the middle of what is assumed: the
// children there and their slack.
func placesOf(a *calibration.Authority, s cohorts.Setting, plans *Plans) int {
	return int(math.Round(float64(in(plans, s)) * (1 + a.Slack(s).Quantile(0.5))))
}

// in is the children of a setting.
func in(plans *Plans, s cohorts.Setting) (n int) {
	for need := range plans[s] {
		for _, here := range plans[s][need] {
			n += int(here)
		}
	}
	return n
}
