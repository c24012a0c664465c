package outputs

import (
	"encoding/json"
	"io"

	"sendsim/sim/goal"
	"sendsim/sim/levers"
)

// goalRow is a lever that was turned, and what all levels together come to.
type goalRow struct {
	Key     string `json:"key"`
	Name    string `json:"name"`
	Dial    string `json:"dial,omitempty"`
	Planned string `json:"planned"`
	Found   string `json:"found"`
	goalEnd
}

// goalEnd is what a search found, the same for each lever.
type goalEnd struct {
	Code      string `json:"code"`
	Authority string `json:"authority"`
	Regime    string `json:"regime"`
	By        string `json:"by"`
	Asked     number `json:"probability"`

	Reached  bool    `json:"reached"`
	Chance   float64 `json:"chance"`
	Low      float64 `json:"chance_low"`
	High     float64 `json:"chance_high"`
	Cost     float64 `json:"cost_of_all"`
	Complete bool    `json:"search_complete"`

	// The in-year deficit that a share of the draws, as asked for, does not
	// exceed; an effect is against none of the levers.
	Without         number `json:"deficit_without"`
	Plan            number `json:"deficit_plan"`
	Found           number `json:"deficit_found"`
	EffectPlan      number `json:"effect_plan"`
	EffectPlanError number `json:"effect_plan_mc_error"`
	Effect          number `json:"effect_found"`
	EffectError     number `json:"effect_found_mc_error"`

	Notes []string `json:"notes"`
}

// JSON writes what was found, a row for each lever.
func (g *Goal) JSON(w io.Writer) error {
	end := g.end()
	rows := []goalRow{}
	for i, l := range g.Plan.Levers {
		dial, planned, found := g.level(i)
		rows = append(rows, goalRow{l.Card().Key, levers.NameOf(l), dial, planned, found, end})
	}
	encode := json.NewEncoder(w)
	encode.SetEscapeHTML(false)
	encode.SetIndent("", "  ")
	return encode.Encode(rows)
}

// end is what all levels together come to.
func (g *Goal) end() goalEnd {
	c := g.chanceOf(g.Lived)
	low, high := c.Wilson()
	code, name := g.whose()
	end := goalEnd{
		Code: code, Authority: name, Regime: g.Plan.Model.Regime.Title, By: g.year(), Asked: number(g.Asked),
		Reached: g.Reached, Chance: c.Share(), Low: low, High: high, Cost: g.Lived.Total(), Complete: !g.Search.Cut,
		Notes: g.notes(),
	}
	short := func(l *goal.Lived) number { return number(l.Score(g.Asked).Short) }
	effect := func(l *goal.Lived) (pounds, err number) {
		gain, e := g.Gain(l)
		return number(-gain), number(e)
	}
	end.Without, end.Plan, end.Found = short(g.Nothing), short(g.Whole), short(g.Lived)
	end.EffectPlan, end.EffectPlanError = effect(g.Whole)
	end.Effect, end.EffectError = effect(g.Lived)
	return end
}
