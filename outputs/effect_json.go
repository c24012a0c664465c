package outputs

import (
	"encoding/json"
	"io"

	"sendsim/sim/finance"
)

// effectJSON is the effect of a scenario on an authority.
type effectJSON struct {
	Scenario    string        `json:"scenario"`
	Base        string        `json:"base"`
	Code        string        `json:"code"`
	Name        string        `json:"name"`
	Regime      string        `json:"regime"`
	Draws       int           `json:"draws"`
	Threshold   string        `json:"threshold"`
	Differences []string      `json:"differences"`
	Years       []effectYear  `json:"years"`
	Attribution []stepsJSON   `json:"attribution"`
	Method      string        `json:"attribution_method"`
	Payback     []paybackJSON `json:"payback"`
	Against     []againstJSON `json:"against_others,omitempty"`
	Local       bool          `json:"contains_local_data,omitempty"`
	Notes       []string      `json:"notes"`
}

type effectYear struct {
	Year            string              `json:"financial_year"`
	Effects         map[string]effectOn `json:"effects"`
	BalanceBase     chanceJSON          `json:"chance_of_in_year_balance_base"`
	BalanceScenario chanceJSON          `json:"chance_of_in_year_balance_scenario"`
	OverBase        chanceJSON          `json:"chance_above_threshold_base"`
	OverScenario    chanceJSON          `json:"chance_above_threshold_scenario"`
}

type effectOn struct {
	Unit   string     `json:"unit"`
	P10    number     `json:"p10"`
	P50    number     `json:"p50"`
	P90    number     `json:"p90"`
	Mean   number     `json:"mean"`
	Error  number     `json:"mc_error_of_mean"`
	Lower  chanceJSON `json:"chance_lower"`
	Higher chanceJSON `json:"chance_higher"`
	Saved  number     `json:"variance_saved_by_pairing"`
}

type stepsJSON struct {
	Year     string     `json:"financial_year"`
	Column   string     `json:"column"`
	Base     number     `json:"base"`
	Scenario number     `json:"scenario"`
	Parts    []partJSON `json:"parts"`
}

type partJSON struct {
	Name  string `json:"name"`
	Mean  number `json:"mean"`
	Error number `json:"mc_error_of_mean"`
	P10   number `json:"p10"`
	P90   number `json:"p90"`
}

type paybackJSON struct {
	Purse  string       `json:"purse"`
	Cost   figureJSON   `json:"programme_cost"`
	Saving figureJSON   `json:"saving"`
	Net    figureJSON   `json:"net_saving"`
	By     []chanceJSON `json:"chance_paid_back_by_year"`
}

// againstJSON is by how much a scenario is above another of the comparison.
type againstJSON struct {
	Scenario       string     `json:"scenario"`
	Year           string     `json:"financial_year"`
	Column         string     `json:"column"`
	Difference     peerRange  `json:"difference"`
	Lower          chanceJSON `json:"chance_lower"`
	MoreThanChance bool       `json:"more_than_chance"`
}

// EffectsJSON prints effects as an array of objects, one for each scenario and
// area; beside is by area how several stand to one another. Money is in pounds.
func EffectsJSON(w io.Writer, all []*Effect, beside []*Alternatives) error {
	list := []effectJSON{}
	for i, e := range all {
		for area := range e.Areas {
			one := e.json(area)
			if beside != nil {
				one.Against = beside[area].json(i)
			}
			list = append(list, one)
		}
	}
	encode := json.NewEncoder(w)
	encode.SetEscapeHTML(false)
	encode.SetIndent("", "  ")
	return encode.Encode(list)
}

// json is how an alternative differs from those before it.
func (a *Alternatives) json(alternative int) (all []againstJSON) {
	for _, column := range a.Columns() {
		for _, y := range a.Landmarks() {
			for _, b := range a.Between(column, y) {
				if b.A == alternative {
					all = append(all, againstJSON{
						a.Effects[b.B].Name, finance.FinancialYear(a.FirstYear + y), column,
						rangeOf(&b.Stats), b.Lower.json(), b.Told,
					})
				}
			}
		}
	}
	return all
}

func (e *Effect) json(area int) effectJSON {
	j := effectJSON{
		Scenario: e.Name, Base: e.BaseName, Code: e.Areas[area].Code, Name: e.Titled(area), Regime: e.Regime, Draws: e.Draws,
		Threshold: e.Base.Threshold.String(), Differences: e.Differences, Local: e.Local, Notes: e.Notes(area),
		Method: e.Attribution.How(),
	}
	for y := range e.Years {
		was, is := &e.Base.Chances[area], &e.Scenario.Chances[area]
		year := effectYear{
			Year: finance.FinancialYear(e.FirstYear + y), Effects: map[string]effectOn{},
			BalanceBase: was.Balance[y].json(), BalanceScenario: is.Balance[y].json(),
			OverBase: was.Over[y].json(), OverScenario: is.Over[y].json(),
		}
		for _, m := range measures {
			year.Effects[m.column] = e.effectOn(area, y, m.column)
		}
		j.Years = append(j.Years, year)
	}
	for _, s := range e.Attribution.of(area) {
		j.Attribution = append(j.Attribution, s.json(e.FirstYear))
	}
	for i := range e.Paybacks[area] {
		p := &e.Paybacks[area][i]
		to := paybackJSON{Purse: p.Key, Cost: p.Cost.json(UnitPounds), Saving: p.Saving.json(UnitPounds), Net: p.Net.json(UnitPounds)}
		for _, c := range p.By {
			to.By = append(to.By, c.json())
		}
		j.Payback = append(j.Payback, to)
	}
	return j
}

func (e *Effect) effectOn(area, year int, column string) effectOn {
	c, _ := ColumnNamed(column)
	st := e.Stats(area, year, column)
	return effectOn{
		Unit: c.Unit, P10: number(st.At(10).Value), P50: number(st.At(Median).Value), P90: number(st.At(90).Value),
		Mean: number(st.Mean.Value), Error: number(st.Mean.Error),
		Lower: e.Lower(area, year, column).json(), Higher: e.Higher(area, year, column).json(),
		Saved: number(e.Saved(area, year, column)),
	}
}

func (s *Steps) json(firstYear int) stepsJSON {
	j := stepsJSON{Year: finance.FinancialYear(firstYear + s.Year), Column: s.Column, Base: number(s.From), Scenario: number(s.To), Parts: []partJSON{}}
	for i := range s.Parts {
		p := &s.Parts[i]
		j.Parts = append(j.Parts, partJSON{p.Name, number(p.Mean.Value), number(p.Mean.Error), number(p.At(10).Value), number(p.At(90).Value)})
	}
	return j
}

// StepsJSON is the steps of an area in the last year as JSON has them, column by
// column.
func (a *Attribution) StepsJSON(area, firstYear int) ([]byte, error) {
	all := []stepsJSON{}
	for _, column := range attributed {
		all = append(all, a.Last(area, column).json(firstYear))
	}
	return json.Marshal(all)
}
