package calibration

import "sendsim/internal/sidebyside"

// all fits the authorities of the set, in its order.
func (f *fit) all() []*Authority {
	made := make([]*Authority, len(f.set.Authorities))
	sidebyside.Do(len(made), func(i int) { made[i] = f.authority(i) })
	return made
}
