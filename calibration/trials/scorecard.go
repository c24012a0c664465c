package trials

import (
	"slices"

	"sendsim/calibration/evidence"
)

// A Scorecard is what a back-test showed, as it is published.
type Scorecard struct {
	About    About   `json:"about"`
	Bars     []Bar   `json:"bars"`
	Scores   []Line  `json:"scores"`       // by forecaster, target and horizon
	Sums     []Line  `json:"sums"`         // the same for the sum of the authorities
	Origins  []Line  `json:"by_origin"`    // the published forecaster and its rivals, by origin
	Changed  []Line  `json:"law_changed"`  // the same, of plans, from the origins before FirstOrigin
	Areas    []Area  `json:"by_authority"` // plans by the published forecaster
	Skills   []Skill `json:"skills"`
	Misses   []Miss  `json:"misses"`
	Measures []Says  `json:"measures"`
	// Whole is the scorecard of the whole simulator, where it was tried: its
	// bars are its own.
	Whole *Scorecard `json:"simulator,omitempty"`
	// Balance is how the whole simulator forecast the change of the DSG
	// balance, where it was tried.
	Balance *BalanceCard `json:"balance,omitempty"`
}

// About says what was done, with which model and figures.
type About struct {
	Published   string   `json:"published"` // the forecaster that the scorecard is about
	Model       string   `json:"model_digest"`
	Data        string   `json:"data_digest"`
	First       int      `json:"first_origin"`
	Last        int      `json:"last_origin"`
	Census      int      `json:"last_census"` // the last that came
	Nearest     int      `json:"nearest_horizon"`
	Horizons    int      `json:"horizons"`
	Draws       int      `json:"draws"`
	Seed        uint64   `json:"seed"`
	Authorities int      `json:"authorities"` // scored, at constant geography
	Forecasters []Says   `json:"forecasters"`
	LeftOut     []string `json:"left_out"`
	Together    []string `json:"together"`           // authorities that are scored as one
	Borrowed    []string `json:"borrowed,omitempty"` // later national profiles that were used, by origin
}

// Says is a name and what it stands for.
type Says struct {
	Name string `json:"name"`
	Says string `json:"says"`
}

// Line is a tally of the cases of one forecaster, target and horizon; of one
// origin where it says which.
type Line struct {
	Forecaster string `json:"forecaster"`
	Target     string `json:"target"`
	Horizon    int    `json:"horizon"`
	Origin     int    `json:"origin,omitempty"`
	Tally
}

// Area is how one authority was forecast.
type Area struct {
	Name     string  `json:"name"`
	Code     string  `json:"code"`
	Target   string  `json:"target"`
	Horizon  int     `json:"horizon"`
	N        int     `json:"n"`
	CRPS     float64 `json:"crps"`
	MAPE     float64 `json:"mape"`
	Bias     float64 `json:"bias"`
	Inside80 float64 `json:"inside_80"` // share of what came
}

// measures says what a tally's figures are.
var measures = []Says{
	{"n", "forecasts scored: authorities times origins"},
	{"CRPS", "continuous ranked probability score, mean, per cent of the figure at the origin; lower is better"},
	{"WIS", "weighted interval score of the median and the 50, 80 and 95 % intervals, the same"},
	{"MAPE", "mean distance of the median from what came, per cent of what came"},
	{"bias", "mean of the median less what came, per cent of what came: below 0 the forecasts were too low"},
	{"coverage", "share of what came that lay inside the central interval"},
	{"width", "mean width of the central interval, per cent of the figure at the origin"},
	{"PIT", "share of what came, by tenth of the forecast distribution: a tenth each where the forecast is honest"},
}

// rivals are the forecasters that are shown by origin beside the published one.
var rivals = []string{HoltPooled, HoltEach}

// Card makes the scorecard of a trial from its cases.
func (t *Trial) Card(cases []Case) *Scorecard {
	areas := t.Set.AtConstantGeography().Authorities
	s := &Scorecard{Measures: measures}
	s.About = t.about(areas, cases)
	for target := range NumTargets {
		for h := t.Nearest; h <= t.Horizons; h++ {
			for _, f := range t.Forecasters {
				is := func(c *Case) bool { return c.Target == target && c.Horizon == h && c.Forecaster == f.Name() }
				line := Line{Forecaster: f.Name(), Target: target.String(), Horizon: h}
				if line.Tally = TallyOf(cases, func(c *Case) bool { return is(c) && c.Authority != England }); line.N == 0 {
					continue
				}
				s.Scores = append(s.Scores, line)
				line.Tally = TallyOf(cases, func(c *Case) bool { return is(c) && c.Authority == England })
				s.Sums = append(s.Sums, line)
			}
			s.byOrigin(cases, target, h)
			if target == Plans && slices.Contains(t.areaHorizons(), h) {
				s.byArea(cases, target, h, areas)
			}
			s.skills(cases, target, h)
		}
	}
	s.Misses = t.misses(cases, areas)
	if t.Published() == SimulationName {
		s.Bars = WholeBars(cases, SimulationName)
	} else {
		s.Bars = BarsOf(cases, t.Published())
	}
	s.round()
	return s
}

