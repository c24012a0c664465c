package web

import (
	"context"
	"errors"
)

// queue lets so many runs live at once and so many more wait for their turn.
type queue struct {
	places chan struct{} // of those who live or wait
	turns  chan struct{} // of those who live
}

func newQueue() queue {
	return queue{make(chan struct{}, mostAtOnce+mostWaiting), make(chan struct{}, mostAtOnce)}
}

var errFull = errors.New("too many runs wait already; try again in a while")

// place takes a place, or says that there is none. leave gives it back.
func (q *queue) place() (leave func(), err error) {
	select {
	case q.places <- struct{}{}:
		return func() { <-q.places }, nil
	default:
		return nil, errFull
	}
}

// turn waits for a turn of one who has a place, saying first that it does if
// there is none at once. end ends the turn.
func (q *queue) turn(ctx context.Context, waits func()) (end func(), err error) {
	end = func() { <-q.turns }
	select {
	case q.turns <- struct{}{}:
		return end, nil
	default:
		waits()
	}
	select {
	case q.turns <- struct{}{}:
		return end, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}
