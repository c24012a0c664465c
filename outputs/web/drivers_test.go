package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/attribution"
)

// What drives the range is said once all is drawn, for each scenario, and is what
// attribution says of as many draws.
func TestDriversAreThoseOfTheModel(t *testing.T) {
	on := serving(t, "127.0.0.1")
	said := saying(t, on.URL, begin(t, on.URL, placesFor+"---\n"+small), "drivers")
	if len(said) != 2 {
		t.Fatalf("of two scenarios it is told %d times", len(said))
	}
	var told struct {
		Scenario, Draws int
		Areas           []struct {
			Of      string
			Crossed string
			Drivers []struct {
				Name  string
				Alone struct{ Value, Low, High float64 }
			}
		}
	}
	if err := json.Unmarshal([]byte(said[0]), &told); err != nil {
		t.Fatal(err)
	}
	world := worldOf(t)
	s, err := sim.ParseScenario("plan.yaml", []byte(placesFor), func(string) (sim.Known, error) { return world.Known(), nil })
	if err != nil {
		t.Fatal(err)
	}
	m, err := sim.NewModel(world, s)
	if err != nil {
		t.Fatal(err)
	}
	about := outputs.About{FirstYear: s.Start, Years: m.Years, Draws: s.Draws, Regime: m.Regime.Title, Areas: []outputs.Area{{Code: m.Areas[0].Code, Name: m.Areas[0].Name}}}
	r, err := attribution.Redraw(t.Context(), m, m.Drivers(), told.Draws, outputs.DriversFigures(), func(ctx context.Context, m *sim.Model, draws int, open func(int) (sim.Sink, error)) error {
		return sim.Run(ctx, m, draws, 1, open)
	})
	if err != nil {
		t.Fatal(err)
	}
	d := outputs.DriversOf(r, m, &about)
	want, of := d.Shown(0)
	if told.Scenario != 1 || told.Draws != 60 || len(told.Areas) != 1 || told.Areas[0].Of != of || len(told.Areas[0].Drivers) != len(want) {
		t.Fatalf("%+v\nwanted %d drivers of %s", told, len(want), of)
	}
	for i, d := range told.Areas[0].Drivers {
		if d.Name != want[i].Driver.String() || d.Alone.Value != max(0, want[i].First.Value) || d.Alone.High < d.Alone.Low {
			t.Errorf("driver %d is %v instead of %v", i, d, want[i])
		}
	}
	if got := told.Areas[0].Crossed; got != d.Crossed(0) {
		t.Errorf("of drivers that read as making more alone it says %q, not %q", got, d.Crossed(0))
	}
	names := fmt.Sprint(told.Areas[0].Drivers)
	if !strings.Contains(names, "lever effects") {
		t.Errorf("a lever is uncertain, and the drivers are %s", names)
	}
}

// Of very many children the page says where it is told instead.
func TestDriversOfManyChildrenAreToldElsewhere(t *testing.T) {
	on := serving(t, "127.0.0.1")
	said := saying(t, on.URL, begin(t, on.URL, "authority: region:south-east\nyears: 1\ndraws: 20\n"), "drivers")
	if len(said) != 1 || !strings.Contains(said[0], "sendsim run --drivers") {
		t.Errorf("%s", said)
	}
}