// lawChanged adds the lines of origins in whose years the law changed.
func (s *Scorecard) lawChanged(cases []Case) {
	for h := s.About.Nearest; h <= s.About.Horizons; h++ {
		s.Changed = append(s.Changed, linesByOrigin(cases, s.About.Published, Plans, h, EarliestOrigin, FirstOrigin-1)...)
	}
	s.round()
}

// areaHorizons are those for which authorities are told apart: first, middle
// and last.
func (t *Trial) areaHorizons() []int {
	return []int{t.Nearest, (t.Nearest + t.Horizons) / 2, t.Horizons}
}

// byOrigin adds the lines of the published forecaster and its rivals.
func (s *Scorecard) byOrigin(cases []Case, target Target, h int) {
	s.Origins = append(s.Origins, linesByOrigin(cases, s.About.Published, target, h, s.About.First, s.About.Last)...)
}

// linesByOrigin are the lines of a forecaster and its rivals.
func linesByOrigin(cases []Case, published string, target Target, h, first, last int) (lines []Line) {
	for _, name := range append([]string{published}, rivals...) {
		for origin := first; origin <= last; origin++ {
			line := Line{Forecaster: name, Target: target.String(), Horizon: h, Origin: origin}
			line.Tally = TallyOf(cases, func(c *Case) bool {
				return c.Target == target && c.Horizon == h && c.Forecaster == name && c.Origin == origin && c.Authority != England
			})
			if line.N > 0 {
				lines = append(lines, line)
			}
		}
	}
	return lines
}

// byArea adds the lines of the published forecaster for each authority.
func (s *Scorecard) byArea(cases []Case, target Target, h int, areas []*evidence.File) {
	own := make([][]Case, len(areas))
	for _, c := range cases {
		if c.Target == target && c.Horizon == h && c.Forecaster == s.About.Published && c.Authority != England {
			own[c.Authority] = append(own[c.Authority], c)
		}
	}
	for i, list := range own {
		if len(list) == 0 {
			continue
		}
		t := TallyOf(list, func(*Case) bool { return true })
		s.Areas = append(s.Areas, Area{
			Name: areas[i].Area.Name, Code: areas[i].Area.Code, Target: target.String(), Horizon: h,
			N: t.N, CRPS: t.CRPS, MAPE: t.MAPE, Bias: t.Bias, Inside80: t.Coverage[at80],
		})
	}
}

// skills adds the skill of the published forecaster against each other one.
func (s *Scorecard) skills(cases []Case, target Target, h int) {
	for _, f := range s.About.Forecasters {
		if f.Name == s.About.Published {
			continue
		}
		if skill := SkillOf(cases, s.About.Published, f.Name, target, h); skill.N > 0 {
			s.Skills = append(s.Skills, skill)
		}
	}
}

// about is what was done.
func (t *Trial) about(areas []*evidence.File, cases []Case) About {
	a := About{Published: t.Published(), First: t.First, Last: t.Last, Nearest: t.Nearest, Horizons: t.Horizons, Draws: t.Draws, Seed: t.Seed, Data: DataDigest(t.Set)}
	seen := map[int]bool{}
	for _, c := range cases {
		if c.Authority != England {
			seen[c.Authority] = true
		}
		a.Census = max(a.Census, c.Origin+c.Horizon)
	}
	a.Authorities = len(seen)
	for _, f := range t.Forecasters {
		a.Forecasters = append(a.Forecasters, Says{f.Name(), f.Says()})
	}
	whole := map[string]bool{}
	for _, f := range t.Set.Authorities {
		whole[f.Area.Code] = true
	}
	for _, f := range areas {
		if !whole[f.Area.Code] {
			a.Together = append(a.Together, f.Area.Name)
		}
	}
	for _, r := range t.Set.LeftOut {
		a.LeftOut = append(a.LeftOut, r.Name+": "+r.Why)
	}
	return a
}
