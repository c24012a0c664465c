package trials

import (
	"slices"

	"sendsim/calibration"
)

// Layer is the fitting layer as a forecaster: fitted anew at each origin, and
// answering by one of its models.
type Layer struct {
	Model calibration.Model
	last  *fittedLayer
}

// fittedLayer is what the models of a layer share: the draws for the question
// asked last.
type fittedLayer struct {
	question Question
	forecast *calibration.Forecast
}

// Layers are the fitting layer's models, the one that is published first. Asked
// the same question in turn, they fit and draw once.
func Layers() []*Layer {
	shared := &fittedLayer{}
	return []*Layer{{calibration.Pool, shared}, {calibration.S1, shared}, {calibration.S2, shared}}
}

// Name is "layer" for what is published, and the model's name for a part of it.
func (l *Layer) Name() string {
	if l.Model == calibration.Pool {
		return LayerName
	}
	return "layer, " + l.Model.String()
}

// LayerName names the fitting layer as it is published.
const LayerName = "layer"

// Says is the model in words.
func (l *Layer) Says() string {
	switch l.Model {
	case calibration.S1:
		return "its growth model alone"
	case calibration.S2:
		return "its model of new plans and net leaving alone"
	}
	return "the fitting layer: half its draws from the growth of the stock, half from new plans and net leaving"
}

// Answer fits the layer and draws plans, and new plans for what is published:
// they are those of S2.
func (l *Layer) Answer(q Question) (Answer, error) {
	var a Answer
	f, err := l.last.draw(q)
	if err != nil {
		return a, err
	}
	a[Plans] = make(Futures, len(q.Panel.Areas))
	if l.Model == calibration.Pool {
		a[NewPlans] = make(Futures, len(q.Panel.Areas))
	}
	for i := range q.Panel.Areas {
		for h := 1; h <= q.Horizons; h++ {
			a[Plans][i] = append(a[Plans][i], slices.Clone(f.Stock(l.Model, i, h)))
			if a[NewPlans] != nil {
				a[NewPlans][i] = append(a[NewPlans][i], slices.Clone(f.NewPlans(i, h)))
			}
		}
	}
	return a, nil
}

// draw fits and draws, or finds what was drawn for the same question.
func (l *fittedLayer) draw(q Question) (*calibration.Forecast, error) {
	if l.question == q {
		return l.forecast, nil
	}
	fitted, err := calibration.FitLayer(q.Panel)
	if err != nil {
		return nil, err
	}
	l.question, l.forecast = q, fitted.Forecast(q.Draws, q.Horizons, q.Seed)
	return l.forecast, nil
}
