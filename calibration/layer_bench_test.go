package calibration

import "testing"

// One origin: 148 areas, fitted, and 2,000 draws of five years of each.
func BenchmarkFitLayer(b *testing.B) {
	p, err := NewPanel(published(b), 2024)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := FitLayer(p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkForecastLayer(b *testing.B) {
	l := layerOf(b, published(b), 2024)
	const draws, horizon = 2000, 5
	for b.Loop() {
		l.Forecast(draws, horizon, 1)
	}
}
