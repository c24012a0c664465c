package evidence

import (
	"strings"

	"sendsim/cohorts"
)

// unknownPlacement marks a published column that says that the placement was
// not recorded.
const unknownPlacement = cohorts.NumSettings

// placements is the one table that says in which setting of the model a
// published placement column stands: the column of the release, the words
// which the same release uses for it in a breakdown, and the setting. After
// them come the columns of the older series, which sum over the kinds of
// school. Sixth forms are in mainstream; providers of further education
// without a category of their own are colleges here.
var placements = []struct {
	column, words string
	setting       cohorts.Setting
}{
	{"mainstream_la_maintained", "Mainstream - LA maintained", cohorts.MainstreamSchool},
	{"mainstream_academy", "Mainstream - academy", cohorts.MainstreamSchool},
	{"mainstream_free_school", "Mainstream - free school", cohorts.MainstreamSchool},
	{"mainstream_la_maintained_resourced_provision", "Mainstream - LA maintained (resourced provision)", cohorts.ResourcedProvision},
	{"mainstream_academy_resourced_provision", "Mainstream - academy (resourced provision)", cohorts.ResourcedProvision},
	{"mainstream_free_school_resourced_provision", "Mainstream - free school (resourced provision)", cohorts.ResourcedProvision},
	{"mainstream_la_maintained_senunit", "Mainstream - LA maintained (SEN unit)", cohorts.ResourcedProvision},
	{"mainstream_academy_senunit", "Mainstream - academy (SEN unit)", cohorts.ResourcedProvision},
	{"mainstream_free_school_senunit", "Mainstream - free school (SEN unit)", cohorts.ResourcedProvision},
	{"mainstream_independent", "Mainstream - independent", cohorts.IndependentMainstream},
	{"special_la_maintained", "Special - LA maintained", cohorts.StateSpecial},
	{"special_academy_free", "Special - academy/free school", cohorts.StateSpecial},
	{"special_independent", "Special - independent", cohorts.IndependentSpecial},
	{"special_non_maintained", "Special - non-maintained", cohorts.IndependentSpecial},
	{"ap_pru_academy", "AP/PRU - academy", cohorts.AlternativeProvision},
	{"ap_pru_free_school", "AP/PRU - free school", cohorts.AlternativeProvision},
	{"ap_pru_la_maintained", "AP/PRU - LA maintained", cohorts.AlternativeProvision},
	{"general_fe_tertiary_colleges", "FE - general FE and tertiary colleges", cohorts.FurtherEducation},
	{"specialist_post_16_institutions", "FE - specialist post-16 institutions", cohorts.SpecialistPost16},
	{"ukrlp_provider", "FE - UKRLP provider", cohorts.FurtherEducation},
	{"elective_home_education", "Educated elsewhere - elective home education", cohorts.HomeEducated},
	{"other_arrangements_la", "Educated elsewhere - other arrangements by LA", cohorts.OtherArrangements},
	{"other_arrangements_parents", "Educated elsewhere - other arrangements by parents", cohorts.OtherArrangements},
	{"online_provider", "Educated elsewhere - online provider", cohorts.OtherArrangements},
	{"w_settings", "Educated elsewhere - Welsh establishment", cohorts.OtherArrangements},
	{"other_schools", "Educated elsewhere - other schools and establishments", cohorts.OtherArrangements},
	{"other_placement_settings", "Educated elsewhere - other placement settings", cohorts.OtherArrangements},
	{"neet", "Educated elsewhere - NEET", cohorts.NotPlaced},
	{"neet_ntci", "Educated elsewhere - not in education or training (notice to cease issued)", cohorts.NotPlaced},
	{"neet_other", "Educated elsewhere - not in education or training (other)", cohorts.NotPlaced},
	{"neet_other_csa", "Educated elsewhere - not in education or training (compulsory school age)", cohorts.NotPlaced},
	{"nm_early_years", "Non-maintained early years", cohorts.EarlyYearsSetting},
	{"await_prov_2022", "", cohorts.NotPlaced},
	{"perm_ex_2022", "", cohorts.NotPlaced},
	{"placement_unknown", "Placement not recorded", unknownPlacement},

	{"mainstream", "", cohorts.MainstreamSchool},
	{"resourced_provision", "", cohorts.ResourcedProvision},
	{"sen_unit", "", cohorts.ResourcedProvision},
	{"special_state", "", cohorts.StateSpecial},
	{"hospital_school", "", cohorts.AlternativeProvision},
	{"ap_pru", "", cohorts.AlternativeProvision},
	{"fe_general", "", cohorts.FurtherEducation},
	{"specialist_post16", "", cohorts.SpecialistPost16},
	{"fe_ukrlp_other", "", cohorts.FurtherEducation},
	{"work_based", "", cohorts.FurtherEducation},
	{"early_years", "", cohorts.EarlyYearsSetting},
	{"eotas_la_arrangements", "", cohorts.OtherArrangements},
	{"other_elsewhere", "", cohorts.OtherArrangements},
	{"awaiting_provision", "", cohorts.NotPlaced},
	{"unknown", "", unknownPlacement},
}

