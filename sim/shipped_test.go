package sim_test

import (
	"sync"
	"testing"

	"sendsim/calibration"
	"sendsim/sim"
)

// opened opens what ships, once.
var opened = sync.OnceValues(func() (*sim.World, error) {
	lib, err := calibration.Shipped()
	if err != nil {
		return nil, err
	}
	return sim.NewWorld(lib)
})

// model lays a scenario on what ships.
func model(t testing.TB, change func(*sim.Scenario), areas ...string) *sim.Model {
	t.Helper()
	world, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	s := sim.Default()
	s.Areas = areas
	if change != nil {
		change(s)
	}
	if err := s.Check(world.Known()); err != nil {
		t.Fatal(err)
	}
	m, err := sim.NewModel(world, s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
