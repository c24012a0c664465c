package oracle

import "sendsim/cohorts"

// grow is step 1, age.
func (w *world) grow() {
	var without, support, appeals [cohorts.NumAges]int
	copy(without[1:], w.without[:cohorts.MaxAge])
	copy(support[1:], w.support[:cohorts.MaxAge])
	copy(appeals[1:], w.appeals[:cohorts.MaxAge])
	w.flows.AgedOut += int32(w.without[cohorts.MaxAge] + w.support[cohorts.MaxAge])
	w.without, w.support, w.appeals = without, support, appeals
	for i := range w.children {
		c := &w.children[i]
		switch {
		case c.age < cohorts.MaxAge:
			c.age++
		case c.stands == placed:
			w.flows.Ended[cohorts.ReachedMaxAge]++
			w.flows.AgedOut++
			c.become(gone)
		default:
			w.flows.AgedOut++
			c.become(gone)
		}
	}

	d := &w.p.Population
	births := w.whole(d.Births[w.autumns])
	w.flows.Births = int32(births)
	w.without[0] += births
	for a := range cohorts.NumAges {
		x := d.Migration[w.autumns] * d.MigrationByAge[a] * float64(w.without[a])
		n := max(w.whole(x), -w.without[a])
		w.flows.Migration += int32(n)
		w.without[a] += n
	}
}

// transfer is step 3.
func (w *world) transfer() {
	var wishes []wish
	for i, c := range w.children {
		if c.stands != placed {
			continue
		}
		border, at := cohorts.BorderOf(c.age, c.at)
		if !at {
			continue
		}
		mustLeave := c.age == 5 && c.at == cohorts.EarlyYearsSetting || !c.at.Admits(c.age)
		row := w.p.Placement.Transfer[border][c.at]
		for t := range cohorts.NumSettings {
			switch {
			case t == c.at && !mustLeave:
			case t != c.at && t.Admits(c.age):
				row[t] *= w.p.Placement.Tilt[c.need][t] * w.factors.Prefer[phase(c.age)][t] * w.wanted(&c, t)
			default:
				row[t] = 0
			}
		}
		t, ok := w.pick(row[:])
		of := cohorts.Setting(t)
		switch {
		case ok:
		case mustLeave:
			of = cohorts.NotPlaced
		default:
			of = c.at
		}
		wishes = append(wishes, wish{i, of, mustLeave})
	}
	w.ration(wishes)
}

// arrive is step 4.
func (w *world) arrive() {
	d := &w.p.Population
	for a := range cohorts.Age(cohorts.NumAges) {
		for range w.poisson(d.Arrivals[w.lived] * d.ArrivalAge[a]) {
			need, _ := w.pick(w.p.Placement.Need[a][:])
			w.children = append(w.children, child{age: a, stands: newcomer, need: cohorts.Need(need)})
			w.flows.Arrived++
		}
	}
}

// identify is step 5, identify and release.
func (w *world) identify() {
	months := w.term.Part.Months()
	for a := range cohorts.Age(cohorts.NumAges) {
		p := phase(a)
		on := w.among(w.without[a], over(w.p.Support.Identify[a]*w.factors.Identify[p], months))
		off := w.among(w.support[a], over(w.p.Support.Release[a]*w.factors.Release[p], months))
		w.without[a] += off - on
		w.support[a] += on - off
		w.flows.Identified += int32(on)
		w.flows.Released += int32(off)
	}
}
