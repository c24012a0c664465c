package trials

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"

	"sendsim/calibration/evidence"
)

// digestLength is the letters of a digest that are shown: enough to tell two
// apart.
const digestLength = 16

// DataDigest is that of every published figure of the evidence, with its date.
func DataDigest(set *evidence.Set) string {
	sum := sha256.New()
	// Writing into a hash does not fail.
	_ = set.Write(func(name string) (io.WriteCloser, error) {
		fmt.Fprintln(sum, name)
		return unclosed{sum}, nil
	})
	return hex.EncodeToString(sum.Sum(nil))[:digestLength]
}

// unclosed is a file that goes on when the next begins.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }

// Dozen are the authorities by whose forecasts a model is told: small and
// large, with long and short waits, with missing years and divided histories.
var Dozen = []string{
	"E06000004", "E06000017", "E06000018", "E06000054", "E06000058+E06000059", "E08000025",
	"E08000029", "E08000035", "E09000025", "E10000016", "E10000018", "E06000036",
}

// ModelDigest is that of what the forecasters say of the dozen, as a short
// trial: every origin, one to three years ahead, scores to four figures. It
// changes when a forecast does, and not when code is only put in order.
func ModelDigest(set *evidence.Set, forecasters []Forecaster, first, last int) (string, error) {
	const draws, horizons = 200, 3
	return digestOf(&Trial{Set: set, Forecasters: forecasters, First: first, Last: last, Nearest: 1, Horizons: horizons, Draws: draws})
}

// WholeDigest is the same of the whole simulator, from one origin, with few
// draws and of an England of the dozen, for every authority is calibrated.
func WholeDigest(set *evidence.Set) (string, error) {
	const draws, horizons, back = 20, 2, 2
	origin := LastCensus(set) - back
	set = dozenOf(set)
	return digestOf(&Trial{Set: set, Forecasters: []Forecaster{&Simulation{Set: set}}, First: origin, Last: origin, Nearest: 1, Horizons: horizons, Draws: draws})
}

// dozenOf is England with the dozen alone.
func dozenOf(set *evidence.Set) *evidence.Set {
	few := &evidence.Set{England: set.England, LeftOut: set.LeftOut}
	codes := strings.Split(strings.Join(Dozen, "+"), "+")
	for _, f := range set.Authorities {
		if slices.Contains(codes, f.Area.Code) {
			few.Authorities = append(few.Authorities, f)
		}
	}
	return few
}

// digest is that of all ranks so far, to a thousandth: a change of the model
// that moves none of them is unlikely to move the page.
func (r *ranked) digest() string {
	sum := sha256.New()
	for _, name := range r.order {
		fmt.Fprintf(sum, "%s %.3f\n", name, r.at[name])
	}
	return hex.EncodeToString(sum.Sum(nil))[:digestLength]
}

func digestOf(t *Trial) (string, error) {
	t.Seed, t.Scored = standardSeed, Dozen
	cases, err := t.Run()
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	for i := range cases {
		c := &cases[i]
		fmt.Fprintf(sum, "%s %d %d %d %d %.4g %.4g\n", c.Forecaster, c.Target, c.Authority, c.Origin, c.Horizon, c.Median, c.CRPS)
	}
	return hex.EncodeToString(sum.Sum(nil))[:digestLength], nil
}
