package calibration

import (
	"slices"
	"strings"

	"sendsim/calibration/evidence"
)

// England is the national layer with its evidence.
type England struct {
	National   *National
	Parameters []Parameter // priors and posteriors of the national layer
	Evidence   *evidence.File
	// Borrowed lists the national profiles that were published only after the
	// census and informed the fit all the same; files have it, what ships
	// borrowed none.
	Borrowed []string
}

// Library is a set of calibrated authorities on one national layer.
type Library struct {
	England     England
	Authorities []*Authority     // by code
	Others      []*evidence.File // of authorities that are not calibrated, by code
	LeftOut     []evidence.Reason

	common []string          // files that all stand on; none of what ships
	files  map[string]string // by code
}

// Authority finds an authority by its name, key, code or alias. The error says
// which names are near, or why the authority is left out.
func (l *Library) Authority(nameOrCode string) (*Authority, error) {
	set := &evidence.Set{LeftOut: l.LeftOut}
	for _, a := range l.Authorities {
		set.Authorities = append(set.Authorities, &evidence.File{Area: a.Area})
	}
	f, err := set.Authority(nameOrCode)
	if err != nil {
		return nil, err
	}
	return l.Authorities[slices.Index(set.Authorities, f)], nil
}

// Evidence is what is known of England and all of its authorities, calibrated
// or not.
func (l *Library) Evidence() *evidence.Set {
	set := &evidence.Set{England: l.England.Evidence, Authorities: slices.Clone(l.Others), LeftOut: l.LeftOut}
	for _, a := range l.Authorities {
		set.Authorities = append(set.Authorities, a.Evidence)
	}
	slices.SortFunc(set.Authorities, func(a, b *evidence.File) int { return strings.Compare(a.Area.Code, b.Area.Code) })
	return set
}

// January is the year of the census from which futures start.
func (l *Library) January() int { return l.England.National.January }

// With is the library with an authority in the place of the one of its code.
func (l *Library) With(a *Authority) *Library {
	with := *l
	with.Authorities = slices.Clone(l.Authorities)
	for i, was := range with.Authorities {
		if was.Area.Code == a.Area.Code {
			with.Authorities[i] = a
		}
	}
	return &with
}
