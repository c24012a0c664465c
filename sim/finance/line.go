package finance

import "sendsim/cohorts"

// Line is a line of the account.
type Line uint8

// The lines: those of the high needs block, then the memo lines off it.
const (
	PlacesSpecial Line = iota
	PlacesResourced
	PlacesAP
	PlacesPost16
	TopUpEarlyYears
	TopUpMainstream
	TopUpEnhanced
	TopUpResourced
	TopUpSpecial
	TopUpAP
	TopUpCollege
	TopUpSpecialistPost16
	TopUpIndependentSpecial
	TopUpIndependentMainstream
	TopUpOtherArrangements
	Services
	APServices
	Hospital
	Therapies
	LeverCosts
	NotExplained

	Disputes
	Transport
	Programme
	ProgrammeOtherDSG
	ProgrammeGrant
	ProgrammeCapital
	NumLines
)

// LineInfo says what a line is.
type LineInfo struct {
	Key, Name string
	Purse     Purse
	Pays      []cohorts.Setting // the children with a plan for whom it pays
	Also      string            // what else it buys, without a plan
	From      string            // the published figures that its level comes from
}

// Lines is the one table of lines: what each pays for, from which purse, and
// where its level comes from. Names in From are lines of the planned return
// of 2021-22 [S251-21]; top-ups are then brought to the totals of 2023-24
// [S251-23].
//
// Assessing, reviewing and defending plans, and educational psychologists, are
// no charge on the grant: they are the council's [SYEF23 sch1], and so are
// disputes and transport [TRANSPORT23].
var Lines = [NumLines]LineInfo{
	PlacesSpecial: {
		"places-special", "places in state special schools", HighNeeds,
		[]cohorts.Setting{cohorts.StateSpecial},
		"places filled by other authorities' children", "place_special",
	},
	PlacesResourced: {
		"places-resourced", "places in resourced provision and units", HighNeeds,
		[]cohorts.Setting{cohorts.ResourcedProvision},
		"places filled by other authorities' children or without a plan", "place_primary, place_secondary, place_early_years",
	},
	PlacesAP: {
		"places-ap", "places in alternative provision", HighNeeds,
		[]cohorts.Setting{cohorts.AlternativeProvision},
		"most of it: children excluded or at risk of it, without a plan", "place_pru_ap",
	},
	PlacesPost16: {
		"places-post16", "places in colleges and specialist post-16 institutions", HighNeeds,
		[]cohorts.Setting{cohorts.FurtherEducation, cohorts.SpecialistPost16},
		"", "no line: element 2 for every plan or place [PLACE-RATES], place_post_school",
	},
	TopUpEarlyYears: {
		"topup-early-years", "top-ups in early years settings", HighNeeds,
		[]cohorts.Setting{cohorts.EarlyYearsSetting},
		"inclusion funding without a plan", "topup_state_early_years",
	},
	TopUpMainstream: {
		"topup-mainstream", "top-ups in mainstream schools", HighNeeds,
		[]cohorts.Setting{cohorts.MainstreamSchool},
		"top-ups for children without a plan", "topup_state_primary, topup_state_secondary",
	},
	TopUpEnhanced: {
		"topup-enhanced", "enhanced packages in mainstream schools", HighNeeds,
		[]cohorts.Setting{cohorts.Enhanced},
		"", "a multiple of topup-mainstream",
	},
	TopUpResourced: {
		"topup-resourced", "top-ups in resourced provision and units", HighNeeds,
		[]cohorts.Setting{cohorts.ResourcedProvision},
		"", "topup_state_primary, topup_state_secondary",
	},
	TopUpSpecial: {
		"topup-special", "top-ups in state special schools", HighNeeds,
		[]cohorts.Setting{cohorts.StateSpecial},
		"", "topup_state_special",
	},
	TopUpAP: {
		"topup-ap", "top-ups in alternative provision", HighNeeds,
		[]cohorts.Setting{cohorts.AlternativeProvision},
		"most of it: children excluded or at risk of it, without a plan", "topup_state_pru_ap",
	},
	TopUpCollege: {
		"topup-college", "top-ups in further education colleges", HighNeeds,
		[]cohorts.Setting{cohorts.FurtherEducation},
		"students without a plan", "topup_state_post_school",
	},
	TopUpSpecialistPost16: {
		"topup-specialist-post16", "top-ups in specialist post-16 institutions", HighNeeds,
		[]cohorts.Setting{cohorts.SpecialistPost16},
		"", "topup_indep_total",
	},
	TopUpIndependentSpecial: {
		"topup-independent-special", "fees of independent and non-maintained special schools", HighNeeds,
		[]cohorts.Setting{cohorts.IndependentSpecial},
		"independent alternative provision; children without a plan", "topup_indep_total",
	},
	TopUpIndependentMainstream: {
		"topup-independent-mainstream", "fees of independent mainstream schools", HighNeeds,
		[]cohorts.Setting{cohorts.IndependentMainstream},
		"", "topup_indep_total",
	},
	TopUpOtherArrangements: {
		"topup-other-arrangements", "education otherwise than at school, interim tuition", HighNeeds,
		[]cohorts.Setting{cohorts.OtherArrangements, cohorts.NotPlaced},
		"", "topup_indep_total",
	},
	Services: {
		"services", "SEN support and inclusion services", HighNeeds, nil,
		"teachers and advisers for all children with SEN", "sen_support_inclusion_services",
	},
	APServices: {
		"ap-services", "alternative provision services", HighNeeds, nil,
		"children out of school", "alternative_provision_services",
	},
	Hospital: {
		"hospital", "hospital education", HighNeeds, nil,
		"children in hospital", "hospital_education_services",
	},
	Therapies: {
		"therapies", "therapies and other health services", HighNeeds, nil,
		"children with and without a plan", "therapies_health_services",
	},
	LeverCosts: {
		"lever-costs", "programme costs charged to the block", HighNeeds, nil, "whatever the programme buys", "the scenario",
	},
	NotExplained: {
		"not-explained", "not explained", HighNeeds, nil,
		"transfers, other blocks, income, timing: what the balance shows and no line does", "DSG balances against the lines",
	},

	Disputes: {
		"disputes", "mediation and appeals", Council, nil, "", "cost of an appeal [APPEAL-COST] times disputes",
	},
	Transport: {
		"transport", "transport of children with SEN", Council, nil, "children with SEN but no plan", "SEN transport 2023-24 [S251-23]",
	},
	Programme:         {"programme", "programme costs met by the council", Council, nil, "", "the scenario"},
	ProgrammeOtherDSG: {"programme-other-dsg", "programme costs met by other blocks", OtherDSG, nil, "", "the scenario"},
	ProgrammeGrant:    {"programme-grant", "programme costs met by other grants", OtherGrant, nil, "", "the scenario"},
	ProgrammeCapital:  {"programme-capital", "capital of programmes", Capital, nil, "", "the scenario"},
}

// Key is the line's short name in files and columns.
func (l Line) Key() string { return Lines[l].Key }

// String is the line's full name.
func (l Line) String() string { return Lines[l].Name }

// Purse is who pays the line.
func (l Line) Purse() Purse { return Lines[l].Purse }

// ProgrammeLine is the line that takes what a programme costs, by who pays.
func ProgrammeLine(p Purse) Line {
	return [NumPurses]Line{
		HighNeeds: LeverCosts, OtherDSG: ProgrammeOtherDSG, Council: Programme,
		OtherGrant: ProgrammeGrant, Capital: ProgrammeCapital,
	}[p]
}
