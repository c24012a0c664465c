package calibration

import (
	"fmt"
	"strings"

	"sendsim/calibration/evidence"
)

// England is the national layer with its evidence.
type England struct {
	National   *National
	Parameters []Parameter // priors and posteriors of the national layer
	Evidence   *evidence.File
}

// Library is a set of calibrated authorities on one national layer.
type Library struct {
	England     England
	Authorities []*Authority
	LeftOut     []evidence.Reason
}

// Authority finds an authority by its name, key, code or alias.
func (l *Library) Authority(nameOrCode string) (*Authority, error) {
	want := strings.ToLower(strings.TrimSpace(nameOrCode))
	for _, a := range l.Authorities {
		if strings.ToLower(a.Area.Code) == want || a.Area.Key == want || strings.ToLower(a.Area.Name) == want {
			return a, nil
		}
	}
	return nil, fmt.Errorf("%q is not an authority that is known", nameOrCode)
}
