package web

import (
	"encoding/json"
	"io/fs"
	"slices"
	"strings"

	"sendsim/calibration"
	"sendsim/internal/disclosure"
	"sendsim/internal/strict"
	"sendsim/outputs"
	"sendsim/scenarios"
	"sendsim/sim"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

// catalogue is all that there is to choose from.
type catalogue struct {
	Version     string           `json:"version"`
	Authorities []choiceOfArea   `json:"authorities"`
	Regions     []string         `json:"regions"`
	Regimes     []choiceOfLaw    `json:"regimes"`
	Levers      []card           `json:"levers"`
	Purses      []purse          `json:"purses"`
	Shapes      []string         `json:"shapes"` // of ramps
	Columns     []outputs.Column `json:"columns"`
	Shipped     []shipped        `json:"shipped"` // scenarios
	First       []form           `json:"first"`
	Start       string           `json:"start"` // the census to start from, of published figures
	MostYears   int              `json:"most_years"`
	MostDraws   int              `json:"most_draws"`
	Scenarios   int              `json:"most_scenarios"`
	Local       *brought         `json:"local"` // a council's own figures that the server was given
	Papers      []choiceOfPaper  `json:"papers"`
	CautionFrom int              `json:"caution_years"`
	Licence     string           `json:"licence"`
	Sign        string           `json:"sign"`
}

type choiceOfArea struct {
	Key    string `json:"key"`
	Name   string `json:"name"`
	Code   string `json:"code"`
	Region string `json:"region"`
	Plans  int    `json:"plans"`           // children with a plan at the start; 0: small, or unknown
	Unfit  string `json:"unfit,omitempty"` // why it cannot be run
}

type choiceOfLaw struct {
	Key     string   `json:"key"`
	Title   string   `json:"title"`
	Grade   string   `json:"grade"`
	Sources []string `json:"sources"`
	Rules   string   `json:"rules"`   // which its later years are arithmetic under
	Caution string   `json:"caution"` // what is said of those years
}

type choiceOfPaper struct {
	File string `json:"file"`
	Says string `json:"says"`
}

type purse struct {
	Key  string `json:"key"`
	Name string `json:"name"`
}

type shipped struct {
	Name string `json:"name"`
	Says string `json:"says"`
	YAML string `json:"yaml"`
}

// card is a lever's card.
type card struct {
	Key      string   `json:"key"`
	Name     string   `json:"name"`
	Says     string   `json:"says"`
	Step     string   `json:"step"`
	Phases   []string `json:"phases"`
	Purses   []string `json:"purses"`
	Cost     string   `json:"cost"`
	Ramp     formRamp `json:"ramp"`
	Evidence string   `json:"evidence"`
	Misleads string   `json:"misleads"`
	Grade    string   `json:"grade"`
	Source   string   `json:"source"`
	Reserves bool     `json:"reserves,omitempty"` // its places, for needs
	Dials    []dial   `json:"dials"`
}

type dial struct {
	Name    string    `json:"name"`
	Unit    string    `json:"unit"`
	Says    string    `json:"says"`
	Low     float64   `json:"low"`
	High    float64   `json:"high"`
	Default formRange `json:"default"`
	Grade   string    `json:"grade"`
	Source  string    `json:"source"`
}

// columns are those that the page draws and tabulates, beside the chances.
var columns = pageColumns()

func pageColumns() []string {
	names := []string{
		outputs.ColPlans, "new_plans", "requests", outputs.ColSpend, outputs.ColBlock, outputs.ColInYear,
		outputs.ColCumulative, "cumulative_deficit_own", "cumulative_deficit_notional", "opening_deficit",
	}
	for i := range outputs.Columns {
		name := outputs.Columns[i].Name
		for _, group := range []string{"plans_phase_", "plans_setting_", "spend_"} {
			if strings.HasPrefix(name, group) {
				names = append(names, name)
			}
		}
	}
	return names
}

// newCatalogue is the catalogue as JSON.
func (s *Server) newCatalogue() ([]byte, error) {
	regimes, err := finance.Regimes()
	if err != nil {
		return nil, err
	}
	given := ground{world: s.World}
	if s.Local != nil {
		given.world = s.World.With(s.Local)
	}
	known := given.world.Known()
	c := catalogue{
		Version: s.Version, Regions: known.Regions(), Levers: cards(), Shapes: levers.Shapes, First: formsOf(s.First),
		MostYears: sim.MaxYears, MostDraws: mostLived, Scenarios: MostScenarios,
		CautionFrom: outputs.CautionYears, Licence: outputs.Licence, Sign: outputs.Sign,
	}
	_, last := s.World.Known().Censuses()
	c.Start = strict.FormatCensus(last)
	if s.Local != nil {
		b := broughtOf("", s.Local.Files[0], s.Local, s.World)
		c.Local = &b
	}
	for _, p := range s.Papers {
		c.Papers = append(c.Papers, choiceOfPaper{p.File, p.Says})
	}
	for _, a := range given.world.Library.Authorities {
		one := choiceOfArea{Key: a.Area.Key, Name: a.Area.Name, Code: a.Area.Code, Region: a.Area.Region, Unfit: known.Unfit(a.Area.Key)}
		if n := a.Structure.Children(); !disclosure.Hidden(float64(n)) {
			one.Plans = n
		}
		c.Authorities = append(c.Authorities, one)
	}
	for _, r := range regimes {
		c.Regimes = append(c.Regimes, choiceOfLaw{r.Key, r.Title, r.Grade, r.Sources, outputs.Rules(r.Break), cautionUnder(r)})
	}
	for p := range finance.NumPurses {
		c.Purses = append(c.Purses, purse{p.Key(), p.String()})
	}
	for i := range outputs.Columns {
		if slices.Contains(columns, outputs.Columns[i].Name) {
			c.Columns = append(c.Columns, outputs.Columns[i])
		}
	}
	if c.Shipped, err = given.shippedScenarios(); err != nil {
		return nil, err
	}
	return json.Marshal(c)
}

// cautionUnder is what is said of the later years under a regime.
func cautionUnder(r *finance.Regime) string {
	return strings.Replace(outputs.Caution, outputs.Rules(calibration.Break{}), outputs.Rules(r.Break), 1)
}

// shippedScenarios are the scenarios that ship and that the page can run: not
// those that rest on figures which this server was not given.
func (g ground) shippedScenarios() ([]shipped, error) {
	list, err := scenarios.All()
	if err != nil {
		return nil, err
	}
	all := []shipped{} // the page goes through it, also where there is none
	for _, one := range list {
		text, err := fs.ReadFile(scenarios.FS, one.Name+".yaml")
		if err != nil {
			return nil, err
		}
		if read, err := sim.ParseScenario(one.Name, text, g.open); err == nil && read.Local == "" {
			all = append(all, shipped{one.Name, one.Says, string(text)})
		}
	}
	return all, nil
}

// cards are the cards of all levers, their numbers as numbers.
func cards() (all []card) {
	for _, c := range levers.Cards() {
		one := card{
			Key: c.Key, Name: c.Name, Says: c.Says, Step: c.Step, Cost: c.Cost, Ramp: formRamp{string(c.Ramp.Shape), c.Ramp.Months},
			Evidence: c.Evidence, Misleads: c.Misleads, Grade: c.Grade, Source: c.Source, Reserves: c.Reserves,
		}
		for _, p := range c.Phases {
			one.Phases = append(one.Phases, p.String())
		}
		for _, p := range c.Purses {
			one.Purses = append(one.Purses, p.Key())
		}
		for _, d := range c.AllDials() {
			one.Dials = append(one.Dials, dial{
				Name: d.Name, Unit: d.Unit.String(), Says: d.Says, Low: d.Low, High: d.High,
				Default: rangeOf(d.Default), Grade: d.Grade, Source: d.Source,
			})
		}
		all = append(all, one)
	}
	return all
}
