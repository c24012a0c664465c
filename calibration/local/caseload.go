package local

import (
	"fmt"
	"math"
	"strings"

	"sendsim/cohorts"
	"sendsim/internal/portable"
	"sendsim/internal/strict"
)

// caseload reads the children with a plan at a January census: tables by age,
// need and setting or by some of them, and a total.
func (r *reading) caseload(v strict.Value) {
	if !v.Here() {
		return
	}
	before := v.Faulty()
	tables := r.tables(v.Key("tables"))
	total := 0
	v.Key("total").Int(&total, 1, mostChildren)
	r.agree(v, tables, &total)
	if r.Faulty || v.Faulty() > before || len(r.Faults) > 0 {
		return
	}
	if total == 0 {
		if r.Later() {
			v.Fault("names a census and no children; allowed: tables, a total, or both")
		}
		return
	}
	plans := fill(&r.authority.Structure.Plans, tables, total)
	if *plans == r.authority.Structure.Plans {
		switch {
		case !r.Later():
			return
		case len(tables) > 0:
			v.Fault("the census is of January %d and the children are those published for January %d; allowed: the council's own of January %d", r.January, r.Published, r.January)
			return
		}
	}
	r.Own.Plans, r.Own.January = plans, r.January
	r.replace(r.told(plans, tables, total))
}

// tables reads the tables of a caseload.
func (r *reading) tables(v strict.Value) (tables []*margin) {
	if !v.Here() {
		return nil
	}
	for _, item := range v.Items() {
		name := r.name(item)
		if name == "" {
			continue
		}
		m, faults, err := readMargin(r.fsys, r.folder, name)
		if !r.opened(item, name, err) {
			continue
		}
		r.Faults = append(r.Faults, faults...)
		if m == nil || len(faults) > 0 {
			continue
		}
		if m.total == 0 {
			item.Fault("%s counts no children", name)
			continue
		}
		switch forgotten, many := m.forgotten(&r.authority.Structure.Plans); {
		case many:
			item.Fault("%s has no row for %s, where children are published, and would hold nobody there; allowed: a row for each, with 0 where there is nobody", name, strings.Join(forgotten, ", "))
		case len(forgotten) > 0:
			r.Remarks = append(r.Remarks, fmt.Sprintf("%s has no row for %s, where children are published, and so holds nobody there; a row of 0 says that it is meant", name, strings.Join(forgotten, ", ")))
		}
		for _, other := range tables {
			if other.on == m.on {
				item.Fault("%s and %s both count by %s; allowed: one table of a kind", other.file, name, m.axes())
			}
		}
		tables = append(tables, m)
		if m.unrecorded > 0 {
			r.Remarks = append(r.Remarks, fmt.Sprintf("of the council's %s children with a plan in %s, %s are not recorded on one of its columns and were put where the others are", counted(m.total), name, counted(m.unrecorded)))
		}
	}
	wide := 0
	for _, m := range tables {
		if m.axesOn() == 2 {
			wide++
		}
	}
	if wide > 2 {
		v.Fault("three tables of two columns each cannot all be met to the child; allowed: two of them, or one table by age, need and setting")
	}
	return tables
}

// agree holds tables and total against each other, and fills in a total that
// is not given.
func (r *reading) agree(v strict.Value, tables []*margin, total *int) {
	at := v.Key("tables")
	for i, m := range tables {
		for _, o := range tables[:i] {
			for _, says := range o.agree(m) {
				at.Fault("%s", says)
			}
		}
		if *total == 0 {
			*total = m.total
		}
		if i == 0 && m.total != *total {
			v.Key("total").Fault("the total is %d and %s counts %d: mend the one or the other", *total, m.file, m.total)
		}
	}
}

// told is the caseload as a figure that was replaced.
func (r *reading) told(plans *Plans, tables []*margin, total int) Figure {
	was := r.authority.Structure
	stock := int(math.Round(was.Stock))
	f := Figure{
		Key: "caseload", Says: fmt.Sprintf("children with a plan, January %d", r.January),
		Own: counted(total), Published: fmt.Sprintf("%s in January %d", counted(stock), was.January),
	}
	for _, m := range tables {
		f.Own += ", by " + m.axes()
	}
	if total == stock {
		f.Own += fmt.Sprintf(", %s of them in other cells than published", counted(movedFrom(plans, &was.Plans)))
	}
	if r.Later() {
		f.Apart = grown(total, stock, r.January-was.January)
		return f
	}
	if f.Apart = plansSize.Apart(float64(total), float64(stock)); f.Apart == "" {
		f.Apart = settingsApart(plans, &was.Plans)
	}
	return f
}

// movedFrom is how many children of a table are in other cells than in another
// of the same total.
func movedFrom(a, b *Plans) (n int) {
	for s := range a {
		for need := range a[s] {
			for age := range a[s][need] {
				n += int(max(0, a[s][need][age]-b[s][need][age]))
			}
		}
	}
	return n
}

// grown says that plans grew less, or more, in the years since the published
// census than they did anywhere for long.
func grown(now, then, years int) string {
	const least, most, percent = -0.02, 0.25, 100
	a := portable.Pow(float64(now)/float64(then), 1/float64(years)) - 1
	if a >= least && a <= most {
		return ""
	}
	return fmt.Sprintf("growth of %.0f %% a year, and less than %.0f %% or more than %.0f %% is warned of", percent*a, percent*least, percent*most)
}

// settingsApart names the settings whose children are further from the
// published ones than is usual.
func settingsApart(own, published *Plans) string {
	var far []string
	for s := range cohorts.NumSettings {
		a, b := in(own, s), in(published, s)
		if settingSize.Apart(float64(a), float64(b)) != "" {
			far = append(far, fmt.Sprintf("%s in %s, published %s", counted(a), s, counted(b)))
		}
	}
	return strings.Join(far, "; ")
}