// placementByColumn and columnByWords are placements by their first and second
// column.
var placementByColumn, columnByWords = func() (map[string]cohorts.Setting, map[string]string) {
	setting, column := map[string]cohorts.Setting{}, map[string]string{}
	for _, p := range placements {
		setting[p.column] = p.setting
		if p.words != "" {
			column[plain(p.words)] = p.column
		}
	}
	return setting, column
}()

// SettingOf is the setting in which a published placement column stands;
// false where the column says "not recorded" or is not in the table.
func SettingOf(column string) (cohorts.Setting, bool) {
	s, ok := placementByColumn[column]
	return s, ok && s != unknownPlacement
}

// ColumnOf is the placement column that a breakdown's words stand for.
func ColumnOf(words string) (string, bool) {
	column, ok := columnByWords[plain(words)]
	return column, ok
}

// placementOf is the column for a breakdown's words; false where they name a
// sum of other rows. Words that are not in the table stand for themselves.
func placementOf(words string) (string, bool) {
	if column, ok := ColumnOf(words); ok {
		return column, true
	}
	if strings.HasSuffix(strings.ToLower(words), "total") || words == "" {
		return "", false
	}
	return slug(words), true
}

// plain strips what differs between two spellings of the same words: case, the
// plural, and anything but letters and digits.
func plain(words string) string {
	words = strings.ReplaceAll(strings.ToLower(words), "schools", "school")
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, words)
}

// Split is a published table of one range of ages, by setting.
type Split struct {
	Total    float64 // as published; the sum of the parts where none is
	Settings [cohorts.NumSettings]float64
	Unknown  float64  // Total less what is in a known setting, at least 0
	Foreign  []string // columns that are not in the table of placements
	Any      bool     // whether any placement was published
}

// Known is the number in a known setting.
func (s Split) Known() float64 {
	var sum float64
	for _, n := range s.Settings {
		sum += n
	}
	return sum
}

// Split sums the placement columns of a stock or flow by setting; false where
// neither total nor placements were published.
func (f *File) Split(s Series, year int, ages Ages) (Split, bool) {
	var split Split
	rows := f.Table(s, year, ages)
	total := false
	for _, r := range rows {
		if r.Of == "" {
			split.Total, total = r.Value, true
			continue
		}
		split.Any = true
		switch setting, ok := placementByColumn[r.Of]; {
		case ok && setting != unknownPlacement:
			split.Settings[setting] += r.Value
		case !ok:
			split.Foreign = append(split.Foreign, r.Of)
			fallthrough
		default:
			split.Unknown += r.Value
		}
	}
	if total {
		split.Unknown = max(0, split.Total-split.Known())
	} else {
		split.Total = split.Known() + split.Unknown
	}
	return split, len(rows) > 0
}
