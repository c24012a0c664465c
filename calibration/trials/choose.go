package trials

import (
	"slices"
	"strings"

	"sendsim/calibration/evidence"
)

// regionPrefix begins the choice of a whole region.
const regionPrefix = "region:"

// Choose has only some authorities scored: names, codes, or region:NAME. Those
// that are scored as one with others bring the others with them. Forecasters
// are fitted to every one all the same.
func (t *Trial) Choose(names []string) error {
	t.Scored = nil
	for _, name := range names {
		codes, err := t.codes(strings.TrimSpace(name))
		if err != nil {
			return err
		}
		for _, code := range codes {
			if !slices.Contains(t.Scored, code) {
				t.Scored = append(t.Scored, code)
			}
		}
	}
	return nil
}

// codes are those of the authorities that a name stands for, at constant
// geography.
func (t *Trial) codes(name string) ([]string, error) {
	var chosen []*evidence.File
	if region, ok := strings.CutPrefix(name, regionPrefix); ok {
		chosen = t.Set.Region(region)
		name = region
	}
	if len(chosen) == 0 {
		f, err := t.Set.Authority(name)
		if err != nil {
			return nil, err
		}
		chosen = []*evidence.File{f}
	}
	var codes []string
	for _, whole := range t.Set.AtConstantGeography().Authorities {
		if slices.ContainsFunc(chosen, func(f *evidence.File) bool {
			return slices.Contains(strings.Split(whole.Area.Code, "+"), f.Area.Code)
		}) {
			codes = append(codes, whole.Area.Code)
		}
	}
	return codes, nil
}
