package web

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"sendsim/internal/shell"
	"sendsim/internal/strict"
	"sendsim/sim"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

// form is a scenario as the page's controls show it. YAML is the scenario
// itself; the rest is what stands in it.
type form struct {
	YAML      string      `json:"yaml"`
	Name      string      `json:"name"`
	Authority []string    `json:"authority"`
	RatesOf   string      `json:"rates_of,omitempty"`
	Start     string      `json:"start"`
	Years     int         `json:"years"`
	Draws     int         `json:"draws"`
	Seed      uint64      `json:"seed"`
	Regime    string      `json:"regime"`
	Threshold *float64    `json:"threshold,omitempty"` // pounds
	Local     string      `json:"local,omitempty"`
	Levers    []formLever `json:"levers"`
}

// formLever is a lever of a scenario with every dial said.
type formLever struct {
	Key   string                `json:"key"`
	Name  string                `json:"name,omitempty"`
	From  string                `json:"from"`
	After []string              `json:"after,omitempty"` // names of levers that it waits for
	Until string                `json:"until,omitempty"`
	Ramp  formRamp              `json:"ramp"`
	Fade  float64               `json:"fade"`            // months
	Needs []string              `json:"needs,omitempty"` // for which its places are reserved
	Dials map[string]formRange  `json:"dials"`
	Cost  map[string][]costText `json:"cost,omitempty"` // by purse, as files have it
}

type costText = string

type formRamp struct {
	Shape  string  `json:"shape"`
	Months float64 `json:"months"`
}

// formRange is a setting of a dial: a number, whose ends are alike, or a range.
type formRange struct {
	Low  float64  `json:"low"`
	Mid  *float64 `json:"mid,omitempty"`
	High float64  `json:"high"`
}

func rangeOf(r strict.Range) formRange {
	f := formRange{Low: r.Low, High: r.High}
	if r.Split {
		f.Mid = &r.Mid
	}
	return f
}

func formOf(s *sim.Scenario) form {
	f := form{
		YAML: string(s.YAML()), Name: s.Name, Authority: s.Areas, RatesOf: s.RatesOf, Start: strict.FormatCensus(s.Start),
		Years: s.Years, Draws: s.Draws, Seed: s.Seed, Regime: s.Regime, Local: s.Local, Levers: []formLever{},
	}
	if s.Threshold != nil {
		pounds := float64(*s.Threshold)
		f.Threshold = &pounds
	}
	for _, l := range s.Levers {
		f.Levers = append(f.Levers, formLeverOf(l))
	}
	return f
}

func formLeverOf(l levers.Lever) formLever {
	p, card := l.Common(), l.Card()
	f := formLever{
		Key: card.Key, Name: p.Name, From: p.From.String(), Ramp: formRamp{string(p.Ramp.Shape), p.Ramp.Months},
		After: p.After, Needs: levers.NeedsOf(l), Fade: p.Fade, Dials: map[string]formRange{}, Cost: map[string][]costText{},
	}
	if p.Until.Year != 0 {
		f.Until = p.Until.String()
	}
	for _, d := range card.AllDials() {
		f.Dials[d.Name] = rangeOf(d.Of(l).Range)
	}
	for purse := range finance.NumPurses {
		for _, c := range p.Cost {
			if c.Purse == purse {
				f.Cost[purse.Key()] = append(f.Cost[purse.Key()], c.Money.String())
			}
		}
	}
	return f
}

// fault is what is wrong with one of the scenarios that were sent.
type fault struct {
	Scenario int    `json:"scenario"` // by its place in the list, from 0
	Line     int    `json:"line,omitempty"`
	Key      string `json:"key,omitempty"`
	Says     string `json:"says"`
	File     string `json:"file,omitempty"` // of a council's own figures
}

// refused answers that scenarios cannot be run, and why.
func refused(w http.ResponseWriter, faults ...fault) {
	answer(w, http.StatusUnprocessableEntity, map[string]any{"faults": faults})
}

// scenario answers with the forms of the scenarios that are sent.
func (s *Server) scenario(w http.ResponseWriter, r *http.Request) {
	g, faults := s.ground(r)
	var all []*sim.Scenario
	if len(faults) == 0 {
		all, faults = g.read(r.Body)
	}
	if len(faults) > 0 {
		refused(w, faults...)
		return
	}
	answer(w, http.StatusOK, map[string]any{"scenarios": formsOf(all)})
}

func formsOf(all []*sim.Scenario) (forms []form) {
	for _, one := range all {
		forms = append(forms, formOf(one))
	}
	return forms
}

// between parts one scenario from the next where several are sent.
const between = "---"

// read reads the scenarios of a request: YAML, with a line of three hyphens
// between one and the next.
func (g ground) read(body io.Reader) (all []*sim.Scenario, faults []fault) {
	text, err := io.ReadAll(body)
	if err != nil {
		return nil, []fault{{Says: fmt.Sprintf("could not be read: %v; allowed: up to %d KiB", err, mostBytes>>10)}}
	}
	texts := split(string(text))
	if len(texts) > MostScenarios {
		return nil, []fault{{Says: fmt.Sprintf("%d scenarios are too many; allowed: 1 to %d", len(texts), MostScenarios)}}
	}
	for i, text := range texts {
		one, err := sim.ParseScenario(fmt.Sprintf("scenario-%d.yaml", i+1), []byte(text), g.open)
		if err != nil {
			faults = append(faults, faultsOf(i, err)...)
			continue
		}
		if one.Local != "" && g.world.Local == nil {
			faults = append(faults, fault{Scenario: i, Key: "local", Says: "the council's own figures are not here: open " + one.Local + " too, or take the line away"})
		}
		if one.Everyone() {
			faults = append(faults, fault{Scenario: i, Key: "authority", Says: "all is for sendsim run, which then ranks the authorities; allowed here: an authority, several, a region, or england"})
		}
		all = append(all, one)
	}
	return all, faults
}

// split parts a text at the lines that stand between scenarios.
func split(text string) (texts []string) {
	var one strings.Builder
	for line := range strings.Lines(text) {
		if strings.TrimRight(line, " \r\n") == between {
			if strings.TrimSpace(one.String()) != "" {
				texts = append(texts, one.String())
			}
			one.Reset()
			continue
		}
		one.WriteString(line)
	}
	return append(texts, one.String())
}

// open says what a scenario may ask for: what the server was started with, and
// the council's own figures that the page brought.
func (g ground) open(calibrations string) (sim.Known, error) {
	if calibrations != "" {
		return nil, fmt.Errorf("the page runs on the calibrations that the server was started with; start it with sendsim serve --calibrations %s", shell.Word(calibrations))
	}
	return g.world.Known(), nil
}

func faultsOf(scenario int, err error) (all []fault) {
	var faults strict.Faults
	if !errors.As(err, &faults) {
		return []fault{{Scenario: scenario, Says: err.Error()}}
	}
	for _, f := range faults {
		all = append(all, fault{Scenario: scenario, Line: f.Line, Key: f.Key, Says: f.Says})
	}
	return all
}
